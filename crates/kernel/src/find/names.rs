//! People and spaces by name, as somebody types one: any words of it, begun, in any order, without accents.
//! Invariant: only what the reader may know, so that a name which is kept from them answers as one that nobody bears.

use base::{Id, Result};
use store::{Query, params};

use crate::Actor;
use crate::people::{self, Person};

/// How many names that hold the longest word typed are compared.
const COMPARED: i64 = 500;

/// People of that name whom `actor` may know, those who left too: what they wrote stays. Only the exact ones when there are some.
pub fn people_named(q: &impl Query, actor: &Actor, name: &str) -> Result<Vec<Person>> {
    let Some(typed) = Typed::of(name) else { return Ok(Vec::new()) };
    let known = people::holding(q, actor, &typed.needle, COMPARED)?;
    Ok(typed.among(known, |person| &person.name))
}

/// Ids and names of spaces of that name which `actor` can read. Only the exact ones when there are some.
pub fn spaces_named(q: &impl Query, actor: &Actor, name: &str) -> Result<Vec<(Id, String)>> {
    let Some(typed) = Typed::of(name) else { return Ok(Vec::new()) };
    let sql = "SELECT s.id, s.name FROM spaces s
       WHERE s.folded LIKE $2 ESCAPE '!' AND s.id IN (SELECT r.space_id FROM reachable r WHERE r.person_id = $1)
       ORDER BY CASE WHEN s.archived_at IS NULL THEN 0 ELSE 1 END, s.folded, s.id LIMIT $3";
    let known = q.all(sql, params![actor.id, typed.needle.as_str(), COMPARED], |row| Ok((row.id(0)?, row.text(1)?)))?;
    Ok(typed.among(known, |(_, name)| name))
}

/// A name as typed.
struct Typed {
    whole: String,
    words: Vec<String>,
    /// The longest word, as `LIKE` takes it.
    needle: String,
}

/// The words of a folded name.
fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

impl Typed {
    fn of(name: &str) -> Option<Typed> {
        let whole = text::fold(&name.chars().take(base::checked::SPACE_NAME.max(base::checked::PERSON_NAME)).collect::<String>());
        let mut words: Vec<String> = words(&whole).map(str::to_owned).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        // Words are letters and digits, so none holds a sign of LIKE.
        let needle = format!("%{}%", words.first()?);
        Some(Typed { whole, words, needle })
    }

    /// Those whose name is the one typed, or else begins each of its words.
    fn among<T>(&self, known: Vec<T>, name: impl Fn(&T) -> &str) -> Vec<T> {
        let (mut exact, mut begun) = (Vec::new(), Vec::new());
        for one in known {
            let folded = text::fold(name(&one));
            if folded.trim() == self.whole.trim() {
                exact.push(one);
            } else if self.begins(&folded) {
                begun.push(one);
            }
        }
        if exact.is_empty() { begun } else { exact }
    }

    /// Whether each word typed begins a word of its own in the name, the longest first.
    fn begins(&self, folded: &str) -> bool {
        let mut left: Vec<&str> = words(folded).collect();
        self.words.iter().all(|typed| {
            let at = left.iter().position(|word| word.starts_with(typed.as_str()));
            at.map(|at| left.swap_remove(at)).is_some()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_people_write_them() {
        let known = ["Jean-Luc Moreau", "Luc Moreau", "Lucie Morel", "Élodie L’Hôte", "Atelier bois"];
        let named = |typed: &str| Typed::of(typed).map(|typed| typed.among(known.to_vec(), |name| name)).unwrap_or_default();
        assert_eq!(named("luc"), ["Jean-Luc Moreau", "Luc Moreau", "Lucie Morel"]);
        assert_eq!(named("luc moreau"), ["Luc Moreau"], "the exact one alone");
        assert_eq!(named("MOR luc"), ["Jean-Luc Moreau", "Luc Moreau", "Lucie Morel"]);
        assert_eq!(named("elodie"), ["Élodie L’Hôte"]);
        assert_eq!(named("hote el"), ["Élodie L’Hôte"]);
        assert_eq!(named("luc luc"), [""; 0]);
        assert_eq!(named("telier"), [""; 0], "a word is begun, not cut");
        assert_eq!(named("% _"), [""; 0]);
    }
}
