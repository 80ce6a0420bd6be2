//! Questions that are likely the same as one being written, found in both languages.

use chrono::Months;
use jawab_domain::{Filters, Locale};
use jawab_search::port::{FoundIn, Sort};
use jawab_ui::{form::FormState, pages::staff::question_form::Duplicate};

use super::Desk;
use crate::{
    error::AppError,
    search::{self, Request},
    web::view,
};

/// The most shown.
const MOST: usize = 3;
/// An answer of so many months can be sent to the author first.
const LATELY: u32 = 6;

/// The likely duplicates of what a form has for a subject; `own` is the question itself.
pub(super) async fn find(desk: &Desk, state: &FormState, own: Option<i64>) -> Result<Vec<Duplicate>, AppError> {
    let mut found: Vec<Duplicate> = Vec::new();
    for locale in Locale::ALL {
        let subject = state.get(&format!("subject-{locale}")).split_whitespace().collect::<Vec<_>>().join(" ");
        if subject.chars().count() < 8 {
            continue;
        }
        let request = Request {
            text: subject.replace('"', " "),
            locale: *locale,
            filters: Filters::default(),
            sort: Sort::Relevance,
            page: 1,
            per_page: MOST + 1,
            today: desk.today,
        };
        let alike = search::search(desk.app(), &request).await?.hits.into_iter();
        for hit in alike.filter(|hit| hit.found_in.contains(&FoundIn::Subject) && Some(hit.record.id) != own) {
            let lately = desk.today.checked_sub_months(Months::new(LATELY));
            let question = view::row(&hit.record, desk.today);
            if !found.iter().any(|other| other.question.address == question.address) {
                found.push(Duplicate { answered_lately: question.answered_on.is_some_and(|on| Some(on) >= lately), question });
            }
        }
    }
    found.truncate(MOST);
    Ok(found)
}
