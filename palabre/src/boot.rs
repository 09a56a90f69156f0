//! From settings to a running program, and back to rest. Each step is a function, so that commands and tests start only what they need.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use admin::{Door, Machine};
use axum::Router;
use base::{Fault, Id};
use files::Files;
use house::{House, Vault};
use live::Hub;
use store::{Query, Store};
use tokio::net::TcpListener;
use web::Throttle;

use crate::config::Settings;
use crate::out::say;
use crate::{kinds, listeners, routes, schedule};

/// How long what is under way may take when the program is told to stop.
const GRACE: Duration = Duration::from_secs(8);

/// Opens the database and brings its schema up to date.
///
/// # Errors
/// A sentence for one line of stderr.
pub fn open(settings: &Settings) -> Result<Store, String> {
    if settings.database.starts_with("sqlite:") {
        std::fs::create_dir_all(&settings.data).map_err(|error| format!("the data folder {}: {error}", settings.data.display()))?;
    }
    let store = Store::open(&settings.database).map_err(|error| error.to_string())?;
    store.migrate(kernel::MIGRATIONS).map_err(|error| error.to_string())?;
    let newest = store.read_now(|db| db.one("SELECT max(id) FROM items", &[], |row| row.opt_id(0)));
    newest.map_err(|error| error.to_string())?.flatten().into_iter().for_each(Id::begin_after);
    Ok(store)
}

/// Opens the place of what people upload; uploads under way gather in the data folder, wherever that place is.
///
/// # Errors
/// A sentence for one line of stderr.
pub fn open_files(settings: &Settings) -> Result<Files, String> {
    Files::open(&settings.files, &settings.data.join("uploads")).map_err(|error| format!("files: {error}"))
}

/// The house over a store and its files.
pub fn house(store: Store, files: Files, public_url: &str, settings: &Settings) -> House {
    House {
        store,
        files,
        kinds: kinds::rooms(),
        looks: kinds::looks().into(),
        public_url: public_url.into(),
        mail: settings.smtp.is_some(),
        sign_in_with: settings.oidc.as_ref().map(|provider| provider.name().into()),
        vault: Arc::default(),
        proxies: Arc::default(),
        // Ten tries, then one every ninety seconds, for each account and for each address.
        attempts: Arc::new(Throttle::new(10, Duration::from_secs(90), 10_000)),
    }
}

/// The router with all that runs beside it. `stop` ends the listeners and the jobs.
///
/// # Errors
/// When the mail server's address can't be used, or TLS can't be set up.
pub fn start(house: &House, settings: &Settings, stop: &Stop) -> Result<(Router, Hub), String> {
    let hub = Hub::new();
    tokio::spawn(until(stop.clone().wait(), listeners::listen(house.clone(), hub.clone())));
    tokio::spawn(until(stop.clone().wait(), schedule::run(house.clone(), hub.clone())));
    let work = schedule::work(house, settings.smtp.as_deref())?;
    tokio::spawn(jobs::run(house.store.clone(), work, jobs::Pace::default(), stop.clone().wait()));
    let provider = settings.oidc.clone().map(oidc::Provider::new).transpose()?;
    Ok((routes::router(house, &hub, &Arc::new(machine(settings)), provider), hub))
}

/// What administrators may know of this machine: the data folder, and every door that leads out of it.
fn machine(settings: &Settings) -> Machine {
    let smtp = settings.smtp.as_deref().map(|url| (Door::Mail, Machine::host(url)));
    let provider = settings.oidc.as_ref().map(|provider| (Door::SignIn, Machine::host(provider.issuer())));
    let bucket = settings.files.endpoint().map(|url| (Door::Files, Machine::host(url)));
    let server = (!settings.database.starts_with("sqlite:")).then(|| Machine::host(&settings.database));
    let elsewhere = server.filter(|host| !["localhost", "127.0.0.1", "[::1]", ""].contains(&host.split(':').next().unwrap_or_default()));
    let doors = smtp.into_iter().chain(provider).chain(bucket).chain(elsewhere.map(|host| (Door::Database, host))).collect();
    Machine { data: Some(settings.data.clone()), version: env!("CARGO_PKG_VERSION"), doors }
}

async fn until(stop: impl Future<Output = ()>, task: impl Future<Output = ()>) {
    tokio::select! { () = stop => {}, () = task => {} }
}

/// Serves until SIGTERM or Ctrl C, then finishes what is under way.
///
/// # Errors
/// A sentence for one line of stderr.
pub async fn serve(settings: Settings, store: Store) -> Result<(), String> {
    let listener = TcpListener::bind(&settings.listen).await.map_err(|error| format!("listening on {}: {error}", settings.listen))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let public_url = settings.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
    let house = House {
        vault: Vault::of_folder(&settings.data)?.into(),
        proxies: settings.proxies.clone().into(),
        ..house(store.clone(), open_files(&settings)?, &public_url, &settings)
    };
    let (told, stop) = Stop::new();
    let (router, hub) = start(&house, &settings, &stop)?;
    announce(&house, address).await?;
    let drained = {
        let (stop, hub) = (stop.clone(), hub);
        async move {
            stop.wait().await;
            hub.close();
        }
    };
    let serving = axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).with_graceful_shutdown(drained);
    let mut server = tokio::spawn(async move { serving.await });
    tokio::select! {
        ended = &mut server => return Err(format!("the server ended: {ended:?}")),
        () = signalled() => {}
    }
    let _ = told.send(true);
    if tokio::time::timeout(GRACE, server).await.is_err() {
        tracing::warn!("some requests were still under way and were cut");
    }
    tokio::task::spawn_blocking(move || store.close()).await.map_err(|error| error.to_string())
}

/// Tells everything that runs to stop; can be waited for in several places.
#[derive(Clone)]
pub struct Stop(tokio::sync::watch::Receiver<bool>);

impl Stop {
    /// The word and those who wait for it.
    pub fn new() -> (tokio::sync::watch::Sender<bool>, Stop) {
        let (told, stopping) = tokio::sync::watch::channel(false);
        (told, Stop(stopping))
    }

    /// Returns once the word was given.
    pub async fn wait(mut self) {
        let _ = self.0.wait_for(|told| *told).await;
    }
}

/// The two lines that people and scripts read on standard output.
async fn announce(house: &House, address: SocketAddr) -> Result<(), String> {
    say(format_args!("Palabre listening on http://{address}"))?;
    let secret = house.store.write(people::verbs::setup::prepare).await.map_err(|fault: Fault| fault.to_string())?;
    if let Some(secret) = secret {
        say(format_args!("First start: make the owner's account at {}/setup/{}", house.public_url, secret.reveal()))?;
    }
    Ok(())
}

async fn signalled() {
    let mut term = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).ok();
    let terminated = async {
        match &mut term {
            Some(term) => drop(term.recv().await),
            None => std::future::pending().await,
        }
    };
    tokio::select! { () = terminated => {}, _ = tokio::signal::ctrl_c() => {} }
}
