//! Who lives in the village, which spaces there are, and who is where.
//!
//! | space | opening | host | contributors | readers |
//! |---|---|---|---|---|
//! | Atelier | private | Luc | Mehdi, Nadia (a guest) | Rita |
//! | Place | open | Awa | Luc, Mehdi, Oscar, Bob (a bot) | |
//! | Comité | request | Awa | Luc | |
//! | Archives | private, archived | Luc | Mehdi | |
//!
//! Awa owns the network, yet is no member of Atelier: nor is Oscar, the outsider.

use std::collections::BTreeMap;

use base::{Id, Moment, Refusal, Result, Secret};
use kernel::people::{self, NewPerson, PersonRole};
use kernel::spaces::{self, NewSpace, SpaceRole, members};
use kernel::{Actor, Manage, access};
use store::{Tx, params};

const PEOPLE: [(&str, PersonRole); 7] = [
    ("Awa Diallo", PersonRole::Owner),
    ("Luc Moreau", PersonRole::Member),
    ("Mehdi Benali", PersonRole::Member),
    ("Rita Rossi", PersonRole::Member),
    ("Nadia Novak", PersonRole::Guest),
    ("Oscar Petit", PersonRole::Member),
    ("Bob", PersonRole::Bot),
];

type Placed = &'static [(&'static str, SpaceRole)];

const SPACES: [(&str, &str, &str, Placed); 4] = [
    ("Atelier", "private", "luc", &[("mehdi", SpaceRole::Contributor), ("nadia", SpaceRole::Contributor), ("rita", SpaceRole::Reader)]),
    (
        "Place",
        "open",
        "awa",
        &[
            ("luc", SpaceRole::Contributor),
            ("mehdi", SpaceRole::Contributor),
            ("oscar", SpaceRole::Contributor),
            ("bob", SpaceRole::Contributor),
        ],
    ),
    ("Comité", "request", "awa", &[("luc", SpaceRole::Contributor)]),
    ("Archives", "private", "luc", &[("mehdi", SpaceRole::Contributor)]),
];

pub(crate) type Names = BTreeMap<String, Id>;

/// The people, by first name in lower case, and the spaces, by name.
pub(crate) fn found(tx: &Tx) -> Result<(Names, Names)> {
    tx.run("INSERT INTO charters(version, title, source, html, at) VALUES (1, 'Charte', '', '', $1)", params![Moment::now()])?;
    let mut names = Names::new();
    for (name, role) in PEOPLE {
        names.insert(first_name(name), settle(tx, name, role)?);
    }
    let mut places = Names::new();
    for (name, opening, host, placed) in SPACES {
        let host = actor(tx, names[host])?;
        let space = spaces::open(tx, &host, &NewSpace::parse(name, "Un lieu du village.", "project", opening, None)?)?;
        for (person, role) in placed {
            members::admit(tx, &host, space, names[*person], *role)?;
        }
        places.insert(name.to_owned(), space);
    }
    let keeper = actor(tx, names["luc"])?;
    spaces::archive(tx, &access::space::<Manage>(tx, &keeper, places["Archives"])?)?;
    Ok((names, places))
}

/// Lets somebody in who has accepted the charter and is signed in.
pub(crate) fn settle(tx: &Tx, name: &str, role: PersonRole) -> Result<Id> {
    let key = first_name(name);
    let person = people::add(tx, &NewPerson::parse(name, Some(&format!("{key}@village.example")), role)?, None)?;
    people::admit(tx, person)?;
    let now = Moment::now();
    let sql = "INSERT INTO sessions(id, digest, person_id, created_at, expires_at, proved_at) VALUES ($1, $2, $3, $4, $5, $4)";
    tx.run(sql, params![Id::new(), Secret::digest_of(&session_of(&key)), person, now, now.plus_days(30)])?;
    Ok(person)
}

/// The secret in somebody's cookie.
pub(crate) fn session_of(key: &str) -> String {
    format!("session-of-{key}")
}

pub(crate) fn first_name(name: &str) -> String {
    name.split(' ').next().unwrap_or_default().to_lowercase()
}

fn actor(tx: &Tx, id: Id) -> Result<Actor> {
    Ok(Actor::of_person(tx, id)?.ok_or(Refusal::SignedOut)?)
}
