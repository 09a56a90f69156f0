//! Blobs in a bucket, and what becomes of them when the line or the storage fails (fault R25): kept or refused, never half.

use std::time::Duration;

use files::{Error, HEAD, Sha256};
use futures_util::TryStreamExt as _;

use crate::Scratch;
use crate::storage::{Fault, Storage};
use crate::uploads::{keep, noise, once, whole};

#[tokio::test]
async fn a_bucket_keeps_what_a_folder_keeps() {
    let (storage, scratch) = (Storage::start(), Scratch::new());
    let files = storage.files(&scratch);
    let bytes = noise(HEAD + 900_000);
    let sealed = keep(&files, &bytes).await;
    assert_eq!((sealed.sha256, sealed.size, &sealed.head[..]), (Sha256::of(&bytes), bytes.len() as u64, &bytes[..HEAD]));
    assert_eq!(scratch.all().len(), 0, "nothing stays here");
    assert_eq!(whole(&files, &sealed.sha256).await, bytes);
    for (asked, expected) in [(0..1, 0..1), (70_000..300_001, 70_000..300_001), (900_000..u64::MAX, 900_000..sealed.size)] {
        let blob = files.read(&sealed.sha256, Some(asked)).await.unwrap();
        assert_eq!((blob.size(), blob.range()), (sealed.size, expected.clone()));
        let part: Vec<u8> = blob.map_ok(|piece| piece.to_vec()).try_concat().await.unwrap();
        assert_eq!(part, bytes[expected.start as usize..expected.end as usize]);
    }
    let beyond = files.read(&sealed.sha256, Some(sealed.size..sealed.size + 1)).await.map(|blob| blob.size());
    assert!(matches!(beyond, Err(Error::Range { size }) if size == sealed.size), "{beyond:?}");
    assert!(matches!(files.read(&Sha256::of(b"other"), None).await.map(drop), Err(Error::Missing)));
    assert_eq!(files.has(&Sha256::of(b"other")).await.unwrap(), None);

    let empty = keep(&files, b"").await;
    assert_eq!((empty.size, whole(&files, &empty.sha256).await.len()), (0, 0));

    // Young, it stays; asked without an age, it goes.
    assert!(!files.remove(&sealed.sha256, Duration::from_secs(3600)).await.unwrap());
    assert!(files.remove(&sealed.sha256, Duration::ZERO).await.unwrap());
    assert_eq!(files.has(&sealed.sha256).await.unwrap(), None);
    assert!(files.remove(&sealed.sha256, Duration::from_secs(3600)).await.unwrap(), "gone already");

    let mut expected = vec![(empty.sha256, 0)];
    for n in 1..9_u8 {
        expected.push((keep(&files, &vec![n; n.into()]).await.sha256, u64::from(n)));
    }
    expected.sort();
    let (mut listed, mut after) = (Vec::new(), None);
    loop {
        let page = files.list(after, 4).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some(last.sha256);
        listed.extend(page.iter().map(|kept| (kept.sha256, kept.size)));
    }
    assert_eq!(listed, expected);
}

#[tokio::test]
async fn over_a_bad_line_an_upload_is_kept_once_or_refused() {
    let storage = Storage::start();
    let bytes = noise(400_000);
    // A put and the look after it: two calls a try, three tries a seal.
    use Fault::{CutAfter, CutBefore, CutWithin, Failed, None};
    let lines: [&[Fault]; 6] = [
        &[Failed, CutBefore],
        &[CutAfter],
        &[CutWithin, CutAfter],
        &[None, CutAfter],
        &[None, Failed, CutBefore],
        &[CutBefore, CutWithin, CutAfter],
    ];
    for (turn, line) in lines.iter().enumerate() {
        let scratch = Scratch::new();
        let bytes = [&bytes[..], &[turn as u8]].concat();
        let files = storage.over_bad_line(&scratch, line).await;
        let id = files.begin().await.unwrap();
        files.append(&id, 0, once(&bytes), u64::MAX).await.unwrap();
        let sealed = match files.seal(&id).await {
            Err(Error::Elsewhere(_)) => {
                // Refused: the upload is still here, whole, and the next seal finds everything.
                assert_eq!(line.len(), 3, "{line:?}");
                assert_eq!(files.received(&id).await.unwrap(), bytes.len() as u64);
                files.seal(&id).await.unwrap()
            }
            sealed => sealed.unwrap(),
        };
        assert_eq!(sealed.sha256, Sha256::of(&bytes), "{line:?}");
        assert_eq!(whole(&files, &sealed.sha256).await, bytes, "{line:?}");
        assert_eq!(files.seal(&id).await.unwrap(), sealed, "{line:?}");
        assert_eq!(storage.objects(), turn + 1, "{line:?}");
    }
}

#[tokio::test]
async fn a_storage_that_is_away_is_said_to_be() {
    let scratch = Scratch::new();
    let storage = Storage::start();
    let files = storage.files(&scratch);
    let kept = keep(&files, b"bonjour").await.sha256;
    let id = files.begin().await.unwrap();
    files.append(&id, 0, once(b"encore"), u64::MAX).await.unwrap();
    drop(storage);
    assert!(matches!(files.seal(&id).await, Err(Error::Elsewhere(_))));
    assert!(matches!(files.read(&kept, None).await.map(drop), Err(Error::Elsewhere(_))));
    assert!(matches!(files.has(&kept).await, Err(Error::Elsewhere(_))));
    assert!(matches!(files.list(None, 10).await, Err(Error::Elsewhere(_))));
    // Refused, not lost.
    assert_eq!(files.received(&id).await.unwrap(), 6);
}
