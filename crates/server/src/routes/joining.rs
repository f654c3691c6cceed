//! Taking up an invitation: with an account, or without one.
//!
//! What opens it comes in the body of a request, never in an address. What opens nothing, and what opens nothing any
//! more, are answered with the same bytes.

use super::{intents, session::SessionView};
use crate::{
    Problem,
    app::{App, Shared},
    body::{Body, ClientAddress},
    caller::Caller,
    schema,
};
use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use loggist_domain::{
    Code, IncidentId, IntentId, Invitation, Phase, Role, Summary, Timestamp,
    command::{AcceptInvitation, Command},
};
use loggist_identity::{NewPerson, Speaker};
use loggist_room::frames::Outcome;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use utoipa::ToSchema;

/// A code, from a link or as somebody typed it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// The code.
    code: String,
}

/// What whoever holds a code is told before they join: nothing of the incident.
#[derive(Serialize, ToSchema)]
pub struct InvitationView {
    /// The role that they get.
    #[schema(schema_with = schema::role)]
    role: Role,
    /// No account is needed.
    outside: bool,
    /// Who invites.
    by: String,
    /// Good until then.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// Taking an invitation up with an account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// The code.
    code: String,
    /// The intent's id, made by the caller.
    #[schema(value_type = String)]
    intent: IntentId,
    /// The caller's clock.
    #[schema(value_type = String, format = DateTime)]
    written_at: Timestamp,
}

/// Taking an invitation up from outside the organisation: an account is made that is good for this incident alone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// The code.
    code: String,
    /// The intent's id, made by the caller.
    #[schema(value_type = String)]
    intent: IntentId,
    /// The caller's clock.
    #[schema(value_type = String, format = DateTime)]
    written_at: Timestamp,
    /// Name, as the log shows it.
    name: String,
    /// Organisation, as the log shows it.
    organisation: String,
    /// Email address.
    email: String,
    /// At least 15 characters.
    password: String,
}

/// Where somebody has come in.
#[derive(Serialize, ToSchema)]
pub struct Joined {
    /// The incident.
    #[schema(value_type = String)]
    incident: IncidentId,
    /// The sign-in that was begun; absent for whoever was signed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<SessionView>,
}

/// What an invitation is for.
#[utoipa::path(
    post,
    operation_id = "look_at_invitation", path = "/api/invitations/look",
    request_body = Look,
    responses(
        (status = 200, body = InvitationView),
        (status = 404, description = "It opens nothing, or no longer", body = Problem),
        (status = 429, description = "Too many attempts", body = Problem),
    )
)]
pub async fn look(
    State(app): State<Shared>,
    ClientAddress(from): ClientAddress,
    Body(Look { code }): Body<Look>,
) -> Result<Json<InvitationView>, Problem> {
    let (_, invitation) = opened(&app, &code, from).await?;
    Ok(Json(InvitationView {
        role: invitation.role,
        outside: invitation.outside,
        by: invitation.name,
        expires_at: invitation.expires_at,
    }))
}

/// Join as the person who is signed in. Whoever is in the team already uses nothing up.
#[utoipa::path(
    post,
    operation_id = "accept_invitation", path = "/api/invitations/accept",
    request_body = Accept,
    responses(
        (status = 200, body = Joined),
        (status = 401, body = Problem),
        (status = 404, description = "It opens nothing, or no longer", body = Problem),
        (status = 422, body = Problem),
        (status = 429, description = "Too many attempts", body = Problem),
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub async fn accept(
    State(app): State<Shared>,
    Caller(speaker): Caller,
    ClientAddress(from): ClientAddress,
    Body(accept): Body<Accept>,
) -> Result<Json<Joined>, Problem> {
    let (summary, invitation) = opened(&app, &accept.code, from).await?;
    if !summary.members.contains_key(&speaker.person.id) {
        let asked = (accept.intent, accept.written_at);
        come_in(&app, &speaker, &summary, &invitation, asked).await?;
    }
    Ok(Json(Joined {
        incident: summary.header.id,
        session: None,
    }))
}

/// Join without an account. One is made, which is good for this incident alone; it is taken back when joining is refused.
#[utoipa::path(
    post,
    operation_id = "join_by_invitation", path = "/api/invitations/join",
    request_body = Join,
    responses(
        (status = 201, body = Joined),
        (status = 404, description = "It opens nothing, or no longer", body = Problem),
        (status = 409, description = "The email address has an account: sign in, then accept", body = Problem),
        (status = 422, body = Problem),
        (status = 429, description = "Too many attempts", body = Problem),
    )
)]
pub async fn join(
    State(app): State<Shared>,
    ClientAddress(from): ClientAddress,
    Body(join): Body<Join>,
) -> Result<Response, Problem> {
    let (summary, invitation) = opened(&app, &join.code, from).await?;
    if !invitation.outside {
        return Err(Problem::invalid(
            "This invitation is for people who have an account here. Sign in first.",
        ));
    }
    if join.organisation.trim().is_empty() {
        return Err(Problem::invalid("Enter your organisation."));
    }
    let guest = app.accounts.add(NewPerson {
        name: join.name,
        email: join.email,
        organisation: join.organisation,
        password: Some(join.password),
        guest_of: Some(summary.header.id),
        ..NewPerson::default()
    });
    let session = app.accounts.begin(guest.await?).await?;
    let speaker = Speaker {
        person: session.person.clone(),
        session: session.session,
        until: session.access_until,
    };
    let asked = (join.intent, join.written_at);
    if let Err(problem) = come_in(&app, &speaker, &summary, &invitation, asked).await {
        app.accounts.take_back(speaker.person.id).await?;
        app.people.read().await?;
        return Err(problem);
    }
    let joined = Joined {
        incident: summary.header.id,
        session: Some(SessionView::of(&session.person, session.access_until)),
    };
    let mut response = (StatusCode::CREATED, Json(joined)).into_response();
    app.cookies.set(&session, app.now(), response.headers_mut());
    Ok(response)
}

/// What a code opens now, with the incident that it leads into.
async fn opened(app: &App, code: &str, from: IpAddr) -> Result<(Summary, Invitation), Problem> {
    let now = app.now();
    let hash = app.accounts.try_code(code, from)?;
    let found = match hash {
        Some(hash) => app.store.code(hash, now).await?,
        None => None,
    };
    let found = found.ok_or_else(Problem::no_invitation)?;
    let summary = app.store.incident(found.incident).await?;
    let summary = summary.filter(|summary| summary.header.phase != Phase::Closed);
    let summary = summary.ok_or_else(Problem::no_invitation)?;
    let invitation = summary
        .invitations
        .iter()
        .find(|it| it.id == found.invitation && it.is_open(now))
        .cloned();
    Ok((summary, invitation.ok_or_else(Problem::no_invitation)?))
}

async fn come_in(
    app: &App,
    speaker: &Speaker,
    summary: &Summary,
    invitation: &Invitation,
    asked: (IntentId, Timestamp),
) -> Result<(), Problem> {
    let command = Command::AcceptInvitation(AcceptInvitation {
        invitation: invitation.id,
    });
    let incident = summary.header.id;
    match intents::give(app, speaker, incident, asked, command)
        .await?
        .outcome
    {
        Outcome::Recorded { .. } => Ok(()),
        Outcome::Refused {
            code: Code::Gone | Code::Closed,
            ..
        } => Err(Problem::no_invitation()),
        Outcome::Refused { reason, .. } => Err(Problem::invalid(reason)),
    }
}
