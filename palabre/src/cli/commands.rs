//! What each command does. Each returns its reason for failing as one sentence.

use std::io::Read;
use std::path::Path;

use base::checked::Errors;
use base::{Fault, Language, Moment, Refusal};
use kernel::people::{self, NewPerson, PersonRole};
use store::{Query, params};

use crate::config::Settings;
use crate::out::say;
use crate::{boot, kinds, routes};

pub(super) type Outcome = Result<(), String>;

/// A sentence for whoever reads a terminal.
#[expect(clippy::needless_pass_by_value, reason = "given to `map_err`")]
pub(super) fn said(fault: Fault) -> String {
    match &fault {
        Fault::Refused(Refusal::Invalid(errors)) => {
            let sentences = errors.iter().map(|error| format!("{}: {}", error.field, web::sentence(Language::En, error)));
            sentences.collect::<Vec<_>>().join("; ")
        }
        Fault::Refused(_) => web::Problem::of(Language::En, &fault).detail,
        Fault::Broken(error) => error.to_string(),
    }
}

pub(super) fn runtime() -> Result<tokio::runtime::Runtime, String> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| error.to_string())
}

/// `palabre serve`.
pub fn serve(settings: Settings, demo: bool) -> Outcome {
    crate::metrics::start();
    crate::logs::start(&settings.log)?;
    store::log_slower_than(settings.slow_query);
    let store = boot::open(&settings)?;
    if demo {
        fill_with_demo(&store)?;
    }
    runtime()?.block_on(boot::serve(settings, store))
}

/// The password of every account of the demo.
const DEMO_PASSWORD: &str = "palabre-sous-le-baobab";

/// Fills an empty database; one that holds a network already is left as it is, so that the same command starts it again.
fn fill_with_demo(store: &store::Store) -> Outcome {
    let people = store.read_now(|db| Ok::<_, Fault>(people::count(db)?)).map_err(said)?;
    if people == 0 {
        eprintln!("Filling the demo network…");
        let hash = ::people::password::hash_now(DEMO_PASSWORD).map_err(said)?;
        demo::play(store, &kinds::rooms(), &crate::stage::verbs(), Moment::now(), &hash).map_err(said)?;
    }
    say(format_args!("Demo network. Sign in with any of these addresses and the password {DEMO_PASSWORD}"))?;
    demo::accounts().iter().try_for_each(|(email, what)| say(format_args!("  {email} {what} {DEMO_PASSWORD}")))
}

/// `palabre person add`.
pub fn add_person(settings: &Settings, name: &str, email: &str, role: &str, password_stdin: bool) -> Outcome {
    let role = PersonRole::parse(role).filter(|role| *role != PersonRole::Bot).ok_or("role: give owner, admin, member or guest")?;
    let mut new = NewPerson::parse(name, Some(email), role).map_err(said)?;
    if password_stdin {
        let mut password = String::new();
        std::io::stdin().take(10_000).read_to_string(&mut password).map_err(|error| error.to_string())?;
        let password = password.trim_end_matches(['\r', '\n']);
        let mut errors = Errors::default();
        ::people::password::check(&mut errors, "password", password, &[name, email]);
        errors.done().map_err(|refusal| said(refusal.into()))?;
        new.password = Some(::people::password::hash_now(password).map_err(said)?);
    }
    let store = boot::open(settings)?;
    let id = store.write_now(move |tx| ::people::verbs::add_person(tx, &new));
    say(id.map_err(said)?)
}

/// `palabre token add`.
pub fn add_token(settings: &Settings, email: &str, name: &str, expires: Option<&str>) -> Outcome {
    let expires = expires.map(|text| days(text).ok_or("expires: give a number of days, such as 90d")).transpose()?;
    let expires = expires.map(|days| Moment::now().plus_days(days));
    let (email, name) = (email.trim().to_lowercase(), name.to_owned());
    let store = boot::open(settings)?;
    let made = store.write_now(move |tx| {
        let sql = "SELECT id FROM people WHERE email = $1 AND deactivated_at IS NULL";
        let person = tx.one(sql, params![email], |row| row.id(0))?.ok_or_else(|| Refusal::field("email", "unknown"))?;
        ::people::verbs::tokens::add(tx, person, &name, expires)
    });
    let (_, secret) = made.map_err(said)?;
    say(format_args!("{}{}", ::people::verbs::tokens::PREFIX, secret.reveal()))
}

fn days(text: &str) -> Option<i64> {
    text.strip_suffix('d').unwrap_or(text).parse().ok().filter(|days| (1..=36_500).contains(days))
}

/// `palabre import slack`.
pub fn import_slack(settings: &Settings, file: &Path, dry_run: bool, json: bool) -> Outcome {
    let source = std::fs::File::open(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let language = if std::env::var("LANG").is_ok_and(|lang| lang.starts_with("fr")) { Language::Fr } else { Language::En };
    let mut archive = slack::archive::Archive::open(source).map_err(|unreadable| unreadable.sentence(language))?;
    let store = boot::open(settings)?;
    let mut bar = crate::progress::Bar::new(!json);
    let report =
        slack::apply(&store, &kinds::rooms(), &mut archive, slack::Options { dry_run, language }, &mut |done, total| bar.show(done, total));
    bar.end();
    let report = report.map_err(said)?;
    if json {
        say(serde_json::to_string_pretty(&report).map_err(|error| error.to_string())?)
    } else {
        report.lines(language).iter().try_for_each(say)
    }
}

/// `palabre migrate`.
pub fn migrate(settings: &Settings) -> Outcome {
    let store = boot::open(settings)?;
    store.close();
    say("The schema is up to date.")
}

/// `palabre openapi`.
pub fn openapi() -> Outcome {
    say(routes::openapi().to_pretty_json().map_err(|error| error.to_string())?)
}

/// `palabre schema`.
pub fn schema(settings: &Settings) -> Outcome {
    let store = boot::open(settings)?;
    say(store::schema(&store).map_err(|error| error.to_string())?.trim_end())
}
