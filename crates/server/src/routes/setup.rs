//! Setting up a new installation: the first person makes their account.

use super::session::{SessionView, signed_in};
use crate::{Problem, app::Shared, body::Body};
use axum::{Json, extract::State, http::StatusCode, response::Response};
use loggist_identity::{NewPerson, setup};
use serde::{Deserialize, Serialize};
use std::sync::atomic::Ordering;
use utoipa::ToSchema;

/// What the first page needs to know.
#[derive(Debug, Serialize, ToSchema)]
pub struct Setup {
    /// Nobody has an account: the set-up link is needed.
    needed: bool,
    /// A demonstration: anyone may be any of its people.
    demo: bool,
    /// Whose installation this is, perhaps blank.
    organisation: String,
}

/// The first person, by the set-up link.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetUp {
    /// From the link, after `#`.
    token: String,
    /// Name.
    name: String,
    /// Email address.
    email: String,
    /// At least 15 characters.
    password: String,
}

/// Whether this installation is new.
#[utoipa::path(get, operation_id = "read_setup", path = "/api/setup", responses((status = 200, body = Setup)))]
pub async fn needed(State(app): State<Shared>) -> Result<Json<Setup>, Problem> {
    // Once somebody has an account, nobody takes it away again: then the store is not asked any more.
    let mut needed = app.setup_needed.load(Ordering::Relaxed);
    if needed {
        needed = setup::is_needed(&*app.store).await?;
        app.setup_needed.store(needed, Ordering::Relaxed);
    }
    Ok(Json(Setup {
        needed: needed && !app.config.demo,
        demo: app.config.demo,
        organisation: app.config.organisation.clone(),
    }))
}

/// Make the first account, an administrator's, and sign in.
#[utoipa::path(
    post,
    operation_id = "set_up", path = "/api/setup",
    request_body = SetUp,
    responses(
        (status = 201, body = SessionView),
        (status = 403, description = "The link does not work any more", body = Problem),
        (status = 422, body = Problem),
    )
)]
pub async fn set_up(
    State(app): State<Shared>,
    Body(new): Body<SetUp>,
) -> Result<Response, Problem> {
    let person = NewPerson {
        name: new.name,
        email: new.email,
        password: Some(new.password),
        ..NewPerson::default()
    };
    let person = app.accounts.set_up(&new.token, person).await?;
    tracing::info!(person = %person.id, "the installation is set up");
    app.people.read().await?;
    let session = app.accounts.begin(person).await?;
    Ok(signed_in(&app, StatusCode::CREATED, &session))
}
