//! What people write: mentions, edits, and texts that nobody expects.

use base::{Id, Refusal, Result, checked};
use kernel::items::{self, ItemEdit, queries};
use kernel::notices::{self, Reason};
use kernel::people::{NewPerson, PersonRole};
use kernel::spaces::NewSpace;
use kernel::{Edit, View, access, people, spaces};
use village::{Village, in_both};

async fn reasons(village: &Village, name: &str, item: Id) -> Vec<Reason> {
    let about = move |db: &store::Db, actor: &kernel::Actor| Ok(notices::page(db, actor.id, true, None, 50)?);
    let notices = village.looks(name, about).await.expect("notices");
    notices.into_iter().filter(|notice| notice.item == Some(item)).map(|notice| notice.reason).collect()
}

async fn edits(village: &Village, item: Id, edit: ItemEdit) -> Result<()> {
    let kinds = village.kinds();
    village.does("luc", move |tx, luc| items::edit(tx, &kinds, &access::item::<Edit>(tx, luc, item)?, &edit)).await
}

in_both! {
    async fn only_who_can_read_it_is_told_of_a_mention(village) {
        let item = village.post("luc", "Atelier", "@Mehdi Benali @Oscar Petit @Awa Diallo @Nadia Novak @Luc Moreau").await;
        let told = [("mehdi", true), ("nadia", true), ("oscar", false), ("awa", false), ("luc", false)];
        for (name, expected) in told {
            assert_eq!(reasons(&village, name, item).await == [Reason::Mentioned], expected, "{name}");
        }
        edits(&village, item, ItemEdit { body: Some("@Mehdi Benali et @Rita Rossi".into()), ..ItemEdit::default() }).await.expect("edited");
        assert_eq!(reasons(&village, "rita", item).await, [Reason::Mentioned]);
        assert_eq!(reasons(&village, "mehdi", item).await, [Reason::Mentioned], "once is enough");
    }

    async fn answers_reach_who_is_concerned(village) {
        let item = village.post("luc", "Atelier", "Une idée ?").await;
        let comment = village.comment("mehdi", item, "Oui").await;
        assert_eq!(reasons(&village, "luc", comment).await, [Reason::Answered]);
        assert!(reasons(&village, "rita", comment).await.is_empty());
        let follow = move |tx: &store::Tx, rita: &kernel::Actor| {
            items::follow(tx, &access::item::<View>(tx, rita, item)?, spaces::Level::All)
        };
        village.does("rita", follow).await.expect("followed");
        let silence = move |tx: &store::Tx, luc: &kernel::Actor| {
            items::follow(tx, &access::item::<View>(tx, luc, item)?, spaces::Level::Nothing)
        };
        village.does("luc", silence).await.expect("silence");
        let answer = village.comment("nadia", comment, "Laquelle ?").await;
        assert_eq!(reasons(&village, "rita", answer).await, [Reason::Answered]);
        assert_eq!(reasons(&village, "mehdi", answer).await, [Reason::Answered]);
        assert!(reasons(&village, "luc", answer).await.is_empty());
    }

    async fn a_stale_edit_loses_neither_text(village) {
        let item = village.post("luc", "Atelier", "Titre\nun @Mehdi Benali").await;
        let edit = |body: &str, revision| ItemEdit { body: Some(body.into()), revision, ..ItemEdit::default() };
        edits(&village, item, edit("deux @Mehdi Benali", Some(1))).await.expect("edited");
        let stale = edits(&village, item, edit("trois", Some(1))).await.err().and_then(|fault| fault.refusal().cloned());
        let both = Refusal::Stale { revision: 2, current: "deux @Mehdi Benali".into(), yours: "trois".into() };
        assert_eq!(stale, Some(both));
        edits(&village, item, edit("deux @Mehdi Benali", Some(2))).await.expect("the same words");
        let versions = village.looks("rita", move |db, rita| queries::history(db, &access::item::<View>(db, rita, item)?, None, 50)).await.expect("a history");
        let texts: Vec<(i64, &str)> = versions.iter().map(|version| (version.revision, version.source.as_str())).collect();
        assert_eq!(texts, [(2, "deux @Mehdi Benali"), (1, "un @Mehdi Benali")], "the same words make no version");
    }

    async fn every_naughty_string_is_a_name_or_refused(village) {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/samples/strings/blns.json");
        let text = std::fs::read_to_string(file).expect("the samples stand beside the clone");
        let strings: Vec<String> = serde_json::from_str(&text).expect("a list of strings");
        assert!(strings.len() > 500);
        let named = village.does("awa", move |tx, awa| {
            let mut named = 0;
            for string in &strings {
                if let Ok(new) = NewPerson::parse(string, None, PersonRole::Member) {
                    assert!(new.name.chars().count() <= checked::PERSON_NAME && !new.name.chars().any(char::is_control));
                    people::add(tx, &new, None)?;
                    named += 1;
                }
                if let Ok(new) = NewSpace::parse(string, string, "project", "open", None) {
                    spaces::open(tx, awa, &new)?;
                }
            }
            Ok(named)
        });
        assert!(named.await.expect("no string breaks anything") > 300);
        let listed = village.looks("awa", |db, awa| {
            for words in ["'", "\"", "%", "_", "\\", "<script>", "\u{202e}", "OR 1=1 --", "*", "NEAR(", "é"] {
                people::directory(db, awa, words, None, 5)?;
                spaces::queries::known(db, awa, words, true, None, 5)?;
                kernel::find::people(db, awa, words, true, 5)?;
                kernel::find::spaces(db, awa, words, true, 5)?;
                kernel::find::items(db, awa, &kernel::find::Wanted { words: words.into(), typing: true, ..Default::default() }, 5)?;
            }
            Ok(spaces::queries::mine(db, awa)?.len())
        });
        assert!(listed.await.expect("lists") > 300);
    }
}
