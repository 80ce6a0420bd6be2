//! A name taken out of a question within a turn, as the pages do it: looked for first, then taken out.

use jawab_service::{
    UseCaseError,
    redaction::{Apart, Names, Wanted, look},
    work::{Kept, Seen, Turn},
};

/// Looks for a name in a question, or in one text of it, and takes it out.
///
/// # Errors
/// As the look and the redaction have them.
pub async fn redact(turn: &mut Turn, seen: Seen, only: Option<i64>, name: &str, why: &str) -> Result<Kept, UseCaseError> {
    let names = Names::new([name]).expect("a name that can be looked for");
    let wanted = Wanted { question: seen.question, names, only, after: 0 };
    let looked = look(turn.db(), &Aside, wanted).await?.with_kept(turn.db(), &Aside).await?;
    turn.redact(seen, &looked, why).await
}

/// Work that reads whole texts, on the runtime's threads for what blocks.
#[derive(Debug)]
pub struct Aside;

impl Apart for Aside {
    async fn run<T, W>(&self, work: W) -> Result<T, UseCaseError>
    where
        T: Send + 'static,
        W: FnOnce(&(dyn Fn() -> bool + Send)) -> T + Send + 'static,
    {
        Ok(tokio::task::spawn_blocking(move || work(&|| true)).await.expect("work that does not panic"))
    }
}
