//! Importing into a network, on both databases: the public sample and small exports, once, twice, after a crash, and beside people who were there.

use std::io::{Cursor, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use base::checked::Errors;
use base::{Id, Language, Moment};
use kernel::access::{self, Manage, View};
use kernel::people::{self, NewPerson, PersonRole};
use kernel::spaces::{self, SpaceRole};
use kernel::{Actor, Kind, KindRoom, Kinds, find, items, notices};
use slack::archive::Archive;
use slack::report::{Made, Report};
use slack::{Options, apply};
use store::testing::{Scratch, migrated};
use store::{Db, Dialect, Query, Store, params};
use zip::write::{SimpleFileOptions, ZipWriter};

/// The kinds that an import makes, asking for a text as the real ones do.
struct Room(Kind);

impl KindRoom for Room {
    fn kind(&self) -> Kind {
        self.0
    }

    fn check(&self, new: &items::NewItem, errors: &mut Errors) {
        if new.body.is_empty() {
            errors.add("body", "required");
        }
    }
}

fn kinds() -> Kinds {
    Kinds::new(vec![Box::new(Room(Kind::Post)), Box::new(Room(Kind::Comment))])
}

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("in memory");
        zip.write_all(text.as_bytes()).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

fn sample() -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples/slack/slack-export-viewer.zip");
    std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// A network with its owner.
struct Network {
    scratch: Scratch,
    owner: Actor,
}

impl Network {
    fn new(backend: Dialect) -> Network {
        let scratch = migrated(backend, kernel::MIGRATIONS);
        let new = NewPerson::parse("Gwen", Some("gwen@exemple.fr"), PersonRole::Owner).expect("a person");
        let owner = scratch.store.write_now(move |tx| {
            let id = people::add(tx, &new, None)?;
            Ok::<_, base::Fault>(Actor::of_person(tx, id)?.expect("active"))
        });
        Network { owner: owner.expect("an owner"), scratch }
    }

    fn store(&self) -> &Store {
        &self.scratch.store
    }

    fn import(&self, export: &[u8], progress: &mut dyn FnMut(u64, u64)) -> Report {
        let mut archive = Archive::open(Cursor::new(export)).expect("an archive");
        let options = Options { dry_run: false, language: Language::Fr };
        apply(self.store(), &kinds(), &mut archive, options, progress).expect("imported")
    }

    fn made(&self, export: &[u8]) -> Made {
        self.import(export, &mut |_, _| ()).made.expect("written")
    }

    fn ask<T: Send + 'static>(&self, f: impl FnOnce(&Db) -> base::Result<T> + Send + 'static) -> T {
        self.store().read_now(f).expect("an answer")
    }

    fn count(&self, sql: &'static str) -> i64 {
        self.ask(move |db| Ok(db.count(sql, params![])?))
    }

    fn texts(&self, sql: &'static str) -> Vec<String> {
        self.ask(move |db| Ok(db.all(sql, params![], |row| row.text(0))?))
    }

    /// How many rows each table holds that an import could add to.
    fn weight(&self) -> Vec<i64> {
        ["people", "spaces", "memberships", "items", "bodies", "mentions", "reactions", "taggings", "search", "changes", "notices"]
            .map(|table| self.ask(move |db| Ok(db.count(&format!("SELECT count(*) FROM {table}"), params![])?)))
            .to_vec()
    }
}

fn on_both(test: fn(Network)) {
    for backend in [Dialect::Sqlite, Dialect::Postgres] {
        test(Network::new(backend));
    }
}

const USERS: &str = r#"[
    {"id":"U1","profile":{"real_name":"Awa Diallo","email":"Awa@Exemple.fr","title":"Cheffe d’atelier"},"tz":"Europe/Paris"},
    {"id":"U2","real_name":"Luc Martin"}, {"id":"U3","real_name":"Parti Loin","deleted":true},
    {"id":"U4","real_name":"Nadia Roux","is_restricted":true}, {"id":"U5","real_name":"Robot","is_bot":true}]"#;
const CHANNELS: &str = r#"[
    {"id":"C1","name":"general","created":1600000000,"creator":"U1","members":["U1","U2","U4","U5"],"purpose":{"value":"Voir <@U2> &amp; parler"}},
    {"id":"C2","name":"vieux","creator":"U3","is_archived":true,"members":["U2","U3"]}]"#;
const GROUPS: &str = r#"[{"id":"G1","name":"direction","creator":"U2","members":["U2"]}]"#;
const GENERAL: &str = r#"[
    {"ts":"1700000000.000100","thread_ts":"1700000000.000100","user":"U1","text":"Bonjour <@U2>, la *raboteuse* est là #bois",
     "reactions":[{"name":"+1","users":["U2","U4"]},{"name":"notre-logo","users":["U2"]}]},
    {"ts":"1700000000.000300","user":"U2","text":"dans la même milliseconde, après"},
    {"ts":"1700000000.000200","thread_ts":"1700000000.000100","user":"U2","text":"Merci @Awa <@U1>"},
    {"ts":"1700000500.000000","thread_ts":"1700000000.000100","user":"U3","text":"corrigé","edited":{"user":"U3","ts":"1700000600.000000"}},
    {"ts":"1700000700.000000","subtype":"bot_message","bot_id":"B9","username":"Météo","text":"Vent fort"}]"#;

fn small() -> Vec<u8> {
    zipped(&[
        ("users.json", USERS),
        ("channels.json", CHANNELS),
        ("groups.json", GROUPS),
        ("general/2023-11-14.json", GENERAL),
        ("vieux/2023-11-14.json", r#"[{"ts":"1700000000.000100","user":"U2","text":"le même instant, ailleurs"}]"#),
        ("direction/2023-11-14.json", r#"[{"ts":"1700000001.000100","user":"U2","text":"secret"}]"#),
    ])
}

#[test]
fn the_public_sample_twice() {
    on_both(|network| {
        let made = network.made(&sample());
        assert_eq!((made.people, made.recognised, made.spaces, made.posts, made.comments), (7, 0, 2, 150, 0));
        // Its one reaction is an emoji of that workspace.
        assert_eq!((made.reactions, made.unknown_emoji), (0, 1));
        let before = network.weight();
        let again = network.made(&sample());
        assert_eq!(again, Made { present: 150, unknown_emoji: 1, ..Made::default() });
        assert_eq!(network.weight(), before);
        let owner = network.owner.clone();
        let wanted = find::Wanted { words: "metaheuristics".into(), ..find::Wanted::default() };
        assert!(!network.ask(move |db| find::items(db, &owner, &wanted, 5)).is_empty());
    });
}

#[test]
fn people_spaces_and_threads_come_over() {
    on_both(|network| {
        let made = network.made(&small());
        assert_eq!((made.people, made.spaces, made.posts, made.comments, made.reactions, made.unknown_emoji), (6, 3, 5, 2, 2, 1));
        // Told once, in counts, by the program; a run that adds nothing tells nothing.
        network.made(&small());
        let lines = network.texts("SELECT details FROM audit WHERE act = 'imported' AND actor_id IS NULL AND subject_id IS NULL");
        assert_eq!(lines, ["Slack · people 6 · spaces 3 · posts 5 · comments 2 · reactions 2"]);
        let roles = network.texts("SELECT name || ' ' || role FROM people WHERE origin IS NOT NULL ORDER BY name");
        assert_eq!(roles, ["Awa Diallo member", "Luc Martin member", "Météo bot", "Nadia Roux guest", "Parti Loin member", "Robot bot"]);
        assert_eq!(network.texts("SELECT name FROM people WHERE deactivated_at IS NOT NULL"), ["Parti Loin"]);
        assert_eq!(network.texts("SELECT headline FROM people WHERE email = 'awa@exemple.fr'"), ["Cheffe d’atelier"]);
        assert_eq!(network.texts("SELECT i.name FROM people p JOIN people i ON i.id = p.inviter_id WHERE p.role = 'guest'"), ["Gwen"]);
        let spaces = network.texts(
            "SELECT s.name || ' ' || s.opening || ' ' || p.name || CASE WHEN s.archived_at IS NULL THEN '' ELSE ' archived' END
               FROM spaces s JOIN people p ON p.id = s.owner_id ORDER BY s.name",
        );
        assert_eq!(spaces, ["direction private Luc Martin", "general open Awa Diallo", "vieux open Gwen archived"]);
        assert_eq!(network.texts("SELECT purpose FROM spaces WHERE name = 'general'"), ["Voir @Luc Martin & parler"]);

        let owner = network.owner.clone();
        let thread = network.ask(move |db| {
            let root =
                db.one("SELECT id FROM items WHERE origin = 'slack:C1:1700000000.000100'", params![], |row| row.id(0))?.expect("there");
            let item = access::item::<View>(db, &owner, root)?;
            Ok((items::queries::one(db, &kinds(), &item)?, items::queries::comments(db, &kinds(), &item, None, 10)?))
        });
        let (root, comments) = thread;
        assert_eq!((root.created_at, root.author.name.as_str(), root.kind), (Moment(1_700_000_000_000), "Awa Diallo", Kind::Post));
        assert!(root.html.contains("<strong>raboteuse</strong>") && root.source.starts_with("Bonjour @Luc Martin,"), "{}", root.html);
        assert_eq!(root.reactions.iter().map(|r| (r.emoji.as_str(), r.count)).collect::<Vec<_>>(), [("👍", 2)]);
        assert_eq!(comments.iter().map(|c| c.source.as_str()).collect::<Vec<_>>(), ["Merci @Awa @Awa Diallo", "corrigé"]);
        assert_eq!(comments[1].edited_at, Some(Moment(1_700_000_600_000)));
        // Only what Slack calls a mention is one; nobody is told of it.
        assert_eq!(network.count("SELECT count(*) FROM mentions"), 2);
        assert_eq!(network.count("SELECT count(*) FROM notices"), 0);
        assert_eq!(network.texts("SELECT tag FROM taggings"), ["bois"]);
        let order =
            network.texts("SELECT b.plain FROM items i JOIN bodies b ON b.id = i.body_id WHERE origin LIKE 'slack:C1:%' ORDER BY i.id");
        assert_eq!(order[1..3], ["Merci @Awa @Awa Diallo", "dans la même milliseconde, après"]);
        let undated = "SELECT count(*) FROM changes c JOIN items i ON i.id = c.item_id WHERE c.at <> i.created_at";
        assert_eq!(network.count(undated), 0);
    });
}

#[test]
fn nothing_of_it_is_unread() {
    on_both(|network| {
        network.made(&small());
        let unread = network.ask(|db| {
            let people = db.all("SELECT id FROM people WHERE deactivated_at IS NULL", params![], |row| row.id(0))?;
            let mut unread = 0;
            for id in people {
                let actor = Actor::of_person(db, id)?.expect("active");
                unread += spaces::queries::mine(db, &actor)?.iter().map(|mine| mine.unread).sum::<i64>() + notices::waiting(db, id)?;
            }
            Ok(unread)
        });
        assert_eq!(unread, 0);
    });
}

#[test]
fn who_is_here_already_is_recognised() {
    on_both(|network| {
        let new = NewPerson::parse("Awa D.", Some("awa@exemple.fr"), PersonRole::Member).expect("a person");
        let awa: Id = network.store().write_now(move |tx| people::add(tx, &new, None)).expect("added");
        let made = network.made(&small());
        assert_eq!((made.people, made.recognised), (5, 1));
        let author = "SELECT p.name FROM items i JOIN people p ON p.id = i.author_id WHERE i.origin = 'slack:C1:1700000000.000100'";
        assert_eq!(network.texts(author), ["Awa D."]);
        let role = network.ask(move |db| {
            let space = db.one("SELECT id FROM spaces WHERE name = 'general'", params![], |row| row.id(0))?.expect("there");
            Ok(spaces::members::role_of(db, space, awa)?)
        });
        assert_eq!(role, Some(SpaceRole::Host));
        assert_eq!(network.made(&small()), Made { present: 7, unknown_emoji: 1, ..Made::default() });
    });
}

fn long() -> Vec<u8> {
    let message = |n: usize| format!(r#"{{"ts":"17000{n:05}.000001","user":"U{}","text":"message {n}"}}"#, n % 2 + 1);
    let day: Vec<String> = (0..1_250).map(message).collect();
    zipped(&[("users.json", USERS), ("channels.json", CHANNELS), ("vieux/2023-11-14.json", &format!("[{}]", day.join(",")))])
}

#[test]
fn a_crash_in_the_middle_is_made_good() {
    on_both(|network| {
        // Nothing heavy is asked for each message.
        let statements = network.store().queries();
        let crashed = catch_unwind(AssertUnwindSafe(|| {
            network.import(&long(), &mut |done, _| assert!(done < 1_000, "the machine stops here"));
        }));
        assert!(crashed.is_err());
        let asked = network.store().queries() - statements;
        let half = network.count("SELECT count(*) FROM items");
        assert!(asked < 7 * half.unsigned_abs(), "{asked} statements for {half} messages");
        assert!((500..1_250).contains(&half), "{half}");
        assert_eq!(network.count("SELECT count(*) FROM spaces WHERE archived_at IS NOT NULL"), 0);
        let mut heard = Vec::new();
        let report = network.import(&long(), &mut |done, total| heard.push((done, total)));
        let made = report.made.expect("written");
        assert_eq!((made.people, made.present + made.posts), (0, 1_250));
        assert_eq!((heard.first(), heard.last()), (Some(&(0, 1_250)), Some(&(1_250, 1_250))));
        assert_eq!(network.count("SELECT count(*) FROM items"), 1_250);
        assert_eq!(network.texts("SELECT name FROM spaces WHERE archived_at IS NOT NULL"), ["vieux"]);
        let order = network.texts("SELECT b.plain FROM items i JOIN bodies b ON b.id = i.body_id ORDER BY i.id");
        assert!(order.iter().enumerate().all(|(n, text)| *text == format!("message {n}")));
    });
}

#[test]
fn what_was_done_here_since_stays() {
    on_both(|network| {
        network.made(&small());
        let owner = network.owner.clone();
        let reopened = network.store().write_now(move |tx| {
            let space = tx.one("SELECT id FROM spaces WHERE name = 'vieux'", params![], |row| row.id(0))?.expect("there");
            spaces::reopen(tx, &access::space::<Manage>(tx, &owner, space)?)?;
            let gone = tx.one("SELECT id FROM people WHERE name = 'Parti Loin'", params![], |row| row.id(0))?.expect("there");
            people::reactivate(tx, &owner, gone)?;
            let general = tx.one("SELECT id FROM spaces WHERE name = 'general'", params![], |row| row.id(0))?.expect("there");
            tx.run("UPDATE spaces SET archived_at = 1 WHERE id = $1", params![general])?;
            Ok::<_, base::Fault>(())
        });
        reopened.expect("reopened");
        let more = GENERAL.replacen('[', r#"[{"ts":"1700009999.000000","user":"U1","text":"nouveau"},"#, 1);
        let export = zipped(&[("users.json", USERS), ("channels.json", CHANNELS), ("general/2023-11-14.json", &more)]);
        let made = network.made(&export);
        assert_eq!((made.present, made.closed, made.posts), (5, 1, 0));
        assert_eq!(network.texts("SELECT name FROM spaces WHERE archived_at IS NOT NULL"), ["general"]);
        assert_eq!(network.count("SELECT count(*) FROM people WHERE deactivated_at IS NOT NULL"), 0);
    });
}

#[test]
fn a_dry_run_writes_nothing_and_an_export_may_come_before_the_owner() {
    on_both(|network| {
        let before = network.weight();
        let mut archive = Archive::open(Cursor::new(small())).expect("an archive");
        let options = Options { dry_run: true, language: Language::Fr };
        let report = apply(network.store(), &kinds(), &mut archive, options, &mut |_, _| panic!("nothing to tell")).expect("read");
        assert_eq!((report.mapped.posts, report.mapped.comments, report.made), (5, 2, None));
        assert_eq!(network.weight(), before);
        network.store().write_now(|tx| tx.run("UPDATE people SET role = 'admin'", params![])).expect("changed");
        assert!(access::import(&Actor { role: PersonRole::Admin, ..network.owner.clone() }).is_err());
        let options = Options { dry_run: false, ..options };
        let made = apply(network.store(), &kinds(), &mut archive, options, &mut |_, _| ()).expect("imported").made.expect("told");
        assert_eq!((made.posts, made.comments), (5, 2));
        assert_eq!(network.count("SELECT count(*) FROM people WHERE origin = 'slack:importer' AND role = 'bot'"), 1);
        apply(network.store(), &kinds(), &mut archive, options, &mut |_, _| ()).expect("again");
        assert_eq!(network.count("SELECT count(*) FROM people WHERE origin = 'slack:importer'"), 1);
    });
}

#[test]
fn hostile_names_and_times_do_no_harm() {
    on_both(|network| {
        let long = "é".repeat(5_000);
        let users = format!(
            r#"[{{"id":"U1","real_name":"{long}","profile":{{"email":"pas une adresse","title":"{long}"}}}},{{"id":"U2\u0000","name":"\u200b"}}]"#
        );
        let channels = format!(r#"[{{"id":"C1","name":"{long}","created":99999999999,"purpose":{{"value":"{long}"}}}}]"#);
        let day: Vec<String> = (0..50).map(|n| format!(r#"{{"ts":"1.{n:06}","user":"U1","text":"<script>{n}"}}"#)).collect();
        let day = format!(r#"[{},{{"ts":"2.1","username":"{long}","text":"a\u0000b"}}]"#, day.join(","));
        let export = zipped(&[("users.json", &users), ("channels.json", &channels), (&format!("{long}/2024-01-01.json"), &day)]);
        let made = network.made(&export);
        assert_eq!((made.people, made.spaces), (3, 1));
        assert_eq!(network.count("SELECT count(*) FROM people WHERE email LIKE 'pas%' OR name = ''"), 0);
        assert_eq!(network.count("SELECT count(*) FROM bodies WHERE html LIKE '%<script%'"), 0);
        let before = network.weight();
        network.made(&export);
        assert_eq!(network.weight(), before);
    });
}
