//! The people of an export as people of the network: found by what they bear from an earlier run, then by e-mail address, else made.
//! Invariant: nobody gains a right. Who comes in is a member, a guest or a bot, without a password, until an administrator invites them.

use std::collections::HashMap;

use base::{Id, Language, Result, checked};
use kernel::Actor;
use kernel::access::{self, Allowed, Import};
use kernel::import::{self, Table};
use kernel::people::{NewPerson, PersonRole};
use store::{Store, Tx};

use crate::apply::{fitting, origin};
use crate::plan::PlannedPerson;
use crate::report::Made;

/// People of one transaction.
const BATCH: usize = 200;
/// Longest headline, in characters.
const HEADLINE: usize = 120;

/// Everybody of the plan, by Slack id.
pub(crate) type Cast = HashMap<String, Known>;

/// Somebody of the plan, here.
pub(crate) struct Known {
    pub id: Id,
    pub name: String,
    /// Whether a space may be theirs: an active member of the house.
    pub may_own: bool,
}

/// Finds or makes everybody.
pub(crate) fn gather(store: &Store, owner: &Actor, people: &[PlannedPerson], language: Language, made: &mut Made) -> Result<Cast> {
    let mut cast = Cast::new();
    for batch in people.chunks(BATCH) {
        let (batch, owner, mut sum) = (batch.to_vec(), owner.clone(), made.clone());
        let (found, sum) = store.write_now(move |tx| {
            let import = access::import(&owner)?;
            let origins: Vec<String> = batch.iter().map(|person| origin(&person.slack_id)).collect();
            let known = import::known(tx, Table::People, &origins)?;
            let mut found = Vec::new();
            for (planned, origin) in batch.into_iter().zip(origins) {
                let person = match known.get(&origin) {
                    Some(id) => here(tx, *id, &planned)?,
                    None => enter(tx, &import, &planned, origin, language, &mut sum)?,
                };
                found.push((planned.slack_id, person));
            }
            Ok::<_, base::Fault>((found, sum))
        })?;
        cast.extend(found);
        *made = sum;
    }
    Ok(cast)
}

fn enter(
    tx: &Tx,
    import: &Allowed<'_, Import, ()>,
    planned: &PlannedPerson,
    origin: String,
    language: Language,
    made: &mut Made,
) -> Result<Known> {
    let role = match planned {
        PlannedPerson { bot: true, .. } => PersonRole::Bot,
        PlannedPerson { guest: true, .. } => PersonRole::Guest,
        _ => PersonRole::Member,
    };
    let name = fitting([&planned.name, &planned.slack_id], checked::PERSON_NAME);
    let email = planned.email.as_deref().filter(|_| role != PersonRole::Bot);
    // An address that can't be one is left out, not the person.
    let mut new = NewPerson::parse(&name, email, role).or_else(|_| NewPerson::parse(&name, None, role))?;
    if let Some(email) = &new.email
        && let Some(id) = import::recognise(tx, import, email, &origin)?
    {
        made.recognised += 1;
        return here(tx, id, planned);
    }
    new.language = language;
    new.zone = planned.zone.clone().unwrap_or_default();
    new.inviter = (role == PersonRole::Guest).then(|| import.actor().id);
    new.origin = Some(origin);
    let title: String = planned.title.iter().flat_map(|title| title.chars()).take(HEADLINE).collect();
    let headline = checked::Errors::default().optional_line("headline", &title, HEADLINE);
    let id = import::person(tx, import, &new, &headline, planned.deleted)?;
    made.people += 1;
    Ok(Known { id, name: new.name, may_own: role == PersonRole::Member && !planned.deleted })
}

fn here(tx: &Tx, id: Id, planned: &PlannedPerson) -> Result<Known> {
    let active = Actor::of_person(tx, id)?;
    let may_own = active.as_ref().is_some_and(Actor::is_insider);
    Ok(Known { id, name: active.map_or_else(|| planned.name.clone(), |actor| actor.name), may_own })
}
