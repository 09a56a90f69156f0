//! Mentions between what people type (`@Awa Diallo`, `@awa`) and what is stored (`@[Awa Diallo](person:123)`).
//! Invariant: a mention is bound to an id only where one candidate alone fits; code, links and e-mail addresses are left as they are.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use base::Id;

use crate::source::{opaque, person};
use crate::words::{fold, is_accent};

/// The canonical form of a mention.
pub fn mention(id: Id, name: &str) -> String {
    let mut canonical = String::from("@[");
    for c in name.chars() {
        if "\\`*_[]<>&~|!".contains(c) {
            canonical.push('\\');
        }
        canonical.push(if c.is_control() { ' ' } else { c });
    }
    canonical + &format!("](person:{id})")
}

/// Makes typed mentions canonical. `candidates` are the people who can be mentioned here; the longest full name wins, else a first
/// name or a `first.last` handle that only one of them bears; case and accents don't matter.
pub fn resolve_mentions(source: &str, candidates: &[(Id, &str)]) -> String {
    if !source.contains('@') || candidates.is_empty() {
        return source.to_owned();
    }
    let Some(opaque) = opaque(source, true) else { return source.to_owned() };
    let called = Called::of(candidates);
    rewrite(source, &opaque, |at| {
        let opens = source[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "([{«“\"'’‘*_~,;:!?-–—>|".contains(c));
        let (id, name, end) = opens.then(|| called.at(&source[at + 1..]))??;
        Some((mention(id, name), at + 1 + end))
    })
}

/// The inverse, for editing boxes: canonical mentions become `@Name`.
pub fn plain_mentions(source: &str) -> String {
    if !source.contains("](person:") {
        return source.to_owned();
    }
    rewrite(source, &opaque(source, false).unwrap_or_default(), |at| {
        let (name, length) = canonical(&source[at..])?;
        Some((format!("@{name}"), at + length))
    })
}

/// The same text with another name in the mentions of one person.
pub fn rename_mentions(source: &str, who: Id, name: &str) -> String {
    let end = format!("](person:{who})");
    if !source.contains(&end) {
        return source.to_owned();
    }
    rewrite(source, &opaque(source, false).unwrap_or_default(), |at| {
        let (_, length) = canonical(&source[at..])?;
        source[at..at + length].ends_with(&end).then(|| (mention(who, name), at + length))
    })
}

/// Walks over every `@` outside of `opaque` and puts in what `replace` gives, up to the byte it gives.
fn rewrite(source: &str, opaque: &[Range<usize>], replace: impl Fn(usize) -> Option<(String, usize)>) -> String {
    let mut rewritten = String::with_capacity(source.len() + 64);
    let mut ranges = opaque.iter().peekable();
    let (mut copied, mut closed) = (0, 0);
    for (at, _) in source.match_indices('@') {
        while let Some(range) = ranges.next_if(|range| range.start <= at) {
            closed = closed.max(range.end);
        }
        if at < closed || at < copied {
            continue;
        }
        if let Some((text, end)) = replace(at) {
            rewritten.push_str(&source[copied..at]);
            rewritten.push_str(&text);
            copied = end;
        }
    }
    rewritten.push_str(&source[copied..]);
    rewritten
}

/// Reads `@[Name](person:ID)` at the start of `text`: the name and the length read.
fn canonical(text: &str) -> Option<(String, usize)> {
    let mut name = String::new();
    let mut chars = text.strip_prefix("@[")?.char_indices().take(400);
    loop {
        match chars.next()? {
            (_, '\\') => name.push(chars.next()?.1),
            (_, '[' | '\n') => return None,
            (at, ']') => {
                let rest = text[2 + at..].strip_prefix("](")?;
                let url = &rest[..rest.find(')').filter(|end| *end < 32)?];
                person(url)?;
                return Some((name, 2 + at + 2 + url.len() + 1));
            }
            (_, c) => name.push(c),
        }
    }
}

/// By what candidates can be called, folded. `None` stands for a name that several of them bear.
struct Called<'a> {
    full: HashMap<String, Option<(Id, &'a str)>>,
    short: HashMap<String, Option<(Id, &'a str)>>,
    /// The first word of every key, so that most `@` cost one look-up.
    firsts: HashSet<String>,
    longest: usize,
}

impl<'a> Called<'a> {
    fn of(candidates: &[(Id, &'a str)]) -> Called<'a> {
        let mut called = Called { full: HashMap::new(), short: HashMap::new(), firsts: HashSet::new(), longest: 0 };
        for &(id, name) in candidates {
            let folded = fold(name);
            let parts: Vec<&str> = folded.split_whitespace().collect();
            let Some((first, others)) = parts.split_first() else { continue };
            called.add(true, parts.join(" "), (id, name));
            if !others.is_empty() {
                let mut handles = vec![(*first).to_owned(), parts.join("."), format!("{first}.{}", others.concat())];
                handles.sort();
                handles.dedup();
                for handle in handles {
                    called.add(false, handle, (id, name));
                }
            }
        }
        called
    }

    fn add(&mut self, full: bool, key: String, who: (Id, &'a str)) {
        self.longest = self.longest.max(key.chars().count());
        self.firsts.insert(first_word(&key).to_owned());
        let map = if full { &mut self.full } else { &mut self.short };
        map.entry(key).and_modify(|known| *known = known.filter(|(id, _)| *id == who.0)).or_insert(Some(who));
    }

    /// Who is called at the start of `text`, and up to which byte.
    fn at(&self, text: &str) -> Option<(Id, &'a str, usize)> {
        if !text.starts_with(char::is_alphanumeric) || !self.firsts.contains(first_word(&fold(prefix(first_word(text), self.longest)))) {
            return None;
        }
        let line = prefix(text.split('\n').next().unwrap_or(text), self.longest + 1);
        let mut ends: Vec<usize> =
            line.char_indices().map(|(at, _)| at).filter(|at| *at > 0 && ends_a_name(&text[..*at], &text[*at..])).collect();
        if line.len() == text.len() || text[line.len()..].starts_with('\n') {
            ends.push(line.len());
        }
        ends.iter().rev().find_map(|end| {
            let key = fold(&text[..*end]).replace(['\u{a0}', '\u{202f}'], " ");
            let who = self.full.get(&key).copied().flatten().or_else(|| self.short.get(&key).copied().flatten())?;
            Some((who.0, who.1, *end))
        })
    }
}

fn first_word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphanumeric() && !is_accent(c)).unwrap_or(text.len())]
}

fn prefix(text: &str, chars: usize) -> &str {
    text.char_indices().nth(chars).map_or(text, |(at, _)| &text[..at])
}

/// Whether a name may end here: no letter goes on, and no `-`, `.`, `_` or `@` ties the next letters to it.
fn ends_a_name(before: &str, after: &str) -> bool {
    let mut next = after.chars();
    let Some(c) = next.next() else { return true };
    if before.ends_with(char::is_whitespace) || c.is_alphanumeric() || is_accent(c) || c == '@' {
        return false;
    }
    !(c == '-' || c == '.' || c == '_') || !next.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_gets_another_name() {
        let source = "@[Awa \\[x\\] Diallo](person:12), @[Luc](person:123) et `@[Awa](person:12)`";
        assert_eq!(
            rename_mentions(source, Id(12), "Ancien membre"),
            "@[Ancien membre](person:12), @[Luc](person:123) et `@[Awa](person:12)`"
        );
        assert_eq!(rename_mentions(source, Id(1), "X"), source);
    }

    const TEAM: [(Id, &str); 7] = [
        (Id(1), "Awa Diallo"),
        (Id(2), "Luc Martin"),
        (Id(3), "Luc Martinet"),
        (Id(4), "Zoé Le Goff"),
        (Id(5), "Jean-Marc O’Neil"),
        (Id(6), "Robot [CI]"),
        (Id(7), "Jean Petit"),
    ];

    #[test]
    fn typed_mentions_are_bound() {
        for (typed, stored) in [
            ("@Awa Diallo arrive", "@[Awa Diallo](person:1) arrive"),
            ("Merci @awa!", "Merci @[Awa Diallo](person:1)!"),
            ("(@AWA, @zoe)", "(@[Awa Diallo](person:1), @[Zoé Le Goff](person:4))"),
            ("@luc martinet @Luc Martin.", "@[Luc Martinet](person:3) @[Luc Martin](person:2)."),
            ("@luc", "@luc"),
            ("@zoe.legoff @Zoé.le.goff", "@[Zoé Le Goff](person:4) @[Zoé Le Goff](person:4)"),
            ("@Jean-Marc O’Neil", "@[Jean-Marc O’Neil](person:5)"),
            ("@jean-marc", "@[Jean-Marc O’Neil](person:5)"),
            ("@jean", "@[Jean Petit](person:7)"),
            ("@Robot [CI]", "@[Robot \\[CI\\]](person:6)"),
            ("**@awa** _@awa_", "**@[Awa Diallo](person:1)** _@[Awa Diallo](person:1)_"),
            ("@Awa's", "@[Awa Diallo](person:1)'s"),
            ("ligne\n@awa\nDiallo", "ligne\n@[Awa Diallo](person:1)\nDiallo"),
            ("- a\n\n  > @Ze\u{301} @zoe\u{301}", "- a\n\n  > @Ze\u{301} @[Zoé Le Goff](person:4)"),
        ] {
            assert_eq!(resolve_mentions(typed, &TEAM), stored);
            assert_eq!(resolve_mentions(stored, &TEAM), stored, "again");
        }
    }

    #[test]
    fn what_is_no_mention_stays() {
        for same in [
            "awa@awa",
            "x@awa.fr",
            "@awa@exemple.fr",
            "@awa-lise",
            "@awa.txt",
            "@awax",
            "`@awa`",
            "```\n@awa\n```",
            "    @awa",
            "``x ` @awa``",
            "[@awa](/x)",
            "[x](/@awa)",
            "<@awa>",
            "<a title=\"@awa\">",
            "https://x.fr/@awa",
            "https://x.fr/?q=(@awa",
            "\\@awa",
            "@ awa",
            "@@awa",
            "> ```\n> @awa\n> ```",
            "- `a\n  @awa`",
            "@",
            "",
        ] {
            assert_eq!(resolve_mentions(same, &TEAM), same);
        }
        assert_eq!(resolve_mentions("@Awa Diallo", &[(Id(1), "Awa Diallo"), (Id(9), "Awa Diallo")]), "@Awa Diallo");
    }

    #[test]
    fn editing_boxes_show_names() {
        let stored = "é @[Awa Diallo](person:1), @[Robot \\[CI\\]](person:6) `@[x](person:1)` [@a](/b) @[x](/y)";
        let shown = "é @Awa Diallo, @Robot [CI] `@[x](person:1)` [@a](/b) @[x](/y)";
        assert_eq!(plain_mentions(stored), shown);
        assert_eq!(resolve_mentions(shown, &TEAM), stored);
        let name = "a]b\\c*`<x>&amp;|!www.x.fr";
        assert_eq!(plain_mentions(&mention(Id(8), name)), format!("@{name}"));
        assert_eq!(crate::render(&mention(Id(8), name)).mentioned, [Id(8)]);
        assert_eq!(crate::render(&mention(Id(8), name)).plain, format!("@{name}"));
    }
}
