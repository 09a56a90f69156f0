//! The administrators' pages of this room.

use base::{Id, Language};
use kernel::people::PersonRole;
use kernel::people::factors::Rule;
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::columns;
use shell::confirm::{Question, confirm};
use shell::form::choices;

use crate::words;

/// The rule, and who lacks a factor; `mine` when the reader does.
pub fn page(l: Language, rule: Rule, lacking: &[(Id, String, PersonRole)], mine: bool) -> Markup {
    let options = [
        (Rule::Nobody.name(), words::rule_nobody(l), words::rule_nobody_hint(l)),
        (Rule::Administrators.name(), words::rule_administrators(l), ""),
        (Rule::Everybody.name(), words::rule_everybody(l), words::rule_everybody_hint(l)),
    ];
    let title = if rule == Rule::Everybody { words::lacking_everybody(l) } else { words::lacking_administrators(l) };
    html! {
        form.card.form method="post" action="/administration/sign-in" {
            (choices("rule", words::rule_legend(l), &options, rule.name()))
            p.hint { (words::rule_when(l)) }
            @if mine { p.hint { (words::rule_mine(l)) " " a href="/me/security" { (words::security_title(l)) } } }
            div.row { (button::submit(Weight::Main, None, words::rule_save(l))) }
        }
        section {
            h2 { (title) }
            @if lacking.is_empty() {
                p.quiet { (words::lacking_nobody(l)) }
            } @else {
                ul.card.list {
                    @for (id, name, role) in lacking {
                        li.entry {
                            div.grow {
                                p.line { a.name.cover href=(format!("/administration/people/{id}")) { b { bdi { (name) } } } }
                                p.quiet { (self::role(l, *role)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn role(l: Language, role: PersonRole) -> &'static str {
    match role {
        PersonRole::Owner => words::role_owner(l),
        PersonRole::Admin => words::role_admin(l),
        PersonRole::Member => words::role_member(l),
        PersonRole::Guest | PersonRole::Bot => words::role_guest(l),
    }
}

/// The question before somebody's factors are removed.
pub fn rescue(l: Language, person: Id, title: &str) -> Markup {
    let (action, back) = (format!("/administration/people/{person}/factors"), format!("/administration/people/{person}"));
    let consequence = words::rescue_consequence(l);
    let question = Question { title, consequence, action: &action, verb: words::rescue_button(l), fields: &[], back: &back };
    columns(&html! {}, &confirm(l, &question), None)
}
