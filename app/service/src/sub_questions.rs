//! Which sub-question is which, whatever its place. What an answer says of one belongs to its identity: texts that changed places between
//! two identities would make a page say of each what the answer said of the other.

use std::collections::BTreeSet;

use jawab_domain::PerLocale;
use jawab_store::entity::sub_question;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait as _, ExprTrait as _, QueryFilter as _, QueryOrder as _, sea_query::Expr};

/// The sub-questions of a question, in order.
pub async fn of(db: &impl ConnectionTrait, question: i64) -> Result<Vec<sub_question::Model>, DbErr> {
    let all = sub_question::Entity::find().filter(sub_question::COLUMN.question_id.eq(question));
    all.order_by_asc(sub_question::COLUMN.position).all(db).await
}

/// Gives the sub-questions of a question the places of a list that has each of them once.
pub async fn arrange(db: &impl ConnectionTrait, question: i64, order: &[i64]) -> Result<(), DbErr> {
    let rows = of(db, question).await?;
    let stands = |(row, (place, id)): (&sub_question::Model, (i32, &i64))| (row.position, row.id) == (place, *id);
    if rows.len() == order.len() && rows.iter().zip((1..).zip(order)).all(stands) {
        return Ok(());
    }
    // No place is ever taken twice, not even on the way, and none is below 1: all make room first, beyond the last.
    let room = std::cmp::max(rows.iter().map(|row| row.position).max().unwrap_or_default(), i32::try_from(order.len()).unwrap_or(i32::MAX));
    sub_question::Entity::update_many()
        .col_expr(sub_question::Column::Position, Expr::col(sub_question::Column::Position).add(room))
        .filter(sub_question::COLUMN.question_id.eq(question))
        .exec(db)
        .await?;
    for (place, id) in (1_i32..).zip(order) {
        sub_question::Entity::update_many()
            .col_expr(sub_question::Column::Position, Expr::value(place))
            .filter(sub_question::COLUMN.id.eq(*id))
            .exec(db)
            .await?;
    }
    Ok(())
}

/// Which of the sub-questions that are known each of a new list is, for those who name none; none: a new one. What reads the same in a
/// language is the same one, in its own place before others. Of the rest each is the one in its place, or else the next that is left: it
/// was put in other words. `told` are those of the new ones, in order, of which it is known otherwise.
pub fn same_as(known: &[PerLocale<&str>], new: &[PerLocale<&str>], told: &[Option<usize>]) -> Vec<Option<usize>> {
    let rules: [fn(bool, bool) -> bool; 4] = [|in_place, alike| in_place && alike, |_, alike| alike, |in_place, _| in_place, |_, _| true];
    let mut found = told.to_vec();
    found.resize(new.len(), None);
    let mut taken: BTreeSet<usize> = found.iter().copied().flatten().collect();
    for rule in rules {
        for (n, (texts, found)) in new.iter().zip(&mut found).enumerate() {
            if found.is_some() {
                continue;
            }
            let mut open = known.iter().enumerate().filter(|(place, _)| !taken.contains(place));
            *found = open.find(|(place, known)| rule(*place == n, alike(known, texts))).map(|(place, _)| place);
            taken.extend(*found);
        }
    }
    found
}

/// Whether two read the same in a language that both have.
fn alike(one: &PerLocale<&str>, other: &PerLocale<&str>) -> bool {
    one.iter().any(|(locale, body)| other.get(locale) == Some(body))
}

#[cfg(test)]
mod tests {
    use jawab_domain::Locale;

    use super::*;

    fn french<'a>(bodies: &[&'a str]) -> Vec<PerLocale<&'a str>> {
        bodies.iter().map(|body| [(Locale::Fr, *body)].into_iter().collect()).collect()
    }

    fn same(known: &[&str], new: &[&str]) -> Vec<Option<usize>> {
        same_as(&french(known), &french(new), &[])
    }

    #[test]
    fn what_reads_the_same_is_the_same_wherever_it_stands() {
        assert_eq!(same(&["a", "b", "c"], &["c", "a", "b"]), [Some(2), Some(0), Some(1)]);
        assert_eq!(same(&["a", "b"], &["x", "a", "b"]), [None, Some(0), Some(1)], "one that was put before the others is new");
        assert_eq!(same(&["a", "b", "c"], &["b", "c"]), [Some(1), Some(2)], "and one that is gone takes nothing of the next");
        assert_eq!(same(&["a", "a"], &["a", "a"]), [Some(0), Some(1)], "of two that read alike each is the one in its place");
        assert_eq!(same(&[], &["a"]), [None]);
        let known: PerLocale<&str> = [(Locale::Ar, "أ"), (Locale::Fr, "a")].into_iter().collect();
        assert_eq!(same_as(&[french(&["b"]).remove(0), known], &french(&["a", "c"]), &[]), [Some(1), Some(0)], "one language is enough");
    }

    #[test]
    fn what_was_put_in_other_words_is_the_one_in_its_place_or_the_one_that_is_left() {
        assert_eq!(same(&["a", "b"], &["a", "B"]), [Some(0), Some(1)]);
        assert_eq!(same(&["a", "b"], &["B", "a"]), [Some(1), Some(0)]);
        assert_eq!(same(&["a"], &["A", "b"]), [Some(0), None]);
    }

    #[test]
    fn what_is_known_otherwise_is_taken_by_no_other() {
        assert_eq!(same_as(&french(&["a"]), &french(&["x", "b"]), &[None, Some(0)]), [None, Some(0)]);
        assert_eq!(same_as(&french(&["a", "b"]), &french(&["a", "x"]), &[None, Some(0)]), [Some(1), Some(0)]);
    }
}
