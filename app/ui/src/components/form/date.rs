//! A date as three fields: day, month by name, year. They are one group with one error.

use leptos::prelude::*;

use super::{Field, block_class, described_by, id, label_words, notes};
use crate::{catalogue::Tr, form::FormState};

/// A date.
pub fn date(tr: Tr, state: &FormState, field: Field) -> AnyView {
    let name = field.name.clone();
    let month = state.get(&format!("{name}-month")).to_owned();
    let months = (1..=12u32).map(|n| {
        let selected = month == n.to_string();
        view! { <option value=n.to_string() selected=selected>{tr.month(n)}</option> }
    });
    let wrong = state.problem(&name).is_some();
    view! {
        <fieldset class=block_class(&name, state) aria-describedby=described_by(&name, field.hint.is_some(), state)>
            <legend>{label_words(tr, state, (&field.name, &field.label), field.optional)}</legend>
            {notes(tr, &name, field.hint.as_deref(), state)}
            <div class="date">
                {digits(state, &name, "day", id(&name), tr.t("form-day"), "2", wrong)}
                <div>
                    <label for=format!("f-{name}-month")>{tr.t("form-month")}</label>
                    <select class="control" id=format!("f-{name}-month") name=format!("{name}-month") aria-invalid=wrong.then_some("true")>
                        <option value=""></option>
                        {months.collect_view()}
                    </select>
                </div>
                {digits(state, &name, "year", format!("f-{name}-year"), tr.t("form-year"), "4", wrong)}
            </div>
        </fieldset>
    }
    .into_any()
}

fn digits(state: &FormState, name: &str, part: &'static str, id: String, label: String, most: &'static str, wrong: bool) -> AnyView {
    let name = format!("{name}-{part}");
    view! {
        <div>
            <label for=id.clone()>{label}</label>
            <input
                class=format!("control {part}")
                type="text"
                id=id
                value=state.get(&name).to_owned()
                name=name
                inputmode="numeric"
                maxlength=most
                autocomplete="off"
                dir="ltr"
                aria-invalid=wrong.then_some("true")
            />
        </div>
    }
    .into_any()
}
