//! Redacts a name in a question within a unit of work, as the pages do: previewed first, then redacted.

use jawab_service::{
    UseCaseError,
    compute_pool::{ComputePool, Queue},
    redaction::{NameQuery, Names, find_names},
    use_cases::{ExpectedVersion, SavedQuestion, UnitOfWork},
};

/// Finds a name in a question, or in one text of it, and redacts it.
///
/// # Errors
/// As the preview and the redaction have them.
pub async fn redact(
    unit: &mut UnitOfWork,
    seen: ExpectedVersion,
    only: Option<i64>,
    name: &str,
    why: &str,
) -> Result<SavedQuestion, UseCaseError> {
    let names = Names::new([name]).expect("a name that can be looked for");
    let wanted = NameQuery { question: seen.question, names, only, after: 0 };
    let pool = ComputePool::default();
    let looked = find_names(unit.db(), &pool, Queue::Anonymous, wanted).await?.with_form_drafts(unit.db(), &pool, Queue::Anonymous).await?;
    unit.redact(seen, &looked, why).await
}
