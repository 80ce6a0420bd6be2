//! The page of an error: in the staff's frame where somebody was signed in, and with what was typed where a form was sent.

use axum::{
    extract::Request,
    http::{HeaderMap, Uri, header},
};
use jawab_domain::Locale;
use jawab_service::compute_pool::Queue;
use jawab_ui::{
    catalogue::Tr,
    document,
    form::FormProblem,
    pages::{Page, StaffPage, error::ErrorPage, staff::StaffBody},
    shell::staff::StaffFrame,
};

use crate::{
    App,
    access::identity::Known,
    error::AppError,
    page_request::{context, locale_of},
    redirect::{staff_address, staff_page},
    staff::{TypedFields, carried::way_in, error_page},
};

/// What the page of an error takes from its request.
pub(super) struct ErrorPageContext {
    pub(super) locale: Locale,
    /// What was typed, once it is read.
    pub(super) typed: TypedFields,
    path: String,
    path_and_query: String,
    /// The form that it was sent from.
    came_from: Option<String>,
}

impl ErrorPageContext {
    pub(super) fn of(request: &Request) -> Self {
        let path = request.uri().path().to_owned();
        Self {
            locale: locale_of(&path, request.headers()),
            typed: TypedFields::default(),
            path_and_query: request.uri().path_and_query().map_or("/", |address| address.as_str()).to_owned(),
            came_from: came_from(request.headers()),
            path,
        }
    }

    /// The page.
    pub(super) async fn html(
        self,
        app: &App,
        error: &AppError,
        (frame, who): (Option<StaffFrame>, Option<Known>),
        request_id: &str,
    ) -> String {
        let Self { locale, typed, path, path_and_query, came_from } = self;
        // The form waits for whoever filled it.
        let of_another = matches!(error, AppError::FilledByAnother);
        let waits = of_another || matches!(error, AppError::SignedOut);
        let mut page = error.page(request_id);
        if let ErrorPage::TooLarge { back, .. } | ErrorPage::SlowBody { back } = &mut page {
            *back = came_from;
        }
        let addresses = app.addresses();
        // What the sender says of where it came from is another site's: the page here is the one at the address it was sent to.
        if let ErrorPage::CrossSiteForm { page: here } = &mut page {
            *here = Some(staff_page(&addresses, addresses.nearest_page(&path_and_query))).filter(|address| !address.is_empty());
        }
        // What fails has no names at hand, and nobody waits for them any longer.
        let bytes = typed.bytes();
        let names = if page.status() < 500 && (waits || bytes > 0) { app.reference_data().await.ok() } else { None };
        // Of a page that is none, parameters mean nothing: only staff are led on to what they asked for.
        let address = if frame.is_some() || waits { path_and_query } else { path };
        let cx = context(app, addresses.nearest_page(&address), locale, app.clock.today(), names.as_deref().filter(|_| waits));
        let (bare, bare_cx) = (page.clone(), cx.clone());
        let queue = Queue::of_sender(who.filter(|_| !waits).map(|Known(who)| who));
        let rendered = app.pool.run_over(queue, bytes, move || {
            let page = if waits {
                let why = of_another.then_some(FormProblem::FilledByAnother);
                let body = StaffBody::Entry(way_in(&address, typed.take(), why));
                Page::Staff(Box::new(StaffPage { frame: StaffFrame::default(), body }))
            } else {
                let unsaved_fields = typed.unsaved_fields(Tr::new(locale), &address, names.as_deref());
                match (page, frame) {
                    (page, None) if unsaved_fields.is_empty() => Page::Error(page),
                    (ErrorPage::NotFound, frame) if !unsaved_fields.is_empty() => {
                        error_page(frame.unwrap_or_default(), ErrorPage::Gone, unsaved_fields)
                    }
                    (page, frame) => error_page(frame.unwrap_or_default(), page, unsaved_fields),
                }
            };
            document::render(page, &cx)
        });
        rendered.await.unwrap_or_else(|error| {
            tracing::error!(%error, request_id, "the page of an error could not be made");
            document::render(Page::Error(bare), &bare_cx)
        })
    }
}

/// The form that a request was sent from: the page of the staff side that the browser names.
fn came_from(headers: &HeaderMap) -> Option<String> {
    let page: Uri = headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
    Some(staff_address(page.path_and_query()?.as_str())).filter(|address| !address.is_empty())
}
