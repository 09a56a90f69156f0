//! Reading exports: the public sample with its exact counts, small exports made here, and archives meant to harm.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use base::{Language, Moment};
use slack::archive::{Archive, Unreadable};
use slack::message::PlannedMessage;
use slack::plan::{Plan, PlannedPerson, PlannedSpace};
use slack::report::{Reason, Report};
use zip::write::{SimpleFileOptions, ZipWriter};

const NOW: Moment = Moment(1_900_000_000_000);

fn sample(path: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/samples").join(path);
    std::fs::read(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("in memory");
        zip.write_all(text.as_bytes()).expect("in memory");
    }
    zip.finish().expect("in memory").into_inner()
}

/// Nothing but a directory of so many nameless entries, in the 64-bit form (APPNOTE 4.3.14 to 4.3.16).
fn directory_of(entries: u64) -> Vec<u8> {
    let header = [b"PK\x01\x02".as_slice(), &[0; 42]].concat();
    let mut zip = header.repeat(usize::try_from(entries).expect("a few"));
    let size = zip.len() as u64;
    zip.extend(b"PK\x06\x06");
    zip.extend(44_u64.to_le_bytes());
    zip.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    [entries, entries, size, 0].iter().for_each(|n| zip.extend(n.to_le_bytes()));
    zip.extend([b"PK\x06\x07".as_slice(), &[0; 4], &size.to_le_bytes(), &[1, 0, 0, 0]].concat());
    zip.extend([b"PK\x05\x06".as_slice(), &[0; 4], &[0xff; 12], &[0; 2]].concat());
    zip
}

/// An export read to its end.
struct Export {
    people: Vec<PlannedPerson>,
    spaces: Vec<(PlannedSpace, Vec<PlannedMessage>)>,
    report: Report,
}

impl Export {
    fn read(bytes: Vec<u8>) -> Export {
        let mut archive = Archive::open(Cursor::new(bytes)).expect("readable");
        let plan = Plan::read(&mut archive, Language::Fr, NOW);
        let spaces: Vec<_> =
            plan.spaces.iter().map(|space| (space.clone(), plan.messages(&mut archive, space).collect::<Vec<_>>())).collect();
        let export = Export { people: plan.people, spaces, report: plan.report };
        export.check();
        export
    }

    fn of(files: &[(&str, &str)]) -> Export {
        Export::read(zipped(files))
    }

    /// What holds for every export.
    fn check(&self) {
        let known = |id: &String| self.people.iter().filter(|p| p.slack_id == *id).count() == 1;
        for (space, messages) in &self.spaces {
            assert!(space.members.iter().chain(&space.creator).all(known));
            assert_eq!(space.messages, messages.len() as u64);
            for (i, message) in messages.iter().enumerate() {
                assert!(known(&message.author.slack_id), "{:?}", message.author);
                assert!(message.reactions.iter().flat_map(|r| &r.people).all(known));
                let root = message.under.map(|under| messages[..i].iter().find(|m| m.ts == under).expect("the post comes first"));
                assert!(root.is_none_or(|root| root.under.is_none()));
            }
        }
        let kept = self.report.mapped.posts + self.report.mapped.comments;
        let of_messages =
            |r: &Reason| !matches!(r, Reason::PrivateConversation | Reason::UnlistedMember | Reason::NoId | Reason::ListedTwice);
        let skipped: u64 = self.report.skipped.iter().filter(|(r, _)| of_messages(r)).map(|(_, n)| n).sum();
        assert_eq!(self.report.read.messages, kept + skipped, "{:?}", self.report);
        assert!(self.people.iter().all(|p| !p.name.is_empty()));
    }

    fn person(&self, id: &str) -> &PlannedPerson {
        self.people.iter().find(|p| p.slack_id == id).expect("planned")
    }

    fn skipped(&self, reason: Reason) -> u64 {
        self.report.skipped.get(&reason).copied().unwrap_or(0)
    }

    fn texts(&self, space: usize) -> Vec<&str> {
        self.spaces[space].1.iter().map(|m| m.text.as_str()).collect()
    }
}

fn refusal(bytes: Vec<u8>) -> Unreadable {
    Archive::open(Cursor::new(bytes)).err().expect("refused")
}

const USERS: (&str, &str) =
    ("users.json", r#"[{"id":"U1","name":"awa","profile":{"real_name":"Awa Diallo","email":"awa@exemple.fr"}},{"id":"U2","name":"luc"}]"#);
const CHANNEL: (&str, &str) = ("channels.json", r#"[{"id":"C1","name":"general","members":["U1","U2"]}]"#);

#[test]
fn the_public_sample() {
    let export = Export::read(sample("slack/slack-export-viewer.zip"));
    let Report { read, mapped, skipped, notes, adapted, .. } = &export.report;
    assert_eq!((read.people, read.spaces, read.messages), (4, 2, 158));
    assert_eq!((mapped.people, mapped.applications, mapped.former, mapped.spaces), (4, 3, 0, 2));
    assert_eq!((mapped.posts, mapped.comments, mapped.reactions, mapped.file_names), (150, 0, 1, 4));
    assert_eq!(skipped.iter().collect::<Vec<_>>(), [(&Reason::SpaceHistory, &8)]);
    assert!(notes.is_empty() && adapted.is_empty());

    assert_eq!(
        export.spaces.iter().map(|(s, m)| (s.name.as_str(), m.len())).collect::<Vec<_>>(),
        [("enrique", 98), ("traveling-sailor", 52)]
    );
    let (space, messages) = &export.spaces[0];
    assert_eq!((space.slack_id.as_str(), space.created, space.members.len()), ("C0JGLMMNX", Some(Moment(1_452_837_318_000)), 4));
    assert!(!space.private && !space.archived);
    assert_eq!(messages[0].ts.to_string(), "1452837352.000006");
    assert!(messages.windows(2).all(|m| m[0].ts < m[1].ts));
    assert_eq!(export.spaces.iter().flat_map(|(_, m)| m).map(|m| m.quotes.len()).sum::<usize>(), 102);
    assert_eq!(export.spaces.iter().flat_map(|(_, m)| m).filter(|m| m.edited_at.is_some()).count(), 1);
    let liked = messages.iter().find(|m| !m.reactions.is_empty()).expect("one reaction");
    assert_eq!((liked.reactions[0].name.as_str(), liked.reactions[0].people[0].as_str()), ("botman", "U0BMYT2FL"));

    let hermione = export.person("U0BMS113R");
    assert_eq!((hermione.name.as_str(), hermione.title.as_deref(), &hermione.email), ("Hermione Granger", Some("Eat Monkeys"), &None));
    assert_eq!(hermione.zone.as_ref().expect("a zone").name(), "America/Los_Angeles");
    let bot = export.person("B0JL6RASU");
    assert_eq!((bot.name.as_str(), bot.bot, bot.deleted), ("github", true, false));
    let shared = export.spaces[1].1.iter().find(|m| !m.files.is_empty()).expect("a file");
    assert_eq!(shared.files, ["100_cities.js"]);
}

#[test]
fn people_of_every_sort() {
    let users = r#"[
        {"id":"U1","real_name":"Awa &amp; Fils","is_admin":true,"is_owner":true,"tz":"Europe/Paris","profile":{"email":"awa@exemple.fr","title":"Cheffe"}},
        {"id":"U2","name":"parti","deleted":true,"tz":"Mars/Olympus"},
        {"id":"U3","name":"invitée","is_restricted":true}, {"id":"U4","name":"invité","is_ultra_restricted":true,"is_restricted":true},
        {"id":"U5","name":"robot","is_bot":true,"profile":{"bot_id":"B5"}}, {"id":"USLACKBOT","name":"slackbot"},
        {"id":"U1","name":"double"}, {"name":"sans id"}, 12, {"id":"U9"}]"#;
    let day = r#"[{"ts":"1.1","user":"U404","text":"a"},{"ts":"1.2","bot_id":"B5","subtype":"bot_message","text":"b"},
        {"ts":"1.3","subtype":"bot_message","bot_id":"B6","text":"c"},{"ts":"1.4","subtype":"bot_message","bot_id":"B6","username":"Jenkins","text":"d"},
        {"ts":"1.5","user":"U1","text":"e","reactions":[{"name":"+1","users":["U1","U405","U1"]}]}]"#;
    let channel = ("channels.json", r#"[{"id":"C1","name":"g","creator":"U406","members":["U1","U2","U406"]}]"#);
    let export = Export::of(&[("users.json", users), channel, ("g/2024-01-01.json", day)]);
    let awa = export.person("U1");
    assert_eq!((awa.name.as_str(), awa.email.as_deref(), awa.title.as_deref()), ("Awa & Fils", Some("awa@exemple.fr"), Some("Cheffe")));
    assert_eq!(awa.zone.as_ref().expect("a zone").name(), "Europe/Paris");
    assert!(export.person("U2").deleted && export.person("U2").zone.is_none());
    assert!(export.person("U3").guest && export.person("U4").guest && !awa.guest);
    assert!(export.person("U5").bot && export.person("USLACKBOT").bot);
    assert_eq!(export.person("U9").name, "U9");
    let gone = export.person("U404");
    assert_eq!((gone.name.as_str(), gone.deleted, gone.bot), ("Ancien membre (U404)", true, false));
    assert_eq!(export.person("U405").name, "Ancien membre (U405)");
    assert_eq!(export.person("B6").name, "Jenkins");
    assert_eq!(export.spaces[0].1[1].author.slack_id, "U5");
    assert_eq!(export.spaces[0].1[4].reactions[0].people, ["U1", "U405"]);
    assert_eq!((export.report.mapped.people, export.report.mapped.applications, export.report.mapped.former), (7, 1, 2));
    assert_eq!((export.spaces[0].0.creator.as_deref(), export.spaces[0].0.members.len()), (None, 2));
    assert_eq!(export.skipped(Reason::UnlistedMember), 1);
    assert_eq!((export.skipped(Reason::NoId), export.skipped(Reason::ListedTwice)), (2, 1));
}

#[test]
fn spaces_public_private_and_archived() {
    let groups = r#"[{"id":"G1","name":"direction","created":1500000000,"creator":"U1","is_archived":true,"members":["U1"],
        "purpose":{"value":""},"topic":{"value":"Budget &amp; paie"}}]"#;
    let day = r#"[{"ts":"1.1","user":"U1","text":"secret"}]"#;
    let export = Export::of(&[USERS, CHANNEL, ("groups.json", groups), ("direction/2024-01-01.json", day)]);
    let (space, messages) = &export.spaces[1];
    assert!(space.private && space.archived && !export.spaces[0].0.private);
    assert_eq!(
        (space.purpose.as_str(), space.created, space.creator.as_deref()),
        ("Budget &amp; paie", Some(Moment(1_500_000_000_000)), Some("U1"))
    );
    assert_eq!((messages.len(), export.spaces[0].1.len()), (1, 0));
}

#[test]
fn private_conversations_are_counted_and_left_out() {
    let day = r#"[{"ts":"1.1","user":"U1","text":"à toi"},{"ts":"1.2","user":"U2","text":"à moi"}]"#;
    let export = Export::of(&[
        USERS,
        CHANNEL,
        ("dms.json", r#"[{"id":"D1","members":["U1","U2"]}]"#),
        ("mpims.json", r#"[{"id":"G9","name":"mpdm-awa--luc-1"}]"#),
        ("D1/2024-01-01.json", day),
        ("mpdm-awa--luc-1/2024-01-01.json", day),
        ("vieux/2024-01-01.json", day),
        ("__uploads/F1/2024-01-01.json", "not a day"),
    ]);
    assert_eq!(
        (export.skipped(Reason::PrivateConversation), export.skipped(Reason::PrivateMessage), export.skipped(Reason::UnlistedFolder)),
        (2, 4, 2)
    );
    assert_eq!((export.report.read.messages, export.report.mapped.posts), (6, 0));
    assert_eq!(export.report.notes.iter().map(|n| (n.file.as_str(), n.reason)).collect::<Vec<_>>(), [("vieux", Reason::UnlistedFolder)]);
}

#[test]
fn threads_become_comments_once() {
    let first = r#"[{"ts":"10.000001","thread_ts":"10.000001","user":"U1","text":"sujet","reply_count":2},
        {"ts":"10.000003","thread_ts":"10.000001","user":"U1","text":"deux","subtype":"thread_broadcast","root":{"ts":"10.000001"}},
        {"ts":"10.000002","thread_ts":"10.000001","user":"U2","text":"un"},
        {"ts":"10.000003","thread_ts":"10.000001","user":"U1","text":"deux encore"},
        {"ts":"10.000004","thread_ts":"9.000001","user":"U2","text":"orpheline"}]"#;
    let second = r#"[{"ts":"20.1","thread_ts":"10.000001","user":"U2","text":"le lendemain"},{"ts":"20.2","thread_ts":"9.000001","user":"U1","text":"à l’orpheline"},
        {"ts":"20.3","subtype":"tombstone","thread_ts":"20.3","user":"USLACKBOT","text":"This message was deleted."},
        {"ts":"20.4","thread_ts":"20.3","user":"U1","text":"au disparu","edited":{"user":"U1","ts":"20.5"}}]"#;
    let export = Export::of(&[USERS, CHANNEL, ("general/2024-01-02.json", second), ("general/2024-01-01.json", first)]);
    assert_eq!(export.texts(0), ["sujet", "un", "deux", "orpheline", "le lendemain", "à l’orpheline", "au disparu"]);
    let under: Vec<_> = export.spaces[0].1.iter().map(|m| m.under.map(|u| u.to_string())).collect();
    let sujet = Some("10.000001".to_owned());
    assert_eq!(under, [None, sujet.clone(), sujet.clone(), None, sujet, Some("10.000004".into()), None]);
    assert_eq!((export.report.mapped.posts, export.report.mapped.comments), (3, 4));
    assert_eq!((export.skipped(Reason::Twice), export.skipped(Reason::Deleted)), (1, 1));
    assert_eq!(export.report.adapted[&Reason::OrphanReply], 2);
    assert_eq!(export.spaces[0].1[6].edited_at, Some(Moment(20_500)));
}

#[test]
fn broken_files_say_where_and_the_rest_goes_on() {
    let export = Export::of(&[
        USERS,
        CHANNEL,
        (
            "general/2024-01-01.json",
            "[{\"ts\":\"1.1\",\"user\":\"U1\",\"text\":\"avant\"},\n{\"ts\":\"1.2\",\"user\":\"U1\",\"text\":\"cou",
        ),
        (
            "general/2024-01-02.json",
            r#"[{"ts":"2.1","user":"U1","text":"bon"},"quoi",{"ts":"hier","user":"U1"},{"ts":"2.2","user":"U1","text":{"no":1},"reactions":7}]"#,
        ),
        ("general/2024-01-03.json", "{}"),
        ("general/2024-01-04.json", r#"[{"ts":"4.1","user":"U2","text":"après"}]"#),
        ("general/2024-01-05.json", "\u{feff}[]"),
        ("general/notes.json", "[{"),
    ]);
    assert_eq!(export.texts(0), ["avant", "bon", "après"]);
    let places: Vec<_> = export.report.notes.iter().map(|n| (n.file.as_str(), n.index, n.line, n.reason)).collect();
    assert_eq!(
        places,
        [
            ("general/2024-01-01.json", Some(1), Some(2), Reason::BrokenJson),
            ("general/2024-01-02.json", Some(1), None, Reason::NotAnObject),
            ("general/2024-01-02.json", Some(2), None, Reason::NoDate),
            ("general/2024-01-03.json", Some(0), Some(1), Reason::BrokenJson),
            ("general/2024-01-05.json", Some(0), Some(1), Reason::BrokenJson),
        ]
    );
    assert_eq!(export.skipped(Reason::Empty), 1);
}

#[test]
fn a_damaged_entry_costs_only_itself() {
    let text = "x".repeat(1000);
    let day = |ts: &str| format!(r#"[{{"ts":"{ts}","user":"U1","text":"{text}"}}]"#);
    let (one, two) = (day("1.1"), day("2.1"));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in [USERS, CHANNEL, ("general/2024-01-01.json", one.as_str()), ("general/2024-01-02.json", two.as_str())] {
        zip.start_file(name, stored).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    let at = bytes.windows(20).position(|w| w == &b"xxxxxxxxxxxxxxxxxxxxxx"[..20]).expect("the text");
    bytes[at] = b'y';
    let export = Export::read(bytes);
    assert_eq!(export.spaces[0].1.len(), 2);
    assert_eq!(
        export.report.notes.iter().map(|n| (n.file.as_str(), n.reason)).collect::<Vec<_>>(),
        [("general/2024-01-01.json", Reason::Damaged)]
    );
}

#[test]
fn the_folder_may_be_zipped_instead_of_its_content() {
    let day = r#"[{"ts":"1.1","user":"U1","text":"a"}]"#;
    let export = Export::of(&[
        ("Mon export/users.json", USERS.1),
        ("Mon export/channels.json", CHANNEL.1),
        ("Mon export/general/2024-01-01.json", day),
        ("__MACOSX/Mon export/._users.json", "x"),
    ]);
    assert_eq!(export.texts(0), ["a"]);
    assert_eq!(export.report.notes, []);
}

#[test]
fn an_export_may_lack_a_list() {
    let day = r#"[{"ts":"1.1","user":"U1","text":"a"}]"#;
    let export = Export::of(&[CHANNEL, ("general/2024-01-01.json", day)]);
    assert_eq!(export.person("U1").name, "Ancien membre (U1)");
    assert_eq!(export.report.notes[0].reason, Reason::Missing);
    let export = Export::of(&[USERS, ("channels.json", "[{"), ("general/2024-01-01.json", day)]);
    assert_eq!((export.spaces.len(), export.skipped(Reason::UnlistedFolder)), (0, 1));
}

#[test]
fn names_that_climb_are_never_read() {
    let day = r#"[{"ts":"1.1","user":"U1","text":"piège"}]"#;
    let hostile = [
        "../general/2024-01-01.json",
        "/general/2024-01-02.json",
        "general/../2024-01-03.json",
        "general\\2024-01-04.json",
        "C:general/2024-01-05.json",
    ];
    let files: Vec<(&str, &str)> = [USERS, CHANNEL].into_iter().chain(hostile.map(|name| (name, day))).collect();
    let export = Export::of(&files);
    assert_eq!(export.texts(0), [""; 0]);
    assert_eq!(export.report.notes.iter().filter(|n| n.reason == Reason::UnsafeName).count(), hostile.len());

    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [USERS, CHANNEL] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.add_symlink("general/2024-01-01.json", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let export = Export::read(zip.finish().unwrap().into_inner());
    assert_eq!(export.report.notes[0].reason, Reason::UnsafeName);

    for name in ["zip-slip/zip-slip.zip", "zip-slip/zip-slip-win.zip"] {
        assert_eq!(refusal(sample(name)), Unreadable::NotAnExport);
    }
    for name in ["zip-slip/zip-slip.tar", "zip-slip/zip-slip-win.tar"] {
        assert_eq!(refusal(sample(name)), Unreadable::NotAZip);
    }
}

#[test]
fn archives_that_are_refused() {
    let good = zipped(&[USERS, CHANNEL]);
    assert_eq!(refusal(Vec::new()), Unreadable::NotAZip);
    assert_eq!(refusal(b"hello".to_vec()), Unreadable::NotAZip);
    assert_eq!(refusal(zipped(&[("notes.txt", "x")])), Unreadable::NotAnExport);
    for cut in [3, 10, good.len() / 2, good.len() - 30] {
        assert_eq!(refusal(good[..cut].to_vec()), Unreadable::Truncated, "cut at {cut}");
    }

    let mut encrypted = good.clone();
    let directory = encrypted.windows(4).position(|w| w == b"PK\x01\x02").expect("a directory");
    encrypted[directory + 8] |= 1;
    assert_eq!(refusal(encrypted), Unreadable::Encrypted);

    // What the directory declares is believed before anything is unpacked.
    let declaring = |bytes: u32| {
        let mut zip = good.clone();
        let directory = zip.windows(4).rposition(|w| w == b"PK\x01\x02").expect("a directory");
        zip[directory + 24..directory + 28].copy_from_slice(&bytes.to_le_bytes());
        zip
    };
    assert!(Archive::open(Cursor::new(declaring(60 << 20))).is_ok());
    assert_eq!(refusal(declaring(70 << 20)), Unreadable::TooLarge);
    assert_eq!(refusal(declaring(257 << 20)), Unreadable::TooLarge);

    assert_eq!(refusal(directory_of(200_001)), Unreadable::TooManyEntries);
    assert_eq!(refusal(directory_of(2)), Unreadable::Overlapping);

    // The second entry of the directory is made to point at the bytes of the first.
    let mut overlapping = good.clone();
    let second = overlapping.windows(4).rposition(|w| w == b"PK\x01\x02").expect("a directory");
    overlapping[second + 42..second + 46].copy_from_slice(&[0; 4]);
    assert_eq!(refusal(overlapping), Unreadable::Overlapping);
}

#[test]
fn a_lying_size_is_cut_where_it_was_declared() {
    let day = r#"[{"ts":"1.1","user":"U1","text":"a"}]"#;
    let mut bytes = zipped(&[USERS, CHANNEL, ("general/2024-01-01.json", day)]);
    let entry = bytes.windows(4).rposition(|w| w == b"PK\x01\x02").expect("a directory");
    bytes[entry + 24..entry + 28].copy_from_slice(&5_u32.to_le_bytes());
    let export = Export::read(bytes);
    assert_eq!(export.texts(0), [""; 0]);
    assert_eq!(export.report.notes.len(), 1);
}

#[test]
fn the_report_speaks_both_languages_and_json() {
    let export = Export::of(&[
        USERS,
        CHANNEL,
        ("general/2024-01-01.json", "[{\"ts\":\"1.1\",\"user\":\"U7\",\"text\":\"a\"},\n{"),
        ("g\u{1b}/x", ""),
    ]);
    let fr = export.report.lines(Language::Fr).join("\n");
    assert!(fr.contains("Lu\u{202f}: 2 personnes, 1 conversation, 1 message."), "{fr}");
    assert!(fr.contains("1 ancien membre."), "{fr}");
    assert!(fr.contains("– general/2024-01-01.json, ligne 2\u{202f}: JSON illisible"), "{fr}");
    assert!(fr.contains("g\\u{1b}/x") && !fr.contains('\u{1b}'), "{fr}");
    let en = export.report.lines(Language::En).join("\n");
    assert!(en.contains("Read: 2 people, 1 conversation, 1 message."), "{en}");
    let json = serde_json::to_value(&export.report).expect("JSON");
    assert_eq!(json["mapped"]["posts"], 1);
    assert_eq!(json["notes"][1]["reason"], "broken_json");
    for refusal in [Unreadable::NotAZip, Unreadable::Truncated, Unreadable::Unavailable("EIO".into())] {
        assert_ne!(refusal.sentence(Language::Fr), refusal.sentence(Language::En));
    }
}
