//! Sends the form and replaces a part of the page with the response.

use leptos::{leptos_dom::helpers::window, prelude::document};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomParser, FormData, RequestInit, Response, SupportedType};

/// Sends a form and returns the response, whatever its status.
pub(super) async fn post(to: &str, fields: &FormData) -> Result<Response, JsValue> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(fields);
    JsFuture::from(window().fetch_with_str_and_init(to, &init)).await?.dyn_into()
}

/// Sends a form and returns the page in the response.
pub(super) async fn page(at: &str, fields: &FormData) -> Result<String, JsValue> {
    let response = post(at, fields).await?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    Ok(JsFuture::from(response.text()?).await?.as_string().unwrap_or_default())
}

/// Replaces a part of this page with the same part of a page that the server rendered.
pub(super) fn replace(page: &str, id: &str) -> Result<(), JsValue> {
    let page = DomParser::new()?.parse_from_string(page, SupportedType::TextHtml)?;
    if let (Some(new), Some(old)) = (page.get_element_by_id(id), document().get_element_by_id(id)) {
        old.replace_with_with_node_1(&new)?;
    }
    Ok(())
}
