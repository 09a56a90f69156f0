//! The real program on a fresh data directory, as an administrator would start it. Invariant: it is stopped and its data are gone on drop.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use crate::api::{Answer, Api};
use crate::scratch::{Scratch, unique_name};

/// Filling the demonstration network is part of a first start.
const PATIENCE: Duration = Duration::from_secs(90);

/// Which database the program keeps its data in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// A file in the data directory.
    Sqlite,
    /// A database of its own on the server of `PALABRE_TEST_POSTGRES`, which `cargo xtask test` starts.
    Postgres,
}

/// A running Palabre.
pub struct Server {
    /// Where it answers: `http://127.0.0.1:port`, the same after [`Server::restart`].
    pub url: String,
    /// The address printed on a first start with no person, where the owner makes the network.
    pub setup: Option<String>,
    /// Every line it printed until it listened, and the set-up line.
    pub said: Vec<String>,
    child: Child,
    data: Scratch,
    database: Option<Database>,
}

impl Server {
    /// Starts with an empty network.
    pub fn start(backend: Backend) -> Server {
        Server::open(backend, &[])
    }

    /// Starts with the demonstration network.
    pub fn demo(backend: Backend) -> Server {
        Server::open(backend, &["--demo"])
    }

    fn open(backend: Backend, extra: &[&str]) -> Server {
        let data = Scratch::new("data");
        let database = (backend == Backend::Postgres).then(Database::create);
        let mut command = program(&data, database.as_ref());
        let (child, said) = listen(command.arg("serve").args(extra).env("PALABRE_LISTEN", "127.0.0.1:0"), &data);
        let url = address(&said);
        let setup = said.iter().find_map(|line| line.split_whitespace().find(|word| word.contains("/setup/"))).map(str::to_owned);
        Server { url, setup, said, child, data, database }
    }

    /// The accounts that a demonstration prints: on each line with an e-mail address, that address and the last word.
    pub fn accounts(&self) -> Vec<(String, String)> {
        let account = |line: &String| {
            let email = line.split_whitespace().find(|word| word.contains('@'))?;
            let password = line.split_whitespace().next_back().filter(|word| *word != email)?;
            Some((email.to_owned(), password.to_owned()))
        };
        self.said.iter().filter_map(account).collect()
    }

    /// A command of the program on the same data, to be run beside the server.
    pub fn command(&self) -> Command {
        program(&self.data, self.database.as_ref())
    }

    /// The number of the process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The data folder, where a file of the default database stands.
    pub fn folder(&self) -> PathBuf {
        self.data.path().join("network")
    }

    /// Runs a command on the same data, with something to read on its standard input, whatever comes of it.
    pub fn run(&self, arguments: &[&str], input: &str) -> Output {
        run(self.command().args(arguments), input)
    }

    /// Adds a person as an administrator does; gives the printed id.
    pub fn add_person(&self, name: &str, email: &str, role: &str, password: &str) -> String {
        said(&self.run(&["person", "add", "--name", name, "--email", email, "--role", role, "--password-stdin"], password))
    }

    /// Makes a personal access token.
    pub fn add_token(&self, email: &str) -> String {
        said(&self.run(&["token", "add", "--email", email, "--name", "e2e"], ""))
    }

    /// The API, spoken to with a new token of that person.
    pub fn api(&self, email: &str) -> Api {
        Api::new(&self.url, &self.add_token(email))
    }

    /// Posts a form as a browser without scripts does.
    pub fn form(&self, path: &str, fields: &str) -> Answer {
        let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Sec-Fetch-Site", "same-origin")];
        Api::new(&self.url, "").send_text("POST", path, &headers, fields).expect("it answers")
    }

    /// Asks the program to stop, as an administrator does, and waits for its end: how it ended and how long that took.
    pub fn stop(&mut self) -> (ExitStatus, Duration) {
        let asked = Instant::now();
        let sent = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().expect("kill is installed");
        assert!(sent.success());
        (self.child.wait().expect("the program ends"), asked.elapsed())
    }

    /// Starts it again on the same data and address, after [`Server::stop`] or [`Server::kill`].
    pub fn start_again(&mut self, extra: &[&str]) {
        self.start_again_in(extra, &[]);
    }

    /// The same in an environment of one's own, such as a clock that is wrong.
    pub fn start_again_in(&mut self, extra: &[&str], environment: &[(&str, &str)]) {
        let address = self.url.trim_start_matches("http://");
        let mut command = program(&self.data, self.database.as_ref());
        command.arg("serve").args(extra).env("PALABRE_LISTEN", address).envs(environment.iter().copied());
        (self.child, self.said) = listen(&mut command, &self.data);
    }

    /// Ends the program without notice, as a power cut would, and starts it again on the same data and address.
    pub fn restart(&mut self) {
        self.kill();
        self.start_again(&[]);
    }

    /// Ends the program without notice.
    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
        if thread::panicking() {
            let log = fs::read_to_string(self.data.path().join("log")).unwrap_or_default();
            let lines: Vec<&str> = log.lines().collect();
            eprintln!("the program's last words:\n{}", lines[lines.len().saturating_sub(40)..].join("\n"));
        }
    }
}

/// The program built beside this test, or the one named by `PALABRE_BIN`.
fn program(data: &Scratch, database: Option<&Database>) -> Command {
    let built = || -> Option<PathBuf> {
        let executable = env::current_exe().ok()?;
        executable.ancestors().skip(1).take(2).map(|dir| dir.join("palabre")).find(|path| path.is_file())
    };
    let path = env::var_os("PALABRE_BIN").map(PathBuf::from).or_else(built).expect("the program is built first: `cargo build -p palabre`");
    let mut command = Command::new(path);
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PALABRE_")) {
        command.env_remove(name);
    }
    // Settings go by the environment: it serves every command alike, wherever its flags stand.
    command.current_dir(data.path()).env("PALABRE_DATA", data.path().join("network"));
    if let Some(database) = database {
        command.env("PALABRE_DATABASE", &database.url);
    }
    command
}

/// Starts the server and waits until it says that it listens; its log goes to a file shown when the journey fails.
fn listen(command: &mut Command, data: &Scratch) -> (Child, Vec<String>) {
    let log = File::options().create(true).append(true).open(data.path().join("log")).expect("the log can be opened");
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log).spawn().expect("the program starts");
    let (sender, lines) = channel();
    let output = BufReader::new(child.stdout.take().expect("stdout is piped"));
    // Read to the end even when nobody listens any more, or a full pipe would stop the program.
    thread::spawn(move || output.lines().map_while(Result::ok).for_each(|line| drop(sender.send(line))));
    let said = until_it_listens(&lines);
    if !said.iter().any(|line| line.contains("listening on")) {
        let _ = child.kill();
        let log = fs::read_to_string(data.path().join("log")).unwrap_or_default();
        panic!("the program does not listen:\n{}\n{log}", said.join("\n"));
    }
    (child, said)
}

/// The set-up line follows the listening line at once, if at all.
fn until_it_listens(lines: &Receiver<String>) -> Vec<String> {
    let (mut said, mut end) = (Vec::new(), Instant::now() + PATIENCE);
    while let Ok(line) = lines.recv_timeout(end.saturating_duration_since(Instant::now())) {
        if line.contains("listening on") {
            end = Instant::now() + Duration::from_millis(300);
        }
        said.push(line);
    }
    said
}

fn address(said: &[String]) -> String {
    let line = said.iter().find_map(|line| line.split_once("listening on ")).expect("checked by `listen`");
    line.1.trim().trim_end_matches('/').to_owned()
}

fn run(command: &mut Command, input: &str) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command starts");
    // A command that refuses its arguments never reads.
    let _ = child.stdin.take().expect("stdin is piped").write_all(input.as_bytes());
    child.wait_with_output().expect("the command ends")
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}: {}", output.status, String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// A database of its own on the test server, made and removed with `psql`: only the `store` crate links a driver.
pub struct Database {
    /// What a program opens it with.
    pub url: String,
    admin: String,
    name: String,
}

impl Database {
    /// Makes an empty one.
    pub fn create() -> Database {
        let admin = env::var("PALABRE_TEST_POSTGRES").expect("PALABRE_TEST_POSTGRES names a PostgreSQL server: run `cargo xtask test`");
        let name = unique_name("e2e");
        let (server, _) = admin.rsplit_once('/').expect("the address ends with a database");
        let database = Database { url: format!("{server}/{name}"), admin, name };
        said(&database.psql(&format!("create database {}", database.name)));
        database
    }

    fn psql(&self, sql: &str) -> Output {
        run(Command::new("psql").args(["--no-psqlrc", "--quiet", "--dbname", &self.admin, "--command", sql]), "")
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.psql(&format!("drop database if exists {} with (force)", self.name));
    }
}
