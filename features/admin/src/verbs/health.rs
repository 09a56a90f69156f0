//! How the program fares: facts with a judgement each, the same for the page and for programs.

use base::{Moment, Result};
use house::House;
use kernel::{changes, settings};
use shell::desk::State;
use store::{Dialect, Query};

use super::disk::{self, Disk};
use crate::machine::{Door, Machine};

/// Less room than this is little, in bytes; a tenth of the disk is little too.
const LITTLE: i64 = 1 << 30;
/// How far clocks may differ, in milliseconds.
const CLOCK: i64 = 5_000;
/// How long a backup stays fresh, and a proof of one, in days.
const FRESH_DAYS: (i64, i64) = (2, 40);

/// What was found.
#[derive(Clone, Debug)]
pub struct Health {
    /// The program's version.
    pub version: &'static str,
    /// Which database answers.
    pub dialect: Dialect,
    /// Room on the disk.
    pub disk: Option<Disk>,
    /// Where letters go.
    pub mail: Option<String>,
    /// How far the database's clock is from ours, in milliseconds.
    pub clock: i64,
    /// The last backup, and the last one proven.
    pub backup: (Option<Moment>, Option<Moment>),
    /// Jobs that are due, and given up.
    pub jobs: (i64, i64),
    /// Changes that wait for their number, and the furthest that a listener is behind.
    pub behind: (i64, i64),
}

/// Looks.
///
/// # Errors
/// A broken database: then there is no page to show it on.
pub async fn look(house: &House, machine: &Machine) -> Result<Health> {
    let disk = disk::free(machine.data.clone()).await;
    let (version, mail) = (machine.version, machine.door(Door::Mail).map(str::to_owned));
    house
        .store
        .read(move |db| {
            let now = Moment::now();
            let moment = |name| settings::get(db, name).map(|text| text.and_then(|text| text.parse().ok()).map(Moment));
            let latest = changes::latest(db)?;
            let slowest = db.one("SELECT min(seq) FROM listeners", &[], |row| row.opt_int(0))?.flatten().unwrap_or(latest);
            Ok(Health {
                version,
                dialect: db.dialect(),
                disk,
                mail,
                clock: store::dialect::clock(db)? - Moment::now().0,
                backup: (moment(settings::BACKED_UP)?, moment(settings::BACKUP_PROVEN)?),
                jobs: (jobs::unfinished(db, now)?, db.count("SELECT count(*) FROM jobs WHERE dead_at IS NOT NULL", &[])?),
                behind: (db.count("SELECT count(*) FROM changes WHERE seq IS NULL", &[])?, latest - slowest),
            })
        })
        .await
}

impl Health {
    /// Whether there is room to go on writing.
    pub fn room(&self) -> State {
        match self.disk {
            None => State::Off,
            Some(disk) if disk.free < LITTLE / 4 => State::Bad,
            Some(disk) if disk.free < LITTLE || disk.free < disk.whole / 10 => State::Look,
            Some(_) => State::Good,
        }
    }

    /// Whether the clocks agree.
    pub fn clocks(&self) -> State {
        if self.clock.abs() > CLOCK { State::Look } else { State::Good }
    }

    /// Whether a fresh backup is known to be good.
    pub fn backups(&self, now: Moment) -> State {
        let (last, proven) = FRESH_DAYS;
        match self.backup {
            (None, _) => State::Bad,
            (Some(at), Some(good)) if at > now.plus_days(-last) && good > now.plus_days(-proven) => State::Good,
            (Some(_), _) => State::Look,
        }
    }

    /// Whether work is done as it falls due.
    pub fn work(&self) -> State {
        match self.jobs {
            (_, dead) if dead > 0 => State::Bad,
            (waiting, _) if waiting > 1_000 => State::Look,
            _ => State::Good,
        }
    }

    /// Whether pages hear of changes at once.
    pub fn live(&self) -> State {
        if self.behind.0 > 1_000 || self.behind.1 > 1_000 { State::Look } else { State::Good }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn health() -> Health {
        Health {
            version: "",
            dialect: Dialect::Sqlite,
            disk: None,
            mail: None,
            clock: 0,
            backup: (None, None),
            jobs: (0, 0),
            behind: (0, 0),
        }
    }

    #[test]
    fn judgements() {
        let disk = |free| Health { disk: Some(Disk { whole: 100 << 30, free }), ..health() }.room();
        assert_eq!([disk(50 << 30), disk(5 << 30), disk(100 << 20), health().room()], [State::Good, State::Look, State::Bad, State::Off]);
        let now = Moment::now();
        let backup =
            |last: i64, proven: i64| Health { backup: (Some(now.plus_days(-last)), Some(now.plus_days(-proven))), ..health() }.backups(now);
        assert_eq!(
            [backup(1, 30), backup(9, 30), backup(1, 60), health().backups(now)],
            [State::Good, State::Look, State::Look, State::Bad]
        );
        assert_eq!(Health { jobs: (3, 1), ..health() }.work(), State::Bad);
        assert_eq!(Health { clock: -9_000, ..health() }.clocks(), State::Look);
    }
}
