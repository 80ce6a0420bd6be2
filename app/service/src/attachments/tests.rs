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

/// The whole document. Its length must match the announced one.
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
    assert_eq!(inspect(plain(MAX_PAGES)).await, Ok(500));
    for file in [plain(501), packed(501, "\n")] {
        assert_eq!(inspect(file).await, Err(Problem::TooManyPages { most: 500 }));
    }
}

#[tokio::test]
async fn files_that_are_not_pdf_or_too_large_are_rejected() {
    for no_pdf in [Vec::new(), b"<html><script>alert(1)</script>".to_vec(), b"%PDF-1.4\nnothing\n%%EOF".to_vec(), plain(3)[..60].to_vec()] {
        assert_eq!(inspect(no_pdf).await, Err(Problem::NotAPdf));
    }
    assert_eq!(inspect(vec![b' '; MAX_DOCUMENT_BYTES + 1]).await, Err(Problem::TooLarge { most: MAX_DOCUMENT_BYTES }));
}

#[tokio::test]
async fn a_document_is_stored_once_and_found_by_its_hash() {
    let folder = tempfile::tempdir().unwrap();
    let store = Attachments::in_folder(&folder.path().join("attachments")).unwrap();
    let document = store.inspect(BY, plain(1).into()).await.unwrap();
    store.store(&document).await.unwrap();
    store.store(&document).await.unwrap();
    assert_eq!(read(&store, document.sha256()).await.unwrap(), plain(1));
    assert_eq!(read(&store, &"0".repeat(64)).await, None);
}

#[tokio::test]
async fn files_left_by_a_failure_are_replaced_without_temporary_files() {
    let folder = tempfile::tempdir().unwrap();
    let store = Attachments::in_folder(folder.path()).unwrap();
    let document = store.inspect(BY, plain(1).into()).await.unwrap();
    let subfolder = folder.path().join(&document.sha256()[..2]);
    std::fs::create_dir(&subfolder).unwrap();
    std::fs::write(subfolder.join(document.sha256()), b"").unwrap();
    let both = tokio::join!(store.store(&document), store.store(&document));
    assert!(both.0.is_ok() && both.1.is_ok(), "{both:?}");
    assert_eq!(read(&store, document.sha256()).await.unwrap(), plain(1));
    assert_eq!(std::fs::read_dir(&subfolder).unwrap().count(), 1);
}

#[tokio::test]
async fn an_unwritable_folder_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let store = Attachments::in_folder(folder.path()).unwrap();
    let document = store.inspect(BY, plain(1).into()).await.unwrap();
    std::fs::write(folder.path().join(&document.sha256()[..2]), b"no folder").unwrap();
    assert!(matches!(store.store(&document).await, Err(AttachmentError::Folder(_))));
}

#[tokio::test]
async fn a_file_stored_again_during_a_sweep_survives_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = Attachments::in_folder(folder.path()).unwrap();
    let document = store.inspect(BY, plain(1).into()).await.unwrap();
    store.store(&document).await.unwrap();
    let subfolder = folder.path().join(&document.sha256()[..2]);
    let (now, long_ago) = (SystemTime::now(), SystemTime::UNIX_EPOCH + ORPHAN_LIFETIME);
    let age = || std::fs::File::open(subfolder.join(document.sha256())).unwrap().set_modified(long_ago).unwrap();
    age();
    std::fs::write(subfolder.join(format!("{}#left", document.sha256())), b"").unwrap();
    std::fs::File::open(subfolder.join(format!("{}#left", document.sha256()))).unwrap().set_modified(long_ago).unwrap();
    assert_eq!(folder::stored_before(folder.path(), now).unwrap(), [document.sha256()], "what lies beside is none, and is removed");
    store.store(&document).await.unwrap();
    assert!(!folder::remove(&subfolder, document.sha256(), now).unwrap());
    assert_eq!(read(&store, document.sha256()).await.unwrap(), plain(1));
    age();
    assert!(folder::remove(&subfolder, document.sha256(), now).unwrap());
    assert!(!folder::remove(&subfolder, document.sha256(), now).unwrap(), "it is gone already");
    assert_eq!((read(&store, document.sha256()).await, std::fs::read_dir(&subfolder).unwrap().count()), (None, 0));
    store.store(&document).await.unwrap();
    assert_eq!(read(&store, document.sha256()).await.unwrap(), plain(1));
}
