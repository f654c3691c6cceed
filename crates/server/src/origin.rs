//! Requests that another site's page may have made a browser send are turned away.

use crate::{
    Problem,
    app::{App, Shared},
    caller::bearer,
};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Lets unsafe requests through when they come from our own pages or carry no authority of a browser.
pub async fn guard(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let safe = [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method());
    if safe || is_own(&app, request.headers()) {
        next.run(request).await
    } else {
        Problem::origin().into_response()
    }
}

/// Whether a request with these headers cannot be another site's doing: its `Origin` is one of ours, exactly; or it
/// carries a bearer token, which no browser adds by itself; or it has neither `Origin` nor a cookie of ours.
pub fn is_own(app: &App, headers: &HeaderMap) -> bool {
    if bearer(headers).is_some() {
        return true;
    }
    match headers.get(header::ORIGIN) {
        Some(origin) => is_listed(app, origin.as_bytes()),
        None => !app.cookies.are_in(headers),
    }
}

/// Whether an origin is one of ours, exactly.
pub fn is_listed(app: &App, origin: &[u8]) -> bool {
    app.origins.iter().any(|ours| ours.as_bytes() == origin)
}
