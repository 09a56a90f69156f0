//! The directory and a person's page. Deliberately absent: addresses, and when anybody was last here.

use base::{Id, Language, Moment};
use kernel::Actor;
use kernel::people::Person;
use maud::{Markup, html};
use shell::button::{self, Weight};
use shell::facts::facts;
use shell::view::{PersonCard, Reader, SpaceRef};
use shell::{card, columns, empty, icon, pager, people, times};
use web::Page;

use super::face;
use crate::verbs::profile::list;
use crate::words;

pub fn directory(r: &Reader, q: &str, page: &Page<Person>, reader: &Actor) -> Markup {
    let l = r.lang;
    let cards: Vec<PersonCard> = page.items.iter().map(|person| card(r, person)).collect();
    let header = html! { div.head { h1 { (words::people_title(l)) } p.quiet { (words::people_purpose(l)) } } };
    let main = html! {
        form.card.search role="search" action="/people" {
            (icon("search"))
            input type="search" name="q" value=(q) aria-label=(words::people_search(l)) placeholder=(words::people_search(l));
            (button::submit(Weight::Plain, None, words::people_search_button(l)))
        }
        @if reader.is_insider() {
            div.row {
                (button::link(Weight::Main, Some("user-plus"), words::invitations_invite(l), "/invitations"))
                @if reader.is_admin() { (button::link(Weight::Plain, Some("shield"), words::administer_people(l), "/administration/people")) }
            }
        }
        @if cards.is_empty() { (empty::empty("users", words::people_none(l), words::people_none_hint(l), None)) }
        @else { (people::directory(l, &cards)) }
        (pager::pager(l, None, page.next.as_ref().map(|next| format!("/people?after={next}&q={}", escaped(q))).as_deref()))
    };
    columns(&header, &main, None)
}

fn card(r: &Reader, person: &Person) -> PersonCard {
    let line = [&person.headline, &person.site].into_iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(" · ");
    let line = if line.is_empty() { person.ask_me.clone() } else { line };
    // Who lives by the reader's clock needs no other one.
    let away = person.zone.at(r.now).offset() != r.zone.at(r.now).offset();
    PersonCard {
        face: face(person),
        ask_me: line,
        skills: list(&person.skills),
        local_time: away.then(|| local_time(r.lang, person, r.now)),
    }
}

/// "11 h 20 chez Marc (Montreal)".
fn local_time(l: Language, person: &Person, now: Moment) -> String {
    let there = person.zone.at(now);
    let hour = if l == Language::En { format!("{:02}", there.hour()) } else { there.hour().to_string() };
    let clock = words::clock(l, hour, format!("{:02}", there.minute()));
    let first = person.name.split_whitespace().next().unwrap_or_default();
    let zone = person.zone.name();
    words::local_time(l, clock, first, zone.rsplit('/').next().unwrap_or(zone).replace('_', " "))
}

/// A person's page.
pub struct Profile<'a> {
    /// Whose.
    pub person: &'a Person,
    /// Whether it is the reader's own.
    pub mine: bool,
    /// The spaces both are in.
    pub spaces: &'a [(Id, String)],
    /// For a guest, who invited them, where the reader may know it.
    pub inviter: Option<&'a Person>,
    /// Whether the reader administers this person.
    pub may_administer: bool,
}

pub fn profile(r: &Reader, shown: &Profile<'_>) -> Markup {
    let (l, person) = (r.lang, shown.person);
    let acts = html! {
        @if shown.mine { (button::link(Weight::Plain, Some("pencil"), words::profile_edit(l), "/me")) }
        @if shown.may_administer { (button::link(Weight::Plain, Some("shield"), words::administer(l), &format!("/administration/people/{}", person.id))) }
    };
    let header = people::head(l, &face(person), &person.ask_me, &acts);
    let main = html! {
        section.card aria-label=(words::profile_title(l)) { (facts(&known(r, shown))) }
        @if !shown.spaces.is_empty() {
            section.card.form {
                h2 { (words::profile_spaces(l)) }
                ul.places { @for (id, name) in shown.spaces { li { (card::place(&SpaceRef { id: *id, name: name.clone(), hue: shell::face::hue(*id) })) } } }
            }
        }
    };
    columns(&header, &main, None)
}

fn known<'a>(r: &Reader, shown: &'a Profile<'_>) -> Vec<(&'a str, Markup)> {
    let (l, person) = (r.lang, shown.person);
    let text = |text: &str| (!text.is_empty()).then(|| html! { (text) });
    let tags = |text: &str| (!text.is_empty()).then(|| html! { p.tags { @for entry in list(text) { span.tag { (entry) } } } });
    let entries = [
        (words::field_headline(l), text(&person.headline)),
        (words::field_site(l), text(&person.site)),
        (words::field_skills(l), tags(&person.skills)),
        (words::field_languages(l), tags(&person.languages)),
        (words::field_local_time(l), Some(html! { (local_time(l, person, r.now)) })),
        (words::field_inviter(l), shown.inviter.map(|inviter| html! { (shell::face::name(l, &face(inviter))) })),
        (words::field_ends_on(l), person.ends_at.map(|at| html! { (times::date(l, &r.zone, r.now, at)) })),
    ];
    entries.into_iter().filter_map(|(term, what)| Some((term, what?))).collect()
}

/// A value for a query string.
fn escaped(text: &str) -> String {
    text.bytes().map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_where_somebody_is() {
        let zone = base::Zone::parse("America/Montreal").expect("known");
        let person = Person {
            id: Id(1),
            name: "Marc Tremblay".into(),
            role: kernel::people::PersonRole::Member,
            headline: String::new(),
            site: String::new(),
            skills: String::new(),
            languages: String::new(),
            ask_me: String::new(),
            zone,
            language: Language::Fr,
            photo_at: None,
            deactivated_at: None,
            inviter_id: None,
            ends_at: None,
        };
        let five_in_paris = base::Zone::default().moment_of("2026-03-02T17:20").expect("a civil time");
        assert_eq!(local_time(Language::Fr, &person, five_in_paris), "11\u{a0}h\u{a0}20 chez Marc (Montreal)");
        assert_eq!(local_time(Language::En, &person, five_in_paris), "11:20 where Marc is (Montreal)");
    }
}
