//! Two versions of a question: what differs between what is saved and what was typed.

use std::collections::BTreeSet;

use axum::{http::StatusCode, response::Response};
use jawab_domain::Locale;
use jawab_service::{new_code, work::QuestionInput};
use jawab_store::{chamber, read::QuestionRecord};
use jawab_ui::{
    catalogue::Tr,
    form::{FormState, Post},
    links,
    pages::staff::{ConflictPage, StaffBody, conflict::ConflictField, question_form::label},
};

use super::{Desk, history};
use crate::{error::AppError, web::view};

/// What belongs to one sending of the form, and is no part of the question.
const OWN: [&str; 5] = ["once", "version", "do", "reason", "kept-form"];

/// Answers with both versions. Nothing typed is lost: what is not shown goes along unseen.
pub(super) async fn show(
    desk: &Desk,
    record: &QuestionRecord,
    current: i64,
    saved: &QuestionInput,
    state: FormState,
) -> Result<Response, AppError> {
    let locale = desk.signed.locale();
    let latest = chamber::events(desk.app().database.reader(), record.id).await?;
    let who = match latest.first() {
        Some(event) => history::person(desk.app(), &event.actor).await?,
        None => None,
    };
    let action = links::staff::question_step(locale, &record.code, "edit");
    let page = ConflictPage {
        question: view::row(record, desk.today),
        post: Post { action, once: new_code(), version: Some(current), files: false },
        fields: differing(desk, &desk.fill(saved), &state),
        state,
        who,
    };
    desk.show(StatusCode::CONFLICT, StaffBody::Conflict(Box::new(page))).await
}

/// The fields that differ, in the order of the form.
fn differing(desk: &Desk, saved: &FormState, typed: &FormState) -> Vec<ConflictField> {
    let tr = Tr::new(desk.signed.locale());
    let mut seen = BTreeSet::new();
    let names = typed.pairs().iter().chain(saved.pairs()).map(|(name, _)| name.as_str());
    let names: Vec<&str> = names.filter(|name| !OWN.contains(name) && !name.ends_with("-q") && seen.insert(*name)).collect();
    let values = |state: &FormState, name: &str| {
        state.all(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty()).collect::<Vec<_>>()
    };
    let differ = names.into_iter().filter(|name| values(saved, name) != values(typed, name));
    differ
        .map(|name| {
            let language = name.rsplit_once('-').and_then(|(_, code)| code.parse::<Locale>().ok());
            let is_text =
                language.is_some() && !name.starts_with("role-") || ["number", "legislature"].contains(&name) || name.starts_with("press-");
            let words = |state: &FormState| {
                values(state, name).iter().map(|value| said(desk, tr, name, value)).collect::<Vec<_>>().join(&format!("{} ", tr.t("comma")))
            };
            ConflictField {
                name: name.to_owned(),
                label: label(tr, name),
                locale: language.filter(|_| is_text),
                theirs: words(saved),
                chosen: (!is_text).then(|| words(typed)),
            }
        })
        .collect()
}

/// A value in words.
fn said(desk: &Desk, tr: Tr, name: &str, value: &str) -> String {
    let body = |from: &crate::directory::Bodies| from.find(value).and_then(|id| from.get(id)).map(|named| tr.plain(&named.name));
    let words = match name {
        "authors" => body(&desk.directory.members),
        "ministries" => body(&desk.directory.ministries),
        "themes" => desk
            .themes
            .iter()
            .find(|theme| theme.slug == value)
            .map(|theme| tr.plain(&serde_json::from_value(theme.name.clone()).unwrap_or_default())),
        _ if name.starts_with("role-") => value.parse().ok().map(|role| tr.role(role)),
        _ if name.ends_with("-month") => value.parse().ok().map(|month| tr.month(month)),
        _ => None,
    };
    words.unwrap_or_else(|| value.to_owned())
}
