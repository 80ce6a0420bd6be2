use super::{
    pdf::tests::{packed, plain},
    *,
};

const BY: ActorId = ActorId::Jawab;

async fn inspect(file: Vec<u8>) -> Result<i32, Problem> {
    match Attachments::in_memory().inspect(BY, file.into()).await {
        Ok(document) => Ok(document.pages()),
        Err(AttachmentError::Refused(problem)) => Err(problem),
        Err(error) => panic!("{error}"),
    }
}

/// All of a document, which is as long as was said before.
async fn read(store: &Attachments, sha256: &str) -> Option<Bytes> {
    let (size, pieces) = store.read(sha256).await.unwrap()?;
    let bytes = Bytes::from(pieces.try_collect::<Vec<Bytes>>().await.unwrap().concat());
    assert_eq!(size, bytes.len() as u64);
    Some(bytes)
}

#[tokio::test]
async fn pages_are_counted_whether_packed_or_not() {
    assert_eq!(inspect(plain(3)).await, Ok(3));
    assert_eq!(inspect(packed(17, "\n")).await, Ok(17));
    assert_eq!(inspect(plain(PAGES_MOST)).await, Ok(500));
    for file in [plain(501), packed(501, "\n")] {
        assert_eq!(inspect(file).await, Err(Problem::TooManyPages { most: 500 }));
    }
}

#[tokio::test]
async fn what_is_no_pdf_or_too_large_is_refused() {
    for no_pdf in [Vec::new(), b"<html><script>alert(1)</script>".to_vec(), b"%PDF-1.4\nnothing\n%%EOF".to_vec(), plain(3)[..60].to_vec()] {
        assert_eq!(inspect(no_pdf).await, Err(Problem::NotAPdf));
    }
    assert_eq!(inspect(vec![b' '; SIZE_MOST + 1]).await, Err(Problem::TooLarge { most: SIZE_MOST }));
}

#[tokio::test]
async fn a_document_is_kept_once_and_found_by_its_hash() {
    let folder = tempfile::tempdir().unwrap();
    let store = Attachments::in_folder(&folder.path().join("attachments")).unwrap();
    let document = store.inspect(BY, plain(1).into()).await.unwrap();
    store.keep(&document).await.unwrap();
    store.keep(&document).await.unwrap();
    assert_eq!(read(&store, document.sha256()).await.unwrap(), plain(1));
    assert_eq!(read(&store, &"0".repeat(64)).await, None);
}

#[tokio::test]
async fn what_a_failure_left_is_replaced_and_nothing_lies_beside() {
    let folder = tempfile::tempdir().unwrap();
    let store = Attachments::in_folder(folder.path()).unwrap();
    let document = store.inspect(BY, plain(1).into()).await.unwrap();
    let shelf = folder.path().join(&document.sha256()[..2]);
    std::fs::create_dir(&shelf).unwrap();
    std::fs::write(shelf.join(document.sha256()), b"").unwrap();
    let both = tokio::join!(store.keep(&document), store.keep(&document));
    assert!(both.0.is_ok() && both.1.is_ok(), "{both:?}");
    assert_eq!(read(&store, document.sha256()).await.unwrap(), plain(1));
    assert_eq!(std::fs::read_dir(&shelf).unwrap().count(), 1);
}

#[tokio::test]
async fn a_folder_that_takes_nothing_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let store = Attachments::in_folder(folder.path()).unwrap();
    let document = store.inspect(BY, plain(1).into()).await.unwrap();
    std::fs::write(folder.path().join(&document.sha256()[..2]), b"no folder").unwrap();
    assert!(matches!(store.keep(&document).await, Err(AttachmentError::Folder(_))));
}

#[tokio::test]
async fn a_file_that_is_kept_again_outlives_the_sweep_that_had_it_listed() {
    let folder = tempfile::tempdir().unwrap();
    let store = Attachments::in_folder(folder.path()).unwrap();
    let document = store.inspect(BY, plain(1).into()).await.unwrap();
    store.keep(&document).await.unwrap();
    let shelf = folder.path().join(&document.sha256()[..2]);
    let (now, long_ago) = (SystemTime::now(), SystemTime::UNIX_EPOCH + UNNAMED_FOR);
    let age = || std::fs::File::open(shelf.join(document.sha256())).unwrap().set_modified(long_ago).unwrap();
    age();
    std::fs::write(shelf.join(format!("{}#left", document.sha256())), b"").unwrap();
    std::fs::File::open(shelf.join(format!("{}#left", document.sha256()))).unwrap().set_modified(long_ago).unwrap();
    assert_eq!(folder::kept_before(folder.path(), now).unwrap(), [document.sha256()], "what lies beside is none, and is removed");
    store.keep(&document).await.unwrap();
    assert!(!folder::remove(&shelf, document.sha256(), now).unwrap());
    assert_eq!(read(&store, document.sha256()).await.unwrap(), plain(1));
    age();
    assert!(folder::remove(&shelf, document.sha256(), now).unwrap());
    assert!(!folder::remove(&shelf, document.sha256(), now).unwrap(), "it is gone already");
    assert_eq!((read(&store, document.sha256()).await, std::fs::read_dir(&shelf).unwrap().count()), (None, 0));
    store.keep(&document).await.unwrap();
    assert_eq!(read(&store, document.sha256()).await.unwrap(), plain(1));
}
