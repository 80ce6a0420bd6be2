//! The counts and lists of readers, and the tabs of a Chamber's list.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use jawab_domain::{Chamber, Filters, Publication, Standing, StandingKind, Status};

use super::{Ledger, Part, Question, bit, filter_id};
use crate::{
    chamber::QuestionTab,
    list::{Cursor, ListPage, Order},
    people::QuestionCounts,
};

impl Ledger {
    /// The number of public questions that match the filters.
    #[must_use]
    pub fn count(&self, filters: &Filters, today: NaiveDate) -> u64 {
        self.public().filter(|question| is_under(question, filters, today)).count() as u64
    }

    /// The number of public questions that match the filters, and a page of at most `most` of them after a cursor.
    #[must_use]
    pub fn list(&self, filters: &Filters, today: NaiveDate, order: Order, after: Option<Cursor>, most: usize) -> (u64, ListPage) {
        let by = |one: &Cursor, other: &Cursor| {
            let ascending = (one.key, one.id).cmp(&(other.key, other.id));
            if order.ascends() { ascending } else { ascending.reverse() }
        };
        let (mut total, mut listed) = (0, Vec::new());
        // One more than the page says whether there is a next one. What comes after it is on a later page.
        let mut last: Option<Cursor> = None;
        for question in self.public().filter(|question| is_under(question, filters, today)) {
            total += 1;
            let here = Cursor { key: question.order_keys().key(order), id: question.entry.id };
            if after.is_some_and(|after| by(&after, &here).is_ge()) || last.is_some_and(|last| by(&here, &last).is_gt()) {
                continue;
            }
            listed.push(here);
            if listed.len() > most.saturating_mul(4) {
                last = Some(*listed.select_nth_unstable_by(most, by).1);
                listed.truncate(most + 1);
            }
        }
        listed.sort_unstable_by(by);
        let more = listed.len() > most;
        listed.truncate(most);
        let next = listed.last().copied().filter(|_| more);
        (total, ListPage { ids: listed.into_iter().map(|one| one.id).collect(), next })
    }

    /// The number of public questions with each standing.
    #[must_use]
    pub fn standings(&self, today: NaiveDate) -> BTreeMap<StandingKind, u64> {
        let mut counts = BTreeMap::new();
        for question in self.public() {
            *counts.entry(question.standing(today).kind()).or_default() += 1;
        }
        counts
    }

    /// The public questions of each ministry, by identity, or of one ministry only.
    #[must_use]
    pub fn ministry_shares(&self, only: Option<i64>, today: NaiveDate) -> BTreeMap<i64, QuestionCounts> {
        let only = only.map(filter_id);
        let mut shares: BTreeMap<i64, QuestionCounts> = BTreeMap::new();
        for question in self.public() {
            // A ministry that had the question twice counts once.
            for (at, part) in question.parts.iter().enumerate() {
                let first = question.parts.iter().position(|other| other.ministry == part.ministry) == Some(at);
                if !first || only.is_some_and(|only| only != part.ministry) {
                    continue;
                }
                let of =
                    |is: &dyn Fn(&Part) -> bool| i64::from(question.parts.iter().any(|other| other.ministry == part.ministry && is(other)));
                let share = shares.entry(i64::from(part.ministry)).or_default();
                share.questions += 1;
                share.answered += of(&|part| is_answered(&question, part));
                share.overdue += of(&|part| is_overdue(&question, part, today));
            }
        }
        shares
    }

    /// The public questions of each member, by identity, or of one member only.
    #[must_use]
    pub fn member_shares(&self, only: Option<i64>, today: NaiveDate) -> BTreeMap<i64, QuestionCounts> {
        let only = only.map(filter_id);
        let mut shares: BTreeMap<i64, QuestionCounts> = BTreeMap::new();
        for question in self.public() {
            let overdue = i64::from(question.standing(today).kind() == StandingKind::Overdue);
            for author in question.authors.iter().filter(|author| only.is_none_or(|only| only == author.member)) {
                let share = shares.entry(i64::from(author.member)).or_default();
                share.questions += 1;
                share.answered += i64::from(question.entry.status == Status::Answered);
                share.overdue += overdue;
            }
        }
        shares
    }

    /// The number of questions in each slice of a Chamber's list.
    #[must_use]
    pub fn tab_counts(&self, chamber: Chamber) -> BTreeMap<QuestionTab, u64> {
        let mut counts = BTreeMap::new();
        for question in self.questions().filter(|question| question.entry.chamber == chamber) {
            for slice in QuestionTab::ALL.into_iter().filter(|slice| is_in(&question, *slice)) {
                *counts.entry(slice).or_default() += 1;
            }
        }
        counts
    }

    /// The questions of a slice, the latest first, before an identity.
    #[must_use]
    pub fn slice(&self, chamber: Chamber, slice: QuestionTab, before: Option<i64>, most: usize) -> Vec<i64> {
        let of = |question: &Question<'_>| {
            question.entry.chamber == chamber && before.is_none_or(|before| question.entry.id < before) && is_in(question, slice)
        };
        self.questions().rev().filter(of).map(|question| question.entry.id).take(most).collect()
    }

    fn public(&self) -> impl Iterator<Item = Question<'_>> {
        self.questions().filter(Question::is_public)
    }
}

/// Whether a ministry has answered its part. The answer of an imported question counts for it.
fn is_answered(question: &Question<'_>, part: &Part) -> bool {
    part.answered || part.until.is_none() && question.entry.status == Status::Answered
}

/// Whether a ministry has the question unanswered after its own due date.
fn is_overdue(question: &Question<'_>, part: &Part, today: NaiveDate) -> bool {
    let open = part.until.is_none() && !part.answered;
    open && matches!(Standing::on(today, question.entry.status, part.due_on, None), Standing::Overdue { .. })
}

fn is_in(question: &Question<'_>, slice: QuestionTab) -> bool {
    let (status, publication) = (question.entry.status, question.entry.publication);
    match slice {
        QuestionTab::All => true,
        QuestionTab::Drafts => status == Status::Draft,
        QuestionTab::Deposited => status == Status::Deposited,
        QuestionTab::Transmitted => status == Status::Transmitted,
        QuestionTab::Unpublished => publication == Publication::Unpublished && status != Status::Draft,
        QuestionTab::Hidden => publication == Publication::Hidden,
    }
}

fn is_under(question: &Question<'_>, filters: &Filters, today: NaiveDate) -> bool {
    let Filters { chamber, ministry, group, member, theme, status, standing, from, to, language, excluding } = filters;
    let entry = question.entry;
    chamber.is_none_or(|chamber| entry.chamber == chamber)
        && status.is_none_or(|status| entry.status == status)
        && standing.is_none_or(|kind| question.standing(today).kind() == kind)
        && from.is_none_or(|from| entry.deposited_on.is_some_and(|on| on >= from))
        && to.is_none_or(|to| entry.deposited_on.is_some_and(|on| on <= to))
        && language.is_none_or(|locale| entry.languages & bit(locale) != 0)
        && ministry.is_none_or(|id| question.parts.iter().any(|part| part.ministry == filter_id(id)))
        && member.is_none_or(|id| question.authors.iter().any(|author| author.member == filter_id(id)))
        && group.is_none_or(|id| question.authors.iter().any(|author| author.group == Some(filter_id(id))))
        && theme.is_none_or(|id| question.themes.contains(&filter_id(id)))
        && !excluding.contains(&entry.id)
}
