//! Who may do what, as `kernel::access::decide` answers: the table cannot say anything else than the program does.

use base::{Language, Refusal};
use kernel::Action;
use kernel::access::{Standing, decide};
use kernel::people::PersonRole;
use kernel::spaces::{Opening, SpaceRole};
use maud::{Markup, html};
use shell::desk::table;
use shell::face::{self as faces, Size};

use super::role;
use crate::queries::Steward;
use crate::words;

const ACTIONS: [Action; 4] = [Action::View, Action::Contribute, Action::Moderate, Action::Manage];

pub fn page(l: Language, stewards: &[Steward]) -> Markup {
    html! {
        section { h2 { (words::stewards(l)) } p.quiet { (words::stewards_purpose(l)) }
            ul.card.list { @for one in stewards {
                li.entry {
                    @let face = house::face(one.id, &one.name, one.photo_at, false, false);
                    (faces::face(&face, Size::Medium))
                    div.grow { p.line { (faces::name(l, &face)) } p.quiet { (role(l, one.role)) } }
                }
            } }
        }
        section { h2 { (words::rights_house(l)) } p.quiet { (words::rights_house_purpose(l)) } (policy(l, PersonRole::Member, words::rights_house(l))) }
        section { h2 { (words::rights_guests(l)) } p.quiet { (words::rights_guests_purpose(l)) } (policy(l, PersonRole::Guest, words::rights_guests(l))) }
        section.card.form {
            h2 { (words::rules(l)) }
            div.prose { ul {
                @for rule in [words::rule_charter(l), words::rule_archived(l), words::rule_author(l), words::rule_space(l), words::rule_invite(l), words::rule_open(l), words::rule_admin(l), words::rule_role(l)] {
                    li { (rule) }
                }
            } }
        }
    }
}

/// One row per place in a space; the charter accepted, the space not archived.
fn policy(l: Language, person: PersonRole, caption: &str) -> Markup {
    let heads =
        [words::rights_who(l), words::rights_view(l), words::rights_contribute(l), words::rights_moderate(l), words::rights_manage(l)];
    let standing = |member, opening| Standing { person, charter: true, member, opening, archived: false };
    let rows = [
        (words::place_host(l), standing(Some(SpaceRole::Host), Opening::Private)),
        (words::place_contributor(l), standing(Some(SpaceRole::Contributor), Opening::Private)),
        (words::place_reader(l), standing(Some(SpaceRole::Reader), Opening::Private)),
        (words::place_open(l), standing(None, Opening::Open)),
        (words::place_request(l), standing(None, Opening::Request)),
        (words::place_private(l), standing(None, Opening::Private)),
    ];
    let rows: Vec<Vec<Markup>> = rows
        .iter()
        .map(|(place, standing)| {
            let answers = ACTIONS.iter().map(|action| answer(l, &decide(standing, *action)));
            std::iter::once(html! { (place) }).chain(answers).collect()
        })
        .collect();
    table(caption, &heads, &rows)
}

fn answer(l: Language, decided: &Result<(), Refusal>) -> Markup {
    match decided {
        Ok(()) => html! { span.mark { (shell::icon("check")) (words::rights_yes(l)) } },
        Err(Refusal::NotFound) => html! { span.quiet { (words::rights_unseen(l)) } },
        Err(_) => html! { span.quiet { (words::rights_no(l)) } },
    }
}
