//! Whether somebody has a second factor, and whom the network asks for one. Invariant: once somebody has any, no password alone lets them in.
//! Deliberately absent: what the factors are made of, which `door` knows.

use base::{Id, Result};
use store::{Error, Query, Tx, params};

use super::PersonRole;
use crate::Actor;
use crate::audit::{self, Act};
use crate::settings;

const SETTING: &str = "second_factor";

crate::named! {
    /// Whom the network asks for a second factor.
    Rule {
        /// Everybody chooses for themselves.
        Nobody = "nobody",
        /// Owners and administrators must have one.
        Administrators = "administrators",
        /// All who sign in must have one.
        Everybody = "everybody",
    }
}

impl Rule {
    /// The rule that stands.
    pub fn now(q: &impl Query) -> Result<Rule, Error> {
        Ok(settings::get(q, SETTING)?.and_then(|name| Rule::parse(&name)).unwrap_or(Rule::Nobody))
    }

    /// Whether it asks people of that role.
    pub fn asks(self, role: PersonRole) -> bool {
        match self {
            Rule::Nobody => false,
            Rule::Administrators => matches!(role, PersonRole::Owner | PersonRole::Admin),
            Rule::Everybody => role != PersonRole::Bot,
        }
    }
}

/// Changes the rule. Who lacks a factor that it asks for adds one at their next sign-in.
///
/// # Errors
/// `Forbidden("not_an_admin")`.
pub fn set_rule(tx: &Tx, actor: &Actor, rule: Rule) -> Result<()> {
    actor.administers()?;
    let before = Rule::now(tx)?;
    if before != rule {
        settings::set(tx, SETTING, rule.name())?;
        audit::note(tx, Some(actor.id), Act::SignInRuleChanged, None, &format!("{before} → {rule}"))?;
    }
    Ok(())
}

/// Whether somebody has a passkey or an application of codes.
pub fn has_any(q: &impl Query, person: Id) -> Result<bool, Error> {
    let sql = "SELECT (SELECT count(*) FROM passkeys WHERE person_id = $1) + (SELECT count(*) FROM code_apps WHERE person_id = $1)";
    Ok(q.count(sql, params![person])? > 0)
}
