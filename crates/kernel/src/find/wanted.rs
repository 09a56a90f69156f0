//! What is looked for, and the two forms it takes: tokens for the index, conditions for the rows.

use base::{Id, Moment};
use store::dialect::Term;
use store::{Query, Value};
use text::Phrase;

use super::index::{FILE, ITEM, by, of_kind, terms, within};
use crate::Kind;

/// Something that an item is, besides its words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Mark {
    /// Of this kind.
    Kind(Kind),
    /// In this space.
    Space(Id),
    /// By this person.
    Author(Id),
    /// Bearing a file.
    File,
    /// In this state of its kind.
    State(String),
    /// Bearing this tag, folded.
    Tag(String),
}

/// What is looked for. Nothing at all finds nothing.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Words; all must be there.
    pub words: String,
    /// Whether the last word is still being typed.
    pub typing: bool,
    /// Phrases; all must be there, as written.
    pub phrases: Vec<String>,
    /// Words that may not be there; of several, none. One that is several words to the index (`rendez-vous`) is a phrase.
    pub without: Vec<String>,
    /// Phrases that may not be there.
    pub without_phrases: Vec<String>,
    /// For each entry, one of its marks.
    pub only: Vec<Vec<Mark>>,
    /// None of these marks.
    pub not: Vec<Mark>,
    /// Not before.
    pub from: Option<Moment>,
    /// Before.
    pub until: Option<Moment>,
    /// Continue below this hit: its points (0 by date) and its id.
    pub before: Option<(i64, Id)>,
}

/// Most words, most phrases that may not be there, and most phrases that must, of one question.
const MOST: usize = 12;

impl Mark {
    /// What the index holds for it; what changes without a new indexing is only asked of the rows.
    fn token(&self) -> String {
        match self {
            Mark::Kind(kind) => of_kind(*kind),
            Mark::Space(space) => within(*space),
            Mark::Author(author) => by(*author),
            Mark::File => FILE.to_owned(),
            Mark::State(_) | Mark::Tag(_) => ITEM.to_owned(),
        }
    }

    /// What holds of the row `i` of an item that bears it; `?` stands for the value.
    fn condition(&self) -> (&'static str, Value) {
        match self {
            Mark::Kind(kind) => ("i.kind = ?", (*kind).into()),
            Mark::Space(space) => ("i.space_id = ?", space.into()),
            Mark::Author(author) => ("i.author_id = ?", author.into()),
            Mark::State(state) => ("i.state = ?", state.into()),
            Mark::Tag(tag) => ("EXISTS (SELECT 1 FROM taggings t WHERE t.item_id = i.id AND t.tag = ?)", tag.into()),
            Mark::File => ("CASE WHEN EXISTS (SELECT 1 FROM attachments a WHERE a.item_id = i.id) THEN 1 ELSE 0 END = ?", 1.into()),
        }
    }
}

impl Wanted {
    /// These words, and nothing else.
    pub fn words(words: impl Into<String>) -> Wanted {
        Wanted { words: words.into(), ..Wanted::default() }
    }

    /// The same, of only this mark.
    #[must_use]
    pub fn only(mut self, mark: Mark) -> Wanted {
        self.only.push(vec![mark]);
        self
    }

    /// The words and phrases, for marking them in what was found.
    pub(super) fn marked(&self) -> String {
        std::iter::once(&self.words).chain(&self.phrases).map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    /// What must be in the text, as the index takes it.
    pub(super) fn terms(&self) -> Vec<Term> {
        let phrases = self.phrases.iter().take(MOST).flat_map(|phrase| terms(phrase, false));
        terms(&self.words, self.typing).into_iter().chain(phrases).collect()
    }

    /// The text to match, or `None` when nothing is asked for. `near`: tokens one of which every entry must bear.
    pub(super) fn matching(&self, q: &impl Query, near: Vec<String>) -> Option<String> {
        let mut all = self.terms();
        let asks = !self.only.is_empty() || !self.not.is_empty() || !self.without.is_empty() || !self.without_phrases.is_empty();
        if all.is_empty() && !asks && self.from.is_none() && self.until.is_none() {
            return None;
        }
        all.extend(self.only.iter().map(|any| (any.iter().map(|mark| mark.token()).collect(), None)));
        // Whatever else matches is no item and falls out where items are looked up; walking the list of all items costs more.
        let items = if all.is_empty() { vec![ITEM.to_owned()] } else { Vec::new() };
        all.extend([near, items].into_iter().filter(|any| !any.is_empty()).map(|any| (any, None)));
        let marks = self.not.iter().map(|mark| (vec![mark.token()], None));
        let alone = self.without.iter().take(MOST).map(|word| terms(word, false)).filter(|terms| terms.len() == 1);
        let none: Vec<Term> = alone.flatten().chain(marks).collect();
        Some(store::dialect::match_text(q.dialect(), &all, &none))
    }

    /// The phrases that must be in a text, and those that may not. The index knows words, not where they stand.
    pub(super) fn phrases(&self) -> (Vec<Phrase>, Vec<Phrase>) {
        let of = |texts: &[String]| texts.iter().take(MOST).filter_map(|text| Phrase::of(text)).collect::<Vec<_>>();
        let compound = self.without.iter().take(MOST).filter(|word| terms(word, false).len() > 1).filter_map(|word| Phrase::of(word));
        (of(&self.phrases), of(&self.without_phrases).into_iter().chain(compound).collect())
    }

    /// The id from which on, and the one below which, an item of the right time can be. Ids are in the order of time, but for the moment between
    /// writing and keeping: this saves walking what is newer or older.
    pub(super) fn bounds(&self, before: Id) -> (Id, Id) {
        let oldest = self.from.map_or(Id(0), |from| Id::dated(from.plus_seconds(-SLACK), 0));
        let newest = self.until.map_or(before, |until| before.min(Id::dated(until.plus_seconds(SLACK), 0)));
        (oldest, newest)
    }

    /// The conditions on the row `i` of an item; their values are pushed to `values`.
    pub(super) fn conditions(&self, values: &mut Vec<Value>) -> String {
        let mut sql = String::new();
        let mut place = |value: Value| {
            values.push(value);
            format!("${}", values.len())
        };
        for any in &self.only {
            let any: Vec<String> = any.iter().map(Mark::condition).map(|(holds, value)| holds.replace('?', &place(value))).collect();
            // No way to name something leaves nothing to find.
            sql += &if any.is_empty() { " AND 1 = 0".to_owned() } else { format!(" AND ({})", any.join(" OR ")) };
        }
        for (holds, value) in self.not.iter().map(Mark::condition) {
            sql += &format!(" AND NOT ({})", holds.replace('?', &place(value)));
        }
        if let Some(from) = self.from {
            sql += &format!(" AND i.created_at >= {}", place(from.into()));
        }
        if let Some(until) = self.until {
            sql += &format!(" AND i.created_at < {}", place(until.into()));
        }
        sql
    }
}

/// By how many seconds an id may be of another time than its item.
const SLACK: i64 = 3600;

/// Whether the parts of a text hold every phrase of `with` and none of `without`.
pub(super) fn says(with: &[Phrase], without: &[Phrase], text: &str) -> bool {
    let holds = |phrase: &Phrase| text.split('\u{1f}').any(|part| phrase.is_in(part));
    with.iter().all(holds) && !without.iter().any(holds)
}
