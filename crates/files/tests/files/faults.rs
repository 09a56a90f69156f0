//! A disk that is full (fault R4), seen from a process that may not write long files: the kernel refuses the write just the same.

use std::process::Command;

use files::Error;

use crate::Scratch;
use crate::uploads::{keep, noise, once, whole};

/// In KiB: what a file of the child may hold.
const ROOM: usize = 512;

/// The test below starts itself again with this in its environment.
const INSIDE: &str = "PALABRE_TEST_FULL_DISK";

#[tokio::test]
async fn a_full_disk_is_said_and_loses_nothing() {
    if std::env::var_os(INSIDE).is_some() {
        return inside().await;
    }
    let blocks = ROOM * 2;
    let script = format!("trap '' XFSZ; ulimit -f {blocks} && exec \"$0\" --exact faults::a_full_disk_is_said_and_loses_nothing");
    let child = Command::new("/bin/sh").args(["-c", &script]).arg(std::env::current_exe().unwrap()).env(INSIDE, "1").output().unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success() && said.contains("1 passed"), "{said}{}", String::from_utf8_lossy(&child.stderr));
}

async fn inside() {
    let scratch = Scratch::new();
    let files = scratch.open();
    let before = keep(&files, b"avant").await;
    let bytes = noise(ROOM * 1024 + 1);
    let id = files.begin().await.unwrap();
    let full = files.append(&id, 0, once(&bytes), u64::MAX).await;
    assert!(matches!(full, Err(Error::Full)), "{full:?}");
    // What it acknowledges is there, and is the right beginning.
    let received = files.received(&id).await.unwrap();
    assert!(received <= (ROOM * 1024) as u64);
    let kept = std::fs::read(scratch.0.join("scratch").join(id.to_string())).unwrap();
    assert_eq!(kept, bytes[..received as usize]);
    // Reading goes on, and so does whatever fits, without a restart.
    assert_eq!(whole(&files, &before.sha256).await, b"avant");
    files.abandon(&id).await.unwrap();
    let after = keep(&files, &bytes[..1000]).await;
    assert_eq!(whole(&files, &after.sha256).await, bytes[..1000]);
}
