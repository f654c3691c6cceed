//! Signing in, staying signed in, signing out.

use crate::{
    Problem,
    app::{App, Shared},
    body::{Body, ClientAddress},
    caller::Caller,
    views::PersonView,
};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response},
};
use loggist_domain::Timestamp;
use loggist_identity::{IdentityError, Refreshed, SignedIn, Speaker};
use loggist_store::Person;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A sign-in.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionView {
    /// Who.
    person: PersonView,
    /// When the access token ends: refresh before.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

impl SessionView {
    /// A person's own sign-in.
    pub fn of(person: &Person, expires_at: Timestamp) -> Self {
        Self {
            person: PersonView::of(person, person),
            expires_at,
        }
    }
}

/// How a person signs in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// Email address.
    email: String,
    /// Password.
    password: String,
}

/// A ticket for one socket.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ticket {
    /// Goes into `hello`; good once.
    ticket: String,
    /// Half a minute from now.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// Who is signed in.
#[utoipa::path(
    get,
    operation_id = "read_session", path = "/api/session",
    responses((status = 200, body = SessionView), (status = 401, body = Problem)),
    security(("cookie" = []), ("bearer" = []))
)]
pub async fn current(Caller(speaker): Caller) -> Json<SessionView> {
    Json(SessionView::of(&speaker.person, speaker.until))
}

/// Sign in with a password. Sets the cookies.
#[utoipa::path(
    post,
    operation_id = "sign_in", path = "/api/session",
    request_body = SignIn,
    responses(
        (status = 200, body = SessionView),
        (status = 401, body = Problem),
        (status = 429, description = "Too many attempts", body = Problem),
    )
)]
pub async fn sign_in(
    State(app): State<Shared>,
    ClientAddress(from): ClientAddress,
    Body(SignIn { email, password }): Body<SignIn>,
) -> Result<Response, Problem> {
    let session = app.accounts.sign_in(&email, password, from).await?;
    tracing::info!(person = %session.person.id, "signed in");
    Ok(signed_in(&app, StatusCode::OK, &session))
}

/// Stay signed in: the refresh cookie is used up, and both cookies are set anew.
#[utoipa::path(
    post,
    operation_id = "refresh_session", path = "/api/session/refresh",
    responses((status = 200, body = SessionView), (status = 401, body = Problem))
)]
pub async fn refresh(State(app): State<Shared>, headers: HeaderMap) -> Result<Response, Problem> {
    let Some(token) = app.cookies.refresh(&headers) else {
        return Err(Problem::signed_out());
    };
    match app.accounts.refresh(&token).await {
        Ok(Refreshed::Good(session)) => Ok(signed_in(&app, StatusCode::OK, &session)),
        Ok(Refreshed::Ended(session)) => {
            tracing::warn!(%session, "a refresh token was used twice; its session is ended");
            app.rooms.authority_lost(&[session]);
            Ok(cleared(&app, Problem::signed_out().into_response()))
        }
        Err(IdentityError::SignedOut) => Ok(cleared(&app, Problem::signed_out().into_response())),
        Err(other) => Err(other.into()),
    }
}

/// Sign out: the session ends at once, everywhere.
#[utoipa::path(
    delete,
    operation_id = "sign_out", path = "/api/session",
    responses((status = 204), (status = 401, body = Problem)),
    security(("cookie" = []), ("bearer" = []))
)]
pub async fn sign_out(
    State(app): State<Shared>,
    Caller(Speaker { session, .. }): Caller,
) -> Result<Response, Problem> {
    app.accounts.sign_out(session).await?;
    app.rooms.authority_lost(&[session]);
    Ok(cleared(&app, StatusCode::NO_CONTENT.into_response()))
}

/// A one-use ticket for a socket that can carry neither cookie nor header.
#[utoipa::path(
    post,
    operation_id = "issue_ticket", path = "/api/session/ticket",
    responses((status = 200, body = Ticket), (status = 401, body = Problem)),
    security(("cookie" = []), ("bearer" = []))
)]
pub async fn ticket(State(app): State<Shared>, Caller(speaker): Caller) -> Json<Ticket> {
    let (ticket, expires_at) = app.accounts.ticket(&speaker);
    Json(Ticket { ticket, expires_at })
}

/// The answer to a good sign-in.
pub fn signed_in(app: &App, status: StatusCode, session: &SignedIn) -> Response {
    let view = SessionView::of(&session.person, session.access_until);
    let mut response = (status, Json(view)).into_response();
    app.cookies.set(session, app.now(), response.headers_mut());
    response
}

fn cleared(app: &App, mut response: Response) -> Response {
    app.cookies.clear(response.headers_mut());
    response
}
