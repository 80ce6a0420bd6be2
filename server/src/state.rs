//! What every handler shares.

use std::{
    path::PathBuf,
    sync::{Arc, OnceLock, atomic::AtomicBool},
    time::Duration,
};

use anyhow::Context as _;
use jawab_domain::access::{AccountNotice, SecondFactorFor};
use jawab_search::{embedded::Embedded, engine::SearchEngine, meilisearch::Meilisearch};
use jawab_service::{
    Accounts, Attachments, Clock, UseCases,
    accounts::{Keys, NoticeWriter},
    compute_pool::ComputePool,
    index::Indexer,
    reference_data::{ReferenceCache, ReferenceData},
    search::Search,
    view_counter::ViewCounter,
};
use jawab_store::{Database, Ledger, LedgerCache, StoreError};
use jawab_ui::exports;

use crate::{
    access::anonymous_bodies::AnonymousBodies,
    addresses::Addresses,
    assets::Assets,
    cache::{PageCache, StaleWait, Stamp},
    config::{Config, TIME_LIMIT},
};

/// How long readers wait for a page that is made anew before they get the one before it.
const PATIENCE: Duration = Duration::from_millis(100);

/// The running product. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// What an [`App`] holds.
pub struct Shared {
    /// The database.
    pub database: Database,
    /// The search engine, as the indexer feeds it.
    pub engine: Arc<dyn SearchEngine>,
    /// What readers search by.
    pub search: Search,
    /// The clock.
    pub clock: Clock,
    /// Accounts of staff.
    pub accounts: Accounts,
    /// Attached documents.
    pub attachments: Attachments,
    /// The header in which the proxy says who asks, if one does.
    pub client_address_header: Option<String>,
    /// The built assets.
    pub assets: Assets,
    /// The site's own address, without a slash at its end.
    pub public_url: String,
    /// How long readers wait for a page that is made anew, while there is one before it.
    pub patience: StaleWait,
    /// How long it may work at a request: [`TIME_LIMIT`] unless told.
    pub time_limit: Duration,
    /// How often the pages of questions are read.
    pub view_counter: ViewCounter,
    pub(crate) migrated: AtomicBool,
    pub(crate) pages: PageCache,
    pub(crate) ledgers: LedgerCache,
    pub(crate) reference_cache: ReferenceCache,
    pub(crate) pool: ComputePool,
    pub(crate) anonymous_bodies: AnonymousBodies,
    /// Set by [`crate::router`].
    pub(crate) addresses: OnceLock<Arc<Addresses>>,
}

impl std::ops::Deref for App {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl App {
    /// From its parts.
    #[must_use]
    pub fn new(database: Database, engine: Arc<dyn SearchEngine>, clock: Clock, assets: Assets, public_url: String) -> Self {
        let accounts =
            Accounts::new(database.clone(), clock.clone()).at_address(&public_url).notifying_in(notice_words(public_url.clone()));
        let (ledgers, pool) = (LedgerCache::default(), ComputePool::default());
        let reference_cache = ReferenceCache::new(database.clone());
        let search = Search::new(
            Arc::clone(&engine),
            clock.clone(),
            accounts.refusal_log().clone(),
            database.clone(),
            ledgers.clone(),
            reference_cache.clone(),
            pool.clone(),
        );
        Self(Arc::new(Shared {
            search,
            view_counter: ViewCounter::new(database.clone()),
            accounts,
            database,
            attachments: Attachments::in_memory(),
            client_address_header: None,
            engine,
            clock,
            assets,
            public_url,
            patience: None,
            time_limit: TIME_LIMIT,
            migrated: AtomicBool::new(false),
            pages: PageCache::default(),
            ledgers,
            reference_cache,
            pool,
            anonymous_bodies: AnonymousBodies::default(),
            addresses: OnceLock::new(),
        }))
    }

    /// The same, told by a proxy in this header who asks.
    #[must_use]
    pub fn behind_proxy(mut self, client_address_header: Option<String>) -> Self {
        if let Some(shared) = Arc::get_mut(&mut self.0) {
            shared.client_address_header = client_address_header;
        }
        self
    }

    /// The same, with readers who wait so long for a page that is made anew; otherwise until it is there, so that each sees
    /// what changed before they asked.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        if let Some(shared) = Arc::get_mut(&mut self.0) {
            shared.patience = Some(patience);
        }
        self
    }

    /// The same, working at a request for so long at most.
    #[must_use]
    pub fn within(mut self, time_limit: Duration) -> Self {
        if let Some(shared) = Arc::get_mut(&mut self.0) {
            shared.time_limit = time_limit;
        }
        self
    }

    /// The same, with attached documents kept here; otherwise they are gone with the program.
    #[must_use]
    pub fn with_attachments(mut self, attachments: Attachments) -> Self {
        if let Some(shared) = Arc::get_mut(&mut self.0) {
            shared.attachments = attachments;
        }
        self
    }

    /// The same, asking these people for a second factor, and sealing the secrets of authenticators under these keys.
    #[must_use]
    pub fn guarding_accounts(mut self, second_factor_for: SecondFactorFor, keys: Keys) -> Self {
        if let Some(shared) = Arc::get_mut(&mut self.0) {
            shared.accounts = shared.accounts.clone().asking_second_factor_of(second_factor_for).sealing_with(keys);
        }
        self
    }

    /// As configured. The schema is as the database has it: see [`Database::migrate`].
    ///
    /// # Errors
    /// When the database, the index or the assets cannot be opened.
    pub async fn open(config: &Config, public_url: String) -> anyhow::Result<Self> {
        let database = Database::connect(&config.database_url).await.context("the database cannot be opened")?;
        let assets = match &config.assets_dir {
            Some(folder) => Assets::read(folder).with_context(|| format!("the assets in {} cannot be read", folder.display()))?,
            None => Assets::default(),
        };
        let clock = Clock::system()?;
        let attachments = Attachments::in_folder(&config.data_dir.join("attachments")).context("attachments cannot be kept")?;
        let attachments = attachments.inspected_by(this_program()?);
        let app = Self::new(database, open_engine(config)?, clock, assets, public_url);
        let app = app.with_attachments(attachments).behind_proxy(config.client_address_header.clone());
        Ok(app.with_patience(PATIENCE).within(config.work))
    }

    /// Reference data as it is now.
    pub(crate) async fn reference_data(&self) -> Result<Arc<ReferenceData>, StoreError> {
        self.reference_cache.now().await
    }

    /// What has changed by now, and the day in Morocco.
    pub(crate) async fn stamp(&self) -> Result<Stamp, StoreError> {
        Ok(Stamp { state: self.database.state().await?, today: self.clock.today() })
    }

    /// Which addresses lead to a page; none before there is a router.
    pub(crate) fn addresses(&self) -> Arc<Addresses> {
        self.addresses.get().cloned().unwrap_or_default()
    }

    /// What all questions are counted by, as they are now.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn ledger(&self) -> Result<Arc<Ledger>, StoreError> {
        self.ledgers.at(&self.database, self.database.state().await?.generation).await
    }

    /// The door to the staff's use cases.
    #[must_use]
    pub fn use_cases(&self) -> UseCases {
        UseCases::new(self.database.clone(), self.clock.clone()).notifying_with(&self.accounts)
    }

    /// What keeps the search index in step.
    #[must_use]
    pub fn indexer(&self) -> Indexer {
        Indexer::new(self.database.clone(), Arc::clone(&self.engine), self.clock.clone())
    }
}

/// Puts into words what the holders of accounts are told by mail.
fn notice_words(public_url: String) -> NoticeWriter {
    Arc::new(move |notice: &AccountNotice<'_>| {
        let mail = exports::account_notice(&public_url, notice);
        [mail.subject, mail.body]
    })
}

/// This program, as it was started: also where another version has been put in its place since.
fn this_program() -> std::io::Result<PathBuf> {
    let running = PathBuf::from("/proc/self/exe");
    if running.exists() { Ok(running) } else { std::env::current_exe() }
}

/// The search engine of a configuration.
///
/// # Errors
/// When the embedded index cannot be opened at all (a damaged one can, and is rebuilt).
pub fn open_engine(config: &Config) -> anyhow::Result<Arc<dyn SearchEngine>> {
    let lexicon = crate::lexicon::open(&config.data_dir)?;
    match &config.meilisearch {
        Some(server) => Ok(Arc::new(Meilisearch::connect_with(&server.url, server.key.as_deref(), &server.index_prefix, lexicon)?)),
        None => {
            let folder = config.data_dir.join("search");
            Ok(Arc::new(
                Embedded::open_with(&folder, lexicon)
                    .with_context(|| format!("the search index in {} cannot be opened", folder.display()))?,
            ))
        }
    }
}
