use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use futures::{FutureExt as _, future::join_all};
use jawab_search::embedded::Embedded;
use jawab_service::Clock;
use tempfile::TempDir;
use tokio::sync::Notify;

use super::*;
use crate::{App, assets::Assets};

/// A product, and a page of it that is made when it is let.
struct Site {
    app: App,
    made: Arc<AtomicUsize>,
    let_go: Arc<Notify>,
    _folder: TempDir,
}

impl Site {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::connect(&format!("sqlite:{}", folder.path().join("jawab.sqlite").display())).await.unwrap();
        database.migrate().await.unwrap();
        let engine = Arc::new(Embedded::open(&folder.path().join("search")).unwrap());
        let clock = Clock::fixed_at("2026-11-21T10:00:00Z".parse().unwrap()).unwrap();
        let app = App::new(database, engine, clock, Assets::default(), "https://jawab.test".into());
        Self { app, made: Arc::default(), let_go: Arc::default(), _folder: folder }
    }

    /// The page, made of this text as soon as it is let go.
    async fn page(&self, now: Stamp, text: &'static str) -> String {
        let (made, let_go) = (Arc::clone(&self.made), Arc::clone(&self.let_go));
        let make = || async move {
            made.fetch_add(1, Ordering::SeqCst);
            let_go.notified().await;
            if text.is_empty() { Err(AppError::NotFound) } else { Ok(Rendered::Page(CacheScope::Everything, Bytes::from(text))) }
        };
        match self
            .app
            .pages
            .get(&self.app.database, (self.app.time_limit, self.app.patience), "/fr", now, make)
            .await
            .map(|answer| answer.made.clone())
        {
            Ok(Rendered::Page(_, html)) => String::from_utf8(html.to_vec()).unwrap(),
            other => format!("{other:?}"),
        }
    }

    async fn page_at_once(&self, now: Stamp, text: &'static str) -> String {
        self.let_go.notify_one();
        self.page(now, text).await
    }

    fn made(&self) -> usize {
        self.made.load(Ordering::SeqCst)
    }
}

/// After so many public changes, of which so many took something away.
fn after(public: i64, retraction: i64) -> Stamp {
    let state = SiteState { generation: 10 + public, public, reference: 0, retraction };
    Stamp { state, today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap() }
}

#[tokio::test]
async fn one_makes_a_page_for_all_who_wait() {
    let site = Site::new().await;
    let all = join_all((0..50).map(|_| site.page(after(1, 0), "one")));
    let (pages, ()) = tokio::join!(all, async { site.let_go.notify_one() });
    assert_eq!((pages, site.made()), (vec!["one".to_owned(); 50], 1));
    assert_eq!((site.page(after(1, 0), "two").await.as_str(), site.made()), ("one", 1), "it is kept");
    assert_eq!(site.page_at_once(after(2, 0), "two").await, "two", "until something changes");
}

#[tokio::test]
async fn a_page_is_made_though_the_first_asker_goes_away() {
    let site = Site::new().await;
    assert!(site.page(after(1, 0), "one").now_or_never().is_none());
    let second = async {
        let page = site.page(after(1, 0), "two");
        let (page, ()) = tokio::join!(page, async { site.let_go.notify_one() });
        page
    };
    assert_eq!((second.await.as_str(), site.made()), ("one", 1));
}

#[tokio::test]
async fn what_was_begun_before_a_change_is_not_for_who_comes_after_it() {
    let site = Site::new().await;
    let later = async {
        site.let_go.notify_one();
        let again = async {
            while site.made() < 2 {
                tokio::task::yield_now().await;
            }
            site.let_go.notify_one();
        };
        tokio::join!(site.page(after(2, 0), "after"), again).0
    };
    let (first, second) = tokio::join!(site.page(after(1, 0), "before"), later);
    assert_eq!((first.as_str(), second.as_str(), site.made()), ("before", "after", 2));
}

#[tokio::test]
async fn an_error_is_not_kept() {
    let site = Site::new().await;
    assert!(site.page_at_once(after(1, 0), "").await.contains("NotFound"));
    assert_eq!((site.page_at_once(after(1, 0), "one").await.as_str(), site.made()), ("one", 2));
}

#[tokio::test]
async fn readers_without_patience_get_the_page_before_but_nothing_that_was_taken_away() {
    let mut site = Site::new().await;
    site.app = site.app.with_patience(Duration::ZERO);
    assert_eq!(site.page_at_once(after(1, 0), "one").await, "one");
    assert_eq!(site.page(after(2, 0), "two").await, "one", "the next is being made");
    site.let_go.notify_one();
    while site.page(after(2, 0), "two").await != "two" {
        tokio::task::yield_now().await;
    }
    assert_eq!(site.page_at_once(after(3, 3), "three").await, "three", "something was hidden");
    let tomorrow = Stamp { today: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(), ..after(3, 3) };
    assert_eq!(site.page_at_once(tomorrow, "tomorrow").await, "tomorrow");
}
