//! The verbs of other features that the demo is played with.

use base::Result;
use kernel::Actor;
use people::verbs::profile::{self, Given, ProfileEdit};
use store::Tx;

/// What [`demo::play`] can't do by itself.
pub fn verbs() -> demo::Verbs {
    demo::Verbs { found_charter: people::verbs::charter::found, present, vote: polls::vote, accept: questions::accept }
}

fn present(tx: &Tx, actor: &Actor, person: &demo::Person) -> Result<()> {
    let given = Given {
        headline: Some(person.headline.clone()),
        site: Some(person.site.clone()),
        skills: Some(person.skills.clone()),
        languages: Some(person.languages.clone()),
        ask_me: Some(person.ask_me.clone()),
        ..Given::default()
    };
    profile::present(tx, actor, &ProfileEdit::parse(&given)?)
}
