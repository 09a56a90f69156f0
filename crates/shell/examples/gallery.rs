//! Writes every component with believable content as static pages into a folder, to be looked at: `cargo run -p shell --example gallery -- FOLDER`.
//! Serve the folder over HTTP: icons and modules do not load from `file:`.

use std::path::Path;

use base::{Fault, Id, Language, Moment, Refusal, Zone};
use maud::{Markup, PreEscaped, html};
use shell::answer::{self, Accepted};
use shell::button::{self, Weight};
use shell::card::{Card, Chip, Link};
use shell::comments::Comment;
use shell::composer::Composer;
use shell::face;
use shell::form::{self, Errors, Field};
use shell::hits::{self, Hit};
use shell::notices::Notice;
use shell::people::{Member, PersonCard};
use shell::poll::{Choice, Poll};
use shell::share::Shared;
use shell::space::{Door, Opening, SpaceHead, SpaceLine, Tab};
use shell::toast::Toast;
use shell::view::{Face, Mine, NavSpace, Reaction, Reactions, Reader, SpaceRef, Standing};
use shell::{Frame, Place, assets, columns, page};
use web::Problem;

const NOW: &str = "2026-01-30T18:20:00+01:00";

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "gallery".into());
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder.join("assets"))?;
    for asset in assets::files() {
        std::fs::write(folder.join(assets::href(asset.name).trim_start_matches('/')), asset.bytes)?;
    }
    for lang in Language::ALL {
        let r = Reader { lang, zone: Zone::default(), now: moment(NOW) };
        for (name, page) in pages(&r) {
            let name = if lang == Language::Fr { format!("{name}.html") } else { format!("{name}-en.html") };
            std::fs::write(folder.join(name), page.into_string())?;
        }
    }
    Ok(())
}

fn pages(r: &Reader) -> Vec<(&'static str, Markup)> {
    vec![
        ("space", space(r)),
        ("empty", empty(r)),
        ("item", item(r)),
        ("inbox", inbox(r)),
        ("search", search(r)),
        ("spaces", spaces(r)),
        ("people", people(r)),
        ("person", person(r)),
        ("members", members(r)),
        ("form", new_space(r)),
        ("sign-in", sign_in(r)),
        ("error", broken(r)),
        ("missing", missing(r)),
        ("confirm", confirm(r)),
    ]
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap_or_default()
}

fn at(day: &str, clock: &str) -> Moment {
    moment(&format!("2026-01-{day}T{clock}:00+01:00"))
}

fn who(n: i64, name: &str) -> Face {
    Face { id: Id(n * 1_000_003), name: name.into(), photo: None, standing: Standing::Member }
}

fn sylvie() -> Face {
    who(1, "Sylvie Le Goff")
}
fn karim() -> Face {
    who(2, "Karim Aït")
}
fn nadia() -> Face {
    Face { standing: Standing::Guest, ..who(3, "Nadia Roux") }
}
fn yann() -> Face {
    who(4, "Yann Kervella")
}
fn fatou() -> Face {
    who(5, "Fatou Diallo")
}
fn long() -> Face {
    who(6, "Marie-Antoinette de La Rochefoucauld-Montbazon")
}
fn me() -> Face {
    who(8, "Mehdi Benali")
}

fn atelier() -> SpaceRef {
    SpaceRef { id: Id(101), name: "Nouvel atelier".into(), hue: 150 }
}

fn salon() -> SpaceRef {
    SpaceRef { id: Id(102), name: "Salon Maison & Objet".into(), hue: 30 }
}

fn frame(r: &Reader, current: Place) -> Frame {
    let space = |id, name: &str, hue, unread, urgent| NavSpace { id: Id(id), name: name.into(), hue, unread, urgent };
    Frame {
        spaces: vec![
            space(101, "Nouvel atelier", 150, 0, false),
            space(102, "Salon Maison & Objet", 30, 2, true),
            space(103, "Qualité et reprises", 240, 12, false),
            space(104, "Entraide informatique et téléphonie des trois sites", 300, 0, false),
            space(105, "Machine à café", 90, 0, false),
        ],
        inbox_count: 4,
        current,
        may_open_space: true,
        live_topics: vec!["space:101".into(), "inbox".into()],
        seq: 123,
        path: "/spaces/101".into(),
        ..Frame::new(r.clone(), "Menuiserie Kerjean".into(), me())
    }
}

fn head(door: Door) -> SpaceHead {
    let tab = |label: &str, current, count| Tab { label: label.into(), href: "#".into(), current, count };
    SpaceHead {
        space: atelier(),
        purpose: "Déménager l’atelier de Brest à Guipavas sans arrêter la production.".into(),
        owner: Some(me()),
        ends_on: Some(moment("2026-03-12T17:00:00+01:00")),
        opening: Opening::Private,
        people: 14,
        guests: 2,
        archived_at: None,
        tabs: vec![tab("Fil", true, 0), tab("Membres", false, 0), tab("Réglages", false, 0)],
        may_post: true,
        door,
    }
}

fn all() -> Mine {
    Mine {
        followed: true,
        may_bookmark: true,
        may_contribute: true,
        may_edit: true,
        may_trash: true,
        may_pin: true,
        may_accept: true,
        ..Mine::default()
    }
}

fn liked(count: u32, mine: bool, others: &[(&str, u32, bool)], who: Vec<Face>) -> Reactions {
    let mut given = vec![Reaction { emoji: "👍".into(), count, mine }];
    given.extend(others.iter().map(|(emoji, count, mine)| Reaction { emoji: (*emoji).into(), count: *count, mine: *mine }));
    Reactions { given, who }
}

fn comment(id: i64, author: Face, at: Moment, html: &str) -> Comment {
    Comment {
        gone: false,
        draft: None,
        id: Id(id),
        author,
        at,
        edited: None,
        html: html.into(),
        files: vec![],
        reactions: Reactions::default(),
        accepted: false,
        mine: all(),
        answers: vec![],
    }
}

fn card(id: i64, author: Face, at: Moment, html: &str) -> Card {
    Card {
        draft: None,
        id: Id(id),
        space: atelier(),
        placed: false,
        whole: false,
        chip: None,
        author,
        at,
        edited: None,
        pinned: false,
        title: None,
        html: html.into(),
        files: vec![],
        face: None,
        tags: vec![],
        links: vec![],
        reactions: Reactions::default(),
        comments: vec![],
        comment_count: 0,
        mine: all(),
    }
}

fn post(r: &Reader) -> Card {
    let mut relance = comment(
        1001,
        karim(),
        at("29", "17:31"),
        "<p>Je relance le transporteur. <a class=\"mention\" href=\"/people/3\">@Nadia Roux</a>, tu peux garder le portail ouvert jusqu’à 19\u{a0}h\u{202f}?</p>",
    );
    relance.reactions = liked(2, true, &[], vec![]);
    relance.answers = vec![comment(1002, nadia(), at("30", "08:04"), "<p>Oui, je préviens le gardien.</p>")];
    let _ = r;
    Card {
        pinned: true,
        edited: Some(at("29", "17:40")),
        title: Some("Les fondations de la presse sont coulées".into()),
        tags: vec!["béton".into(), "planning".into()],
        links: vec![Link { label: "Confirmer le convoi · Karim · jeudi".into(), href: "#".into(), icon: "circle-check-big" }],
        reactions: liked(5, true, &[("🎉", 3, false), ("👏", 1, true)], vec![karim(), fatou(), yann()]),
        comments: vec![relance],
        comment_count: 5,
        ..card(
            11,
            sylvie(),
            at("29", "17:12"),
            "<p>On gagne deux jours sur le lot béton. Le transport de la raboteuse reste à confirmer.</p><ul><li>dalle sèche lundi, électricité tirée\u{202f};</li><li>visite de sécurité <strong>mardi à 10\u{a0}h</strong>.</li></ul>",
        )
    }
}

fn question(r: &Reader) -> Card {
    let html = "<p>À Guipavas, demande l’armoire «\u{202f}fluides\u{202f}» à l’accueil\u{202f}: la clé porte le numéro 12.</p>";
    let mut found = comment(1003, fatou(), at("28", "10:02"), html);
    found.accepted = true;
    Card {
        chip: Some(Chip::question(r.lang, true)),
        title: Some("Où sont rangées les clés du local compresseur\u{202f}?".into()),
        face: Some(answer::accepted(
            r,
            &Accepted { root: Id(12), id: Id(1003), author: fatou(), at: at("28", "10:02"), html: html.into() },
        )),
        reactions: liked(0, false, &[], vec![]),
        comments: vec![found],
        comment_count: 1,
        ..card(12, long(), at("28", "09:40"), "<p>Je ne les trouve ni à Brest ni à Guipavas.</p>")
    }
}

fn poll(r: &Reader, may_vote: bool) -> Card {
    let choice = |value: &str, label: &str, votes, mine| Choice { value: value.into(), label: label.into(), votes, mine };
    Card {
        chip: Some(Chip::poll(r.lang)),
        title: Some("Quel jour couper la machine à bois\u{202f}?".into()),
        face: Some(shell::poll::poll(
            r,
            &Poll {
                item: Id(13),
                choices: vec![
                    choice("1", "Samedi 28, aucune commande en cours", 7, true),
                    choice("2", "Vendredi 27 après 16\u{a0}h", 3, false),
                    choice(
                        "3",
                        "Lundi 2, avec une équipe réduite et un report de la livraison de Landerneau au mercredi suivant",
                        2,
                        false,
                    ),
                ],
                multiple: false,
                voters: 12,
                audience: 14,
                closes_at: Some(moment("2026-02-04T17:00:00+01:00")),
                may_vote,
            },
        )),
        ..card(13, yann(), at("27", "09:40"), "")
    }
}

fn note(r: &Reader) -> Card {
    Card {
        chip: Some(Chip::quick_note(r.lang)),
        reactions: liked(1, false, &[], vec![fatou()]),
        ..card(14, karim(), at("30", "18:02"), "<p>Le camion est passé, tout est au sec.</p>")
    }
}

fn share(r: &Reader) -> Card {
    let original = Shared::Shown {
        id: Id(77),
        author: fatou(),
        space: salon(),
        at: at("12", "11:00"),
        title: Some("Le plan du stand est arrêté".into()),
        html: "<p>Quatre modules de trois mètres, la réserve au fond. Les luminaires arrivent le 18.</p>".into(),
    };
    Card {
        chip: Some(Chip::share(r.lang)),
        face: Some(shell::share::shared(r, &original)),
        ..card(15, sylvie(), at("26", "14:20"), "<p>Utile pour nous\u{202f}: les mêmes modules serviront de cloisons.</p>")
    }
}

fn words(r: &Reader) -> Card {
    let _ = r;
    card(
        16,
        long(),
        moment("2025-03-01T09:05:00+01:00"),
        "<p>Anticonstitutionnellementanticonstitutionnellementanticonstitutionnellementanticonstitutionnellement https://exemple.fr/une/adresse/tres/longue/qui/ne/finit/pas?avec=des&amp;parametres=nombreux&amp;et=encore</p>\
         <table><thead><tr><th>Machine</th><th>Site</th><th>Puissance</th><th>Départ prévu</th></tr></thead><tbody><tr><td>Raboteuse-dégauchisseuse</td><td>Brest</td><td>7,5 kW</td><td>12 février</td></tr></tbody></table>\
         <pre><code>palabre import slack export.zip --dry-run --json --une-option-tres-longue-pour-voir-le-retour-a-la-ligne</code></pre><blockquote><p>On ne bouge pas la scie avant d’avoir la terre.</p></blockquote>",
    )
}

fn space(r: &Reader) -> Markup {
    let composer = Composer { space: Id(101), audience: 14, kinds: vec!["post", "quick_note", "question", "poll"], ..Composer::default() };
    let main = html! {
        (shell::composer::composer(r, &composer))
        div.feed data-feed=(101) { @for one in [note(r), post(r), question(r), poll(r, true), poll_closed(r), share(r), words(r)] { (shell::card::card(r, &one)) } }
        (shell::pager::pager(r.lang, None, Some("?before=16")))
    };
    let side = html! {
        section.side { h2 { "Épinglé" } ul { li { (shell::icon("pin")) a href="#" { "Les fondations de la presse sont coulées" } } } }
        section.side { h2 { "Membres" } ul { @for one in [sylvie(), karim(), nadia()] { li { (face::face(&one, face::Size::Small)) span { (face::name(r.lang, &one)) } } } } }
        div.tip { b { "Il est 18\u{a0}h\u{a0}20" } "5 personnes ont fini leur journée. Votre message leur parviendra demain à 9\u{a0}h." }
    };
    let f = Frame {
        toast: Some(Toast { text: "Publication mise à la corbeille.".into(), undo: Some("/items/9/restore".into()) }),
        ..frame(r, Place::Space(Id(101)))
    };
    page(&f, "Nouvel atelier", &columns(&shell::space::head(r, &head(Door::Inside)), &main, Some(&side)))
}

fn poll_closed(r: &Reader) -> Card {
    Card { id: Id(18), ..poll(r, false) }
}

fn empty(r: &Reader) -> Markup {
    let act = button::link(Weight::Main, Some("pen-line"), "Écrire la première", "#composer");
    let main = html! { div.feed data-feed=(101) { (shell::empty::empty("message-circle", "Rien encore ici", "Le Fil rassemble les nouvelles, questions et sondages de l’espace, du plus récent au plus ancien.", Some(act))) } };
    page(&frame(r, Place::Space(Id(101))), "Nouvel atelier", &columns(&shell::space::head(r, &head(Door::Join)), &main, None))
}

fn item(r: &Reader) -> Markup {
    let whole = Card { whole: true, ..post(r) };
    let main = html! { (shell::card::card(r, &whole)) };
    page(
        &frame(r, Place::Space(Id(101))),
        "Les fondations de la presse sont coulées",
        &columns(&shell::space::crumb(r.lang, &atelier()), &main, None),
    )
}

fn inbox(r: &Reader) -> Markup {
    let notice = |id, who: Face, what: &str, excerpt: &str, reason: &str, at, read| Notice {
        id: Id(id),
        who,
        what: what.into(),
        excerpt: excerpt.into(),
        reason: reason.into(),
        space: Some(atelier()),
        at,
        href: "/items/11".into(),
        read,
    };
    let list = [
        notice(
            1,
            karim(),
            "vous a mentionné",
            "Mehdi, tu peux garder le portail ouvert jusqu’à 19\u{a0}h\u{202f}?",
            "Mention",
            at("30", "18:15"),
            false,
        ),
        notice(
            2,
            fatou(),
            "a répondu à votre question",
            "À Guipavas, demande l’armoire «\u{202f}fluides\u{202f}».",
            "Réponse",
            at("30", "08:04"),
            false,
        ),
        notice(
            3,
            long(),
            "vous invite dans un espace",
            "Préparation du salon, stand et logistique",
            "Invitation",
            at("28", "08:04"),
            false,
        ),
        notice(4, sylvie(), "a commenté votre publication", "Bravo à tous.", "Commentaire", at("20", "08:04"), true),
    ];
    page(
        &frame(r, Place::Inbox),
        "À traiter",
        &page::plain("À traiter", Some("Ce qui attend quelque chose de vous, et pourquoi."), &shell::notices::notices(r, &list)),
    )
}

fn search(r: &Reader) -> Markup {
    let hit = |title: &str, excerpt: &str, chip| Hit::Item {
        href: "/items/11".into(),
        chip,
        title_html: title.into(),
        excerpt_html: excerpt.into(),
        author: sylvie(),
        space: atelier(),
        at: at("29", "17:12"),
    };
    let list = [
        Hit::Space(atelier(), "Déménager l’<mark>atelier</mark> de Brest à Guipavas.".replace("<mark>", "").replace("</mark>", "")),
        Hit::Person(karim(), "Logistique et déménagement".into()),
        hit(
            "Les fondations de la <mark>presse</mark> sont coulées",
            "On gagne deux jours sur le lot béton. La <mark>presse</mark> part en premier, le transport de la raboteuse reste à confirmer.",
            None,
        ),
        hit("Quand couper la <mark>presse</mark>\u{202f}?", "Samedi 28, aucune commande en cours.", Some(Chip::poll(r.lang))),
    ];
    let main = html! { (hits::search_form(r.lang, "presse")) (hits::hits(r, 4, &list)) };
    page(&frame(r, Place::Search), "presse", &page::plain("Recherche", None, &main))
}

fn spaces(r: &Reader) -> Markup {
    let line = |space: SpaceRef, purpose: &str, opening, unread, archived| SpaceLine {
        space,
        purpose: purpose.into(),
        opening,
        people: 14,
        guests: 2,
        unread,
        archived,
    };
    let list = [
        line(atelier(), "Déménager l’atelier de Brest à Guipavas sans arrêter la production.", Opening::Private, 0, false),
        line(salon(), "Préparer le stand, le transport et les rendez-vous du salon de septembre.", Opening::Request, 2, false),
        line(SpaceRef { id: Id(109), name: "Vœux 2025".into(), hue: 330 }, "La carte et la soirée.", Opening::Open, 0, true),
    ];
    page(
        &frame(r, Place::Spaces),
        "Espaces",
        &page::plain("Espaces", Some("Les vôtres d’abord, puis ceux où vous pouvez entrer."), &shell::space::list(r.lang, &list)),
    )
}

fn people(r: &Reader) -> Markup {
    let list: Vec<PersonCard> = [sylvie(), karim(), nadia(), yann(), fatou(), long(), me()]
        .into_iter()
        .map(|face| PersonCard {
            face,
            ask_me: "Demandez-moi comment régler la raboteuse.".into(),
            skills: vec!["béton".into(), "anglais".into()],
            local_time: Some("18\u{a0}h\u{a0}20".into()),
        })
        .collect();
    page(
        &frame(r, Place::People),
        "Annuaire",
        &page::plain(
            "Annuaire",
            Some("Les personnes avec qui vous partagez au moins un espace."),
            &shell::people::directory(r.lang, &list),
        ),
    )
}

fn person(r: &Reader) -> Markup {
    let acts = html! { (button::link(Weight::Plain, Some("pencil"), "Modifier mon profil", "/me")) };
    let main = html! {
        div.card { (shell::facts::facts(&[
            ("Savoir-faire", html! { "béton, serrurerie, permis cariste" }),
            ("Langues", html! { "français, breton, anglais" }),
            ("Fuseau horaire", html! { "Europe/Paris, où il est 18\u{a0}h\u{a0}20" }),
        ])) }
        (shell::card::card(r, &Card { placed: true, ..note(r) }))
    };
    page(
        &frame(r, Place::People),
        "Sylvie Le Goff",
        &columns(&shell::people::head(r.lang, &sylvie(), "comment régler la raboteuse.", &acts), &main, None),
    )
}

fn members(r: &Reader) -> Markup {
    let list: Vec<Member> = [sylvie(), karim(), nadia(), long()]
        .into_iter()
        .map(|face| Member { face, role: "contributor", since: at("12", "09:00"), may_change: true })
        .collect();
    page(
        &frame(r, Place::Space(Id(101))),
        "Membres",
        &columns(&shell::space::head(r, &head(Door::Inside)), &shell::people::members(r, Id(101), &list), None),
    )
}

fn new_space(r: &Reader) -> Markup {
    let l = r.lang;
    let errors = Errors(vec![("name".into(), "Donnez un nom à l’espace.".into()), ("purpose".into(), "500 caractères au plus.".into())]);
    let main = html! {
        form.card.form method="post" action="/spaces" novalidate {
            (form::summary(l, &errors))
            (Field::new("name", "Nom").limit(80).errors(&errors).show(l))
            (Field::new("purpose", "À quoi sert-il\u{202f}?").rows(3).limit(500).hint("Une phrase que comprendrait une personne qui arrive.").value("Préparer le stand.").errors(&errors).show(l))
            (Field::new("kind", "Genre").value("project").select(l, &[("project", "Projet".into()), ("community", "Communauté".into())]))
            (form::choices("opening", "Qui peut entrer\u{202f}?", &[("private", "Privé", "Sur invitation. Les autres ne savent pas qu’il existe."), ("request", "Sur demande", "Visible dans la liste\u{202f}; on demande à entrer."), ("open", "Ouvert", "Tous les membres peuvent entrer.")], "private"))
            (Field::new("ends_on", "Échéance").input("date").optional().show(l))
            (form::checkbox("invite", "Les membres peuvent inviter", Some("Les invités de l’extérieur restent proposés par la personne qui mène l’espace."), true))
            div.row { (button::submit(Weight::Main, None, "Créer l’espace")) (button::link(Weight::Quiet, None, "Annuler", "/spaces")) }
        }
    };
    page(&frame(r, Place::NewSpace), "Nouvel espace", &page::plain("Nouvel espace", Some("Un lieu, un but, des personnes."), &main))
}

fn sign_in(r: &Reader) -> Markup {
    let l = r.lang;
    let main = html! {
        form.stack-form method="post" action="/sign-in" {
            (Field::new("email", "Adresse e-mail").input("email").autocomplete("username").show(l))
            (Field::new("password", "Mot de passe").input("password").autocomplete("current-password").show(l))
            (button::submit(Weight::Main, None, "Se connecter"))
        }
        p.quiet { a href="/reset" { "Mot de passe oublié\u{202f}?" } }
    };
    shell::bare_page(l, "Menuiserie Kerjean", "Se connecter", &main)
}

fn broken(r: &Reader) -> Markup {
    let problem = Problem { request: "7f3a-91c2".into(), ..Problem::of(r.lang, &Fault::broken("example")) };
    PreEscaped(shell::error::draw(r.lang, &problem))
}

fn missing(r: &Reader) -> Markup {
    let problem = Problem::of(r.lang, &Refusal::NotFound.into());
    page(&frame(r, Place::Other), &problem.title, &columns(&html! {}, &shell::error::section(r.lang, &problem), None))
}

fn confirm(r: &Reader) -> Markup {
    let question = shell::confirm::Question {
        title: "Supprimer définitivement cette publication\u{202f}?",
        consequence: "Son texte, ses commentaires et son historique disparaîtront pour tout le monde. On ne pourra pas revenir en arrière.",
        action: "/items/11/erase",
        verb: "Supprimer définitivement",
        fields: &[("yes", "1")],
        back: "/items/11",
    };
    page(&frame(r, Place::Other), "Supprimer", &columns(&html! {}, &shell::confirm::confirm(r.lang, &question), None))
}
