//! The log: what the server does, never what people write.
//!
//! Routes, codes, counts and times are logged; titles, texts, names and addresses of people are not. A panic is logged by
//! its place alone, because its message may hold what was being worked on.

use crate::config::LogForm;
use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use std::{io::IsTerminal as _, panic, time::Instant};
use tracing_subscriber::{EnvFilter, layer::SubscriberExt as _, util::SubscriberInitExt as _};

/// What is logged when nothing else is said.
pub const FILTER: &str = "info";

/// Begins to log, to standard error.
///
/// # Errors
/// A sentence, when the filter is not one.
pub fn begin(form: LogForm, filter: &str) -> Result<(), String> {
    let filter = EnvFilter::try_new(filter)
        .map_err(|cause| format!("The log filter {filter:?} cannot be used: {cause}."))?;
    let registry = tracing_subscriber::registry().with(filter);
    let layer = tracing_subscriber::fmt::layer()
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    let begun = match form {
        LogForm::Text => registry.with(layer.with_target(false)).try_init(),
        LogForm::Json => registry.with(layer.json()).try_init(),
    };
    panic::set_hook(Box::new(|info| tell_place(info.location())));
    begun.map_err(|cause| format!("The log cannot begin: {cause}."))
}

fn tell_place(place: Option<&panic::Location<'_>>) {
    let (file, line) = place.map_or(("unknown", 0), |place| (place.file(), place.line()));
    tracing::error!(file, line, "a panic");
}

/// Logs each request by its route, not by its address: that may hold what somebody typed.
pub async fn request(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let begun = Instant::now();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("-", MatchedPath::as_str);
    let status = response.status().as_u16();
    let micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
    if status >= 500 {
        tracing::warn!(%method, route, status, micros, "request");
    } else {
        tracing::debug!(%method, route, status, micros, "request");
    }
    response
}
