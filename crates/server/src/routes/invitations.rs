//! Inviting people into an incident by a link or a code.

use super::intents;
use crate::{
    Problem,
    app::Shared,
    body::{Body, InIncident},
    caller::Caller,
    schema, sight,
};
use axum::{Json, extract::State, http::StatusCode};
use loggist_domain::{
    IntentId, ObjectId, Role, Timestamp,
    command::{self, Command},
    limits::INVITATION_MINUTES_MAX,
};
use loggist_identity::code;
use loggist_room::frames::Outcome;
use loggist_store::InvitationCode;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use utoipa::ToSchema;

/// An invitation to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Invite {
    /// The intent's id, made by the caller. The same one makes the same invitation, with a further code.
    #[schema(value_type = String)]
    intent: IntentId,
    /// The role that whoever takes it up gets.
    #[schema(schema_with = schema::role)]
    role: Role,
    /// For people outside the organisation too.
    #[serde(default)]
    outside: bool,
    /// Good for so many minutes.
    minutes: u32,
    /// So many people may take it up.
    #[serde(default = "one")]
    people: u32,
    /// The caller's clock.
    #[schema(value_type = String, format = DateTime)]
    written_at: Timestamp,
}

fn one() -> u32 {
    1
}

/// An invitation with what opens it, which is told this once.
#[derive(Serialize, ToSchema)]
pub struct Invited {
    /// The invitation in the incident's document.
    #[schema(value_type = String)]
    invitation: ObjectId,
    /// To be read out, or after `/join#` in a link.
    code: String,
    /// Good until then.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
    /// The number of the log entry that tells of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u64>,
}

/// Invite people. The code is told once; the incident holds that there is an invitation, never what opens it.
#[utoipa::path(
    post,
    operation_id = "invite", path = "/api/incidents/{incident}/invitations",
    params(("incident" = String, Path, description = "The incident's id")),
    request_body = Invite,
    responses(
        (status = 201, body = Invited),
        (status = 401, body = Problem),
        (status = 404, body = Problem),
        (status = 422, body = Problem),
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub async fn invite(
    State(app): State<Shared>,
    Caller(speaker): Caller,
    InIncident(incident): InIncident,
    Body(invite): Body<Invite>,
) -> Result<(StatusCode, Json<Invited>), Problem> {
    sight::incident(&app, &speaker.person, incident).await?;
    let now = app.now();
    let code = code::new(app.surroundings.random());
    let hash = code::hash(&code).ok_or_else(Problem::fault)?;
    let kept = InvitationCode {
        hash,
        incident,
        invitation: ObjectId::from_bytes(invite.intent.bytes()),
        expires_at: now.plus(Duration::from_mins(
            invite.minutes.min(INVITATION_MINUTES_MAX).into(),
        )),
    };
    // Kept first: a code without an invitation opens nothing.
    app.store.keep_code(&kept, now).await?;
    let command = Command::Invite(command::Invite {
        role: invite.role,
        outside: invite.outside,
        minutes: invite.minutes,
        people: invite.people,
    });
    let asked = (invite.intent, invite.written_at);
    match intents::give(&app, &speaker, incident, asked, command)
        .await?
        .outcome
    {
        Outcome::Recorded { number, .. } => Ok((
            StatusCode::CREATED,
            Json(Invited {
                invitation: kept.invitation,
                code,
                expires_at: kept.expires_at,
                number,
            }),
        )),
        Outcome::Refused { reason, .. } => {
            app.store.forget_code(hash).await?;
            Err(Problem::invalid(reason))
        }
    }
}
