//! What may be typed next: operators, and the people, spaces, kinds and days they name.
//! Invariant: only what the person may know. Deliberately absent: what was looked for before, by anybody.

use base::{Language, Moment, Result};
use kernel::{Actor, Kind, find, people, spaces};
use serde::Serialize;
use store::Query;
use text::{Operator, Part, What};

use crate::{question, words};

/// Most proposals.
const MOST: usize = 6;

/// One way to go on.
#[derive(Serialize)]
pub struct Suggestion {
    /// What it is called.
    pub label: String,
    /// What it does.
    pub about: String,
    /// The whole question once taken.
    pub text: String,
}

/// Ways to go on from `typed`, which ends where the caret is.
pub fn suggest(db: &impl Query, actor: &Actor, typed: &str) -> Result<Vec<Suggestion>> {
    let l = actor.language;
    let Some((part, operator)) = open(typed) else {
        let (head, word) = typed.split_at(typed.trim_end_matches(|c: char| !c.is_whitespace()).len());
        let (sign, word) = if let Some(word) = word.strip_prefix('-') { ("-", word) } else { ("", word) };
        return Ok(if word.chars().all(char::is_alphabetic) { operators(l, head, sign, word) } else { Vec::new() });
    };
    let (head, sign) = (&typed[..part.span.start], if part.negated { "-" } else { "" });
    let value = typed[part.span.start..].split_once(':').map_or("", |(_, value)| value).trim_start_matches(['"', '«', '“', '”', '„']);
    let taken = |(name, about): (String, String)| Suggestion {
        text: format!("{head}{sign}{} ", text::operator_text(operator, l == Language::Fr, &name)),
        label: name,
        about,
    };
    Ok(values(db, actor, operator, value)?.into_iter().take(MOST).map(taken).collect())
}

/// The operator whose value is being typed: the last part, or the one before it while a name of two words is typed without quotation marks.
fn open(typed: &str) -> Option<(Part<'_>, Operator)> {
    let mut parts = text::parts(typed);
    let last = parts.pop().filter(|last| last.span.end == typed.len())?;
    let written = |part: &Part<'_>| typed[part.span.clone()].matches(['"', '«', '»', '“', '”', '„']).count();
    match last.what {
        What::Operator(operator, _) if written(&last) < 2 => Some((last, operator)),
        What::Word(_) if !last.negated => {
            let before = parts.pop().filter(|before| written(before) == 0)?;
            let What::Operator(operator @ (Operator::From | Operator::In), value) = before.what else { return None };
            (!value.is_empty()).then_some((before, operator))
        }
        _ => None,
    }
}

/// Operators whose name begins with `word`.
fn operators(l: Language, head: &str, sign: &str, word: &str) -> Vec<Suggestion> {
    let (word, french) = (text::fold(word), l == Language::Fr);
    let begins = |operator: &Operator| [true, false].iter().any(|fr| text::fold(operator.name(*fr)).starts_with(&word));
    let line = |operator: Operator| {
        let name = format!("{sign}{}:", operator.name(french));
        Suggestion { text: format!("{head}{name}"), label: name, about: about(l, operator).to_owned() }
    };
    Operator::all().filter(begins).map(line).collect()
}

/// What an operator asks, in a few words.
pub fn about(l: Language, operator: Operator) -> &'static str {
    match operator {
        Operator::From => words::about_from(l),
        Operator::In => words::about_in(l),
        Operator::Before => words::about_before(l),
        Operator::After => words::about_after(l),
        Operator::Kind => words::about_kind(l),
        Operator::Has => words::about_has(l),
    }
}

/// Values for an operator that begin with `typed`, each with what it is.
fn values(db: &impl Query, actor: &Actor, operator: Operator, typed: &str) -> Result<Vec<(String, String)>> {
    let (l, typed) = (actor.language, typed.trim());
    let begun = |name: &str| text::fold(name).starts_with(&text::fold(typed));
    let plain = |names: Vec<String>| names.into_iter().filter(|name| begun(name)).map(|name| (name, String::new())).collect();
    Ok(match operator {
        Operator::From => {
            let known =
                if typed.is_empty() { people::directory(db, actor, "", None, MOST as i64)? } else { find::people_named(db, actor, typed)? };
            let me = begun(words::me(l)).then(|| (words::me(l).to_owned(), actor.name.clone()));
            me.into_iter().chain(known.into_iter().map(|person| (person.name, person.headline))).collect()
        }
        Operator::In if typed.is_empty() => {
            spaces::queries::mine(db, actor)?.into_iter().map(|mine| (mine.space.name, String::new())).collect()
        }
        Operator::In => find::spaces_named(db, actor, typed)?.into_iter().map(|(_, name)| (name, String::new())).collect(),
        Operator::Kind => {
            let kinds = if typed.is_empty() { Kind::ALL.to_vec() } else { question::kinds(typed) };
            kinds.into_iter().map(|kind| (words::kind(l, kind.name()).to_lowercase(), String::new())).collect()
        }
        Operator::Has => plain(vec![words::file(l).to_owned()]),
        Operator::Before | Operator::After => {
            let today = actor.zone.at(Moment::now()).date();
            plain(vec![words::today(l).to_owned(), words::yesterday(l).to_owned(), today.strftime("%Y-%m").to_string(), today.to_string()])
        }
    })
}
