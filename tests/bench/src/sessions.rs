//! `jawab-bench sessions`: one session of each kind of staff user, to measure staff pages.

use anyhow::Context as _;
use jawab_domain::{Chamber, access::Mandate};
use jawab_server::config::Config;
use jawab_service::{
    accounts::{Accounts, RequestOrigin},
    clock::Clock,
};
use jawab_store::Database;
use sea_orm::{ConnectionTrait as _, Statement};

/// Signs in the users of the demonstration, with the agent for the ministry that has the most questions; prints the mandate and
/// the cookie of each.
pub async fn print(config: &Config) -> anyhow::Result<()> {
    let database = Database::connect(&config.database_url).await?;
    let accounts = Accounts::new(database.clone(), Clock::system()?);
    for link in accounts.open_demonstration(&[busiest(&database).await?]).await? {
        let who = match link.actor.mandate {
            Mandate::Administrator => "administrator",
            Mandate::Clerk(Chamber::Representatives) => "clerk",
            Mandate::MinistryAgent(_) => "agent",
            _ => continue,
        };
        let entered = accounts.enter_demonstration(link.token.text(), RequestOrigin::default()).await?;
        println!("{who} jawab={}", entered.token.text());
    }
    Ok(())
}

async fn busiest(database: &Database) -> anyhow::Result<i64> {
    let db = database.reader();
    let sql = "SELECT ministry_id FROM attribution GROUP BY ministry_id ORDER BY COUNT(*) DESC LIMIT 1";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    Ok(row.context("no ministry has a question")?.try_get("", "ministry_id")?)
}
