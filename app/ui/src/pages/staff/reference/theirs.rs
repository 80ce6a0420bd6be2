//! What somebody else saved meanwhile, beside what was typed.

use leptos::prelude::*;

use super::asks::Ask;
use crate::{
    catalogue::Tr,
    components::form::{Choice, Field},
    form::FormState,
};

/// The fields that differ, with both values.
pub(super) fn view(tr: Tr, all: &[(Field, Ask)], theirs: &FormState, yours: &FormState) -> AnyView {
    let differ = |(field, ask): &(Field, Ask)| {
        let (now, typed) = (shown(tr, theirs, field, ask), shown(tr, yours, field, ask));
        (now != typed).then(|| {
            view! {
                <div class="compare">
                    <div class="ask"><h3>{field.label.clone()} {tr.t("comma")} " " {tr.t("reference-theirs")}</h3><p class="theirs" dir="auto">{now}</p></div>
                    <div class="ask"><h3>{field.label.clone()} {tr.t("comma")} " " {tr.t("reference-yours")}</h3><p class="theirs" dir="auto">{typed}</p></div>
                </div>
            }
        })
    };
    view! {
        <section class="card kept" role="alert" aria-labelledby="theirs">
            <h2 id="theirs">{tr.t("reference-conflict")}</h2>
            <p>{tr.t("reference-conflict-text")}</p>
            {all.iter().filter_map(differ).collect_view()}
        </section>
    }
    .into_any()
}

fn shown(tr: Tr, state: &FormState, field: &Field, ask: &Ask) -> String {
    let named = |choices: &[Choice]| {
        let chosen = choices.iter().filter(|choice| state.has(&field.name, &choice.value)).map(|choice| choice.label.clone());
        chosen.collect::<Vec<_>>().join(&(tr.t("comma") + " "))
    };
    match ask {
        Ask::Line | Ask::Number | Ask::Lines => state.get(&field.name).trim().to_owned(),
        Ask::Names => {
            let both = std::iter::once(tr.locale).chain(tr.locale.others()).map(|locale| state.get(&format!("{}-{locale}", field.name)));
            both.filter(|name| !name.trim().is_empty()).collect::<Vec<_>>().join(" · ")
        }
        Ask::Day => match state.date(&field.name) {
            Ok(day) => day.map(|day| tr.date(day)).unwrap_or_default(),
            Err(_) => ["day", "month", "year"].map(|part| state.get(&format!("{}-{part}", field.name))).join(" "),
        },
        Ask::One(choices) | Ask::Of(_, choices) | Ask::Some(choices) => named(choices),
        Ask::File => String::new(),
    }
}
