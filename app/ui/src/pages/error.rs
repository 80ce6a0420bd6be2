//! Error pages: what happened, and where to go from here.

use leptos::prelude::*;

use crate::{
    catalogue::Tr,
    components::{lang, search_box},
    filters::ListFilters,
    links,
    shell::{Frame, Section},
};

/// An error as shown to visitors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorPage {
    /// 404: nothing public is at this address.
    NotFound,
    /// 404: the question is not, or no longer, with the user's ministry.
    NotWithMinistry,
    /// 404: the object of the form no longer exists.
    Gone,
    /// 400: the request cannot be parsed.
    BadRequest(BadRequest),
    /// 401: an API token is missing, wrong or revoked.
    Unauthorized,
    /// 403: not allowed.
    Forbidden,
    /// 403: the form was sent by another site, or by a page that was opened elsewhere.
    CrossSiteForm {
        /// The address of its page here, if there is one.
        page: Option<String>,
    },
    /// 403: not allowed before a second factor is set.
    NoSecondFactor,
    /// 405: this address does not accept the method.
    MethodNotAllowed,
    /// 408: the request body arrived too slowly.
    SlowBody {
        /// The address of the form, if known.
        back: Option<String>,
    },
    /// 409: somebody else changed the record in the meantime.
    Conflict,
    /// 413: the request body is too large.
    TooLarge {
        /// The maximum size.
        mebibytes: usize,
        /// The address of the form, if known.
        back: Option<String>,
    },
    /// 414: the address is too long.
    AddressTooLong,
    /// 429: too many requests in a short time.
    TooManyRequests,
    /// 500: a server error. Visitors only see the request id.
    Internal {
        /// The request id, to find the error in the log.
        request_id: String,
    },
    /// 503: temporarily unavailable.
    Unavailable,
}

/// Why a request cannot be parsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadRequest {
    /// It contains bytes that are not valid text.
    Encoding,
    /// A parameter of the address is invalid.
    Parameter,
    /// A cursor is invalid or expired.
    Cursor,
    /// A form is incomplete or malformed.
    Form,
    /// The body is not JSON.
    Json,
}

impl ErrorPage {
    /// The HTTP status.
    #[must_use]
    pub const fn status(&self) -> u16 {
        match self {
            Self::NotFound | Self::NotWithMinistry | Self::Gone => 404,
            Self::BadRequest(_) => 400,
            Self::Unauthorized => 401,
            Self::Forbidden | Self::CrossSiteForm { .. } | Self::NoSecondFactor => 403,
            Self::MethodNotAllowed => 405,
            Self::SlowBody { .. } => 408,
            Self::Conflict => 409,
            Self::TooLarge { .. } => 413,
            Self::AddressTooLong => 414,
            Self::TooManyRequests => 429,
            Self::Internal { .. } => 500,
            Self::Unavailable => 503,
        }
    }

    /// A short description of the error.
    #[must_use]
    pub fn title(&self, tr: Tr) -> String {
        match self {
            Self::NotFound => tr.t("error-not-found"),
            Self::NotWithMinistry => tr.t("error-no-part"),
            Self::Gone => tr.t("error-gone"),
            Self::BadRequest(_) => tr.t("error-bad-request"),
            Self::Unauthorized => tr.t("error-unauthorized"),
            Self::Forbidden => tr.t("error-forbidden"),
            Self::CrossSiteForm { .. } => tr.t("error-cross-site"),
            Self::NoSecondFactor => tr.t("error-no-second-factor"),
            Self::MethodNotAllowed => tr.t("error-method"),
            Self::SlowBody { .. } => tr.t("error-slow-body"),
            Self::Conflict => tr.t("error-conflict"),
            Self::TooLarge { .. } => tr.t("error-too-large"),
            Self::AddressTooLong => tr.t("error-address-too-long"),
            Self::TooManyRequests => tr.t("error-too-many"),
            Self::Internal { .. } => tr.t("error-internal"),
            Self::Unavailable => tr.t("error-unavailable"),
        }
    }

    /// What happened and what to do about it.
    #[must_use]
    pub fn explanation(&self, tr: Tr) -> String {
        match self {
            Self::NotFound => tr.t("error-not-found-text"),
            Self::NotWithMinistry => tr.t("error-no-part-text"),
            Self::Gone => tr.t("error-gone-text"),
            Self::BadRequest(BadRequest::Encoding) => tr.t("error-encoding-text"),
            Self::BadRequest(BadRequest::Parameter) => tr.t("error-parameter-text"),
            Self::BadRequest(BadRequest::Cursor) => tr.t("error-cursor-text"),
            Self::BadRequest(BadRequest::Form) => tr.t("error-form-text"),
            Self::BadRequest(BadRequest::Json) => tr.t("error-json-text"),
            Self::Unauthorized => tr.t("error-unauthorized-text"),
            Self::Forbidden => tr.t("error-forbidden-text"),
            Self::CrossSiteForm { .. } => tr.t("error-cross-site-text"),
            Self::NoSecondFactor => tr.t("error-no-second-factor-text"),
            Self::MethodNotAllowed => tr.t("error-method-text"),
            Self::SlowBody { .. } => tr.t("error-slow-body-text"),
            Self::Conflict => tr.t("error-conflict-text"),
            Self::TooLarge { mebibytes, .. } => tr.ta("error-too-large-text", [("n", (*mebibytes).into())]),
            Self::AddressTooLong => tr.t("error-address-too-long-text"),
            Self::TooManyRequests => tr.t("error-too-many-text"),
            Self::Internal { .. } => tr.t("error-internal-text"),
            Self::Unavailable => tr.t("error-unavailable-text"),
        }
    }
}

/// The frame of the page.
pub(super) fn frame(tr: Tr, page: &ErrorPage) -> Frame {
    Frame { title: page.title(tr), description: page.explanation(tr), section: Section::Other, indexed: false }
}

/// The link back to a form whose submission was too large or too slow, or to the page here of one that another site sent.
pub(crate) fn back_to_form(tr: Tr, page: &ErrorPage) -> Option<impl IntoView + use<>> {
    let (to, label) = match page {
        ErrorPage::TooLarge { back: Some(back), .. } | ErrorPage::SlowBody { back: Some(back) } => (back, tr.t("error-back-to-form")),
        ErrorPage::CrossSiteForm { page: Some(page) } => (page, tr.t("error-open-here")),
        _ => return None,
    };
    let to = to.clone();
    Some(view! { <li><a href=to>{label}</a></li> })
}

/// An error's page.
#[component]
pub(crate) fn Error(tr: Tr, page: ErrorPage) -> impl IntoView {
    let request = match &page {
        ErrorPage::Internal { request_id } => {
            Some(view! { <p class="hint">{tr.t("error-request-id")} {tr.t("colon")} " " {lang::ltr(request_id)}</p> })
        }
        _ => None,
    };
    let search = (page == ErrorPage::NotFound).then(|| search_box::search_box(tr, &ListFilters::default()));
    view! {
        <article class="prose error">
            <h1>{page.title(tr)}</h1>
            <p class="lead">{page.explanation(tr)}</p>
            {request}
            {search}
            <h2>{tr.t("error-ways-on")}</h2>
            <ul class="bullets">
                {back_to_form(tr, &page)}
                <li><a href=links::home(tr.locale)>{tr.t("error-home")}</a></li>
                <li><a href=links::questions(tr.locale)>{tr.t("questions-title")}</a></li>
                <li><a href=links::search_help(tr.locale)>{tr.t("help-title")}</a></li>
            </ul>
        </article>
    }
}
