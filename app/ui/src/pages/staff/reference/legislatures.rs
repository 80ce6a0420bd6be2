//! Legislatures.

use jawab_domain::people::Period;

use super::prelude::*;
use crate::form::{FormState, Problem};

/// The register.
pub static REGISTER: Register = Register::new(
    "legislatures",
    |tr| tr.t("register-legislatures"),
    |tr| tr.t("register-legislatures-lead"),
    |tr| tr.t("legislature-new"),
);

/// The form of an entry.
pub static FORM: EditForm = EditForm { heading, ..EditForm::new(&REGISTER, fields) };

/// A legislature, with its days.
#[derive(Debug)]
pub struct Legislature(pub i32, pub Period);

impl Listed for Legislature {
    fn row(&self, tr: Tr) -> (AnyView, AnyView) {
        let Self(ordinal, period) = self;
        let name = tr.legislature(*ordinal);
        let href = links::register_item(tr.locale, REGISTER.code, &ordinal.to_string());
        (view! { <h2 class="item-title"><a href=href>{name}</a></h2> }.into_any(), lang::period(tr, *period))
    }
}

fn heading(tr: Tr, page: &EditPage) -> String {
    page.item.parse().map_or_else(|_| tr.t("legislature-new"), |ordinal: i32| tr.legislature(ordinal))
}

fn fields(ask: &Asker<'_>) -> Vec<(Field, Ask)> {
    let tr = ask.tr;
    let ordinal = (Field::new("ordinal", tr.t("legislature-ordinal")), Ask::Number);
    let days = [ask.day("begins", tr.t("legislature-begins")), ask.later("ends", tr.t("legislature-ends"))];
    ask.page.new.then_some(ordinal).into_iter().chain(days).chain(outside(tr, &ask.page.state)).collect()
}

/// Whether a legislature may leave as many questions outside its days, once it was said how many.
fn outside(tr: Tr, state: &FormState) -> Option<(Field, Ask)> {
    let questions = match state.problem("outside") {
        Some(Problem::LeftOutside(questions)) => questions.to_string(),
        _ => state.filled("outside")?.to_owned(),
    };
    let yes = Choice::new(questions, tr.t("legislature-outside-yes"));
    Some((Field::new("outside", tr.t("legislature-outside")), Ask::Some(vec![yes])))
}
