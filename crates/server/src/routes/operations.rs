//! For those who run the server.

use crate::{Problem, app::Shared, caller::Administrator};
use axum::extract::FromRequestParts as _;
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use std::net::SocketAddr;

/// The process answers.
#[utoipa::path(get, operation_id = "healthz", path = "/healthz", responses((status = 200, body = String)))]
pub async fn healthz() -> &'static str {
    "ok\n"
}

/// The server can do its work: the database answers.
#[utoipa::path(
    get,
    operation_id = "readyz", path = "/readyz",
    responses((status = 200, body = String), (status = 503, body = Problem))
)]
pub async fn readyz(State(app): State<Shared>) -> Result<&'static str, Problem> {
    app.store.ping().await?;
    Ok("ready\n")
}

/// Counts and times for Prometheus: for programs on this machine, and for administrators.
///
/// They tell when an incident team is at work, so they are not for everybody who can reach the server.
#[utoipa::path(
    get,
    operation_id = "read_metrics", path = "/metrics",
    responses((status = 200, body = String), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("cookie" = []), ("bearer" = []))
)]
pub async fn metrics(State(app): State<Shared>, request: Request) -> Result<Response, Problem> {
    let (mut parts, _) = request.into_parts();
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().copied();
    let here = peer.is_some_and(|ConnectInfo(peer)| peer.ip().is_loopback());
    if !here || is_passed_on(&parts.headers) {
        Administrator::from_request_parts(&mut parts, &app).await?;
    }
    let kind = (
        header::CONTENT_TYPE,
        "text/plain; version=0.0.4; charset=utf-8",
    );
    Ok(([kind], app.metrics.text()).into_response())
}

/// Whether a proxy on this machine passes on what somebody elsewhere asked.
fn is_passed_on(headers: &HeaderMap) -> bool {
    ["forwarded", "x-forwarded-for", "via"]
        .iter()
        .any(|name| headers.contains_key(*name))
}
