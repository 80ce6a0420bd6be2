//! The cookies of the staff side. Readers of the public site never get one.

use std::time::Duration;

use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};

use crate::App;

/// The session.
pub const SESSION: &str = "jawab";
/// The browser, known again after a good sign-in.
pub const BROWSER: &str = "jawab-browser";
/// The way from the first step of signing in to the second.
pub const STEP: &str = "jawab-step";
/// What was just done.
pub const FLASH: &str = "jawab-flash";

/// The name under which a cookie travels: over https bound to this very host.
fn name(app: &App, cookie: &str) -> String {
    if secure(app) { format!("__Host-{cookie}") } else { cookie.to_owned() }
}

fn secure(app: &App) -> bool {
    app.public_url.starts_with("https://")
}

/// The value of a cookie.
pub fn get(app: &App, headers: &HeaderMap, cookie: &str) -> Option<String> {
    let name = name(app, cookie);
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    all.filter_map(|pair| pair.trim().split_once('=')).find_map(|(key, value)| (key == name).then(|| value.to_owned()))
}

/// Sets a cookie; its value must need no escape.
pub fn set(app: &App, response: &mut Response, cookie: &str, value: &str, lifetime: Duration) {
    let secure = if secure(app) { "; Secure" } else { "" };
    let written = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}{secure}", name(app, cookie), lifetime.as_secs());
    if let Ok(value) = HeaderValue::from_str(&written) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

/// Takes a cookie away.
pub fn clear(app: &App, response: &mut Response, cookie: &str) {
    set(app, response, cookie, "", Duration::ZERO);
}
