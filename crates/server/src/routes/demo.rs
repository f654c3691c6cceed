//! The demonstration's routes. In any other installation there is nothing here.

use crate::{
    Problem,
    app::{App, Shared},
    body::Body,
    demo::DemoScene,
    views::PersonView,
};
use axum::{Json, extract::State};
use loggist_domain::{PersonId, Timestamp};
use loggist_identity::limits::DEMO_FOR;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whom a visitor wants to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Become {
    /// One of the demonstration's people.
    #[schema(value_type = String)]
    person: PersonId,
}

/// A sign-in of one tab.
#[derive(Serialize, ToSchema)]
pub struct TabSession {
    /// A bearer token for this tab.
    token: String,
    /// Who.
    person: PersonView,
    /// When the token ends.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// The demonstration's people and its incident.
#[utoipa::path(
    get,
    operation_id = "read_demo", path = "/api/demo",
    responses(
        (status = 200, body = DemoScene),
        (status = 404, description = "Not a demonstration", body = Problem),
    )
)]
pub async fn scene(State(app): State<Shared>) -> Result<Json<DemoScene>, Problem> {
    set(&app).cloned().map(Json)
}

/// Be one of the demonstration's people, in this tab.
#[utoipa::path(
    post,
    operation_id = "become_demo_person", path = "/api/session/demo",
    request_body = Become,
    responses(
        (status = 200, body = TabSession),
        (status = 404, description = "Not a demonstration, or not one of its people", body = Problem),
    )
)]
pub async fn session(
    State(app): State<Shared>,
    Body(Become { person }): Body<Become>,
) -> Result<Json<TabSession>, Problem> {
    let nobody = || Problem::not_found("The demonstration's people are at /api/demo.");
    let one_of_them = set(&app)?.people.iter().any(|known| known.id == person);
    if !one_of_them {
        return Err(nobody());
    }
    let person = app.store.person(person).await?.ok_or_else(nobody)?;
    let (token, expires_at) = app.accounts.bearer(&person, DEMO_FOR).await?;
    Ok(Json(TabSession {
        token,
        person: PersonView::of(&person, &person),
        expires_at,
    }))
}

fn set(app: &App) -> Result<&DemoScene, Problem> {
    let scene = app.demo.as_ref();
    scene.ok_or_else(|| Problem::not_found("This is not a demonstration."))
}
