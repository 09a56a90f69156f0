//! Slack's mrkdwn → our source (docs.slack.dev/messaging/formatting-message-text).
//! Invariant: what was plain text in Slack stays plain text here, so it is escaped where Markdown would read it; no mention is
//! made but by `<@U…>`. Deliberately absent: blocks and attachments, which the importer flattens first.

use base::Id;

use crate::emoji::emoji;
use crate::mentions::mention;

/// Converts one message. `user` knows our id and name for a Slack user, `channel` the name of a channel.
pub fn from_slack(mrkdwn: &str, user: &dyn Fn(&str) -> Option<(Id, String)>, channel: &dyn Fn(&str) -> Option<String>) -> String {
    let slack = Slack { user, channel };
    let mut source = String::new();
    let mut rest = mrkdwn;
    while let Some((before, code, after)) = fenced(rest) {
        slack.lines(before, &mut source);
        let code = slack.plain(code.trim_matches('\n'));
        let fence = "`".repeat(longest_run(&code).max(2) + 1);
        if !source.is_empty() && !source.ends_with('\n') {
            source.push('\n');
        }
        source += &format!("{fence}\n{code}\n{fence}\n");
        rest = after.strip_prefix('\n').unwrap_or(after);
    }
    slack.lines(rest, &mut source);
    source.trim_end().to_owned()
}

fn fenced(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("```")?;
    let (code, after) = rest.split_once("```")?;
    Some((before, code, after))
}

fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

struct Slack<'a> {
    user: &'a dyn Fn(&str) -> Option<(Id, String)>,
    channel: &'a dyn Fn(&str) -> Option<String>,
}

#[derive(Clone, Copy, PartialEq)]
enum Line {
    Blank,
    Plain,
    Item,
    Quote,
}

/// A piece of a line: a character that was typed, or Markdown made from something else.
enum Piece {
    Typed(char),
    Made(String),
}

impl Slack<'_> {
    fn lines(&self, text: &str, source: &mut String) {
        let mut quoted = false;
        let mut before = if source.is_empty() || source.ends_with("\n\n") { Line::Blank } else { Line::Plain };
        for (i, line) in text.split('\n').enumerate() {
            if i > 0 {
                source.push('\n');
            }
            let line = line.trim_end();
            let all = line.strip_prefix("&gt;&gt;&gt;").or_else(|| line.strip_prefix(">>>"));
            let one = line.strip_prefix("&gt;").or_else(|| line.strip_prefix('>'));
            quoted |= all.is_some();
            let quote = all.or(one).or(quoted.then_some(line));
            let now = match quote {
                Some(_) => Line::Quote,
                None if line.is_empty() => Line::Blank,
                None if bullet(line.trim_start()).is_some() || line.starts_with("- ") => Line::Item,
                None if before == Line::Item && line.starts_with([' ', '\t']) => Line::Item,
                None => Line::Plain,
            };
            // Markdown would take the line into the quote or the item before it.
            if now == Line::Plain && matches!(before, Line::Quote | Line::Item) {
                source.push('\n');
                before = Line::Blank;
            }
            if let Some(quote) = quote {
                source.push_str("> ");
                self.line(quote.trim_start(), source);
            } else if before == Line::Blank {
                // Four spaces after a blank line would make code of it.
                self.line(line.trim_start(), source);
            } else {
                self.line(line, source);
            }
            before = now;
        }
    }

    fn line(&self, line: &str, source: &mut String) {
        let text = line.trim_start();
        source.push_str(&line[..line.len() - text.len()]);
        let text = match bullet(text) {
            Some(item) => {
                source.push_str("- ");
                item
            }
            None => text,
        };
        // A line of these alone would be a rule, a heading's underline or a table's.
        if text.contains(['-', '=']) && text.chars().all(|c| "=-|: \t".contains(c)) {
            source.push('\\');
        }
        let pieces = self.pieces(text);
        let pairs = pairs(&pieces);
        for (i, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Made(made) => source.push_str(made),
                Piece::Typed(c) if pairs[i] => source.push_str(match c {
                    '*' => "**",
                    '~' => "~~",
                    _ => "_",
                }),
                Piece::Typed(c) => {
                    let around = |j: Option<usize>| j.and_then(|j| pieces.get(j)).map(|p| if let Piece::Typed(c) = p { *c } else { 'x' });
                    if i == 0 && *c == '#' || needs_escape(*c, around(i.checked_sub(1)), around(Some(i + 1))) {
                        source.push('\\');
                    }
                    source.push(*c);
                }
            }
        }
    }

    fn pieces(&self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut rest = text;
        // Where no closing mark is left, looking for one again at each opening would cost the square of the length.
        let (mut ticks, mut angles) = (true, true);
        while let Some(c) = rest.chars().next() {
            let (made, length) = match c {
                '`' if ticks => match rest[1..].find('`') {
                    Some(end) if end > 0 => (Some(self.code(&rest[1..=end])), end + 2),
                    found => {
                        ticks = found.is_some();
                        (None, 0)
                    }
                },
                '<' if angles => match rest.find('>') {
                    Some(end) => (self.angle(&rest[1..end]), end + 1),
                    None => {
                        angles = false;
                        (None, 0)
                    }
                },
                ':' => short_name(rest).map_or((None, 0), |(emoji, length)| (Some(emoji), length)),
                _ => (None, 0),
            };
            if let Some(made) = made {
                pieces.push(Piece::Made(made));
                rest = &rest[length..];
                continue;
            }
            let (c, length) = entity(rest).unwrap_or((c, c.len_utf8()));
            pieces.push(Piece::Typed(c));
            rest = &rest[length..];
        }
        pieces
    }

    fn code(&self, code: &str) -> String {
        let code = self.plain(code);
        let ticks = "`".repeat(longest_run(&code) + 1);
        let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
        format!("{ticks}{pad}{code}{pad}{ticks}")
    }

    /// What stands between `<` and `>`.
    fn angle(&self, inside: &str) -> Option<String> {
        let (target, label) = inside.split_once('|').map_or((inside, None), |(target, label)| (target, Some(label)));
        if let Some(id) = target.strip_prefix('@') {
            return Some(match (self.user)(id) {
                Some((id, name)) => mention(id, &name),
                None => escaped(&format!("@{}", label.map_or_else(|| id.to_owned(), |l| unescape(l.trim_start_matches('@'))))),
            });
        }
        if let Some(name) = self.name_of(target, label) {
            return Some(escaped(&name));
        }
        let url = unescape(target);
        let label = label.map(unescape).filter(|label| !label.trim().is_empty());
        let web = ["http://", "https://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
        if !web || url.contains(|c: char| c.is_whitespace() || c.is_control() || c == '<') {
            // Not something Slack makes: `<` was typed by a program that did not escape it.
            return label.filter(|_| target.contains(':')).map(|label| escaped(&label));
        }
        let bare = label.as_deref().is_none_or(|label| label == url || url.strip_prefix("mailto:") == Some(label));
        Some(match (bare, url.strip_prefix("mailto:")) {
            (true, Some(address)) if address.contains('@') && !address.contains('?') => format!("<{address}>"),
            (true, _) => format!("<{url}>"),
            (false, _) => format!("[{}]({})", escaped(label.as_deref().unwrap_or(&url)), destination(&url)),
        })
    }

    /// The words for `#C1`, `!here`, `!subteam^S1`, `!date^…`.
    fn name_of(&self, target: &str, label: Option<&str>) -> Option<String> {
        let label = label.map(unescape).filter(|label| !label.is_empty());
        if let Some(id) = target.strip_prefix('#') {
            let name = (self.channel)(id).or(label).unwrap_or_else(|| id.to_owned());
            return Some(format!("#{}", name.trim_start_matches('#')));
        }
        let special = target.strip_prefix('!')?;
        let (name, rest) = special.split_once('^').unwrap_or((special, ""));
        Some(match (name, label) {
            (_, Some(label)) => label,
            ("date", None) => rest.split('^').next().unwrap_or_default().to_owned(),
            ("subteam", None) => format!("@{rest}"),
            (name, None) => format!("@{name}"),
        })
    }

    /// Text inside code: names instead of ids, nothing escaped.
    fn plain(&self, text: &str) -> String {
        let mut plain = String::new();
        let mut rest = text;
        while let Some((before, opened)) = rest.split_once('<') {
            let Some((inside, after)) = opened.split_once('>') else { break };
            plain += &unescape(before);
            let (target, label) = inside.split_once('|').map_or((inside, None), |(target, label)| (target, Some(label)));
            plain += &match target.strip_prefix('@') {
                Some(id) => (self.user)(id).map_or_else(|| format!("@{}", label.unwrap_or(id)), |(_, name)| format!("@{name}")),
                None => match self.name_of(target, label) {
                    Some(name) => name,
                    None if target.contains("://") || target.starts_with("mailto:") => unescape(label.unwrap_or(target)),
                    None => format!("<{}>", unescape(inside)),
                },
            };
            rest = after;
        }
        plain + &unescape(rest)
    }
}

/// What follows the bullet that Slack draws for a list.
fn bullet(text: &str) -> Option<&str> {
    let item = text.strip_prefix(['•', '◦', '▪'])?;
    item.starts_with(char::is_whitespace).then(|| item.trim_start())
}

/// Which pieces open or close bold, italic or strikethrough: outside no letter, inside no space, as Slack asks.
fn pairs(pieces: &[Piece]) -> Vec<bool> {
    let mut paired = vec![false; pieces.len()];
    let mut open: [Option<usize>; 3] = [None; 3];
    let side = |i: Option<usize>| match i.and_then(|i| pieces.get(i)) {
        Some(Piece::Typed(c)) => *c,
        Some(Piece::Made(_)) => '.',
        None => ' ',
    };
    for (i, piece) in pieces.iter().enumerate() {
        let Piece::Typed(c) = piece else { continue };
        let Some(kind) = ['*', '_', '~'].iter().position(|mark| mark == c) else { continue };
        let (before, after) = (side(i.checked_sub(1)), side(Some(i + 1)));
        let closes = !before.is_whitespace() && !after.is_alphanumeric() && before != *c && after != *c;
        if let Some(start) = open[kind].filter(|start| closes && *start + 1 < i) {
            paired[start] = true;
            paired[i] = true;
            // Marks opened in between can no longer close outside.
            open = open.map(|other| other.filter(|at| *at < start));
        } else if !after.is_whitespace() && !before.is_alphanumeric() && after != *c && before != *c {
            open[kind] = Some(i);
        }
    }
    paired
}

/// Whether Markdown would read this character, typed between these two, as more than itself.
fn needs_escape(c: char, before: Option<char>, after: Option<char>) -> bool {
    let spaced = before.is_none_or(char::is_whitespace) && after.is_some_and(char::is_whitespace);
    let inside = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
    match c {
        '`' | '~' => !spaced,
        '*' => !spaced,
        '_' => !spaced && !inside,
        '\\' => after.is_none_or(|c| c.is_ascii_punctuation()),
        ']' => matches!(after, Some('(' | '[' | ':')),
        '<' => after.is_some_and(|c| c.is_alphabetic() || matches!(c, '/' | '!' | '?')),
        '&' => after.is_some_and(|c| c.is_alphanumeric() || c == '#'),
        _ => false,
    }
}

/// Text put into Markdown from a label or a name.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if "\\`*_[]<>&~|!".contains(c) {
            escaped.push('\\');
        }
        escaped.push(if c.is_control() { ' ' } else { c });
    }
    escaped
}

fn destination(url: &str) -> String {
    url.replace('\\', "%5C").replace('(', "%28").replace(')', "%29").replace('>', "%3E").replace('&', "&amp;")
}

fn entity(text: &str) -> Option<(char, usize)> {
    [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>')].into_iter().find(|(name, _)| text.starts_with(name)).map(|(name, c)| (c, name.len()))
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// `:name:` or `:name::skin-tone-2:` at the start of `text`: the emoji and the length read.
fn short_name(text: &str) -> Option<(String, usize)> {
    let end = 1 + text[1..].bytes().take(48).position(|b| b == b':')?;
    let found = emoji(&text[1..end])?;
    let tone = text[end + 1..].strip_prefix(":skin-tone-").and_then(|t| match t.as_bytes() {
        [n @ b'2'..=b'6', b':', ..] => char::from_u32(0x1f3fb + u32::from(n - b'2')),
        _ => None,
    });
    Some(match tone {
        Some(tone) => (format!("{}{tone}", found.trim_end_matches('\u{fe0f}')), end + 1 + ":skin-tone-2:".len()),
        None => (found.to_owned(), end + 1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn convert(mrkdwn: &str) -> String {
        let user = |id: &str| (id == "U1").then(|| (Id(7), "Awa Diallo".to_owned()));
        let channel = |id: &str| (id == "C1").then(|| "général".to_owned());
        from_slack(mrkdwn, &user, &channel)
    }

    #[test]
    fn marks() {
        for (slack, ours) in [
            ("*gras* _ital_ ~barré~", "**gras** _ital_ ~~barré~~"),
            ("*_deux_*", "**_deux_**"),
            ("2 * 3 * 4, snake_case_name", "2 * 3 * 4, snake_case_name"),
            ("2*3*4 a_ _b", "2\\*3\\*4 a\\_ \\_b"),
            ("`a*b &lt; <http://x.fr>`", "`a*b < http://x.fr`"),
            ("vois ```let x = 1;\ny``` ici", "vois\n```\nlet x = 1;\ny\n```\n ici"),
            ("&gt; cité\nsuite", "> cité\n\nsuite"),
            ("&gt;&gt;&gt; a\nb", "> a\n> b"),
            ("• un\n• deux\nfin", "- un\n- deux\n\nfin"),
            ("# pas un titre\n===", "\\# pas un titre\n\\==="),
            ("a &amp;copy; &lt;b&gt;", "a \\&copy; \\<b>"),
            ("[x](http://y) @[Awa](person:1)", "[x\\](http://y) @[Awa\\](person:1)"),
            (":+1: :wave::skin-tone-2: :inconnu: 10:30:45", "👍 👋🏻 :inconnu: 10:30:45"),
            ("", ""),
        ] {
            assert_eq!(convert(slack), ours, "{slack}");
        }
    }

    #[test]
    fn angles() {
        for (slack, ours) in [
            ("<@U1> <@U2> <@U2|luc_m>", "@[Awa Diallo](person:7) @U2 @luc\\_m"),
            ("<#C1|general> <#C2|autre> <#C3>", "#général #autre #C3"),
            ("<!here> <!channel> <!subteam^S1|@groupe> <!subteam^S1>", "@here @channel @groupe @S1"),
            ("<!date^1392734382^{date}|18 février> <!date^1392734382^{date}>", "18 février 1392734382"),
            ("<https://x.fr/a_b?c=1&amp;d=2>", "<https://x.fr/a_b?c=1&d=2>"),
            ("<https://x.fr/(a)|le *site*>", "[le \\*site\\*](https://x.fr/%28a%29)"),
            ("*<https://x.fr|gras>*", "**[gras](https://x.fr)**"),
            ("<mailto:a@b.fr|a@b.fr>", "<a@b.fr>"),
            ("<javascript:alert(1)|clic>", "clic"),
            ("a < b et c > d", "a < b et c > d"),
        ] {
            assert_eq!(convert(slack), ours, "{slack}");
        }
    }

    #[test]
    fn plain_text_stays_plain() {
        for text in [
            "a*b*c",
            "![x](y)",
            "---",
            "| a | b |\n|---|---|",
            "\\*a",
            "~x~y",
            "__init__",
            "<b>x</b>",
            "&copy;",
            "[a]: http://x",
            "``",
            "1*2*3 *",
            "#titre",
            "## x",
        ] {
            let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            assert_eq!(crate::render(&convert(&escaped)).plain, text);
        }
    }
}
