//! What the description of the API says of every address alike: the values that parameters take, and how requests are refused.
//! Taken from the lists that the program itself checks by, so that neither says less than the other.

use jawab_domain::{Chamber, Locale, QuestionNumber, StandingKind, Status};
use jawab_service::{
    reference_data::ReferenceData,
    search::{MAX_HITS, named_facet::NamedFacet},
};
use utoipa::{
    Modify,
    openapi::{
        Content, KnownFormat, ObjectBuilder, OpenApi, Ref, RefOr, Response, ResponseBuilder, Schema, SchemaFormat, Type,
        path::{Operation, Parameter, ParameterIn},
        schema::AnyOfBuilder,
    },
};

use super::search::LANGUAGE;
use crate::web::filters;

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
    let in_path: &[(&str, &str)] = &[("404", "there is no such thing, or the token may not know of it")];
    let of_changes: &[(&str, &str)] = &[
        ("403", "the token does not allow it"),
        ("408", "the body came too slowly"),
        ("409", "its state does not allow it"),
        ("413", "the body is too large"),
        ("415", "the body is of another type than is taken"),
        ("422", "fields or parameters are at fault, or the `Idempotency-Key` was used for another request"),
    ];
    let of_changes_in_path: &[(&str, &str)] =
        &[("412", "it was changed since: `If-Match` names another version"), ("428", "`If-Match` is missing")];
    let lists = [(true, always), (path.contains('{'), in_path), (changes, of_changes), (changes && path.contains('{'), of_changes_in_path)];
    for (status, why) in lists.iter().filter(|(applies, _)| *applies).flat_map(|(_, list)| *list) {
        operation.responses.responses.entry((*status).to_owned()).or_insert_with(|| RefOr::T(problem(why)));
    }
}

fn problem(why: &str) -> Response {
    let schema = RefOr::Ref(Ref::from_schema_name("Problem"));
    ResponseBuilder::new().description(why).content("application/problem+json", Content::new(Some(schema))).build()
}

/// Says what values a parameter takes, where there are few or they have a form. A parameter of a form may come empty.
fn narrow(parameter: &mut Parameter, path: &str) {
    let in_query = parameter.parameter_in == ParameterIn::Query;
    let codes = |codes: &[&'static str]| one_of(codes.iter().map(|code| (*code).to_owned()), in_query);
    let narrowed = match parameter.name.as_str() {
        "chamber" => one_of(Chamber::ALL.iter().map(ToString::to_string), in_query),
        "status" => one_of(Status::ALL.iter().filter(|status| **status != Status::Draft).map(ToString::to_string), in_query),
        "standing" => one_of(StandingKind::ALL.iter().map(ToString::to_string), in_query),
        "lang" | LANGUAGE => one_of(Locale::ALL.iter().map(ToString::to_string), in_query),
        "facet" => one_of(NamedFacet::ALL.iter().map(|facet| filters::key(*facet).code().to_owned()), in_query),
        "sort" if path.ends_with("/search") => codes(&["relevance", "deposited", "due", "answered"]),
        "sort" => codes(&["deposited", "due", "answered"]),
        "from" | "to" => {
            let date = text().format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)));
            let empty = text().enum_values(Some([""]));
            Schema::AnyOf(AnyOfBuilder::new().item(Schema::Object(date.build())).item(Schema::Object(empty.build())).build())
        }
        // Any words, and no NUL.
        "q" | "in" => pattern("^[^\\u0000]*$"),
        "after" => pattern("^([0-9]{1,9}-[0-9]{1,18})?$"),
        "page" => number(1, MAX_HITS as i64),
        "per_page" => number(1, 100),
        "legislature" if !in_query => number(1, 99),
        "number" if !in_query => number(1, QuestionNumber::MAX.into()),
        "If-Match" => pattern("^([*]|\"[0-9]{1,18}(-[0-9a-f]{24})?\")$"),
        "Idempotency-Key" => pattern("^[!-~]{1,200}$"),
        _ => return,
    };
    parameter.schema = Some(RefOr::T(narrowed));
}

/// Names the ministries, groups, members and themes that there are.
pub(super) fn name_bodies(description: &mut OpenApi, reference_data: &ReferenceData) {
    let gets = description.paths.paths.values_mut().filter_map(|item| item.get.as_mut());
    for parameter in gets.flat_map(|operation| operation.parameters.iter_mut().flatten()) {
        let bodies = match parameter.name.as_str() {
            "ministry" => &reference_data.ministries,
            "group" => &reference_data.groups,
            "member" => &reference_data.members,
            "theme" => &reference_data.themes,
            _ => continue,
        };
        parameter.schema = Some(RefOr::T(one_of(bodies.all().map(|body| body.slug), true)));
    }
}

fn text() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(Type::String)
}

/// One of these, or where it may be so nothing.
fn one_of(values: impl Iterator<Item = String>, or_empty: bool) -> Schema {
    let values: Vec<String> = values.chain(or_empty.then(String::new)).collect();
    Schema::Object(text().enum_values(Some(values)).build())
}

fn number(least: i64, most: i64) -> Schema {
    Schema::Object(ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(least)).maximum(Some(most)).build())
}

fn pattern(of: &str) -> Schema {
    Schema::Object(text().pattern(Some(of)).build())
}
