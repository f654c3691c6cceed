//! The saved document that a room told a reader of.

use crate::{Problem, app::Shared, body::InIncident, caller::Caller, rooms::Unloaded, sight};
use axum::{
    extract::{Query, State},
    http::header,
    response::{IntoResponse as _, Response},
};
use std::collections::HashMap;

/// The document at a record, as the room's `snapshot` frame announced it.
#[utoipa::path(
    get,
    operation_id = "read_snapshot", path = "/api/incidents/{incident}/snapshot",
    params(
        ("incident" = String, Path, description = "The incident's id"),
        ("volume" = u64, Query, description = "The volume"),
        ("seq" = u64, Query, description = "The record that it stands at"),
    ),
    responses(
        (status = 200, description = "A saved Automerge document", content_type = "application/octet-stream"),
        (status = 401, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub async fn snapshot(
    State(app): State<Shared>,
    Caller(speaker): Caller,
    InIncident(incident): InIncident,
    Query(asked): Query<HashMap<String, String>>,
) -> Result<Response, Problem> {
    sight::incident(&app, &speaker.person, incident).await?;
    let number = |name: &str| asked.get(name).and_then(|text| text.parse::<u64>().ok());
    let (Some(volume), Some(seq)) = (number("volume"), number("seq")) else {
        return Err(Problem::malformed(
            "Name the volume and the seq, as the snapshot frame does.",
        ));
    };
    app.know(&speaker.person).await?;
    let door = app.rooms.door(incident).await?;
    let (person, now) = (speaker.person.id, app.now());
    let found = door
        .ask(move |room| {
            let may_read = room.may_read(person, now);
            may_read.then(|| room.snapshot(volume, seq))
        })
        .await;
    let found = found.map_err(|_| Problem::resume())?;
    let bytes = found.ok_or_else(Problem::no_incident)?.ok_or_else(|| {
        Problem::not_found("A newer snapshot has taken its place: say hello again on the socket.")
    })?;
    let kind = (header::CONTENT_TYPE, "application/octet-stream");
    Ok(([kind], bytes).into_response())
}

impl From<Unloaded> for Problem {
    fn from(why: Unloaded) -> Self {
        match why {
            Unloaded::NotFound => Self::no_incident(),
            Unloaded::Store(error) => error.into(),
            Unloaded::Stopping => Self::resume(),
            Unloaded::Full => Self::full("live rooms"),
            Unloaded::Broken(_) | Unloaded::Thread(_) => {
                tracing::error!(error = %why, "a room cannot be loaded");
                Self::fault()
            }
        }
    }
}
