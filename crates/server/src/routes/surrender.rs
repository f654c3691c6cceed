//! What somebody who was removed had written and not sent: handed in, and never given back.

use super::intents;
use crate::{
    Problem,
    app::Shared,
    body::{Body, InIncident},
    caller::Caller,
    sight,
};
use axum::{extract::State, http::StatusCode};
use loggist_domain::{
    IntentId, Timestamp,
    command::{Command, Surrender, SurrenderedItem},
};
use loggist_room::frames::Outcome;
use serde::Deserialize;
use utoipa::ToSchema;

/// What is handed in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandedIn {
    /// The id of this act, made by the caller: handed in again under it, nothing is added.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    intent: Option<IntentId>,
    /// Oldest first.
    items: Vec<Item>,
}

/// A piece of an outbox or a tray.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The words.
    text: String,
    /// What the act was called, such as `edit_draft`.
    #[serde(default)]
    name: Option<String>,
    /// Device clock.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    written_at: Option<Timestamp>,
}

/// Hand in what you had written when you were removed. For seven days; it becomes proposals under your name.
#[utoipa::path(
    post,
    operation_id = "surrender", path = "/api/incidents/{incident}/surrender",
    params(("incident" = String, Path, description = "The incident's id")),
    request_body = HandedIn,
    responses(
        (status = 204, description = "The team has it; nothing of the incident is given back"),
        (status = 401, body = Problem),
        (status = 404, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub async fn surrender(
    State(app): State<Shared>,
    Caller(speaker): Caller,
    InIncident(incident): InIncident,
    Body(handed): Body<HandedIn>,
) -> Result<StatusCode, Problem> {
    sight::left(&app, &speaker.person, incident).await?;
    let items = handed.items.into_iter().map(|item| SurrenderedItem {
        text: item.text,
        name: item.name,
        written_at: item.written_at,
    });
    let command = Command::Surrender(Surrender {
        items: items.collect(),
    });
    let intent = handed
        .intent
        .unwrap_or_else(|| IntentId(app.surroundings.id()));
    match intents::give(&app, &speaker, incident, (intent, app.now()), command)
        .await?
        .outcome
    {
        Outcome::Recorded { .. } => Ok(StatusCode::NO_CONTENT),
        Outcome::Refused { reason, .. } => Err(Problem::invalid(reason)),
    }
}
