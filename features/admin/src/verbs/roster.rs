//! People in a CSV file, as spreadsheets write it (J-ADM-2): read whole, judged line by line, and only then let in.
//! Invariant: judging writes nothing; a line that is wrong keeps no other out, and is told with its number, its column and why.

use std::collections::HashSet;

use base::checked::{self, Errors};
use base::{Language, Moment, Refusal, Result, Zone};
use kernel::audit::{self, Act};
use kernel::office::Office;
use kernel::people::{self, NewPerson, PersonRole};
use kernel::{Actor, find};
use store::{Query, Tx, params};

use crate::queries;
use crate::verbs::sheet::{Column, Sheet};

/// Largest file, in bytes.
pub const LARGEST: usize = 512 << 10;
/// Most lines of one file.
pub const LINES: usize = 2_000;

/// A file, judged.
#[derive(Debug, Default)]
pub struct Roster {
    /// The people to let in.
    pub good: Vec<Newcomer>,
    /// What is wrong, in the order of the lines.
    pub wrong: Vec<Wrong>,
    /// How many lines have something wrong.
    pub bad_lines: usize,
    /// Columns that mean nothing here, as the file calls them.
    pub ignored: Vec<String>,
    /// The lines with something wrong, with the head of the file: to be mended and given again.
    pub to_mend: Vec<Vec<String>>,
}

/// One thing wrong with one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The number of the line in the file, as editors count.
    pub line: u64,
    /// The column, as the file calls it; empty for the whole line.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// Why not: the code of a sentence, with its limit.
    pub error: base::FieldError,
}

/// Somebody to let in, checked.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their role in the network.
    pub role: PersonRole,
    /// Where they work.
    pub site: String,
    /// Their service, or what they do.
    pub headline: String,
    skills: String,
    languages: String,
}

/// Judges a file against those who are here already.
///
/// # Errors
/// `Forbidden("not_an_admin")`; 422 on `file` for what isn't such a file: `no_columns`, `too_many` lines.
pub fn judge(q: &impl Query, actor: &Actor, text: &str) -> Result<Roster> {
    actor.administers()?;
    let sheet = Sheet::read(text)?;
    if sheet.lines.len() > LINES {
        return Err(Refusal::limit("file", "too_many", LINES as i64).into());
    }
    let mut seen: HashSet<String> = queries::addresses(q)?;
    let mut roster = Roster { ignored: sheet.ignored.clone(), ..Roster::default() };
    for line in &sheet.lines {
        let mut errors = Errors::default();
        let newcomer = read(&mut errors, actor, &sheet, &line.cells);
        if newcomer.email.contains('@') && !seen.insert(newcomer.email.clone()) {
            errors.add("email", "taken");
        }
        if line.cells.len() > sheet.heads.len() {
            errors.add("", "too_many_cells");
        }
        match errors.done() {
            Ok(()) => roster.good.push(newcomer),
            Err(Refusal::Invalid(errors)) => {
                roster.bad_lines += 1;
                roster.to_mend.push(line.cells.clone());
                roster.wrong.extend(errors.into_iter().map(|error| {
                    let column = Column::named(&error.field);
                    let cell = column.map(|column| sheet.cell(&line.cells, column)).unwrap_or_default();
                    Wrong { line: line.number, column: column.map(|column| sheet.head(column)).unwrap_or_default(), value: cell, error }
                }));
            }
            Err(other) => return Err(other.into()),
        }
    }
    if !roster.to_mend.is_empty() {
        roster.to_mend.insert(0, sheet.heads);
    }
    Ok(roster)
}

fn read(errors: &mut Errors, actor: &Actor, sheet: &Sheet, cells: &[String]) -> Newcomer {
    let cell = |column| sheet.cell(cells, column);
    let whole = [cell(Column::FirstName), cell(Column::Name)].join(" ");
    let name = errors.line("name", &whole, checked::PERSON_NAME);
    let email = errors.email("email", &cell(Column::Email));
    let role = role(&cell(Column::Role)).unwrap_or_else(|| {
        errors.add("role", "unknown");
        PersonRole::Member
    });
    if role < actor.role {
        errors.add("role", "own_role");
    }
    Newcomer {
        name,
        email,
        role,
        site: errors.optional_line("site", &cell(Column::Site), people::SITE),
        headline: errors.optional_line("headline", &cell(Column::Headline), people::HEADLINE),
        skills: list(errors, "skills", &cell(Column::Skills)),
        languages: list(errors, "languages", &cell(Column::Languages)),
    }
}

/// A role as people write it in either language; members unless said.
fn role(text: &str) -> Option<PersonRole> {
    let folded = text::fold(text.trim());
    // “Invité·e”, “administrateur(trice)”: what follows the beginning is how somebody inclusive writes.
    let begins = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    match folded.as_str() {
        "" => Some(PersonRole::Member),
        _ if begins(&["membre", "member"]) => Some(PersonRole::Member),
        _ if begins(&["invite", "guest"]) => Some(PersonRole::Guest),
        _ if begins(&["admin"]) => Some(PersonRole::Admin),
        _ if begins(&["proprietaire", "owner"]) => Some(PersonRole::Owner),
        _ => None,
    }
}

/// A list in one cell, parted by commas, semicolons, bars or slashes.
fn list(errors: &mut Errors, field: &str, cell: &str) -> String {
    let entries: Vec<String> = cell
        .split([',', ';', '|', '/'])
        .map(|entry| errors.optional_line(field, entry, people::ENTRY))
        .filter(|entry| !entry.is_empty())
        .collect();
    if entries.len() > people::ENTRIES {
        errors.add_limit(field, "too_many", people::ENTRIES);
    }
    entries.join(", ")
}

/// Lets the good ones in, all at once; one line of the trail. Doing so again finds every address taken.
///
/// # Errors
/// As [`judge`].
pub fn admit(tx: &Tx, actor: &Actor, text: &str) -> Result<Roster> {
    let roster = judge(tx, actor, text)?;
    let (zone, now) = (Office::load(tx)?.zone, Moment::now());
    for newcomer in &roster.good {
        let_in(tx, actor, newcomer, &zone, now)?;
    }
    if !roster.good.is_empty() {
        audit::note(tx, Some(actor.id), Act::PeopleImported, None, &roster.good.len().to_string())?;
    }
    Ok(roster)
}

fn let_in(tx: &Tx, actor: &Actor, newcomer: &Newcomer, zone: &Zone, now: Moment) -> Result<()> {
    let guest = newcomer.role == PersonRole::Guest;
    let new = NewPerson {
        name: newcomer.name.clone(),
        email: Some(newcomer.email.clone()),
        role: newcomer.role,
        language: language(&newcomer.languages, actor.language),
        zone: zone.clone(),
        password: None,
        inviter: guest.then_some(actor.id),
        ends_at: guest.then(|| now.plus_days(people::GUEST_DAYS)),
        origin: None,
        at: now,
    };
    let id = people::add(tx, &new, Some(actor.id))?;
    tx.run(
        "UPDATE people SET site = $2, headline = $3, skills = $4, languages = $5 WHERE id = $1",
        params![id, &newcomer.site, &newcomer.headline, &newcomer.skills, &newcomer.languages],
    )?;
    Ok(find::index_person(tx, id)?)
}

/// The interface speaks the first language of theirs that it knows.
fn language(spoken: &str, fallback: Language) -> Language {
    let known = |entry: &str| match text::fold(entry.trim()) {
        folded if folded.starts_with("fr") => Some(Language::Fr),
        folded if folded.starts_with("en") || folded.starts_with("ang") => Some(Language::En),
        _ => None,
    };
    spoken.split(',').find_map(known).unwrap_or(fallback)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_in_both_languages() {
        for (text, expected) in [
            ("", Some(PersonRole::Member)),
            ("Membre", Some(PersonRole::Member)),
            ("INVITÉ·E", Some(PersonRole::Guest)),
            ("Administratrice", Some(PersonRole::Admin)),
            ("owner", Some(PersonRole::Owner)),
            ("chef", None),
            ("bot", None),
        ] {
            assert_eq!(role(text), expected, "{text}");
        }
    }

    #[test]
    fn the_interface_speaks_their_language() {
        assert_eq!(language("Breton, Anglais, Français", Language::Fr), Language::En);
        assert_eq!(language("Breton", Language::Fr), Language::Fr);
    }
}
