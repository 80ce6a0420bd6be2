//! Repeated groups of fields. Buttons that send the form to itself add, remove and move rows.

use leptos::prelude::*;

use super::{block_class, id, notes};
use crate::{
    catalogue::Tr,
    form::{ACTION, FormState},
};

/// A repeated group of fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    /// The first part of its field names.
    pub group: &'static str,
    /// The target of the form. Its buttons lead back to the group.
    pub action: String,
    /// Its heading.
    pub label: String,
    /// The heading of each row, in order.
    pub each: Vec<String>,
    /// A hint for filling it in.
    pub hint: Option<String>,
    /// The label of the button that adds a row.
    pub add: String,
    /// Whether the order matters, so that rows can be moved.
    pub ordered: bool,
    /// Whether rows cannot be added or removed.
    pub fixed: bool,
}

/// Renders the rows of a group. `row` gets the prefix of its field names (`sub-2`) and its index.
pub fn repeated(tr: Tr, state: &FormState, of: &Rows, row: impl Fn(&str, usize) -> AnyView) -> AnyView {
    let total = state.rows(of.group);
    let rows = (1..=total).map(|n| {
        let start = format!("{}-{n}", of.group);
        view! {
            <li class="row" id=start.clone()>
                <div class="row-head">
                    <span class="num" aria-hidden="true">{n}</span>
                    {controls(tr, of, n, total)}
                </div>
                {row(&start, n)}
            </li>
        }
    });
    let add = (!of.fixed).then(|| {
        let (to_new, value) = (format!("{}#{}-{}", of.action, of.group, total + 1), format!("{}:add", of.group));
        view! { <button class="button other" type="submit" name=ACTION value=value formaction=to_new>{of.add.clone()}</button> }
    });
    // The error summary links to the group for problems of the whole group.
    let anchor = state.problem(of.group).map(|_| id(of.group));
    view! {
        <fieldset class=block_class(of.group, state) id=of.group>
            <legend>{of.label.clone()} " " <span class="optional">{tr.t("form-optional")}</span></legend>
            {notes(tr, of.group, of.hint.as_deref(), state)}
            <ol class="rows" id=anchor>{rows.collect_view()}</ol>
            {add}
        </fieldset>
    }
    .into_any()
}

fn controls(tr: Tr, of: &Rows, n: usize, total: usize) -> AnyView {
    let control = |what: &str, label: String, leads_to: usize| {
        let to = format!("{}#{}-{}", of.action, of.group, leads_to.max(1));
        let value = format!("{}:{what}:{n}", of.group);
        let row = of.each.get(n.saturating_sub(1)).cloned().unwrap_or_default();
        view! {
            <button class="quiet" type="submit" name=ACTION value=value formaction=to>
                {label} <span class="visually-hidden">" " {row}</span>
            </button>
        }
    };
    let up = (of.ordered && n > 1).then(|| control("up", tr.t("rows-up"), n - 1));
    let down = (of.ordered && n < total).then(|| control("down", tr.t("rows-down"), n + 1));
    let remove = (total > 1 && !of.fixed).then(|| control("remove", tr.t("rows-remove"), n - 1));
    view! { <div class="row-controls">{up}{down}{remove}</div> }.into_any()
}
