//! Uploads that break off, meet, and are sealed (fault R16), and the blobs they become.

use std::convert::Infallible;
use std::time::Duration;

use bytes::Bytes;
use files::{Error, Files, HEAD, Sealed, Sha256, UploadId};
use futures_util::{Stream, StreamExt as _, TryStreamExt as _, stream};

use crate::Scratch;

const PLENTY: u64 = 64 << 20;

pub(crate) fn once(bytes: &[u8]) -> impl Stream<Item = Result<Bytes, Infallible>> + use<> {
    stream::iter([Ok(Bytes::copy_from_slice(bytes))])
}

pub(crate) async fn keep(files: &Files, bytes: &[u8]) -> Sealed {
    let id = files.begin().await.unwrap();
    files.append(&id, 0, once(bytes), PLENTY).await.unwrap();
    let sealed = files.seal(&id).await.unwrap();
    files.abandon(&id).await.unwrap();
    sealed
}

pub(crate) async fn whole(files: &Files, sha: &Sha256) -> Vec<u8> {
    files.read(sha, None).await.unwrap().map_ok(|piece| piece.to_vec()).try_concat().await.unwrap()
}

/// Bytes that repeat nowhere near.
pub(crate) fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    (0..length)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[3]
        })
        .collect()
}

#[tokio::test]
async fn what_is_sealed_is_there_whole_and_in_parts() {
    let scratch = Scratch::new();
    let files = scratch.open();
    let bytes = noise(HEAD + 700_000);
    let sealed = keep(&files, &bytes).await;
    assert_eq!((sealed.sha256, sealed.size), (Sha256::of(&bytes), bytes.len() as u64));
    assert_eq!(sealed.head, bytes[..HEAD]);
    assert_eq!(whole(&files, &sealed.sha256).await, bytes);
    for (asked, expected) in [(0..1, 0..1), (5..300_001, 5..300_001), (700_000..u64::MAX, 700_000..sealed.size)] {
        let blob = files.read(&sealed.sha256, Some(asked)).await.unwrap();
        assert_eq!((blob.size(), blob.range()), (sealed.size, expected.clone()));
        let part: Vec<u8> = blob.map_ok(|piece| piece.to_vec()).try_concat().await.unwrap();
        assert_eq!(part, bytes[expected.start as usize..expected.end as usize]);
    }
    let beyond = files.read(&sealed.sha256, Some(sealed.size..sealed.size + 1)).await;
    assert!(matches!(beyond, Err(Error::Range { size }) if size == sealed.size));
    assert!(matches!(files.read(&Sha256::of(b"other"), None).await, Err(Error::Missing)));
    // Nothing but the blob is left, and nobody else on the machine reads it.
    assert_eq!(scratch.all().len(), 1);
    use std::os::unix::fs::PermissionsExt as _;
    for (path, mode) in [(scratch.all().remove(0), 0o600), (scratch.0.join("scratch"), 0o700), (scratch.0.join("home"), 0o700)] {
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, mode, "{}", path.display());
    }
}

#[tokio::test]
async fn nothing_is_a_file_too() {
    let scratch = Scratch::new();
    let files = scratch.open();
    let sealed = keep(&files, b"").await;
    assert_eq!((sealed.sha256, sealed.size, sealed.head.len()), (Sha256::of(b""), 0, 0));
    assert_eq!(whole(&files, &sealed.sha256).await, b"");
}

#[tokio::test]
async fn cut_at_each_tenth_it_goes_on_and_ends_with_the_same_hash() {
    let scratch = Scratch::new();
    let files = scratch.open();
    let bytes = noise(900_001);
    for tenth in 0..=10 {
        let cut = bytes.len() * tenth / 10;
        let id = files.begin().await.unwrap();
        let broken = stream::iter(bytes[..cut].chunks(7_001).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect::<Vec<_>>())
            .chain(stream::iter([Err("the line died")]));
        match files.append(&id, 0, broken, PLENTY).await {
            Err(Error::Cut { received }) => assert_eq!(received, cut as u64),
            other => panic!("{other:?}"),
        }
        // Another process takes over.
        let files = scratch.open();
        assert_eq!(files.received(&id).await.unwrap(), cut as u64);
        assert_eq!(files.append(&id, cut as u64, once(&bytes[cut..]), PLENTY).await.unwrap(), bytes.len() as u64);
        assert_eq!(files.seal(&id).await.unwrap().sha256, Sha256::of(&bytes));
    }
}

#[tokio::test]
async fn a_wrong_place_or_too_much_changes_nothing() {
    let scratch = Scratch::new();
    let files = scratch.open();
    let id = files.begin().await.unwrap();
    files.append(&id, 0, once(b"0123456789"), PLENTY).await.unwrap();
    for offset in [0, 9, 11, u64::MAX] {
        let wrong = files.append(&id, offset, once(b"x"), PLENTY).await;
        assert!(matches!(wrong, Err(Error::Offset { received: 10 })), "{wrong:?}");
    }
    assert!(matches!(files.append(&id, 10, once(b"ab"), 11).await, Err(Error::TooLarge(11))));
    assert_eq!(files.received(&id).await.unwrap(), 10);
    assert_eq!(files.append(&id, 10, once(b"a"), 11).await.unwrap(), 11);
    let stranger: UploadId = "0".repeat(32).parse().unwrap();
    assert!(matches!(files.append(&stranger, 0, once(b"x"), PLENTY).await, Err(Error::Missing)));
    assert!(matches!(files.seal(&stranger).await, Err(Error::Missing)));
    for bad in ["", "..", "../../etc/passwd", &"g".repeat(32), &"0".repeat(33)] {
        assert!(matches!(bad.parse::<UploadId>(), Err(Error::Missing)), "{bad}");
    }
}

#[tokio::test]
async fn of_two_who_go_on_at_once_one_wins() {
    let scratch = Scratch::new();
    let files = scratch.open();
    let id = files.begin().await.unwrap();
    let ((begin, begun), (open, pieces)) = (tokio::sync::oneshot::channel::<()>(), tokio::sync::oneshot::channel::<()>());
    let first = {
        let (files, id) = (files.clone(), id.clone());
        // Says its first half when it is its turn, and the second when it is told to.
        let slow = stream::once(async move {
            begin.send(()).unwrap();
            Ok::<_, Infallible>(Bytes::from_static(b"first"))
        })
        .chain(stream::once(async move {
            pieces.await.unwrap();
            Ok(Bytes::from_static(b"half"))
        }));
        tokio::spawn(async move { files.append(&id, 0, slow, PLENTY).await })
    };
    begun.await.unwrap();
    // The other comes from another process: its lock is the file's.
    let other = scratch.open();
    assert!(matches!(other.append(&id, 0, once(b"other"), PLENTY).await, Err(Error::Busy)));
    assert!(matches!(other.seal(&id).await, Err(Error::Busy)));
    assert!(matches!(other.abandon(&id).await, Err(Error::Busy)));
    open.send(()).unwrap();
    assert_eq!(first.await.unwrap().unwrap(), 9);
    assert_eq!(other.seal(&id).await.unwrap().sha256, Sha256::of(b"firsthalf"));
}

#[tokio::test]
async fn twenty_at_once_write_it_once() {
    let scratch = Scratch::new();
    let files = scratch.open();
    let bytes = noise(300_000);
    let id = files.begin().await.unwrap();
    let tries = (0..20).map(|_| {
        let (files, id, bytes) = (files.clone(), id.clone(), once(&bytes));
        tokio::spawn(async move { files.append(&id, 0, bytes, PLENTY).await })
    });
    let mut won = 0;
    for tried in tries.collect::<Vec<_>>() {
        match tried.await.unwrap() {
            Ok(received) => won += i32::from(received == 300_000),
            Err(Error::Busy | Error::Offset { received: 300_000 }) => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(won, 1);
    assert_eq!(files.seal(&id).await.unwrap().sha256, Sha256::of(&bytes));
}

#[tokio::test]
async fn sealing_twice_is_sealing_once_and_ends_the_upload() {
    let scratch = Scratch::new();
    let files = scratch.open();
    let id = files.begin().await.unwrap();
    files.append(&id, 0, once(b"compte rendu"), PLENTY).await.unwrap();
    let first = files.seal(&id).await.unwrap();
    assert_eq!(scratch.open().seal(&id).await.unwrap(), first);
    assert_eq!(files.received(&id).await.unwrap(), 12);
    assert!(matches!(files.append(&id, 12, once(b"!"), PLENTY).await, Err(Error::Closed)));
    assert_eq!(whole(&files, &first.sha256).await, b"compte rendu");
    files.abandon(&id).await.unwrap();
    files.abandon(&id).await.unwrap();
    assert!(matches!(files.received(&id).await, Err(Error::Missing)));
    assert_eq!(files.has(&first.sha256).await.unwrap(), Some(12));
}

#[tokio::test]
async fn interrupted_between_the_note_and_the_move_it_is_sealed_the_next_time() {
    let scratch = Scratch::new();
    let files = scratch.open();
    let id = files.begin().await.unwrap();
    files.append(&id, 0, once(b"bonjour"), PLENTY).await.unwrap();
    std::fs::write(scratch.0.join("scratch").join(format!("{id}.sealed")), format!("{} 7\n", Sha256::of(b"bonjour"))).unwrap();
    assert_eq!(files.seal(&id).await.unwrap().sha256, Sha256::of(b"bonjour"));
    assert_eq!(whole(&files, &Sha256::of(b"bonjour")).await, b"bonjour");
}

#[tokio::test]
async fn orphans_are_swept_and_the_living_are_not() {
    let scratch = Scratch::new();
    let files = scratch.open();
    let (old, sealed, young) = (files.begin().await.unwrap(), files.begin().await.unwrap(), files.begin().await.unwrap());
    files.append(&sealed, 0, once(b"x"), PLENTY).await.unwrap();
    files.seal(&sealed).await.unwrap();
    let an_hour_ago = std::time::SystemTime::now() - Duration::from_secs(3600);
    for name in [old.to_string(), format!("{sealed}.sealed")] {
        std::fs::File::options().write(true).open(scratch.0.join("scratch").join(name)).unwrap().set_modified(an_hour_ago).unwrap();
    }
    assert_eq!(files.sweep(Duration::from_secs(3000)).await.unwrap(), 2);
    assert!(matches!(files.received(&old).await, Err(Error::Missing)));
    assert!(matches!(files.received(&sealed).await, Err(Error::Missing)));
    assert_eq!(files.received(&young).await.unwrap(), 0);
    assert_eq!(files.has(&Sha256::of(b"x")).await.unwrap(), Some(1), "the blob is somebody's");
    assert_eq!(files.sweep(Duration::from_secs(3000)).await.unwrap(), 0);
}

#[tokio::test]
async fn a_blob_goes_when_it_is_old_and_is_young_again_when_it_comes_again() {
    let scratch = Scratch::new();
    let files = scratch.open();
    let sha = keep(&files, b"photo").await.sha256;
    let hour = Duration::from_secs(3600);
    let age = || {
        let blob = scratch.all().remove(0);
        let before = std::time::SystemTime::now() - 2 * hour;
        std::fs::File::options().write(true).open(blob).unwrap().set_modified(before).unwrap();
    };
    assert!(!files.remove(&sha, hour).await.unwrap(), "somebody may be attaching it");
    age();
    keep(&files, b"photo").await;
    assert!(!files.remove(&sha, hour).await.unwrap(), "it came again");
    age();
    assert!(files.remove(&sha, hour).await.unwrap());
    assert_eq!(files.has(&sha).await.unwrap(), None);
    assert!(files.remove(&sha, hour).await.unwrap(), "gone already");
    let erased = keep(&files, b"photo").await.sha256;
    assert!(files.remove(&erased, Duration::ZERO).await.unwrap());
}

#[tokio::test]
async fn the_list_comes_in_pages() {
    let scratch = Scratch::new();
    let files = scratch.open();
    let mut expected = Vec::new();
    for n in 0..40_u8 {
        expected.push((keep(&files, &[n; 9][..usize::from(n % 9)]).await.sha256, u64::from(n % 9)));
    }
    expected.sort();
    expected.dedup();
    let (mut listed, mut after) = (Vec::new(), None);
    loop {
        let page = files.list(after, 7).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some(last.sha256);
        listed.extend(page.iter().map(|kept| (kept.sha256, kept.size)));
    }
    assert_eq!(listed, expected);
}
