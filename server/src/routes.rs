//! The one list of URLs, each with what it asks of whoever comes.

use std::sync::Arc;

use axum::{
    Router,
    http::Method,
    middleware::{from_fn, from_fn_with_state, map_response},
};
use jawab_domain::{Locale, access::Act};
use tower_http::csrf::CsrfLayer;

pub use crate::route::{Needs, Route};
use crate::{
    App, access,
    addresses::Addresses,
    api, health,
    middleware::{self, compression, conditional},
    route::{public, read, write},
    staff, web,
};

mod reference;

/// Where the API begins.
const API: &str = "/api/v1";

/// The whole site.
pub fn router(app: App) -> Router {
    app.addresses.get_or_init(|| Arc::new(addresses()));
    let mut site = Router::new();
    for (below, routes) in lists() {
        let part = routes.into_iter().fold(Router::new(), |part, route| {
            let (path, handler) = access::guarded(route, &app, below == API);
            part.route(&path, handler)
        });
        site = if below.is_empty() { site.merge(part) } else { site.nest(&below, part) };
    }
    site.fallback(middleware::not_found)
        .method_not_allowed_fallback(middleware::method_not_allowed)
        .layer(from_fn(conditional::not_modified))
        .layer(csrf(&app))
        .layer(from_fn(middleware::require_single_origin))
        .layer(from_fn_with_state(app.clone(), middleware::guard))
        .layer(compression::layer())
        .layer(map_response(compression::as_made))
        .with_state(app)
}

/// Refuses what other sites send in a reader's name. Requests of programs, which say nothing of a site, pass.
fn csrf(app: &App) -> CsrfLayer {
    let origin = app.public_url.split('/').take(3).collect::<Vec<_>>().join("/");
    CsrfLayer::new().add_trusted_origin(origin.to_ascii_lowercase()).unwrap_or_default()
}

/// Every address: its method, its path with the placeholders, and what it asks.
#[must_use]
pub fn table() -> Vec<(Method, String, Needs)> {
    let full = |below: &str, route: Route| (route.method.clone(), format!("{below}{}", route.path), route.needs);
    lists().into_iter().flat_map(|(below, routes)| routes.into_iter().map(move |route| full(&below, route)).collect::<Vec<_>>()).collect()
}

/// The same without what they ask: what handlers know of the list.
pub(crate) fn addresses() -> Addresses {
    table().into_iter().map(|(method, path, _)| (method, path)).collect()
}

/// The lists, with what they are nested below.
fn lists() -> Vec<(String, Vec<Route>)> {
    let pages = Locale::ALL.iter().map(|locale| {
        let staff = [entry(), own(), keeping(), reference::reference(), questions(), ministry(), chamber(), desk()].concat();
        (format!("/{locale}"), [pages(), staff].concat())
    });
    [(String::new(), root()), (API.to_owned(), api::routes())].into_iter().chain(pages).collect()
}

/// What has no language.
fn root() -> Vec<Route> {
    vec![
        public("/", web::home::choose_language),
        public("/robots.txt", web::robots),
        public("/assets/{hash}/{*name}", web::asset),
        public("/attachments/{sha256}/{name}", web::attachment::attachment),
        public("/healthz", health::live),
        public("/readyz", health::ready),
        // Calendars cannot sign in: their address is the secret.
        public("/feeds/calendar/{name}", staff::board::calendar::feed),
    ]
}

/// The pages of one language.
fn pages() -> Vec<Route> {
    vec![
        public("/", web::home::home),
        public("/questions", web::questions::list),
        public("/questions/{code}", web::question::by_code),
        public("/questions/{chamber}/{legislature}/{number}", web::question::by_reference),
        public("/search", web::search::results),
        public("/search/suggest", web::search::suggest),
        public("/search/help", web::texts::search_help),
        public("/ministries", web::people::ministries),
        public("/ministries/{slug}", web::people::ministry),
        public("/members", web::people::members),
        public("/members/{slug}", web::people::member),
        public("/overdue", web::overdue::overdue),
        public("/rule", web::rule::rule),
        public("/about", web::texts::about),
        public("/accessibility", web::texts::accessibility),
    ]
}

/// The way into the staff side.
fn entry() -> Vec<Route> {
    use staff::{carried::MAX_ENTRY_BYTES, entry};
    vec![
        public("/staff/sign-in", entry::sign_in_form),
        write("/staff/sign-in", Needs::Nothing, entry::sign_in).taking(MAX_ENTRY_BYTES),
        public("/staff/sign-in/code", entry::code_form),
        write("/staff/sign-in/code", Needs::Nothing, entry::code).taking(MAX_ENTRY_BYTES),
        public("/staff/links/{token}", entry::link_form),
        write("/staff/links/{token}", Needs::Nothing, entry::link).taking(MAX_ENTRY_BYTES),
        public("/staff/mail/{token}", staff::board::stop_mail::show),
        write("/staff/mail/{token}", Needs::Nothing, staff::board::stop_mail::stop),
        write("/staff/sign-out", Needs::SignIn, entry::sign_out),
        read("/staff", Needs::SignIn, entry::home),
    ]
}

/// One's own account.
fn own() -> Vec<Route> {
    use staff::{own, passkeys, second_factor};
    vec![
        read("/staff/account", Needs::SignIn, own::account),
        write("/staff/account/language", Needs::SignIn, own::language),
        read("/staff/account/password", Needs::SignIn, own::password_form),
        write("/staff/account/password", Needs::SignIn, own::password),
        read("/staff/account/second-factor", Needs::SignIn, second_factor::form),
        write("/staff/account/second-factor", Needs::SignIn, second_factor::set),
        write("/staff/account/second-factor/remove", Needs::SignIn, second_factor::remove),
        write("/staff/account/second-factor/recovery-codes", Needs::SignIn, second_factor::recovery_codes),
        read("/staff/account/passkeys/new", Needs::SignIn, passkeys::form),
        write("/staff/account/passkeys/new", Needs::SignIn, passkeys::add),
        read("/staff/account/passkeys/{id}/remove", Needs::SignIn, passkeys::removal),
        write("/staff/account/passkeys/{id}/remove", Needs::SignIn, passkeys::remove),
        write("/staff/account/sessions/{id}/end", Needs::SignIn, own::end_session),
        write("/staff/account/sessions/end", Needs::SignIn, own::end_sessions),
    ]
}

/// The keeping of accounts, and the audit record.
fn keeping() -> Vec<Route> {
    use staff::{accounts, audit, tokens};
    let keep = Needs::Act(Act::KeepAccounts);
    vec![
        read("/staff/accounts", keep, accounts::list),
        read("/staff/accounts/new", keep, accounts::invite_form),
        write("/staff/accounts/new", keep, accounts::invite),
        read("/staff/accounts/{code}", keep, accounts::edit_form),
        write("/staff/accounts/{code}", keep, accounts::edit),
        read("/staff/accounts/{code}/disable", keep, accounts::disabling),
        write("/staff/accounts/{code}/disable", keep, accounts::disable),
        write("/staff/accounts/{code}/enable", keep, accounts::enable),
        write("/staff/accounts/{code}/link", keep, accounts::new_link),
        write("/staff/accounts/{code}/end-sessions", keep, accounts::end_sessions),
        write("/staff/accounts/{code}/ask-factor-removal", keep, accounts::ask_removal),
        write("/staff/accounts/{code}/confirm-factor-removal", keep, accounts::confirm_removal),
        write("/staff/accounts/{code}/drop-factor-removal", keep, accounts::drop_removal),
        read("/staff/tokens", keep, tokens::list),
        write("/staff/tokens", keep, tokens::issue),
        write("/staff/tokens/{id}/revoke", keep, tokens::revoke),
        read("/staff/audit", Needs::Act(Act::ReadAudit), audit::search),
    ]
}

/// A ministry's board, and its answers.
fn ministry() -> Vec<Route> {
    use staff::{
        answers,
        board::{self, notices, table},
    };
    let prepare = Needs::Act(Act::PrepareAnswer);
    vec![
        read("/staff/board", prepare, board::board),
        read("/staff/board.csv", prepare, table::board),
        write("/staff/board/assign", prepare, board::assign),
        read("/staff/board/notices", prepare, notices::show),
        write("/staff/board/notices/calendar", prepare, notices::calendar),
        write("/staff/board/notices/revoke", prepare, notices::revoke),
        write("/staff/board/notices/mail", prepare, notices::mail),
        read("/staff/answers/{code}/{ministry}", prepare, answers::show),
        write("/staff/answers/{code}/{ministry}/assign", prepare, answers::assigned),
        write("/staff/answers/{code}/{ministry}/draft", prepare, answers::drafted),
        write("/staff/answers/{code}/{ministry}/clear", prepare, answers::cleared),
        write("/staff/answers/{code}/{ministry}/submit", prepare, answers::submitted),
        write("/staff/answers/{code}/{ministry}/recall", prepare, answers::hand_over::recalled),
        write("/staff/answers/{code}/{ministry}/transfer", prepare, answers::transfer_asked),
        write("/staff/answers/{code}/{ministry}/withdraw-transfer", prepare, answers::transfer_withdrawn),
    ]
}

/// The Chamber's board, and the judging of answers.
fn chamber() -> Vec<Route> {
    use staff::{
        answers::{judge, publish},
        chamber,
    };
    vec![
        read("/staff/chamber", Needs::Act(Act::KeepQuestion), chamber::board),
        read("/staff/chamber.csv", Needs::Act(Act::KeepQuestion), chamber::table),
        write("/staff/chamber/remind", Needs::Act(Act::DirectQuestion), chamber::remind),
        read("/staff/answers/{code}/{ministry}/judge", Needs::Act(Act::JudgeAnswer), judge::show),
        write("/staff/answers/{code}/{ministry}/judge", Needs::Act(Act::JudgeAnswer), judge::judge),
        read("/staff/answers/{code}/{ministry}/record", Needs::Act(Act::RecordAnswer), publish::show),
        write("/staff/answers/{code}/{ministry}/record", Needs::Act(Act::RecordAnswer), publish::publish),
        read("/staff/answers/{code}/{ministry}/correct/{answer}", Needs::Act(Act::JudgeAnswer), publish::show),
        write("/staff/answers/{code}/{ministry}/correct/{answer}", Needs::Act(Act::JudgeAnswer), publish::publish),
    ]
}

/// The translation desk.
fn desk() -> Vec<Route> {
    use staff::desk::{self, editor};
    let translate = Needs::Act(Act::Translate);
    vec![
        read("/staff/desk", translate, desk::list),
        read("/staff/desk/{code}/{into}", translate, editor::show),
        write("/staff/desk/{code}/{into}", translate, editor::save),
        read("/staff/desk/{code}/{into}/answers/{answer}", translate, editor::show),
        write("/staff/desk/{code}/{into}/answers/{answer}", translate, editor::save),
    ]
}

/// A clerk's questions. Hiding is for administrators too, who see the work for that.
fn questions() -> Vec<Route> {
    use staff::{
        form_drafts,
        questions::{attach, form, history, list, steps, work},
    };
    let (keep, see) = (Needs::Act(Act::KeepQuestion), Needs::Act(Act::SeeWork));
    vec![
        read("/staff/questions", Needs::Act(Act::HideQuestion), list::show),
        read("/staff/questions/new", keep, form::blank),
        write("/staff/questions/new", keep, form::log),
        read("/staff/questions/{code}", see, work::show),
        read("/staff/questions/{code}/edit", keep, form::filled),
        write("/staff/questions/{code}/edit", keep, form::edit),
        read("/staff/questions/{code}/history", see, history::show),
        read("/staff/questions/{code}/attach", keep, attach::show),
        write("/staff/questions/{code}/attach", keep, attach::attach),
        read("/staff/questions/{code}/{step}", see, steps::show),
        write("/staff/questions/{code}/{step}", see, steps::act),
        read("/staff/kept", Needs::SignIn, form_drafts::list::show),
        write("/staff/kept", Needs::SignIn, form_drafts::requests::save_draft),
        write("/staff/kept/discard", Needs::SignIn, form_drafts::requests::discard),
    ]
}
