//! Every route, and the description of them all.

mod attachments;
mod demo;
mod incidents;
mod intents;
mod invitations;
mod joining;
mod operations;
mod people;
mod policy;
mod session;
mod setup;
mod snapshot;
mod surrender;
mod tray;

use crate::{
    Problem,
    app::Shared,
    assets, headers,
    limits::{BODY_BYTES_MAX, REQUEST_WITHIN},
    live, logging, origin,
};
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Request},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse as _, Response},
};
use futures_util::FutureExt as _;
use std::panic::AssertUnwindSafe;
use tokio::time::timeout;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        ComponentsBuilder,
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

/// Where the description of the interface is.
const DESCRIPTION: &str = "/api/openapi.json";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Loggist",
        description = "A live incident room. Errors are `application/problem+json`. Unsafe methods need an `Origin` of ours when the cookie says who calls; bearer tokens do not."
    ),
    modifiers(&Proofs)
)]
struct Description;

/// How a caller proves who they are.
struct Proofs;

impl Modify for Proofs {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let cookie = ApiKey::Cookie(ApiKeyValue::new("loggist_access"));
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("JWT")
            .build();
        let components = api.components.take().unwrap_or_default();
        let builder = ComponentsBuilder::from(components)
            .security_scheme("cookie", SecurityScheme::ApiKey(cookie))
            .security_scheme("bearer", SecurityScheme::Http(bearer));
        api.components = Some(builder.build());
    }
}

fn described() -> OpenApiRouter<Shared> {
    OpenApiRouter::with_openapi(Description::openapi())
        .routes(routes!(setup::needed, setup::set_up))
        .routes(routes!(
            session::current,
            session::sign_in,
            session::sign_out
        ))
        .routes(routes!(session::refresh))
        .routes(routes!(session::ticket))
        .routes(routes!(demo::session))
        .routes(routes!(demo::scene))
        .routes(routes!(people::list, people::add))
        .routes(routes!(incidents::list, incidents::open))
        .routes(routes!(incidents::one))
        .routes(routes!(intents::submit))
        .routes(routes!(attachments::keep))
        .routes(routes!(attachments::read))
        .routes(routes!(invitations::invite))
        .routes(routes!(joining::look))
        .routes(routes!(joining::accept))
        .routes(routes!(joining::join))
        .routes(routes!(live::live))
        .routes(routes!(snapshot::snapshot))
        .routes(routes!(surrender::surrender))
        .routes(routes!(tray::list))
        .routes(routes!(tray::discard))
        .routes(routes!(policy::policy))
        .routes(routes!(operations::healthz))
        .routes(routes!(operations::readyz))
        .routes(routes!(operations::metrics))
}

/// The description of the interface, OpenAPI 3.1.
pub fn openapi() -> utoipa::openapi::OpenApi {
    described().into_openapi()
}

/// Every route, with what every request passes through.
pub fn router(app: Shared) -> Router {
    let (router, api) = described().split_for_parts();
    let description = async move || Json(api.clone());
    router
        .route(DESCRIPTION, axum::routing::get(description))
        .fallback(assets::serve)
        .method_not_allowed_fallback(async || Problem::method())
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(from_fn_with_state(Shared::clone(&app), origin::guard))
        .layer(from_fn(catch))
        .layer(from_fn_with_state(Shared::clone(&app), headers::add))
        .layer(from_fn(logging::request))
        .with_state(app)
}

/// A panic in one request is that request's alone, and none takes for ever.
async fn catch(request: Request, next: Next) -> Response {
    let answered = AssertUnwindSafe(next.run(request)).catch_unwind();
    match timeout(REQUEST_WITHIN, answered).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => Problem::fault().into_response(),
        Err(_) => Problem::too_slow().into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{body::Body, http::StatusCode, routing::get};
    use tower::ServiceExt as _;

    async fn odd() -> &'static str {
        panic!("as a test asked")
    }

    #[tokio::test]
    async fn a_panic_is_one_requests_alone() {
        let router = Router::new()
            .route("/odd", get(odd))
            .route("/good", get(async || "good"))
            .layer(from_fn(catch));
        let ask = |path: &str| {
            let request = Request::get(path).body(Body::empty()).unwrap();
            router.clone().oneshot(request)
        };
        let answer = ask("/odd").await.unwrap();
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        assert_eq!(ask("/good").await.unwrap().status(), StatusCode::OK);
    }

    #[test]
    fn the_description_names_every_operation_once() {
        let api = serde_json::to_value(openapi()).unwrap();
        let paths = api["paths"].as_object().unwrap();
        let operations = paths
            .values()
            .flat_map(|path| path.as_object().unwrap().values());
        let ids: Vec<&str> = operations
            .map(|operation| operation["operationId"].as_str().unwrap())
            .collect();
        let different: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(different.len(), ids.len(), "{ids:?}");
    }
}
