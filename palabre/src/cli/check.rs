//! `palabre check`: everything that can be wrong with the set-up, with how to mend it. It also asks whatever it talks to: the storage, the identity
//! provider, the server that holds the address.

use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::Path;
use std::time::Duration;

use base::Fault;
use kernel::people;
use url::Url;

use super::commands::{Outcome, runtime, said};
use crate::boot;
use crate::config::Settings;
use crate::out::say;

/// What stands, or what to do about it.
type Found = Result<String, String>;

/// How long a server at our own address may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// Prints a line for each part; fails when something is wrong.
pub fn check(settings: &Settings) -> Outcome {
    let parts = [
        ("data folder".to_owned(), writable(&settings.data)),
        ("database".to_owned(), database(settings)),
        ("files".to_owned(), files(settings)),
        (format!("address {}", settings.listen), address(&settings.listen)),
        ("public address".to_owned(), public_address(settings)),
        ("mail".to_owned(), mail(settings)),
        ("sign-in elsewhere".to_owned(), provider(settings)),
    ];
    for (what, found) in &parts {
        match found {
            Ok(good) => say(format_args!("ok    {what}: {good}")),
            Err(bad) => say(format_args!("WRONG {what}: {bad}")),
        }?;
    }
    match parts.iter().filter(|(_, found)| found.is_err()).count() {
        0 => Ok(()),
        troubles => Err(format!("{troubles} to mend, named above")),
    }
}

fn writable(folder: &Path) -> Found {
    let probe = folder.join(".palabre-check");
    let outcome = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&probe, b"")).and_then(|()| std::fs::remove_file(&probe));
    outcome
        .map(|()| folder.display().to_string())
        .map_err(|error| format!("{}: {error}. Give one that this user may write with --data", folder.display()))
}

fn database(settings: &Settings) -> Found {
    let store = boot::open(settings)?;
    let people = store.read_now(|db| Ok::<_, Fault>(people::count(db)?)).map_err(said)?;
    Ok(match people {
        0 => "opens, schema up to date; no people yet: start the server and open the set-up link".to_owned(),
        people => format!("opens, schema up to date; people: {people}"),
    })
}

fn files(settings: &Settings) -> Found {
    let files = boot::open_files(settings)?;
    let listed = runtime()?.block_on(files.list(None, 1));
    listed
        .map(|_| "the storage answers".to_owned())
        .map_err(|error| format!("{error}. Look at --files, and at the keys in the environment"))
}

/// Free, or held by a Palabre that answers.
fn address(listen: &str) -> Found {
    match TcpListener::bind(listen) {
        Ok(_) => Ok("free".to_owned()),
        Err(error) if error.kind() == ErrorKind::AddrInUse && alive(listen) => Ok("a Palabre answers there".to_owned()),
        Err(error) => Err(format!("{error}. Stop what uses it, or choose another with --listen")),
    }
}

fn alive(listen: &str) -> bool {
    let ask = || {
        let url = Url::parse(&format!("http://{listen}/healthz")).ok()?;
        let client = reach::Client::allowing([&url]).ok()?;
        runtime().ok()?.block_on(client.send(reach::Call::get(url).within(PATIENCE).at_most(1 << 10))).ok()
    };
    ask().is_some_and(|answer| answer.status.is_success() && answer.body.as_ref() == b"ok")
}

fn public_address(settings: &Settings) -> Found {
    match settings.public_url.as_deref() {
        Some(url) if url.starts_with("https://") => Ok(url.into()),
        Some(url) => Err(format!("{url} is not https. Put a reverse proxy with a certificate in front, and give its address")),
        None => Ok("not set: links will name the listening address; set --public-url before inviting anybody".into()),
    }
}

fn mail(settings: &Settings) -> Found {
    match settings.smtp.as_deref().map(reach::Mailer::new) {
        None => Ok("not set: invitations and resets are links to hand over; set --smtp to send them".into()),
        Some(Ok(_)) => Ok("address is well-formed".into()),
        Some(Err(bad)) => Err(bad.to_string()),
    }
}

fn provider(settings: &Settings) -> Found {
    let Some(provider) = settings.oidc.clone() else { return Ok("not set: people sign in here".into()) };
    let provider = oidc::Provider::new(provider)?;
    let answers = runtime()?.block_on(provider.answers());
    answers.map(|()| format!("{} answers", provider.issuer())).map_err(|why| format!("{why}. Look at --oidc-issuer"))
}
