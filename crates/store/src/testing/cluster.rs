//! One temporary PostgreSQL for all the tests of a machine, whichever process comes first starts it.
//! It listens on a socket in its own folder, keeps nothing (no fsync), and is stopped by a watchdog after a minute without tests.
//! `PALABRE_TEST_POSTGRES` names another server to use instead.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::thread;

use postgres::{Client, NoTls};

use crate::folder::passing;

const USER: &str = "palabre";

const SETTINGS: &str = "
listen_addresses = ''
fsync = off
full_page_writes = off
autovacuum = off
max_connections = 300
shared_buffers = 64MB
";

// $1 is the folder, $2 where the programs are. The lock keeps a test from being given a server that is about to stop.
const WATCHDOG: &str = r#"(
  cd /
  clients="SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
  while sleep 5; do
    exec 9>>"$1/lock" && flock 9
    found=$("$2/psql" -h "$1" -U palabre -d postgres -Atc "$clients") || exit
    if [ "$found" -gt 0 ]; then touch "$1/used"; fi
    if [ -n "$(find "$1/used" -mmin +1)" ]; then kill -INT "$(head -n 1 "$1/data/postmaster.pid")"; exit; fi
    exec 9>&-
  done
) &"#;

/// The address of a running PostgreSQL whose user may create databases.
///
/// # Panics
/// When there is none and none can be started; the sentence says why.
pub fn postgres_cluster() -> String {
    static URL: OnceLock<String> = OnceLock::new();
    URL.get_or_init(|| std::env::var("PALABRE_TEST_POSTGRES").unwrap_or_else(|_| started())).clone()
}

fn started() -> String {
    let folder = passing().join(format!("palabre-test-pg-{}", id(&["-u"]).expect("the id of this user")));
    fs::create_dir_all(&folder).expect("a folder for PostgreSQL");
    let lock = OpenOptions::new().create(true).append(true).open(folder.join("lock")).expect("a lock file");
    lock.lock().expect("the lock of the test server");
    File::create(folder.join("used")).expect("a mark of use");
    let url = format!("postgres://{USER}@{}/postgres", folder.display().to_string().replace('/', "%2F"));
    if !answers(&url) {
        start(&folder);
        assert!(answers(&url), "PostgreSQL was started for the tests but does not answer; see {}/log", folder.display());
    }
    url
}

fn start(folder: &Path) {
    let bin = programs();
    let data = folder.join("data");
    // PostgreSQL refuses to run as root.
    let owner = (id(&["-u"]) == Some(0)).then(|| {
        let of = |flag| id(&[flag, "postgres"]).or_else(|| id(&[flag, "nobody"])).expect("a user to run PostgreSQL as");
        (of("-u"), of("-g"))
    });
    let run = |program: &str, arguments: &[&str]| {
        let mut command = Command::new(bin.join(program));
        command.args(arguments).current_dir("/").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if let Some((user, group)) = owner {
            command.uid(user).gid(group);
        }
        let status = command.status().unwrap_or_else(|e| panic!("{program} can't be run: {e}"));
        assert!(status.success(), "{program} failed ({status}); see {}/log", folder.display());
    };
    if let Some((user, group)) = owner {
        chown(folder, Some(user), Some(group)).expect("the folder is given to PostgreSQL's user");
    }
    if data.exists() {
        fs::remove_dir_all(&data).expect("what an earlier server left is removed");
    }
    let (at, folder_text) = (data.display().to_string(), folder.display().to_string());
    run("initdb", &["-D", &at, "-U", USER, "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"]);
    let conf = data.join("postgresql.conf");
    let settings =
        fs::read_to_string(&conf).expect("the settings initdb wrote") + SETTINGS + &format!("unix_socket_directories = '{folder_text}'\n");
    fs::write(conf, settings).expect("the settings are written");
    run("pg_ctl", &["start", "-w", "-D", &at, "-l", &format!("{folder_text}/log")]);
    let watchdog = ["-c", WATCHDOG, "watchdog", &folder_text, &bin.display().to_string()].map(str::to_owned);
    let null = Stdio::null;
    // The shell leaves the loop behind and ends at once.
    Command::new("sh")
        .args(watchdog)
        .process_group(0)
        .stdin(null())
        .stdout(null())
        .stderr(null())
        .status()
        .expect("a watchdog for PostgreSQL");
}

/// Where `initdb` is: the newest of Debian's, or in the PATH.
fn programs() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<(u32, PathBuf)> =
        versions.filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin")))).collect();
    found.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let candidates = found.into_iter().rev().map(|(_, bin)| bin).chain(std::env::split_paths(&path));
    candidates.into_iter().find(|bin| bin.join("initdb").exists() && bin.join("pg_ctl").exists()).expect(
        "the tests need PostgreSQL's programs (initdb, pg_ctl): install the package postgresql, or name a server in PALABRE_TEST_POSTGRES",
    )
}

fn answers(url: &str) -> bool {
    thread::scope(|s| s.spawn(|| Client::connect(url, NoTls).is_ok()).join().unwrap_or(false))
}

fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(arguments).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
