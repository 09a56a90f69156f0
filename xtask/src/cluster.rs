//! One temporary PostgreSQL server for a run, on loopback, without flushes to disk.
//! Invariant: it ends with us, however we end. A shell holds the other end of a pipe of ours; when the pipe closes — on drop, panic,
//! Ctrl C or `kill -9` — the shell stops the server and removes its files. No signal handler is needed for that.

use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

use crate::Outcome;
use crate::machine;
use crate::step::output;

/// `$1` the server program, `$2` the directory, `$3` the port. The shell waits for the end of its input.
const KEEPER: &str = r#"
"$1" -D "$2/data" -p "$3" -k "$2" -h 127.0.0.1 -F -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 \
    -c log_min_messages=fatal -c logging_collector=off </dev/null >"$2/log" 2>&1 &
cat
kill -INT $!
wait $!
rm -rf "$2""#;

/// A running server.
pub(crate) struct Cluster {
    keeper: Child,
    port: u16,
}

impl Cluster {
    /// Makes and starts it; ready when this returns.
    pub(crate) fn start() -> Outcome<Cluster> {
        let account = Account::find()?;
        let directory = env::temp_dir().join(format!("palabre-postgres-{}", process::id()));
        let (initdb, postgres) = (program("initdb")?, program("postgres")?);
        fs::create_dir(&directory).map_err(|error| format!("{}: {error}", directory.display()))?;
        account.own(&directory)?;
        let options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"];
        let made = output(account.run(Command::new(initdb).args(options).arg("-D").arg(directory.join("data"))).current_dir(&directory));
        made.inspect_err(|_| drop(fs::remove_dir_all(&directory)))?;
        let port = free_port()?;
        let mut keeper = Command::new("sh");
        keeper.args(["-c", KEEPER, "keeper"]).arg(postgres).arg(&directory).arg(port.to_string()).current_dir(&directory);
        // A group of its own: Ctrl C in the terminal is for us, and the pipe tells the keeper.
        let keeper = account.run(&mut keeper).process_group(0).stdin(Stdio::piped()).spawn().map_err(|error| format!("sh: {error}"))?;
        let cluster = Cluster { keeper, port };
        cluster.wait_until_ready(&directory)?;
        Ok(cluster)
    }

    /// The address of its administrator, as `PALABRE_TEST_POSTGRES` carries it.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&self, directory: &Path) -> Outcome {
        let patience = Instant::now() + Duration::from_secs(30);
        let mut asked = Command::new("psql");
        asked.args(["--no-psqlrc", "--quiet", "--dbname", &self.url(), "--command", "select"]);
        while let Err(why) = output(&mut asked) {
            if Instant::now() > patience {
                let log = fs::read_to_string(directory.join("log")).unwrap_or_default();
                return Err(format!("PostgreSQL does not start: {why}\n{log}"));
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        let _ = self.keeper.wait();
    }
}

/// Who runs the server: PostgreSQL refuses to be root, so root hands it to Debian's `postgres`.
struct Account(Option<(u32, u32)>);

impl Account {
    fn find() -> Outcome<Account> {
        if !machine::is_root() {
            return Ok(Account(None));
        }
        let number = |flag| -> Outcome<u32> {
            let text = output(Command::new("id").args([flag, "postgres"]))?;
            text.trim().parse().map_err(|_| format!("`id {flag} postgres` answers `{}`", text.trim()))
        };
        Ok(Account(Some((number("-u")?, number("-g")?))))
    }

    fn own(&self, directory: &Path) -> Outcome {
        let Some((user, group)) = self.0 else { return Ok(()) };
        chown(directory, Some(user), Some(group)).map_err(|error| format!("{}: {error}", directory.display()))
    }

    fn run<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        match self.0 {
            Some((user, group)) => command.uid(user).gid(group),
            None => command,
        }
    }
}

fn program(name: &str) -> Outcome<PathBuf> {
    machine::postgres(name).ok_or_else(|| format!("{name} is not found: install the Debian package postgresql"))
}

fn free_port() -> Outcome<u16> {
    let bound = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    bound.map(|address| address.port()).map_err(|error| format!("no free port: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_answers_and_leaves_nothing() {
        let cluster = Cluster::start().expect("PostgreSQL is installed");
        let directory = env::temp_dir().join(format!("palabre-postgres-{}", process::id()));
        let port = cluster.port;
        assert!(directory.join("data").is_dir());
        drop(cluster);
        assert!(!directory.exists());
        TcpListener::bind(("127.0.0.1", port)).expect("the port is free again");
    }
}
