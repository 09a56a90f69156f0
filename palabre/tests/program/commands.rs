//! The command line beside a running server: what it prints, what it refuses, and with which status.

use std::fs;
use std::net::TcpListener;
use std::process::{Command, Output, Stdio};

use e2e::{Backend, PASSWORD, Scratch, Server};
use serde_json::Value;

use crate::BOTH;

/// Status, standard output, standard error.
fn outcome(output: Output) -> (i32, String, String) {
    let Output { status, stdout, stderr } = output;
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (status.code().expect("it ends by itself"), text(stdout), text(stderr))
}

/// The program on a folder of its own, without a server.
fn alone(folder: &Scratch, arguments: &[&str]) -> (i32, String, String) {
    alone_with(folder, &[], arguments)
}

fn alone_with(folder: &Scratch, environment: &[(&str, &str)], arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_palabre"));
    outcome(command.args(arguments).envs(environment.iter().copied()).current_dir(folder.path()).output().expect("the program starts"))
}

/// Refused with status 1, nothing printed, and one line that says why.
fn refused(server: &Server, arguments: &[&str], input: &str, why: &str) {
    let (status, out, err) = outcome(server.run(arguments, input));
    assert_eq!((status, out.as_str()), (1, ""), "{arguments:?}: {err}");
    assert_eq!(err.lines().count(), 1, "{err}");
    assert!(err.contains(why), "{arguments:?}: {err}");
}

#[test]
fn people_and_tokens_are_added_beside_a_running_server() {
    for backend in BOTH {
        let server = Server::start(backend);
        let id = server.add_person("Awa Diallo", "Awa@Lilas.example", "owner", PASSWORD);
        assert!(id.parse::<i64>().is_ok(), "{id}");
        let token = server.add_token("awa@lilas.example");
        assert!(token.starts_with("pal_") && token.len() > 30, "{token}");
        let me = e2e::Api::new(&server.url, &token).get("/me");
        assert_eq!((&me["id"], &me["name"], &me["role"]), (&Value::from(id), &"Awa Diallo".into(), &"owner".into()));

        let add = |name: &'static str, email: &'static str| ["person", "add", "--name", name, "--email", email];
        refused(&server, &add("Une autre", "AWA@lilas.example"), "", "email");
        refused(&server, &add("", "b@lilas.example"), "", "name");
        refused(&server, &add("B", "pas une adresse"), "", "email");
        refused(&server, &["person", "add", "--name", "B", "--email", "b@lilas.example", "--role", "king"], "", "role");
        refused(&server, &["token", "add", "--email", "nobody@lilas.example", "--name", "x"], "", "email");
        refused(&server, &["token", "add", "--email", "awa@lilas.example", "--name", "x", "--expires", "soon"], "", "expires");
        let (status, soon, _) =
            outcome(server.run(&["token", "add", "--email", "awa@lilas.example", "--name", "x", "--expires", "90d"], ""));
        assert!(status == 0 && soon.starts_with("pal_"));
        refused(&server, &["import", "slack", "/nowhere.zip"], "", "/nowhere.zip");
    }
}

#[test]
fn a_weak_password_is_refused() {
    let server = Server::start(BOTH[0]);
    for weak in ["court", "azertyuiop123", "awa diallo 2024"] {
        let arguments = ["person", "add", "--name", "Awa Diallo", "--email", "awa@lilas.example", "--password-stdin"];
        refused(&server, &arguments, weak, "password");
    }
}

#[test]
fn wrong_usage_is_told_apart_from_failure() {
    let folder = Scratch::new("usage");
    for arguments in [&["--colour", "red"][..], &["dance"], &["person", "add", "--name", "A"], &["import", "slack"], &["serve", "extra"]] {
        let (status, out, err) = alone(&folder, arguments);
        assert_eq!((status, out.as_str()), (2, ""), "{arguments:?}: {err}");
    }
    let (status, out, _) = alone(&folder, &["--version"]);
    assert!(status == 0 && out.starts_with("palabre "), "{out}");
}

#[test]
fn an_unknown_setting_is_refused_by_name() {
    let folder = Scratch::new("settings");
    fs::write(folder.path().join("palabre.toml"), "listen = \"127.0.0.1:0\"\ncolour = \"red\"\n").expect("written");
    let (status, _, err) = alone(&folder, &["check"]);
    assert!(status == 2 && err.lines().count() == 1 && err.contains("colour"), "{status} {err}");
    fs::write(folder.path().join("palabre.toml"), "listen = 3000\n").expect("written");
    let (status, _, err) = alone(&folder, &["check"]);
    assert!(status == 2 && err.contains("palabre.toml"), "{status} {err}");
    fs::remove_file(folder.path().join("palabre.toml")).expect("removed");
    let (status, _, err) = alone_with(&folder, &[("PALABRE_COLOUR", "red")], &["check"]);
    assert!(status == 2 && err.contains("PALABRE_COLOUR"), "{status} {err}");
    let (status, _, err) = alone(&folder, &["check", "--database", "mysql://x"]);
    assert!(status == 2 && err.contains("database"), "{status} {err}");
    let (status, _, err) = alone(&folder, &["check", "--config", "missing.toml"]);
    assert!(status == 2 && err.contains("missing.toml"), "{status} {err}");
}

#[test]
fn a_flag_is_stronger_than_the_environment_and_that_than_the_file() {
    let folder = Scratch::new("strength");
    fs::write(folder.path().join("palabre.toml"), "data = \"of-file\"\npublic-url = \"https://file.example\"\n").expect("written");
    let environment = [("PALABRE_DATA", "of-environment"), ("PALABRE_PUBLIC_URL", "https://environment.example")];
    for (environment, flags, word) in [
        (&[][..], &[][..], "file"),
        (&environment, &[], "environment"),
        (&environment, &["--data", "of-flag", "--public-url", "https://flag.example"], "flag"),
    ] {
        let (_, said, _) = alone_with(&folder, environment, &[&["check", "--listen", "127.0.0.1:0"], flags].concat());
        assert!(said.contains(&format!("of-{word}")) && said.contains(&format!("https://{word}.example")), "{said}");
        assert!(folder.path().join(format!("of-{word}/palabre.db")).is_file());
    }
}

#[test]
fn check_says_what_is_wrong_and_how_to_mend_it() {
    for backend in BOTH {
        let server = Server::start(backend);
        let stranger = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let taken = stranger.local_addr().expect("bound").to_string();
        let (status, out, err) = outcome(server.run(&["check", "--listen", &taken, "--public-url", "http://palabre.example"], ""));
        assert_eq!(status, 1, "{out}");
        assert_eq!(err.lines().count(), 1, "{err}");
        let wrong: Vec<&str> = out.lines().filter(|line| line.starts_with("WRONG")).collect();
        assert!(wrong.len() == 2 && wrong[0].contains(&taken) && wrong[0].contains("--listen") && wrong[1].contains("https"), "{out}");
        // Beside the running server nothing is wrong.
        let ours = server.url.trim_start_matches("http://").to_owned();
        let (status, out, _) = outcome(server.run(&["check", "--listen", &ours], ""));
        assert!(status == 0 && out.contains("no people yet") && out.contains("answers there"), "{out}");
        let (status, out, _) = outcome(server.run(&["check", "--listen", &ours, "--files", "file:/proc/nowhere"], ""));
        assert!(status == 1 && out.lines().any(|line| line.starts_with("WRONG files")), "{out}");
    }
}

#[test]
fn a_backup_takes_its_key_from_the_environment() {
    let (server, other) = (Server::start(Backend::Sqlite), Server::start(Backend::Sqlite));
    for (name, network) in [("Awa Diallo", &server), ("Luc Martin", &other)] {
        network.add_person(name, "awa@village.example", "owner", PASSWORD);
    }
    let file = server.folder().join("network.backup");
    let path = file.to_str().expect("a path of ours");
    let with_key = |network: &Server, arguments: &[&str]| {
        outcome(network.command().env("PALABRE_BACKUP_KEY", "sous le grand baobab").args(arguments).output().expect("the program starts"))
    };
    let (status, _, err) = with_key(&server, &["backup", path]);
    assert_eq!((status, err.as_str()), (0, ""));
    refused(&server, &["backup", "verify", path], "", "key");
    let (status, out, err) = with_key(&server, &["backup", "verify", path]);
    assert!(status == 0 && out.contains("restores whole") && !out.contains("another network"), "{out}{err}");
    // Of the same name, and yet another one: its administrators are told of no proof.
    let (status, out, _) = with_key(&other, &["backup", "verify", path]);
    assert!(status == 0 && out.contains("another network"), "{out}");
}

#[test]
fn migrating_twice_changes_nothing() {
    let folder = Scratch::new("migrate");
    for _ in 0..2 {
        let (status, _, err) = alone(&folder, &["migrate"]);
        assert_eq!((status, err.as_str()), (0, ""));
    }
    assert!(folder.path().join("palabre-data/palabre.db").is_file());
}

#[test]
fn a_newer_schema_is_left_alone() {
    let folder = Scratch::new("newer");
    let url = format!("sqlite:{}", folder.path().join("newer.db").display());
    let store = store::Store::open(&url).expect("a database");
    let last = kernel::MIGRATIONS.last().expect("there are migrations").number;
    store.migrate(kernel::MIGRATIONS).expect("migrated");
    let later = store::Migration { number: last + 7, name: "later", sql: "CREATE TABLE later (id BIGINT)", sqlite: "", postgres: "" };
    store.migrate(&[kernel::MIGRATIONS, &[later]].concat()).expect("migrated further");
    store.close();
    for command in ["migrate", "serve", "check"] {
        let (status, out, err) = alone(&folder, &[command, "--database", &url, "--listen", "127.0.0.1:0"]);
        assert_eq!(status, 1, "{command}: {out}");
        let said = if command == "check" { &out } else { &err };
        assert!(said.contains(&(last + 7).to_string()) && said.contains("newer"), "{command}: {said}");
    }
}

#[test]
fn whoever_stops_reading_stops_nothing_and_a_full_disk_is_said() {
    let folder = Scratch::new("unread");
    let openapi = |stdout: Stdio| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_palabre"));
        command.arg("openapi").current_dir(folder.path()).stdout(stdout).stderr(Stdio::piped()).spawn().expect("the program starts")
    };
    let mut unread = openapi(Stdio::piped());
    drop(unread.stdout.take());
    let (status, _, err) = outcome(unread.wait_with_output().expect("it ends"));
    assert_eq!((status, err.as_str()), (0, ""));

    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("the device that is always full");
    let (status, _, err) = outcome(openapi(full.into()).wait_with_output().expect("it ends"));
    assert!(status == 1 && err.contains("standard output") && err.lines().count() == 1, "{status} {err}");
}
