//! What the description of the API says of every address alike: the values that parameters take, and how requests are refused.
//! Taken from the lists that the program itself checks by, so that neither says less than the other.

use jawab_domain::{Chamber, Locale, StandingKind, Status};
use serde_json::Value;
use utoipa::{
    Modify,
    openapi::{
        Content, KnownFormat, ObjectBuilder, OpenApi, Ref, RefOr, Response, ResponseBuilder, Schema, SchemaFormat, Type,
        path::{Operation, Parameter, ParameterIn},
    },
};

use crate::facets::NamedFacet;

/// Completes the description.
pub(super) struct Completed;

impl Modify for Completed {
    fn modify(&self, description: &mut OpenApi) {
        for (path, item) in &mut description.paths.paths {
            item.get.iter_mut().for_each(|operation| complete(operation, path, false));
            item.post.iter_mut().for_each(|operation| complete(operation, path, true));
        }
    }
}

fn complete(operation: &mut Operation, path: &str, changes: bool) {
    for parameter in operation.parameters.iter_mut().flatten() {
        narrow(parameter, path);
    }
    let binary = ObjectBuilder::new().schema_type(Type::String).format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)));
    if let Some(pdf) = operation.request_body.as_mut().and_then(|body| body.content.get_mut("application/pdf")) {
        pdf.schema = Some(RefOr::T(Schema::Object(binary.build())));
    }
    let always: &[(&str, &str)] = &[
        ("400", "the request cannot be read"),
        ("401", "the token is none, or was revoked"),
        ("500", "a fault of the site"),
        ("503", "the site is overloaded or its database is away: ask again after `Retry-After`"),
    ];
    let in_path: &[(&str, &str)] =
        if path.contains('{') { &[("404", "there is no such thing, or the token may not know of it")] } else { &[] };
    let of_changes: &[(&str, &str)] = &[
        ("403", "the token does not allow it"),
        ("409", "its state does not allow it, or the key was used for another request"),
        ("413", "the body is too large"),
        ("422", "fields or parameters are at fault"),
    ];
    for (status, why) in always.iter().chain(in_path).chain(if changes { of_changes } else { &[] }) {
        operation.responses.responses.entry((*status).to_owned()).or_insert_with(|| RefOr::T(problem(why)));
    }
}

fn problem(why: &str) -> Response {
    let schema = RefOr::Ref(Ref::from_schema_name("Problem"));
    ResponseBuilder::new().description(why).content("application/problem+json", Content::new(Some(schema))).build()
}

/// Says what values a parameter takes, where there are few or they have a form.
fn narrow(parameter: &mut Parameter, path: &str) {
    let text = || ObjectBuilder::new().schema_type(Type::String);
    let one_of = |values: Vec<&'static str>| text().enum_values(Some(values.into_iter().map(Value::from)));
    let number = |least: i64, most: i64| ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(least)).maximum(Some(most));
    let narrowed = match parameter.name.as_str() {
        "chamber" => one_of(Chamber::ALL.iter().map(|chamber| chamber.code()).collect()),
        "status" => one_of(Status::ALL.iter().map(|status| status.code()).filter(|code| *code != "draft").collect()),
        "standing" => one_of(StandingKind::ALL.iter().map(|kind| kind.code()).collect()),
        "lang" => one_of(Locale::ALL.iter().map(|locale| locale.code()).collect()),
        "facet" => one_of(NamedFacet::ALL.iter().map(|facet| facet.key().code()).collect()),
        "sort" if path.ends_with("/search") => one_of(vec!["relevance", "deposited", "due", "answered"]),
        "sort" => one_of(vec!["deposited", "due", "answered"]),
        "from" | "to" => text().format(Some(SchemaFormat::KnownFormat(KnownFormat::Date))),
        "page" => number(1, 1_000),
        "per_page" => number(1, 100),
        "legislature" if parameter.parameter_in == ParameterIn::Path => number(1, 99),
        "number" if parameter.parameter_in == ParameterIn::Path => number(1, 999_999),
        "If-Match" => text().pattern(Some("^\"[0-9]{1,18}\"$")),
        "Idempotency-Key" => text().pattern(Some("^[!-~]{1,200}$")),
        _ => return,
    };
    parameter.schema = Some(RefOr::T(Schema::Object(narrowed.build())));
}
