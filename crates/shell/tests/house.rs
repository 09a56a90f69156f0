//! What every page and component keeps: hostile names stay text, ids are unique, one main and one first heading, words in both languages.

use std::collections::HashSet;

use base::{Id, Language, Moment, Zone};
use maud::{Markup, html};
use shell::card::{Card, Chip};
use shell::comments::Comment;
use shell::composer::Composer;
use shell::form::{Errors, Field};
use shell::notices::Notice;
use shell::people::PersonCard;
use shell::poll::{Choice, Poll};
use shell::space::{Door, Opening, SpaceHead, Tab};
use shell::toast::Toast;
use shell::view::{Face, Mine, NavSpace, Reaction, Reactions, Reader, SpaceRef, Standing};
use shell::{Frame, Place, columns, page};

const HOSTILE: &str = "\"'><script>alert(1)</script>\u{202e}";

fn reader(lang: Language) -> Reader {
    Reader { lang, zone: Zone::default(), now: Moment(1_773_331_200_000) }
}

fn face(name: &str) -> Face {
    Face { id: Id(7), name: name.into(), photo: None, standing: Standing::Guest }
}

fn space(name: &str) -> SpaceRef {
    SpaceRef { id: Id(1), name: name.into(), hue: 30 }
}

fn card(name: &str, id: i64) -> Card {
    let mine = Mine {
        may_bookmark: true,
        may_contribute: true,
        may_edit: true,
        may_trash: true,
        may_pin: true,
        may_accept: true,
        ..Mine::default()
    };
    let comment = |id, answers| Comment {
        gone: false,
        draft: None,
        id: Id(id),
        author: face(name),
        at: Moment(0),
        edited: Some(Moment(1)),
        html: "<p>Oui</p>".into(),
        files: vec![],
        reactions: Reactions::default(),
        accepted: true,
        mine,
        answers,
    };
    let poll = Poll {
        item: Id(id),
        choices: vec![Choice { value: name.into(), label: name.into(), votes: 1, mine: true }],
        multiple: true,
        voters: 1,
        audience: 2,
        closes_at: None,
        may_vote: true,
    };
    Card {
        draft: None,
        id: Id(id),
        space: space(name),
        placed: true,
        whole: false,
        chip: Some(Chip::poll(Language::Fr)),
        author: face(name),
        at: Moment(0),
        edited: Some(Moment(1)),
        pinned: true,
        title: Some(name.into()),
        html: String::new(),
        files: vec![],
        face: Some(shell::poll::poll(&reader(Language::Fr), &poll)),
        tags: vec![name.into()],
        links: vec![],
        reactions: Reactions { given: vec![Reaction { emoji: "🎉".into(), count: 2, mine: true }], who: vec![face(name)] },
        comments: vec![comment(id + 1, vec![comment(id + 2, vec![])])],
        comment_count: 4,
        mine,
    }
}

/// A page with nearly everything on it, and `name` wherever people may write a name.
fn everything(l: Language, name: &str) -> String {
    let r = reader(l);
    let head = SpaceHead {
        space: space(name),
        purpose: name.into(),
        owner: Some(face(name)),
        ends_on: Some(Moment(1_773_999_200_000)),
        opening: Opening::Private,
        people: 14,
        guests: 2,
        archived_at: None,
        tabs: vec![Tab { label: name.into(), href: "/spaces/1".into(), current: true, count: 3 }],
        may_post: true,
        door: Door::Inside,
    };
    let errors = Errors(vec![("name".into(), name.into())]);
    let notice = Notice {
        id: Id(5),
        who: face(name),
        what: name.into(),
        excerpt: name.into(),
        reason: name.into(),
        space: Some(space(name)),
        at: Moment(0),
        href: "/items/9".into(),
        read: false,
    };
    let person = PersonCard { face: face(name), ask_me: name.into(), skills: vec![name.into()], local_time: None };
    let main: Markup = html! {
        (shell::composer::composer(&r, &Composer { space: Id(1), audience: 14, kinds: vec!["post", "poll", "quick_note"], ..Composer::default() }))
        (shell::card::card(&r, &card(name, 100)))
        (shell::card::card(&r, &card(name, 200)))
        (shell::notices::notices(&r, &[notice]))
        (shell::people::directory(l, &[person]))
        (Field::new("name", name).value(name).hint(name).limit(80).errors(&errors).show(l))
    };
    let f = Frame {
        spaces: vec![NavSpace { id: Id(1), name: name.into(), hue: 30, unread: 120, urgent: true }],
        inbox_count: 1,
        current: Place::Space(Id(1)),
        toast: Some(Toast { text: name.into(), undo: Some("/items/9/restore".into()) }),
        path: name.into(),
        ..Frame::new(r.clone(), name.into(), face(name))
    };
    page(&f, name, &columns(&shell::space::head(&r, &head), &main, None)).into_string()
}

#[test]
fn hostile_names_stay_text() {
    for l in Language::ALL {
        let text = everything(l, HOSTILE);
        assert!(!text.contains("<script>alert"), "a name became an element");
        assert!(text.contains("&quot;'&gt;&lt;script&gt;alert(1)"), "names are shown as they are");
    }
}

#[test]
fn a_page_is_whole_in_both_languages() {
    for l in Language::ALL {
        let text = everything(l, "Nouvel atelier");
        assert!(text.starts_with(&format!("<!DOCTYPE html><html lang=\"{l}\">")));
        for once in ["<main ", "<h1>", "<title>", "href=\"#main\""] {
            assert_eq!(text.matches(once).count(), 1, "{once} once");
        }
        assert!(!text.contains(" style="), "the content policy of a stricter host refuses style attributes");
    }
    assert!(everything(Language::Fr, "A").contains("Privé, 14 personnes dont 2 invitées"));
    assert!(everything(Language::En, "A").contains("Private, 14 people including 2 guests"));
}

#[test]
fn no_id_is_given_twice() {
    let text = everything(Language::Fr, "Nouvel atelier");
    let mut seen = HashSet::new();
    for id in text.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(seen.insert(id), "{id} twice");
    }
    assert!(["item-100", "item-101-reply", "nav", "main", "toasts", "composer"].iter().all(|id| seen.contains(id)), "{seen:?}");
}

#[test]
fn french_marks_have_their_narrow_space() {
    for (n, line) in include_str!("../locales/fr.ftl").lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let pairs = line.chars().zip(line.chars().skip(1));
        for (before, mark) in pairs.filter(|(_, mark)| ";:!?»".contains(*mark)) {
            assert_eq!(before, '\u{202f}', "line {}: {mark} in {line}", n + 1);
        }
        assert!(!line.contains('\''), "line {}: a straight apostrophe", n + 1);
    }
}
