//! A question understood: what its operators name is looked up among what the person may know, and what can't be understood is said.
//! Invariant: a name that is kept from the person answers exactly as one that nobody bears; at most [`OPERATORS`] operators cost a query.

use std::ops::Range;

use base::{Id, Language, Moment, Result};
use kernel::find::{self, Mark, Wanted};
use kernel::{Actor, Kind};
use store::Query;
use text::{Operator, Part, What};

use crate::{days, words};

/// Most operators of one question that are understood.
const OPERATORS: usize = 12;
/// Most names that one value may stand for.
const NAMESAKES: usize = 8;

/// The same question, understood.
#[derive(Default)]
pub struct Question {
    pub wanted: Wanted,
    /// The tag, when a tag is all that is asked for beside operators.
    pub tag: Option<String>,
    /// What the operators ask, each to be taken away again.
    pub chips: Vec<Chip>,
    /// What could not be understood, or may mean several things.
    pub notes: Vec<Note>,
}

impl Question {
    /// What was looked for in the texts, to be marked there.
    pub fn sought(&self) -> String {
        std::iter::once(&self.wanted.words).chain(&self.wanted.phrases).map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// Whether only some items are wanted: then people and spaces are not.
    pub fn is_narrow(&self) -> bool {
        let wanted = &self.wanted;
        let words = [&wanted.phrases, &wanted.without, &wanted.without_phrases];
        self.tag.is_some() || !self.chips.is_empty() || words.iter().any(|words| !words.is_empty())
    }
}

/// An operator that holds.
pub struct Chip {
    pub operator: Operator,
    pub negated: bool,
    /// What it names, as the house calls it.
    pub value: String,
    /// The question without it.
    pub without: String,
}

/// Something to tell about a question.
pub struct Note {
    /// `unknown_operator`, `unknown_person`, `unknown_space`, `unknown_kind`, `not_a_date`, `unknown_thing`, `empty`, `ambiguous` or `too_many`.
    pub code: &'static str,
    /// In a sentence.
    pub text: String,
    /// What it may mean: a name, and the question that asks for it alone.
    pub choices: Vec<(String, String)>,
}

/// Understands `q`.
///
/// # Errors
/// A broken database; nothing that somebody types.
pub fn understand(db: &impl Query, actor: &Actor, q: &str) -> Result<Question> {
    let parts = text::parts(q);
    let mut reading = Reading { q, l: actor.language, found: Question::default(), groups: Vec::new() };
    let (mut words, mut operators, mut at) = (Vec::new(), 0, 0);
    while let Some(part) = parts.get(at) {
        at += 1;
        match part.what {
            What::Word(word) if part.negated => reading.found.wanted.without.push(word.to_owned()),
            What::Word(word) => words.push(word),
            What::Phrase(phrase) if part.negated => reading.found.wanted.without_phrases.push(phrase.to_owned()),
            What::Phrase(phrase) => reading.found.wanted.phrases.push(phrase.to_owned()),
            What::Unknown(name, value) => {
                words.extend([name, value]);
                reading.say("unknown_operator", words::note_operator(reading.l, format!("{name}:")));
            }
            What::Operator(..) if operators == OPERATORS => reading.say("too_many", words::note_many(reading.l, OPERATORS as i64)),
            What::Operator(operator, value) => {
                operators += 1;
                at += reading.operator(db, actor, part, operator, value, &parts[at..])?;
            }
        }
    }
    let Reading { mut found, groups, .. } = reading;
    found.wanted.only.extend(groups.into_iter().map(|(_, marks)| marks));
    found.tag = match words.as_slice() {
        [word] if found.wanted.phrases.is_empty() && found.wanted.without.is_empty() => tag(word),
        _ => None,
    };
    found.wanted.words = words.join(" ");
    found.notes.dedup_by(|a, b| a.code == b.code && a.text == b.text);
    Ok(found)
}

/// `#tag`, folded as tags are kept.
fn tag(word: &str) -> Option<String> {
    let tag = word.strip_prefix('#')?;
    (text::tags(word) == [tag]).then(|| text::fold(tag))
}

/// The kinds that a word stands for: by name or code, singular or plural, begun.
pub fn kinds(value: &str) -> Vec<Kind> {
    let typed = text::fold(value.trim());
    let typed = typed.strip_suffix('s').filter(|singular| singular.len() > 2).unwrap_or(&typed);
    let names = |kind: Kind| {
        [Language::Fr, Language::En].map(|l| text::fold(&words::kind(l, kind.name()))).into_iter().chain([kind.name().to_owned()])
    };
    let all =
        |fits: &dyn Fn(&str) -> bool| Kind::ALL.iter().copied().filter(|kind| names(*kind).any(|name| fits(&name))).collect::<Vec<_>>();
    let exact = all(&|name| name == typed);
    if exact.is_empty() && typed.chars().count() >= 2 { all(&|name| name.starts_with(typed)) } else { exact }
}

/// Whether the word stands for files.
pub fn is_file(value: &str) -> bool {
    matches!(text::fold(value.trim()).trim_end_matches('s'), "fichier" | "file" | "piece" | "pj" | "attachment")
}

/// The question without what stands at `span`, or with something else in its place.
fn replaced(q: &str, span: Range<usize>, with: &str) -> String {
    [q[..span.start].trim(), with, q[span.end..].trim()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

struct Reading<'a> {
    q: &'a str,
    l: Language,
    found: Question,
    /// Operators of one sort widen each other: of Luc or of Awa.
    groups: Vec<(Operator, Vec<Mark>)>,
}

/// A value with the words after it that belong to it.
struct Value {
    text: String,
    span: Range<usize>,
    /// How many parts it took beside its own.
    took: usize,
}

impl Reading<'_> {
    fn say(&mut self, code: &'static str, text: String) {
        self.found.notes.push(Note { code, text, choices: Vec::new() });
    }

    /// Understands one operator; how many of the parts after it are its own.
    fn operator(
        &mut self,
        db: &impl Query,
        actor: &Actor,
        part: &Part<'_>,
        operator: Operator,
        value: &str,
        after: &[Part<'_>],
    ) -> Result<usize> {
        let (l, french) = (self.l, self.l == Language::Fr);
        if value.trim().is_empty() {
            self.say("empty", words::note_empty(l, format!("{}:", operator.name(french))));
            return Ok(0);
        }
        let alone = Value { text: value.to_owned(), span: part.span.clone(), took: 0 };
        let value = match operator {
            Operator::From | Operator::In | Operator::Before | Operator::After if !self.is_quoted(part) => {
                self.widest(db, actor, operator, alone, after)?
            }
            _ => alone,
        };
        let typed = value.text.as_str();
        match operator {
            Operator::Before | Operator::After => self.bound(actor, part.negated, operator, &value),
            Operator::Has if is_file(typed) => self.hold(part.negated, operator, &value, vec![(words::files(l).to_owned(), Mark::File)]),
            Operator::Has => self.say("unknown_thing", words::note_thing(l, typed)),
            Operator::Kind => {
                let kinds: Vec<_> = kinds(typed).into_iter().map(|kind| (words::kind(l, kind.name()), Mark::Kind(kind))).collect();
                self.named(part.negated, operator, &value, kinds, "unknown_kind", words::note_kind(l, typed));
            }
            Operator::From => {
                let people = people(db, actor, typed)?.into_iter().map(|(id, name)| (name, Mark::Author(id))).collect();
                self.named(part.negated, operator, &value, people, "unknown_person", words::note_person(l, typed));
            }
            Operator::In => {
                let spaces = find::spaces_named(db, actor, typed)?.into_iter().map(|(id, name)| (name, Mark::Space(id))).collect();
                self.named(part.negated, operator, &value, spaces, "unknown_space", words::note_space(l, typed));
            }
        }
        Ok(value.took)
    }

    fn is_quoted(&self, part: &Part<'_>) -> bool {
        self.q[part.span.clone()].ends_with(['"', '»', '”', '“'])
    }

    /// The value with as many of the next words as still name something: `de:Luc Moreau budget`, `avant:1er mars 2026`.
    fn widest(&self, db: &impl Query, actor: &Actor, operator: Operator, alone: Value, after: &[Part<'_>]) -> Result<Value> {
        let mut widest = alone;
        let mut text = widest.text.clone();
        for (took, part) in after.iter().enumerate().take(3) {
            let What::Word(word) = part.what else { break };
            if part.negated {
                break;
            }
            text = format!("{text} {word}");
            let names = match operator {
                Operator::Before | Operator::After => days::days(&text, today(actor)).is_some(),
                // The word must be whole there: a word one looks for may begin as some name does.
                Operator::From => people(db, actor, &text)?.iter().any(|(_, name)| holds(name, word)),
                _ => find::spaces_named(db, actor, &text)?.iter().any(|(_, name)| holds(name, word)),
            };
            if names {
                widest = Value { text: text.clone(), span: widest.span.start..part.span.end, took: took + 1 };
            } else if matches!(operator, Operator::From | Operator::In) {
                break;
            }
        }
        Ok(widest)
    }

    /// A day, exclusive on both sides: before it begins, or after it ended.
    fn bound(&mut self, actor: &Actor, negated: bool, operator: Operator, value: &Value) {
        let Some((first, next)) = days::days(&value.text, today(actor)) else {
            self.say("not_a_date", words::note_date(self.l, value.text.as_str()));
            return;
        };
        let start = |day: jiff::civil::Date| actor.zone.moment_of(&format!("{day}T00:00"));
        let wanted = &mut self.found.wanted;
        // Not before March is from its first day on.
        match (operator, negated) {
            (Operator::Before, false) => wanted.until = start(first).into_iter().chain(wanted.until).min(),
            (Operator::Before, true) => wanted.from = start(first).into_iter().chain(wanted.from).max(),
            (_, false) => wanted.from = start(next).into_iter().chain(wanted.from).max(),
            (_, true) => wanted.until = start(next).into_iter().chain(wanted.until).min(),
        }
        self.chip(negated, operator, value, value.text.clone());
    }

    /// What names may stand for; several are all looked for, and shown to choose from.
    fn named(
        &mut self,
        negated: bool,
        operator: Operator,
        value: &Value,
        mut found: Vec<(String, Mark)>,
        code: &'static str,
        none: String,
    ) {
        found.truncate(NAMESAKES);
        if found.is_empty() {
            self.say(code, none);
            return;
        }
        if found.len() > 1 {
            let sign = if negated { "-" } else { "" };
            let alone = |name: &str| {
                replaced(self.q, value.span.clone(), &format!("{sign}{}", text::operator_text(operator, self.l == Language::Fr, name)))
            };
            let choices = found.iter().map(|(name, _)| (name.clone(), alone(name))).collect();
            let text = words::note_ambiguous(self.l, value.text.as_str());
            self.found.notes.push(Note { code: "ambiguous", text, choices });
        }
        self.hold(negated, operator, value, found);
    }

    fn hold(&mut self, negated: bool, operator: Operator, value: &Value, found: Vec<(String, Mark)>) {
        let shown = if let [(name, _)] = found.as_slice() { name.clone() } else { value.text.clone() };
        let marks = found.into_iter().map(|(_, mark)| mark);
        match self.groups.iter_mut().find(|(known, _)| *known == operator) {
            _ if negated => self.found.wanted.not.extend(marks),
            Some((_, group)) => group.extend(marks),
            None => self.groups.push((operator, marks.collect())),
        }
        self.chip(negated, operator, value, shown);
    }

    fn chip(&mut self, negated: bool, operator: Operator, value: &Value, shown: String) {
        let without = replaced(self.q, value.span.clone(), "");
        self.found.chips.push(Chip { operator, negated, value: shown, without });
    }
}

fn today(actor: &Actor) -> jiff::civil::Date {
    actor.zone.at(Moment::now()).date()
}

/// People by name; `moi` and `me` are oneself.
fn people(db: &impl Query, actor: &Actor, typed: &str) -> Result<Vec<(Id, String)>> {
    if matches!(text::fold(typed).as_str(), "moi" | "me") {
        return Ok(vec![(actor.id, actor.name.clone())]);
    }
    Ok(find::people_named(db, actor, typed)?.into_iter().map(|person| (person.id, person.name)).collect())
}

fn holds(name: &str, word: &str) -> bool {
    let word = text::fold(word);
    text::fold(name).split(|c: char| !c.is_alphanumeric()).any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_as_people_name_them() {
        for (typed, kind) in [
            ("Sondages", Kind::Poll),
            ("poll", Kind::Poll),
            ("info express", Kind::QuickNote),
            ("quick_note", Kind::QuickNote),
            ("comm", Kind::Comment),
        ] {
            assert_eq!(kinds(typed), [kind], "{typed}");
        }
        assert_eq!(kinds("s"), [], "one letter is too little");
        assert_eq!(kinds("sonnet"), []);
        assert_eq!(kinds("po"), [Kind::Post, Kind::Poll], "several");
    }

    #[test]
    fn one_tag_alone_is_a_question_for_a_tag() {
        assert_eq!(tag("#Été"), Some("ete".into()));
        for other in ["été", "#", "#1", "#été#"] {
            assert_eq!(tag(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_taken_away_leaves_the_rest() {
        assert_eq!(replaced("a de:luc  b", 2..8, ""), "a b");
        assert_eq!(replaced("de:luc", 0..6, "de:awa"), "de:awa");
    }
}
