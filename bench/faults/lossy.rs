//! R11: a wire that loses requests, loses answers, and delays both. Whoever sends again under the same key has sent once.

use std::thread::sleep;
use std::time::{Duration, Instant};

use bench::wire::host;
use e2e::{Api, Backend, Stage};

use crate::ledger::Ledger;
use crate::line::{self, Fate};
use crate::{Found, Scale};

pub fn run(scale: Scale) -> Found {
    let (mut told, mut held) = (Vec::new(), true);
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let stage = Stage::set(backend);
        let server = host(&stage.server.url).parse().expect("an address");
        let wire = line::to(server, &[Fate::Deaf, Fate::CutAfter, Fate::Late, Fate::Good]);
        let api = Api::new(&format!("http://{wire}"), &stage.server.add_token(&stage.luc.email));
        let mut ledger = Ledger::new();
        let wanted = scale.of(10_000, 300);
        let patience = Instant::now() + Duration::from_secs(300);
        while ledger.promised() < wanted && Instant::now() < patience {
            ledger.write(&api, &stage.space, 100, || sleep(Duration::from_secs(2)));
        }
        let verdict = ledger.check(&stage);
        held &= verdict.holds() && verdict.broken > 0;
        told.push(format!("{backend:?}: {verdict}"));
    }
    Found::of(told.join(". ") + ".", held)
}
