//! Configuration: from flags and `JAWAB_*` variables, checked at start, every error at once.

use std::{fmt, net::SocketAddr, path::PathBuf, time::Duration};

use clap::Args;
use jawab_domain::access::SecondFactorFor;

use crate::serving::Limits;

mod connections;
mod mail;

pub use connections::{ConnectionSettings, LAST_TASKS, LAST_WORK, TIME_LIMIT};
pub use mail::{Mail, MailSettings};

/// How the names of indexes begin unless told.
const DEFAULT_PREFIX: &str = "jawab";
/// Meilisearch allows names of 400 bytes; ours add less than a hundred.
const LONGEST_PREFIX: usize = 300;

/// What can be set, as given. Every flag has a variable; a flag wins.
#[derive(Debug, Clone, Args)]
pub struct Settings {
    /// Address and port to serve on; port 0 takes a free one
    #[arg(long, env = "JAWAB_LISTEN", default_value = "127.0.0.1:8080", global = true)]
    pub listen: String,
    /// Folder of the database and the search index; made when missing
    #[arg(long, env = "JAWAB_DATA_DIR", default_value = "data", global = true)]
    pub data_dir: PathBuf,
    /// The database: sqlite:PATH or postgres://…; by default SQLite in the data folder
    #[arg(long, env = "JAWAB_DATABASE_URL", global = true, hide_env_values = true)]
    pub database_url: Option<String>,
    /// Address of a Meilisearch server; without it the embedded engine searches
    #[arg(long, env = "JAWAB_MEILI_URL", global = true)]
    pub meili_url: Option<String>,
    /// Key of the Meilisearch server
    #[arg(long, env = "JAWAB_MEILI_KEY", global = true, hide_env_values = true)]
    pub meili_key: Option<String>,
    /// How the names of indexes on the Meilisearch server begin: another prefix for each site that shares it
    #[arg(long, env = "JAWAB_MEILI_INDEX_PREFIX", default_value = DEFAULT_PREFIX, global = true)]
    pub meili_index_prefix: String,
    /// Folder of the built browser client, style sheet and fonts
    #[arg(long, env = "JAWAB_ASSETS_DIR", default_value = "dist", global = true)]
    pub assets_dir: PathBuf,
    /// The site's public address, for permanent links; by default the address served on
    #[arg(long, env = "JAWAB_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,
    /// The header in which a proxy in front says who asks, as in x-real-ip; none: there is no proxy
    #[arg(long, env = "JAWAB_CLIENT_ADDRESS_HEADER", global = true)]
    pub client_address_header: Option<String>,
    /// Of whom a second factor is asked at signing in: administrators, clerks (and administrators), or everyone
    #[arg(long, env = "JAWAB_SECOND_FACTOR_FOR", default_value = "administrators", global = true)]
    pub second_factor_for: String,
    /// File of the keys under which the secrets of authenticators are sealed; by default `keys` in the data folder, made when missing
    #[arg(long, env = "JAWAB_KEYS_FILE", global = true)]
    pub keys_file: Option<PathBuf>,
    #[command(flatten)]
    /// How many connections there are, and how long they wait.
    pub connections: ConnectionSettings,
    #[command(flatten)]
    /// How mail is sent.
    pub mail: MailSettings,
}

/// A checked configuration.
#[derive(Clone)]
pub struct Config {
    /// Where to serve.
    pub listen: SocketAddr,
    /// Where the database and the index are.
    pub data_dir: PathBuf,
    /// The database.
    pub database_url: String,
    /// The Meilisearch server, if one is used.
    pub meilisearch: Option<Meilisearch>,
    /// Where the built assets are, if they are there.
    pub assets_dir: Option<PathBuf>,
    /// The site's address without a slash at its end.
    pub public_url: Option<String>,
    /// The header in which a proxy says who asks.
    pub client_address_header: Option<String>,
    /// Of whom a second factor is asked.
    pub second_factor_for: SecondFactorFor,
    /// The file of the keys under which secrets are sealed.
    pub keys_file: PathBuf,
    /// What connections may do.
    pub connections: Limits,
    /// How long the program may work at a request. Waiting for its body is no work.
    pub work: Duration,
    /// How mail is sent.
    pub mail: Mail,
}

/// How a Meilisearch server is reached.
#[derive(Clone)]
pub struct Meilisearch {
    /// Its address.
    pub url: String,
    /// Its key.
    pub key: Option<String>,
    /// How the names of its indexes begin.
    pub index_prefix: String,
}

/// Everything that is wrong with a configuration.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigErrors(pub Vec<String>);

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|error| writeln!(f, "  {error}"))
    }
}

/// Shows no secrets: the database's address may hold a password, the key is one.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("listen", &self.listen)
            .field("data_dir", &self.data_dir)
            .field("database", &if self.is_postgres() { "postgresql" } else { "sqlite" })
            .field("search", &self.meilisearch.as_ref().map_or("embedded", |_| "meilisearch"))
            .field("assets_dir", &self.assets_dir)
            .field("public_url", &self.public_url)
            .field("client_address_header", &self.client_address_header)
            .field("second_factor_for", &self.second_factor_for.code())
            .field("keys_file", &self.keys_file)
            .field("connections", &self.connections.connections)
            .field("mail", &if self.mail.leaves() { "server" } else { "folder" })
            .finish()
    }
}

impl Config {
    /// Checks settings.
    ///
    /// # Errors
    /// Everything that is wrong, at once.
    pub fn check(settings: Settings) -> Result<Self, ConfigErrors> {
        let mut errors = Vec::new();
        let listen = settings.listen.parse().map_err(|_| {
            errors.push(format!("JAWAB_LISTEN: {:?} is no address and port, as in 127.0.0.1:8080", settings.listen));
        });
        if let Err(error) = jawab_service::durable::make_folder(&settings.data_dir).and_then(|()| writable(&settings.data_dir)) {
            errors.push(format!("JAWAB_DATA_DIR: {}: {error}", settings.data_dir.display()));
        }
        let database_url = match settings.database_url.filter(|url| !url.is_empty()) {
            None => format!("sqlite:{}", settings.data_dir.join("jawab.sqlite").display()),
            Some(url) => {
                if !["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) {
                    errors.push("JAWAB_DATABASE_URL: begins with sqlite: or postgres://".into());
                }
                url
            }
        };
        let meili_url = settings.meili_url.filter(|url| !url.is_empty());
        let meili_key = settings.meili_key.filter(|key| !key.is_empty());
        if let Some(url) = meili_url.as_deref().filter(|url| !is_http(url)) {
            errors.push(format!("JAWAB_MEILI_URL: {url:?} begins neither with http:// nor with https://"));
        }
        if meili_url.is_none() && meili_key.is_some() {
            errors.push("JAWAB_MEILI_KEY: is set, but JAWAB_MEILI_URL is not".into());
        }
        let meili_prefix = settings.meili_index_prefix;
        let plain = meili_prefix.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        if !plain || meili_prefix.is_empty() || meili_prefix.len() > LONGEST_PREFIX {
            errors.push(format!(
                "JAWAB_MEILI_INDEX_PREFIX: {meili_prefix:?} is not 1 to {LONGEST_PREFIX} letters a to z, digits, hyphens and low lines"
            ));
        }
        if meili_url.is_none() && meili_prefix != DEFAULT_PREFIX {
            errors.push("JAWAB_MEILI_INDEX_PREFIX: is set, but JAWAB_MEILI_URL is not".into());
        }
        let public_url = settings.public_url.filter(|url| !url.is_empty()).map(|url| url.trim_end_matches('/').to_owned());
        if let Some(url) = public_url.as_deref().filter(|url| !is_http(url) || url.contains(['?', '#', ' ', '"', '<', '>'])) {
            errors.push(format!("JAWAB_PUBLIC_URL: {url:?} is no address of a site, as in https://jawab.example.ma"));
        }
        let assets_dir = settings.assets_dir.is_dir().then_some(settings.assets_dir.clone());
        if assets_dir.is_none() && settings.assets_dir.as_os_str() != "dist" {
            errors.push(format!("JAWAB_ASSETS_DIR: there is no folder {}", settings.assets_dir.display()));
        }
        let client_address_header = settings.client_address_header.filter(|name| !name.is_empty()).map(|name| name.to_ascii_lowercase());
        if let Some(name) = client_address_header.as_deref().filter(|name| axum::http::HeaderName::from_bytes(name.as_bytes()).is_err()) {
            errors.push(format!("JAWAB_CLIENT_ADDRESS_HEADER: {name:?} is no name of a header, as in x-real-ip"));
        }
        let second_factor_for = settings.second_factor_for.parse().unwrap_or_else(|_| {
            let known = SecondFactorFor::ALL.iter().map(|of| of.code()).collect::<Vec<_>>().join(", ");
            errors.push(format!("JAWAB_SECOND_FACTOR_FOR: {:?} is none of {known}", settings.second_factor_for));
            SecondFactorFor::default()
        });
        let keys_file = settings.keys_file.filter(|file| !file.as_os_str().is_empty()).unwrap_or_else(|| settings.data_dir.join("keys"));
        let connections = connections::check(&settings.connections, &mut errors);
        let mail = Mail::check(settings.mail, settings.data_dir.join("mail"), &mut errors);
        match (listen, errors.is_empty()) {
            (Ok(listen), true) => Ok(Self {
                listen,
                data_dir: settings.data_dir,
                database_url,
                meilisearch: meili_url.map(|url| Meilisearch { url, key: meili_key, index_prefix: meili_prefix }),
                assets_dir,
                public_url,
                client_address_header,
                second_factor_for,
                keys_file,
                connections,
                work: Duration::from_secs(settings.connections.work_seconds),
                mail,
            }),
            _ => Err(ConfigErrors(errors)),
        }
    }

    /// The site's address: the public one, else the one it is served on.
    #[must_use]
    pub fn site_address(&self) -> String {
        self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.listen))
    }

    /// Whether the database is PostgreSQL.
    #[must_use]
    pub fn is_postgres(&self) -> bool {
        self.database_url.starts_with("postgres")
    }
}

fn is_http(url: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| url.strip_prefix(scheme).is_some_and(|host| !host.is_empty() && !host.starts_with('/')))
}

fn writable(folder: &std::path::Path) -> std::io::Result<()> {
    let probe = folder.join(".writable");
    std::fs::write(&probe, b"")?;
    std::fs::remove_file(probe)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(data_dir: &std::path::Path) -> Settings {
        Settings {
            listen: "127.0.0.1:0".into(),
            data_dir: data_dir.into(),
            database_url: None,
            meili_url: None,
            meili_key: None,
            meili_index_prefix: DEFAULT_PREFIX.into(),
            assets_dir: "dist".into(),
            public_url: None,
            client_address_header: None,
            second_factor_for: "administrators".into(),
            keys_file: None,
            connections: ConnectionSettings::default(),
            mail: MailSettings::default(),
        }
    }

    #[test]
    fn every_error_is_told_at_once() {
        let folder = std::env::temp_dir();
        let wrong = Settings {
            listen: "here".into(),
            database_url: Some("mysql://x".into()),
            meili_key: Some("k".into()),
            meili_index_prefix: "the site".into(),
            assets_dir: "/nowhere/at/all".into(),
            public_url: Some("jawab".into()),
            second_factor_for: "nobody".into(),
            ..settings(&folder)
        };
        let ConfigErrors(errors) = Config::check(wrong).unwrap_err();
        let named: Vec<&str> = errors.iter().map(|error| error.split(':').next().unwrap()).collect();
        let meili = ["JAWAB_MEILI_KEY", "JAWAB_MEILI_INDEX_PREFIX", "JAWAB_MEILI_INDEX_PREFIX"];
        let rest = ["JAWAB_PUBLIC_URL", "JAWAB_ASSETS_DIR", "JAWAB_SECOND_FACTOR_FOR"];
        assert_eq!(named, [&["JAWAB_LISTEN", "JAWAB_DATABASE_URL"][..], &meili, &rest].concat());
    }

    #[test]
    fn sites_that_share_a_search_server_have_prefixes_of_their_own() {
        let folder = std::env::temp_dir();
        let with = |prefix: &str| {
            let url = Some("http://127.0.0.1:7700".into());
            Config::check(Settings { meili_url: url, meili_index_prefix: prefix.into(), ..settings(&folder) })
        };
        for prefix in ["jawab", "site-2_b", &"a".repeat(300)] {
            assert_eq!(with(prefix).unwrap().meilisearch.unwrap().index_prefix, prefix);
        }
        for prefix in ["", "a b", "é", "a/b", "a.b", &"a".repeat(301)] {
            assert_eq!(with(prefix).unwrap_err().0.len(), 1, "{prefix:?}");
        }
    }

    #[test]
    fn the_database_is_in_the_data_folder_unless_told() {
        let folder = std::env::temp_dir();
        let config = Config::check(settings(&folder)).unwrap();
        assert_eq!(config.database_url, format!("sqlite:{}", folder.join("jawab.sqlite").display()));
        assert_eq!(config.keys_file, folder.join("keys"));
    }

    #[test]
    fn secrets_are_not_printed() {
        let folder = std::env::temp_dir();
        let secret = Settings { database_url: Some("postgres://u:hush@h/d".into()), ..settings(&folder) };
        assert!(!format!("{:?}", Config::check(secret).unwrap()).contains("hush"));
    }
}
