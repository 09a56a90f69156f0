//! The administration page: who may do what with backups, the key shown once, proof and damage told, and a line in the trail for each act.

use std::time::Duration;

use backups::{Desk, State, Trouble, Work};
use base::Id;
use house::House;
use kernel::audit;
use store::params;
use village::{Http, Village, in_both};

use crate::town::{Room, furnish};

const HERE: &str = "/administration/backups";

struct Office {
    desk: Desk,
    http: Http,
    room: Room,
    village: Village,
}

impl Office {
    async fn of(village: Village) -> Office {
        let room = Room::new();
        furnish(&village, &room).await;
        std::fs::write(room.at("secret.key"), [7; 32]).expect("a key");
        let desk = Desk::of_folder(&room.at(""));
        let house = House { files: room.files("files"), ..village.house() };
        Office { http: village.http_of(backups::pages(&desk), house), desk, room, village }
    }

    /// How what is under way ends.
    async fn end(&self) -> State {
        loop {
            match self.desk.state() {
                State::UnderWay(..) => tokio::time::sleep(Duration::from_millis(10)).await,
                ended => return ended,
            }
        }
    }

    /// A backup made by Awa; its key, if it has one.
    async fn make(&self, protection: &str) -> Option<String> {
        let made = self.http.post_form("awa", HERE, &[("protection", protection)]).await;
        assert_eq!(made.status, if protection == "sealed" { 200 } else { 303 }, "{}", made.text());
        assert_eq!(self.end().await, State::Ended(Work::Saving, Ok(())));
        made.text().split("secret\">").nth(1).and_then(|rest| rest.split('<').next()).map(str::to_owned)
    }

    /// The address of the newest that is kept.
    async fn newest(&self) -> String {
        let page = self.http.get_as("awa", HERE).await.text();
        let name = page.split(&format!("{HERE}/palabre-")).nth(1).and_then(|rest| rest.split('/').next()).expect("one is kept");
        format!("{HERE}/palabre-{name}")
    }

    fn file(&self, address: &str) -> std::path::PathBuf {
        self.room.at("backups").join(format!("{}.palabre", address.rsplit('/').next().expect("a name")))
    }

    async fn prove(&self, at: &str, key: &str) -> State {
        assert_eq!(self.http.post_form("awa", &format!("{at}/verify"), &[("backup_key", key)]).await.status, 303);
        self.end().await
    }

    async fn trail(&self) -> Vec<(&'static str, Option<Id>)> {
        let lines = self.village.store().read(|db| audit::lines(db, None, None, 20)).await.expect("the trail");
        lines.into_iter().map(|line| (line.act.name(), line.actor.map(|(id, _)| id))).collect()
    }
}

in_both! {
    async fn a_sealed_backup_is_made_fetched_proven_and_removed(village) {
        let office = Office::of(village).await;
        assert!(office.http.get_as("awa", HERE).await.text().contains("Aucune sauvegarde ici"));
        let key = office.make("sealed").await.expect("a key");
        assert_eq!(key.len(), 39, "{key}");
        let at = office.newest().await;
        let page = office.http.get_as("awa", HERE).await.text();
        assert!(page.contains("La sauvegarde est faite") && page.contains("1 fichier") && page.contains("Pas encore vérifiée"), "{page}");
        assert!(!page.contains(&key), "the key is shown once");

        let fetched = office.http.get_as("awa", &format!("{at}/file")).await;
        let disposition = fetched.headers["content-disposition"].to_str().expect("text").to_owned();
        assert!(disposition.starts_with("attachment; filename=\"palabre-") && disposition.ends_with(".palabre\""), "{disposition}");
        assert!(fetched.headers["cache-control"].to_str().expect("text").contains("no-store"));
        assert_eq!(fetched.bytes(), std::fs::read(office.file(&at)).expect("the file"));
        let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(office.file(&at)).expect("it").permissions());
        assert_eq!(mode & 0o777, 0o600);

        assert_eq!(office.http.post_form("awa", &format!("{at}/verify"), &[("backup_key", " ")]).await.status, 422);
        assert_eq!(office.prove(&at, "une-autre-cle-que-la-bonne").await, State::Ended(Work::Proving, Err(Trouble::Key)));
        let page = office.http.get_as("awa", HERE).await.text();
        assert!(page.contains("Ce n’est pas la clé") && page.contains("Pas encore vérifiée"), "a wrong key says nothing about the file: {page}");
        assert_eq!(office.prove(&at, &format!(" {key} ")).await, State::Ended(Work::Proving, Ok(())));
        let page = office.http.get_as("awa", HERE).await.text();
        assert!(page.contains("Vérifiée") && page.contains("par Awa") && !page.contains("Pas encore vérifiée"), "{page}");

        assert_eq!(office.http.get_as("awa", &format!("{at}/remove")).await.status, 200);
        assert_eq!(office.http.post_form("awa", &format!("{at}/remove"), &[]).await.status, 303);
        assert!(!office.file(&at).exists());
        assert_eq!(office.http.get_as("awa", &format!("{at}/file")).await.status, 404);
        let awa = Some(office.village.person("awa"));
        let acts = ["backup-removed", "backup-proven", "exported", "backed-up"].map(|act| (act, awa));
        assert_eq!(office.trail().await[..4], acts);
    }

    async fn only_owners_make_and_fetch(village) {
        let office = Office::of(village).await;
        let mehdi = office.village.person("mehdi");
        let admin = move |tx: &store::Tx| tx.run("UPDATE people SET role = 'admin' WHERE id = $1", params![mehdi]);
        office.village.store().write(admin).await.expect("Mehdi administers");
        office.make("sealed").await.expect("a key");
        let at = office.newest().await;
        let page = office.http.get_as("mehdi", HERE).await.text();
        assert!(page.contains("Les propriétaires du réseau font les sauvegardes") && !page.contains("/file\""), "{page}");
        for (who, looks) in [("mehdi", 200), ("luc", 403), ("nadia", 403)] {
            assert_eq!(office.http.get_as(who, HERE).await.status, looks, "{who}");
            assert_eq!(office.http.get_as(who, &format!("{at}/verify")).await.status, looks, "{who}");
            for path in [format!("{at}/file"), format!("{at}/remove")] {
                assert_eq!(office.http.get_as(who, &path).await.status, 403, "{who} {path}");
            }
            for (path, fields) in [(HERE.to_owned(), vec![("protection", "sealed")]), (format!("{at}/remove"), vec![])] {
                assert_eq!(office.http.post_form(who, &path, &fields).await.status, 403, "{who} {path}");
            }
        }
        assert_eq!(office.http.post_form("luc", &format!("{at}/verify"), &[("backup_key", "x")]).await.status, 403);
        assert_eq!(office.http.get_as("", HERE).await.status, 303, "to the door");
        assert!(office.file(&at).exists());

        // Even an owner proves first who they are.
        office.village.store().write(|tx| tx.run("UPDATE sessions SET proved_at = 0", &[])).await.expect("long ago");
        assert!(office.http.get_as("awa", &format!("{at}/file")).await.headers["location"].to_str().expect("text").starts_with("/prove?"));
        for (path, fields) in [(HERE.to_owned(), vec![("protection", "sealed")]), (format!("{at}/remove"), vec![])] {
            let asked = office.http.post_form("awa", &path, &fields).await;
            assert!(asked.status == 403 && asked.text().contains("/prove?"), "{path}");
        }
        assert!(office.file(&at).exists());
    }

    async fn without_a_key_it_stays_on_the_machine_and_damage_is_told(village) {
        let office = Office::of(village).await;
        assert_eq!(office.http.post_form("awa", HERE, &[("protection", "")]).await.status, 422);
        assert_eq!(office.make("plain").await, None);
        let at = office.newest().await;
        assert_eq!(office.http.get_as("awa", &format!("{at}/file")).await.status, 403);
        assert!(!office.http.get_as("awa", HERE).await.text().contains("/file\""));
        assert_eq!(office.prove(&at, "").await, State::Ended(Work::Proving, Ok(())));
        let mut altered = std::fs::read(office.file(&at)).expect("the file");
        let middle = altered.len() / 2;
        altered.truncate(middle);
        std::fs::write(office.file(&at), altered).expect("cut short");
        assert_eq!(office.prove(&at, "").await, State::Ended(Work::Proving, Err(Trouble::Damaged)));
        let page = office.http.get_as("awa", HERE).await.text();
        assert!(page.contains("Abîmée") && page.contains("Ce qui revient n’est pas ce qui avait été sauvegardé"), "{page}");
        for name in ["palabre-2020-01-01-000000", "..", "palabre-..%2F..%2Fsecret", "secret.key"] {
            assert_eq!(office.http.get_as("awa", &format!("{HERE}/{name}/verify")).await.status, 404, "{name}");
        }
    }
}

#[test]
fn what_was_cut_off_is_said_at_the_next_start() {
    let room = Room::new();
    std::fs::create_dir_all(room.at("backups")).expect("a folder");
    std::fs::write(room.at("backups").join(".palabre-2026-11-22-041512.palabre.part"), "half").expect("half of one");
    assert_eq!(Desk::of_folder(&room.at("")).state(), State::Ended(Work::Saving, Err(Trouble::Stopped)));
    assert_eq!(Desk::of_folder(&room.at("")).state(), State::Idle, "and once only");
}
