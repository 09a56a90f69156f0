//! A Slack export brought in beside a running server, and how the pages of that server fare meanwhile.

use std::process::Stdio;
use std::time::{Duration, Instant};

use e2e::{Backend, Scratch, Stage};

use super::{Scale, runtime};
use crate::load::Seen;
use crate::table::{Table, mib, short};
use crate::wire::{Wire, bearer, get};
use crate::{process::Process, slack_archive};

pub fn measure(scale: Scale) -> Table {
    let columns = &["database", "messages", "messages/s", "most memory", "pages meanwhile: p50 ms", "p99 ms"];
    let mut table = Table::new("import", columns);
    let folder = Scratch::new("export");
    let file = folder.path().join("export.zip");
    slack_archive::write(&file, scale.messages).expect("an export is written");
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let stage = Stage::set(backend);
        let token = stage.server.add_token(&stage.luc.email);
        let begun = Instant::now();
        let mut command = stage.server.command();
        command.args(["import", "slack", "--json"]).arg(&file).stdout(Stdio::null());
        let mut child = command.spawn().expect("the import starts");
        let (mut pages, mut most) = (Vec::new(), 0);
        let request = get(&stage.server.url, "/api/v1/feed?limit=50", &bearer(&token));
        let status = runtime().block_on(async {
            let mut wire = Wire::open(&stage.server.url).await.expect("it listens");
            loop {
                if let Some(status) = child.try_wait().expect("our child") {
                    return status;
                }
                let asked = Instant::now();
                let answered = wire.ask(&request).await.map(|answer| answer.status);
                assert!(matches!(answered, Ok(200)), "{answered:?}");
                pages.push(asked.elapsed());
                most = Process(child.id()).peak().max(most);
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        });
        assert!(status.success(), "{status}");
        let rate = scale.messages as f64 / begun.elapsed().as_secs_f64();
        let pages = Seen::of(pages, 0, begun.elapsed());
        let figures = [short(rate), mib(most), short(pages.within(0.5)), short(pages.within(0.99))];
        table.row([format!("{backend:?}"), scale.messages.to_string()].into_iter().chain(figures).collect());
    }
    table
}
