//! Legislatures.

use jawab_domain::{people::Period, validation::Problem};

use super::prelude::*;
use crate::form::{FormProblem, FormState};

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
    let ordinal = (Field::new(FieldName::Ordinal.form(), tr.t("legislature-ordinal")), Ask::Number);
    let days = [ask.day(FieldName::BeginsOn, tr.t("legislature-begins")), ask.later(FieldName::EndsOn, tr.t("legislature-ends"))];
    ask.page.new.then_some(ordinal).into_iter().chain(days).chain(outside(tr, &ask.page.state)).collect()
}

/// Whether a legislature may leave as many questions outside its days, once it was said how many.
fn outside(tr: Tr, state: &FormState) -> Option<(Field, Ask)> {
    let questions = match state.problem(FieldName::Outside.form()) {
        Some(FormProblem::Invalid(Problem::LeftOutside { questions })) => questions.to_string(),
        _ => state.filled(FieldName::Outside.form())?.to_owned(),
    };
    let yes = Choice::new(questions, tr.t("legislature-outside-yes"));
    Some((Field::new(FieldName::Outside.form(), tr.t("legislature-outside")), Ask::Some(vec![yes])))
}
