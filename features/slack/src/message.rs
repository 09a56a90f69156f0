//! One message of Slack as one post or comment of ours, text still in Slack's own mark-up. Pure.
//! Invariant: `ts` identifies a message within its space for ever, so that importing twice finds the first import.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use base::{Id, Moment, checked};

use crate::lenient::One;
use crate::model::{Attachment, Field, File, Message};
use crate::report::Reason;

/// Slack's `1452837318.000002`: the time of a message, and its name within its channel. In microseconds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Ts(i64);

impl Ts {
    /// The same, to the millisecond.
    pub fn moment(self) -> Moment {
        Moment(self.0 / 1000)
    }

    /// The id of its item. Its microseconds keep apart what several channels said within one millisecond.
    pub fn id(self) -> Id {
        Id::dated(self.moment(), u16::try_from(self.0 % 1000 * 4).unwrap_or(0))
    }
}

impl fmt::Display for Ts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:06}", self.0 / 1_000_000, self.0 % 1_000_000)
    }
}

impl FromStr for Ts {
    type Err = ();
    fn from_str(text: &str) -> Result<Ts, ()> {
        let (seconds, micros) = text.split_once('.').unwrap_or((text, "0"));
        let is_number = |part: &str, most: usize| !part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
        if !is_number(seconds, 11) || !is_number(micros, 6) {
            return Err(());
        }
        let seconds: i64 = seconds.parse().map_err(drop)?;
        format!("{micros:0<6}").parse().map(|micros: i64| Ts(seconds * 1_000_000 + micros)).map_err(drop)
    }
}

/// Who wrote: an id of `users.json`, of someone no longer in it, or of an application.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Author {
    /// `U…`, `W…`, `B…`, or `bot:` and a name.
    pub slack_id: String,
    /// The name that stood in the message itself, for who is not listed.
    pub name: Option<String>,
    /// Whether an application wrote.
    pub application: bool,
}

/// One emoji under a message, by Slack's short name, with those who chose it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlannedReaction {
    /// Without colons, perhaps with `::skin-tone-2`; may be an emoji that only that workspace had.
    pub name: String,
    /// Slack ids, each once.
    pub people: Vec<String>,
}

/// A post, or a comment when `under` names the post.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlannedMessage {
    /// Its key within its space.
    pub ts: Ts,
    /// The post it answers, which always came before it.
    pub under: Option<Ts>,
    /// Its author, who is among the plan's people.
    pub author: Author,
    /// Slack's mark-up; may be empty when there are quotes or files.
    pub text: String,
    /// Slack's mark-up of each attachment.
    pub quotes: Vec<String>,
    /// Names of files whose bytes are not in the export.
    pub files: Vec<String>,
    /// When it was last changed.
    pub edited_at: Option<Moment>,
    /// Emoji and who chose them.
    pub reactions: Vec<PlannedReaction>,
}

impl PlannedMessage {
    /// The CommonMark source, `convert` turning Slack's mark-up into it, and whether it had to be cut to [`checked::BODY`].
    pub fn body(&self, convert: &dyn Fn(&str) -> String) -> (String, bool) {
        let text = (!self.text.is_empty()).then(|| convert(&self.text));
        let quotes = self.quotes.iter().map(|quote| quoted(&convert(quote)));
        let files = self.files.iter().map(|name| format!("📎 `{}`", name.replace('`', "'")));
        let body = text.into_iter().chain(quotes).chain(files).collect::<Vec<_>>().join("\n\n");
        match body.char_indices().nth(checked::BODY - 1) {
            Some((end, last)) if end + last.len_utf8() < body.len() => (format!("{}…", &body[..end]), true),
            _ => (body, false),
        }
    }

    /// About how many bytes of memory it takes.
    pub(crate) fn weight(&self) -> usize {
        let texts = self.quotes.iter().chain(&self.files).chain(self.reactions.iter().flat_map(|r| r.people.iter().chain([&r.name])));
        size_of::<PlannedMessage>() + self.text.len() + texts.map(|t| t.len() + 2 * size_of::<String>()).sum::<usize>()
    }
}

fn quoted(text: &str) -> String {
    text.lines().map(|line| if line.is_empty() { ">".into() } else { format!("> {line}") }).collect::<Vec<_>>().join("\n")
}

/// What a channel's messages are read with.
pub(crate) struct Context<'a> {
    /// Applications that have a user of their own, by their `B…` id.
    pub bots: &'a HashMap<String, String>,
    /// Names learnt from "added an integration", by their `B…` id.
    pub names: HashMap<String, String>,
    pub now: Moment,
}

impl Context<'_> {
    /// The message planned, its thread still only claimed, or why it is left out.
    pub fn planned(&mut self, raw: Message) -> Result<PlannedMessage, Reason> {
        let ts: Ts = raw.ts.0.parse().map_err(|()| Reason::NoDate)?;
        if ts.moment() > self.now.plus_days(1) {
            return Err(Reason::FutureDate);
        }
        match raw.subtype.0.as_str() {
            "tombstone" => return Err(Reason::Deleted),
            // Joins, topics, names…; a `reply_broadcast` repeats a reply that stands elsewhere under its own `ts`.
            kind if kind.starts_with("channel_") || kind.starts_with("group_") || kind == "reply_broadcast" => {
                return Err(Reason::SpaceHistory);
            }
            "bot_add" => self.learn_name(&raw),
            _ => {}
        }
        let author = self.author(&raw).ok_or(Reason::NoAuthor)?;
        let emote = raw.subtype.0 == "me_message" && !raw.text.0.is_empty() && !raw.text.0.contains(['_', '\n']);
        let mut text = if emote { format!("_{}_", raw.text.0) } else { raw.text.0 };
        let quotes: Vec<String> = present(raw.attachments.0).filter_map(quote).collect();
        if text.is_empty() && quotes.is_empty() {
            text = raw.blocks.0;
        }
        let files: Vec<String> = present(raw.files.0).chain(raw.file.0).filter_map(file_name).collect();
        if text.is_empty() && quotes.is_empty() && files.is_empty() {
            return Err(Reason::Empty);
        }
        let edited_at = raw.edited.0.and_then(|e| e.ts.0.parse().ok()).map(Ts::moment);
        let reactions = present(raw.reactions.0).filter_map(|r| {
            let mut people: Vec<String> = r.users.0.into_iter().filter_map(|u| u.some()).collect();
            people.sort();
            people.dedup();
            Some(PlannedReaction { name: r.name.some()?, people })
        });
        let under = raw.thread_ts.0.parse().ok().filter(|root| *root != ts);
        Ok(PlannedMessage { ts, under, author, text, quotes, files, edited_at, reactions: reactions.collect() })
    }

    fn author(&self, raw: &Message) -> Option<Author> {
        let filled = |text: &str| (!text.is_empty()).then(|| unescaped(text));
        // There `bot_id` names the application that the person added.
        let bot = if raw.subtype.0 == "bot_add" { "" } else { raw.bot_id.0.as_str() };
        let of_application = raw.bot_profile.0.as_ref().and_then(|p| filled(&p.name.0)).or_else(|| filled(&raw.username.0));
        let of_person = || raw.user_profile.0.as_ref().and_then(|p| filled(&p.real_name.0).or_else(|| filled(&p.display_name.0)));
        let comment = raw.comment.0.as_ref().map_or("", |c| &c.user.0);
        let file = raw.file.0.as_ref().map_or("", |f| &f.user.0);
        if let Some(user) = [raw.user.0.as_str(), comment].into_iter().find(|id| !id.is_empty()) {
            let name = of_person().or_else(|| of_application.filter(|_| !bot.is_empty()));
            return Some(Author { slack_id: user.into(), name, application: !bot.is_empty() });
        }
        if let Some(user) = self.bots.get(bot) {
            return Some(Author { slack_id: user.clone(), name: None, application: true });
        }
        let slack_id = filled(bot).or_else(|| filled(&raw.username.0).map(|name| format!("bot:{name}")));
        let application = slack_id.map(|slack_id| {
            let name = of_application.or_else(|| self.names.get(&slack_id).cloned());
            Author { slack_id, name, application: true }
        });
        application.or_else(|| filled(file).map(|slack_id| Author { slack_id, name: None, application: false }))
    }

    /// "added an integration to this channel: <https://…|github>" is the only place where old exports name an application.
    fn learn_name(&mut self, raw: &Message) {
        let label = raw.text.0.rsplit_once('|').and_then(|(_, rest)| rest.split('>').next());
        if let Some(label) = label.filter(|label| !label.is_empty() && !raw.bot_id.0.is_empty()) {
            self.names.insert(raw.bot_id.0.clone(), unescaped(label));
        }
    }
}

fn present<T>(list: Vec<One<T>>) -> impl Iterator<Item = T> {
    list.into_iter().filter_map(|one| one.0)
}

fn file_name(file: File) -> Option<String> {
    let name = file.name.some().or(file.title.some()).or(file.id.some())?;
    (file.mode.0 != "tombstone").then(|| unescaped(&name.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// The attachment in Slack's mark-up; its fallback only when there is nothing better.
fn quote(attachment: Attachment) -> Option<String> {
    let title = match (attachment.title.0.as_str(), attachment.title_link.0.as_str()) {
        ("", link) => bare(link).map(|link| format!("<{link}>")),
        (title, link) => Some(bare(link).map_or_else(|| format!("*{title}*"), |link| format!("*<{link}|{title}>*"))),
    };
    let fields = present(attachment.fields.0).filter_map(|Field { title, value }| match (title.some(), value.some()) {
        (Some(title), Some(value)) => Some(format!("*{title}* {value}")),
        (title, value) => title.or(value),
    });
    let top = [attachment.pretext.some(), attachment.author_name.some(), title, attachment.text.some()];
    let lines: Vec<String> = top.into_iter().flatten().chain(fields).collect();
    if lines.is_empty() { attachment.fallback.some() } else { Some(lines.join("\n")) }
}

/// An address that can stand inside `<…|…>`.
fn bare(link: &str) -> Option<&str> {
    (!link.is_empty() && !link.contains(['<', '>', '|']) && !link.contains(char::is_whitespace)).then_some(link)
}

/// Slack escapes three characters wherever people write.
pub(crate) fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(json: &str) -> Result<PlannedMessage, Reason> {
        let bots = HashMap::from([("B1".to_owned(), "U9".to_owned())]);
        let mut context =
            Context { bots: &bots, names: HashMap::from([("B2".to_owned(), "github".to_owned())]), now: Moment(2_000_000_000_000) };
        context.planned(serde_json::from_str(json).expect("test JSON"))
    }

    #[test]
    fn the_time_is_the_key() {
        let ts: Ts = "1452837318.000002".parse().expect("a ts");
        assert_eq!(ts.to_string(), "1452837318.000002");
        assert_eq!(ts.moment(), Moment(1_452_837_318_000));
        assert_eq!("1452837318.5".parse::<Ts>().expect("a ts").to_string(), "1452837318.500000");
        for bad in ["", ".", "1.", "-1.0", "1e9", "1452837318.0000001", "99999999999999.0", "١.٠"] {
            assert!(bad.parse::<Ts>().is_err(), "{bad}");
        }
    }

    #[test]
    fn authors() {
        let author = |json: &str| planned(json).expect("planned").author;
        let of = |id: &str, name: Option<&str>, application| Author { slack_id: id.into(), name: name.map(Into::into), application };
        assert_eq!(author(r#"{"ts":"1.1","text":"a","user":"U1"}"#), of("U1", None, false));
        assert_eq!(
            author(r#"{"ts":"1.1","text":"a","user":"U1","user_profile":{"real_name":"Ana &amp; Co"}}"#),
            of("U1", Some("Ana & Co"), false)
        );
        assert_eq!(author(r#"{"ts":"1.1","text":"a","subtype":"bot_message","bot_id":"B1","username":"ci"}"#), of("U9", None, true));
        assert_eq!(author(r#"{"ts":"1.1","text":"a","subtype":"bot_message","bot_id":"B2"}"#), of("B2", Some("github"), true));
        assert_eq!(author(r#"{"ts":"1.1","text":"a","subtype":"bot_message","username":"ci"}"#), of("bot:ci", Some("ci"), true));
        assert_eq!(
            author(r#"{"ts":"1.1","text":"a","user":"U7","bot_id":"B7","bot_profile":{"name":"Meteo"}}"#),
            of("U7", Some("Meteo"), true)
        );
        assert_eq!(author(r#"{"ts":"1.1","text":"a","subtype":"file_comment","comment":{"user":"U2"}}"#), of("U2", None, false));
        assert_eq!(planned(r#"{"ts":"1.1","text":"a"}"#), Err(Reason::NoAuthor));
    }

    #[test]
    fn what_is_left_out_and_why() {
        assert_eq!(planned(r#"{"text":"a","user":"U1"}"#), Err(Reason::NoDate));
        assert_eq!(planned(r#"{"ts":"2999999999.0","text":"a","user":"U1"}"#), Err(Reason::FutureDate));
        assert_eq!(planned(r#"{"ts":"1.1","subtype":"channel_topic","text":"a","user":"U1"}"#), Err(Reason::SpaceHistory));
        assert_eq!(planned(r#"{"ts":"1.1","subtype":"tombstone","text":"gone","user":"U1"}"#), Err(Reason::Deleted));
        assert_eq!(planned(r#"{"ts":"1.1","user":"U1","text":" ","files":[{"name":"x","mode":"tombstone"}]}"#), Err(Reason::Empty));
    }

    #[test]
    fn the_body_holds_text_quotes_and_file_names() {
        let json = r#"{"ts":"1.1","user":"U1","text":"voici","files":[{"name":"a`b.pdf"},{"title":"Plan"}],
            "attachments":[{"title":"T","title_link":"https://e.fr/a","text":"x\ny","fallback":"f"},{"fallback":"seul"},{}]}"#;
        let (body, cut) = planned(json).expect("planned").body(&|text| text.to_owned());
        assert_eq!(body, "voici\n\n> *<https://e.fr/a|T>*\n> x\n> y\n\n> seul\n\n📎 `a'b.pdf`\n\n📎 `Plan`");
        assert!(!cut);
        let mut long = planned(r#"{"ts":"1.1","user":"U1","text":"x"}"#).expect("planned");
        long.text = "é".repeat(checked::BODY);
        assert!(!long.body(&|text| text.to_owned()).1);
        long.text.push('é');
        let (body, cut) = long.body(&|text| text.to_owned());
        assert_eq!((body.chars().count(), cut), (checked::BODY, true));
    }

    #[test]
    fn blocks_speak_only_when_nothing_else_does() {
        let blocks = r#""blocks":[{"text":{"text":"bloc"}}]"#;
        assert_eq!(planned(&format!(r#"{{"ts":"1.1","user":"U1","text":"a",{blocks}}}"#)).expect("planned").text, "a");
        assert_eq!(planned(&format!(r#"{{"ts":"1.1","user":"U1",{blocks}}}"#)).expect("planned").text, "bloc");
        assert_eq!(planned(r#"{"ts":"1.1","user":"U1","subtype":"me_message","text":"danse"}"#).expect("planned").text, "_danse_");
    }
}
