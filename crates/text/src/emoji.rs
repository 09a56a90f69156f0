//! Emoji short names, and what counts as one emoji for a reaction.
//! Invariant: every value of the table is one emoji. Deliberately absent: the full Unicode list; completion in the browser has its own.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_properties::{EmojiStatus, UnicodeEmoji};

/// The commonest emoji, each with its short names in Slack, Mattermost and GitHub.
const TABLE: &str = "\
👍 +1 thumbsup
👎 -1 thumbsdown
❤️ heart
🧡 orange_heart
💛 yellow_heart
💚 green_heart
💙 blue_heart
💜 purple_heart
💔 broken_heart
😀 grinning
😃 smiley
😄 smile
😁 grin
😆 laughing satisfied
😅 sweat_smile
😂 joy
🤣 rolling_on_the_floor_laughing rofl
🙂 slightly_smiling_face
🙃 upside_down_face
😉 wink
😊 blush
😇 innocent
😍 heart_eyes
😘 kissing_heart
😋 yum
😛 stuck_out_tongue
😜 stuck_out_tongue_winking_eye
🤔 thinking_face thinking
🤨 face_with_raised_eyebrow
😐 neutral_face
😑 expressionless
😏 smirk
🙄 face_with_rolling_eyes roll_eyes
😬 grimacing
😌 relieved
😴 sleeping
😷 mask
🤒 face_with_thermometer
🤯 exploding_head
🥳 partying_face
😎 sunglasses
🤓 nerd_face
😕 confused
🙁 slightly_frowning_face
😮 open_mouth
😲 astonished
😳 flushed
🥺 pleading_face
😢 cry
😭 sob
😱 scream
😓 sweat
😞 disappointed
😩 weary
😫 tired_face
😡 rage
😠 angry
🤗 hugging_face hugs
🤦 face_palm facepalm
🤷 shrug
🙈 see_no_evil
💀 skull
👻 ghost
🤖 robot_face robot
💩 hankey poop
👋 wave
👌 ok_hand
✌️ v
🤞 crossed_fingers
🤘 the_horns metal
👈 point_left
👉 point_right
👆 point_up_2
👇 point_down
☝️ point_up
✋ hand raised_hand
🖐️ raised_hand_with_fingers_splayed
👊 facepunch punch
✊ fist
👏 clap
🙌 raised_hands
🙏 pray
🤝 handshake
💪 muscle
👀 eyes
🧠 brain
🎉 tada
🎊 confetti_ball
🎂 birthday
🎁 gift
🏆 trophy
🥇 first_place_medal
🚀 rocket
🔥 fire
✨ sparkles
⭐ star
🌟 star2
💯 100
💡 bulb
⚡ zap
☀️ sunny
🌈 rainbow
🌱 seedling
🌸 cherry_blossom
☕ coffee
🍺 beer
🍻 beers
🍷 wine_glass
🍾 champagne
🍕 pizza
🍰 cake
✅ white_check_mark
✔️ heavy_check_mark
☑️ ballot_box_with_check
❌ x
➕ heavy_plus_sign
➖ heavy_minus_sign
➡️ arrow_right
⬅️ arrow_left
⬆️ arrow_up
⬇️ arrow_down
❗ exclamation heavy_exclamation_mark
❓ question
⚠️ warning
🚨 rotating_light
🚧 construction
⛔ no_entry
🛑 octagonal_sign stop_sign
🔴 red_circle
🟢 large_green_circle green_circle
🟡 large_yellow_circle yellow_circle
🔵 large_blue_circle blue_circle
📌 pushpin
📎 paperclip
📅 date
📆 calendar
📈 chart_with_upwards_trend
📉 chart_with_downwards_trend
📊 bar_chart
📝 memo pencil
📣 mega
📢 loudspeaker
📧 e-mail email
📞 telephone_receiver
💬 speech_balloon
🔗 link
🔒 lock
🔑 key
🔧 wrench
⚙️ gear
🐛 bug
💻 computer
⏰ alarm_clock
⏳ hourglass_flowing_sand
🏠 house
🌍 earth_africa
🇫🇷 fr flag-fr
🇬🇧 gb uk flag-gb
";

static NAMES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let mut words = line.split(' ');
        let emoji = words.next().unwrap_or_default();
        words.map(move |name| (name, emoji))
    };
    TABLE.lines().flat_map(line).collect()
});

/// The emoji of a short name, written without colons. A skin tone (`wave::skin-tone-2`) is left out.
pub fn emoji(short: &str) -> Option<&'static str> {
    let name = short.split_once("::").map_or(short, |(name, _)| name);
    NAMES.get(name).copied()
}

/// Whether `text` is exactly one emoji: alone, with a skin tone, joined (👩‍🚒), a flag or a keycap; at most 16 code points.
pub fn is_emoji(text: &str) -> bool {
    let chars: Vec<char> = text.chars().take(17).collect();
    match chars.as_slice() {
        [a, b] if is_flag_letter(*a) && is_flag_letter(*b) => true,
        ['0'..='9' | '#' | '*', '\u{fe0f}', '\u{20e3}'] => true,
        ['\u{1f3f4}', tags @ .., '\u{e007f}'] => {
            (3..=6).contains(&tags.len()) && tags.iter().all(|c| matches!(c, '\u{e0030}'..='\u{e007a}'))
        }
        [] => false,
        chars => chars.len() <= 16 && chars.split(|c| *c == '\u{200d}').all(is_drawing),
    }
}

/// The one way to write an emoji, so that ❤ and ❤️ count as one: drawn in colour where Unicode leaves the choice
/// (UTS #51, fully qualified), and without the mark where there is none to choose. `None` when it is no emoji.
pub fn one_emoji(text: &str) -> Option<String> {
    if !is_emoji(text) {
        return None;
    }
    let chars: Vec<char> = text.chars().collect();
    if matches!(chars.as_slice(), [_, '\u{fe0f}', '\u{20e3}'] | ['\u{1f3f4}', .., '\u{e007f}']) {
        return Some(text.to_owned());
    }
    let drawings = chars.split(|c| *c == '\u{200d}').map(|drawing| match drawing {
        [base] | [base, '\u{fe0f}'] if is_text_first(*base) => format!("{base}\u{fe0f}"),
        [base, '\u{fe0f}'] => base.to_string(),
        other => other.iter().collect(),
    });
    Some(drawings.collect::<Vec<String>>().join("\u{200d}"))
}

/// Whether a character is drawn as text unless it says otherwise (`Emoji_Presentation=No`).
fn is_text_first(base: char) -> bool {
    matches!(base.emoji_status(), EmojiStatus::EmojiOther | EmojiStatus::EmojiModifierBase | EmojiStatus::EmojiOtherAndEmojiComponent)
}

/// One drawing of a joined emoji: a base, then how it is shown or its skin tone.
fn is_drawing(chars: &[char]) -> bool {
    match chars {
        [base] | [base, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}'] => !base.is_ascii() && base.is_emoji_char() && !base.is_emoji_component(),
        _ => false,
    }
}

fn is_flag_letter(c: char) -> bool {
    ('\u{1f1e6}'..='\u{1f1ff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names() {
        assert_eq!(emoji("+1"), Some("👍"));
        assert_eq!(emoji("wave::skin-tone-3"), Some("👋"));
        assert_eq!(emoji("nope"), None);
        assert!(NAMES.values().all(|e| is_emoji(e)), "{:?}", NAMES.values().find(|e| !is_emoji(e)));
    }

    #[test]
    fn each_emoji_is_written_one_way() {
        let (zwj, heart) = ("\u{200d}", "❤\u{fe0f}");
        for (typed, kept) in [
            ("❤", heart.to_owned()),
            (heart, heart.to_owned()),
            ("👍\u{fe0f}", "👍".into()),
            ("✌🏽", "✌🏽".into()),
            ("🇫🇷", "🇫🇷".into()),
            ("1\u{fe0f}\u{20e3}", "1\u{fe0f}\u{20e3}".into()),
            (&format!("🏳{zwj}🌈"), format!("🏳\u{fe0f}{zwj}🌈")),
            (&format!("🤷🏻{zwj}♀"), format!("🤷🏻{zwj}♀\u{fe0f}")),
        ] {
            assert_eq!(super::one_emoji(typed).as_ref(), Some(&kept), "{typed}");
            assert_eq!(super::one_emoji(&kept).as_ref(), Some(&kept), "{typed}, twice");
        }
        assert_eq!(super::one_emoji("a"), None);
        assert!(
            NAMES.values().all(|e| super::one_emoji(e).as_deref() == Some(*e)),
            "{:?}",
            NAMES.values().find(|e| super::one_emoji(e).as_deref() != Some(**e))
        );
    }

    #[test]
    fn one_emoji() {
        for one in ["👍", "👍🏽", "❤️", "❤", "🇫🇷", "1️⃣", "👨‍👩‍👧‍👦", "👩🏽‍🚒", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏳️‍🌈", "☕", "👁️‍🗨️", "🏴", "🤷🏻‍♀️"]
        {
            assert!(is_emoji(one), "{one}");
        }
        for not in [
            "",
            "a",
            "1",
            "#",
            "👍👍",
            "👍 ",
            "🇫",
            "🏽",
            "\u{200d}",
            "👍\u{200d}",
            "\u{fe0f}",
            "<b>",
            "é",
            ":+1:",
            "🇫🇷🇫🇷",
            &"👍\u{200d}".repeat(20),
        ] {
            assert!(!is_emoji(not), "{not}");
        }
    }
}
