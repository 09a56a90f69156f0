//! What is asked, as the URL says it, and checked against what the person may know. The same for the page and the API.

use base::checked::Errors;
use base::{Id, Moment, Result, Zone};
use kernel::find::{Mark, Order};
use kernel::people::Person;
use kernel::spaces::Space;
use kernel::{Actor, Kind, View, access, people};
use serde::Deserialize;
use store::Query;
use url::form_urlencoded::Serializer;

use crate::question::{Question, understand};

/// The parameters as given.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    pub q: Option<String>,
    pub kind: Option<String>,
    pub space: Option<String>,
    pub author: Option<String>,
    pub from: Option<String>,
    pub until: Option<String>,
    /// `date`, or `fit`.
    pub sort: Option<String>,
}

/// The same, understood: the words with their operators, and what the filters name.
pub struct Understood {
    pub question: Question,
    pub order: Order,
    pub space: Option<Space>,
    pub author: Option<Person>,
}

impl Asked {
    /// The words.
    pub fn words(&self) -> &str {
        self.q.as_deref().unwrap_or_default().trim()
    }

    /// Every parameter beside the words, by name.
    pub fn filters(&self) -> [(&'static str, Option<&str>); 5] {
        let [kind, space, author, from, until] = [&self.kind, &self.space, &self.author, &self.from, &self.until].map(Option::as_deref);
        [("kind", kind), ("space", space), ("author", author), ("from", from), ("until", until)]
    }

    /// Whether only some items are wanted: then people and spaces are not.
    pub fn is_narrow(&self) -> bool {
        self.filters().iter().any(|(_, value)| value.is_some())
    }

    /// The page that asks the same for other words, further down.
    pub fn href(&self, words: &str, filtered: bool, after: Option<&str>) -> String {
        let sort = ("sort", self.sort.as_deref().filter(|sort| *sort != "date"));
        let filters = self.filters().into_iter().filter(|_| filtered).chain([sort, ("after", after)]);
        let mut query = Serializer::new(String::new());
        query.append_pair("q", words);
        query.extend_pairs(filters.filter_map(|(name, value)| Some((name, value?))));
        format!("/search?{}", query.finish())
    }

    /// Understands the parameters: two queries, and a few for each operator.
    ///
    /// # Errors
    /// 422 with every parameter that is wrong. A space or a person one may not know of is as unknown as none.
    pub fn understood(&self, q: &impl Query, actor: &Actor, before: Option<(i64, Id)>) -> Result<Understood> {
        let mut errors = Errors::default();
        let kind = known(&mut errors, "kind", "unknown", &self.kind, |text| Ok(Kind::parse(text)))?;
        let space =
            known(&mut errors, "space", "unknown", &self.space, |text| match text.parse().map(|id| access::space::<View>(q, actor, id)) {
                Ok(Ok(allowed)) => Ok(Some(allowed.into_it())),
                Ok(Err(fault)) if fault.refusal().is_none() => Err(fault),
                _ => Ok(None),
            })?;
        let author = known(&mut errors, "author", "unknown", &self.author, |text| match text.parse() {
            Ok(id) => Ok(people::find(q, actor, id)?),
            Err(_) => Ok(None),
        })?;
        let from = known(&mut errors, "from", "not_a_date", &self.from, |text| Ok(moment(&actor.zone, text, false)))?;
        let until = known(&mut errors, "until", "not_a_date", &self.until, |text| Ok(moment(&actor.zone, text, true)))?;
        let order = known(&mut errors, "sort", "unknown", &self.sort, |text| {
            Ok(match text {
                "date" => Some(Order::Date),
                "fit" => Some(Order::Fit),
                _ => None,
            })
        })?;
        errors.done()?;
        let mut question = understand(q, actor, self.words())?;
        let wanted = &mut question.wanted;
        let space_mark = space.as_ref().map(|space| Mark::Space(space.id));
        let author_mark = author.as_ref().map(|author| Mark::Author(author.id));
        wanted.only.extend([kind.map(Mark::Kind), space_mark, author_mark].into_iter().flatten().map(|mark| vec![mark]));
        wanted.from = wanted.from.max(from);
        wanted.until = wanted.until.into_iter().chain(until).min();
        wanted.before = before;
        Ok(Understood { question, order: order.unwrap_or_default(), space, author })
    }
}

/// Reads a parameter that was given; what it names must be known.
fn known<T>(
    errors: &mut Errors,
    name: &str,
    code: &'static str,
    given: &Option<String>,
    read: impl FnOnce(&str) -> Result<Option<T>>,
) -> Result<Option<T>> {
    let Some(given) = given else { return Ok(None) };
    let found = read(given.trim())?;
    if found.is_none() {
        errors.add(name, code);
    }
    Ok(found)
}

/// An RFC 3339 time, or a day in the person's zone: its beginning, or for an end the beginning of the next, as the day is meant whole.
fn moment(zone: &Zone, text: &str, is_end: bool) -> Option<Moment> {
    let is_day = text.len() == 10 && !text.contains(['T', 't', ' ']);
    match (is_day, is_end) {
        (false, _) => Moment::parse(text),
        (true, false) => zone.day(text).map(|(begins, _)| begins),
        (true, true) => zone.day(text).map(|(_, ends)| ends),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_meant_whole_in_the_person_s_zone() {
        let zone = Zone::default();
        let (from, until) = (moment(&zone, "2026-03-29", false), moment(&zone, "2026-03-29", true));
        assert_eq!(from, Moment::parse("2026-03-28T23:00:00Z"));
        assert_eq!(until, Moment::parse("2026-03-29T22:00:00Z"), "a day of 23 hours");
        assert_eq!(moment(&zone, "2026-03-29T12:00:00+02:00", true), Moment::parse("2026-03-29T10:00:00Z"));
        for bad in ["", "hier", "2026-13-01", "2026-02-30", "29/03/2026", "2026-03-29T12:00", "éééééééééé"] {
            assert_eq!(moment(&zone, bad, false), None, "{bad}");
        }
    }

    #[test]
    fn the_address_of_a_question() {
        let asked = Asked { q: Some("l'été & co".into()), kind: Some("poll".into()), ..Asked::default() };
        assert_eq!(asked.href(asked.words(), true, Some("x_")), "/search?q=l%27%C3%A9t%C3%A9+%26+co&kind=poll&after=x_");
        assert_eq!(asked.href("a", false, None), "/search?q=a");
    }
}
