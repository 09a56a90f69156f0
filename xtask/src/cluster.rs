//! One temporary PostgreSQL server for a run, on loopback: without flushes to disk for tests, with all of them where durability is measured.
//! Invariant: it ends with us, however we end. A shell holds the other end of a pipe of ours; when the pipe closes — on drop, panic,
//! Ctrl C or `kill -9` — the shell stops the server and removes its files. No signal handler is needed for that.

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

use crate::Outcome;
use crate::machine;
use crate::step::output;

/// `$1` the directory, `$2` and `$3` the programs, `$4` the port, `$5` further settings. `cat` waits for the end of the pipe.
/// TERM ends a server that is only starting, INT one that still has clients.
const KEEPER: &str = r#"
mkdir -m 700 "$1" || exit
if "$2" -D "$1/data" -U postgres -A trust -E UTF8 --no-locale --no-sync >"$1/log" 2>&1; then
    "$3" -D "$1/data" -p "$4" -k "$1" -h 127.0.0.1 $5 -c max_connections=300 -c log_min_messages=fatal </dev/null >>"$1/log" 2>&1 &
    cat
    kill -TERM $!
    kill -INT $!
    wait $!
else
    cat "$1/log" >&2
fi
rm -rf "$1""#;

/// What a commit costs.
#[derive(Clone, Copy)]
pub(crate) enum Durability {
    /// Nothing: the data go with the run.
    None,
    /// What it costs anybody: PostgreSQL as it comes.
    Full,
}

/// A running server.
pub(crate) struct Cluster {
    keeper: Child,
    port: u16,
}

impl Cluster {
    /// Makes and starts it; ready when this returns.
    pub(crate) fn start(durability: Durability) -> Outcome<Cluster> {
        let port = free_port()?;
        let settings = match durability {
            Durability::None => "-F -c synchronous_commit=off -c full_page_writes=off",
            Durability::Full => "-c shared_buffers=256MB",
        };
        let mut keeper = Command::new("sh");
        keeper
            .args(["-c", KEEPER, "keeper"])
            .arg(directory())
            .args([program("initdb")?, program("postgres")?])
            .arg(port.to_string())
            .arg(settings);
        // PostgreSQL refuses to be root: root hands it to Debian's account.
        if machine::is_root() {
            keeper.uid(number_of("-u")?).gid(number_of("-g")?);
        }
        // A group of its own: Ctrl C in the terminal is for us, and the pipe tells the keeper.
        keeper.current_dir("/").process_group(0).stdin(Stdio::piped());
        let mut cluster = Cluster { keeper: keeper.spawn().map_err(|error| format!("sh: {error}"))?, port };
        cluster.wait_until_ready()?;
        Ok(cluster)
    }

    /// The address of its administrator, as `PALABRE_TEST_POSTGRES` carries it.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self) -> Outcome {
        let patience = Instant::now() + Duration::from_secs(60);
        let mut asked = Command::new("psql");
        asked.args(["--no-psqlrc", "--quiet", "--dbname", &self.url(), "--command", "select"]);
        while let Err(why) = output(&mut asked) {
            if Instant::now() > patience || !matches!(self.keeper.try_wait(), Ok(None)) {
                let log = fs::read_to_string(directory().join("log")).unwrap_or_default();
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

/// One per process of ours.
fn directory() -> PathBuf {
    env::temp_dir().join(format!("palabre-postgres-{}", process::id()))
}

/// The number of Debian's `postgres` account or group.
fn number_of(flag: &str) -> Outcome<u32> {
    let text = output(Command::new("id").args([flag, "postgres"]))?;
    text.trim().parse().map_err(|_| format!("`id {flag} postgres` answers `{}`", text.trim()))
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
        let cluster = Cluster::start(Durability::None).expect("PostgreSQL is installed");
        let port = cluster.port;
        assert!(directory().join("data").is_dir());
        drop(cluster);
        assert!(!directory().exists());
        TcpListener::bind(("127.0.0.1", port)).expect("the port is free again");
    }
}
