//! Whom a writer can mention, as they type: people who can read the space, never anybody else.

use axum::extract::State;
use base::{Id, Refusal, Result};
use house::{House, Signed};
use kernel::spaces::members;
use kernel::{View, access};
use serde::{Deserialize, Serialize};
use web::{Failure, Path, Query};

/// Most names offered.
const OFFERED: usize = 8;

#[derive(Deserialize)]
pub struct Begun {
    #[serde(default)]
    q: String,
}

#[derive(Serialize)]
pub struct Name {
    id: Id,
    name: String,
}

pub async fn show(
    State(house): State<House>,
    Signed(actor): Signed,
    Path(id): Path<Id>,
    Query(begun): Query<Begun>,
) -> Result<axum::Json<Vec<Name>>, Failure> {
    let names = house
        .read(move |db| {
            let allowed = access::space::<View>(db, &actor, id)?;
            // Readers may write where the space lets them comment; whoever hasn't joined writes nowhere.
            if !access::may_comment(&actor, allowed.it()) {
                return Err(Refusal::Forbidden("read_only").into());
            }
            let mut names = members::mentionable(db, id)?;
            names.retain(|(person, _)| *person != actor.id);
            Ok(best(names, &begun.q))
        })
        .await?;
    Ok(axum::Json(names))
}

/// Names that begin so first, then those of which another word does.
fn best(names: Vec<(Id, String)>, typed: &str) -> Vec<Name> {
    let wanted = text::fold(typed);
    let mut found: Vec<(bool, String, Id, String)> = names
        .into_iter()
        .map(|(id, name)| (text::fold(&name), id, name))
        .filter(|(folded, ..)| folded.starts_with(&wanted) || folded.split([' ', '-', '\'', '’']).any(|word| word.starts_with(&wanted)))
        .map(|(folded, id, name)| (!folded.starts_with(&wanted), folded, id, name))
        .collect();
    found.sort();
    found.into_iter().take(OFFERED).map(|(_, _, id, name)| Name { id, name }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_names_come_before_other_words_and_accents_count_for_nothing() {
        let people = ["Karim Élie", "Élise Roy", "Sylvie Le Goff", "Abel Elias"];
        let people = people.iter().enumerate().map(|(i, name)| (Id(i64::try_from(i).unwrap()), (*name).to_owned())).collect::<Vec<_>>();
        let names = |q: &str| best(people.clone(), q).into_iter().map(|n| n.name).collect::<Vec<_>>();
        assert_eq!(names("éli"), ["Élise Roy", "Abel Elias", "Karim Élie"]);
        assert_eq!(names("go"), ["Sylvie Le Goff"]);
        assert_eq!(names("").len(), 4);
        assert!(names("vie").is_empty());
    }
}
