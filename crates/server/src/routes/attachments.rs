//! What is attached to an incident: kept by its content, and given back as a file that no browser runs.

use crate::{
    Problem, app::Shared, body::InIncident, caller::Caller, limits::ATTACHMENTS_BYTES_MAX, sight,
};
use axum::{
    Json,
    body::to_bytes,
    extract::{Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use loggist_domain::{Phase, Role, limits::ATTACHMENT_BYTES_MAX};
use loggist_store::Attachment;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use utoipa::ToSchema;

/// Content that is kept.
#[derive(Serialize, ToSchema)]
pub struct Kept {
    /// Of the content, in hex: how an attachment in the document names it.
    sha256: String,
    /// Bytes.
    size: usize,
    /// What it is, by its first bytes: `image/png` and the like, else `application/octet-stream`.
    media_type: &'static str,
}

/// A picture may be shown in a page; nothing else is given as what it says it is.
const PICTURES: [(&str, usize, &[u8]); 5] = [
    ("image/png", 0, b"\x89PNG\r\n\x1a\n"),
    ("image/jpeg", 0, b"\xff\xd8\xff"),
    ("image/gif", 0, b"GIF87a"),
    ("image/gif", 0, b"GIF89a"),
    ("image/webp", 8, b"WEBP"),
];

/// Neither scripts nor styles, whatever opens it.
const POLICY: &str = "sandbox; default-src 'none'";

/// Keep some content, to be named by an attachment in the document afterwards. The same content is kept once.
#[utoipa::path(
    post,
    operation_id = "keep_attachment", path = "/api/incidents/{incident}/attachments",
    params(("incident" = String, Path, description = "The incident's id")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 201, body = Kept),
        (status = 401, body = Problem),
        (status = 403, description = "Observers add nothing", body = Problem),
        (status = 404, body = Problem),
        (status = 413, description = "It, or all of the incident's, is too large", body = Problem),
        (status = 422, body = Problem),
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub async fn keep(
    State(app): State<Shared>,
    Caller(speaker): Caller,
    InIncident(incident): InIncident,
    request: Request,
) -> Result<(StatusCode, Json<Kept>), Problem> {
    let summary = sight::incident(&app, &speaker.person, incident).await?;
    let roles = summary.members.get(&speaker.person.id);
    if !roles.is_some_and(|roles| roles.iter().any(|role| *role != Role::Observer)) {
        return Err(Problem::writers_only());
    }
    if summary.header.phase == Phase::Closed {
        return Err(Problem::invalid("The incident is closed."));
    }
    let most = usize::try_from(ATTACHMENT_BYTES_MAX).unwrap_or(usize::MAX);
    let content = to_bytes(request.into_body(), most).await.map_err(|_| {
        Problem::attachment_too_large(format!("Attach at most {most} bytes at once."))
    })?;
    if content.is_empty() {
        return Err(Problem::invalid("The file is empty."));
    }
    let kept = Kept {
        sha256: hex(&Sha256::digest(&content)),
        size: content.len(),
        media_type: media_type(&content),
    };
    let attachment = Attachment {
        incident,
        sha256: kept.sha256.clone(),
        kept_by: speaker.person.id,
        kept_at: app.now(),
        content: content.into(),
    };
    let fits = app
        .store
        .keep_attachment(&attachment, ATTACHMENTS_BYTES_MAX);
    if !fits.await? {
        return Err(Problem::attachment_too_large(format!(
            "An incident holds {ATTACHMENTS_BYTES_MAX} bytes of attachments at most."
        )));
    }
    Ok((StatusCode::CREATED, Json(kept)))
}

/// Content that is attached, as a file. What people have withheld is given to nobody.
#[utoipa::path(
    get,
    operation_id = "read_attachment", path = "/api/incidents/{incident}/attachments/{sha256}",
    params(
        ("incident" = String, Path, description = "The incident's id"),
        ("sha256" = String, Path, description = "The content's hash, in hex"),
    ),
    responses(
        (status = 200, description = "The content", content_type = "application/octet-stream"),
        (status = 401, body = Problem),
        (status = 404, body = Problem),
    ),
    security(("cookie" = []), ("bearer" = []))
)]
pub async fn read(
    State(app): State<Shared>,
    Caller(speaker): Caller,
    InIncident(incident): InIncident,
    Path((_, sha256)): Path<(String, String)>,
) -> Result<Response, Problem> {
    sight::incident(&app, &speaker.person, incident).await?;
    app.know(&speaker.person).await?;
    let door = app.rooms.door(incident).await?;
    let (person, now, asked) = (speaker.person.id, app.now(), sha256.clone());
    let is_withheld = door
        .ask(move |room| room.may_read(person, now).then(|| room.withholds(&asked)))
        .await
        .map_err(|_| Problem::resume())?
        .ok_or_else(Problem::no_incident)?;
    if is_withheld {
        return Err(Problem::not_found("This attachment is withheld."));
    }
    let found = app.store.attachment(incident, &sha256).await?;
    let content = found
        .ok_or_else(|| Problem::not_found("The content of this attachment is not here yet."))?;
    let headers = [
        (header::CONTENT_TYPE, media_type(&content)),
        (header::CONTENT_DISPOSITION, "attachment"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    Ok((headers, content).into_response())
}

fn media_type(content: &[u8]) -> &'static str {
    let begins = |(_, at, magic): &&(&str, usize, &[u8])| {
        content
            .get(*at..)
            .is_some_and(|rest| rest.starts_with(magic))
    };
    let found = PICTURES.iter().find(begins);
    found.map_or("application/octet-stream", |(name, ..)| name)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pictures_are_given_as_what_they_are() {
        assert_eq!(media_type(b"\x89PNG\r\n\x1a\nrest"), "image/png");
        assert_eq!(media_type(b"RIFF\0\0\0\0WEBPVP8 "), "image/webp");
        for odd in [
            &b"<svg xmlns"[..],
            b"<!doctype html>",
            b"%PDF-1.7",
            b"GIF8",
            b"",
        ] {
            assert_eq!(media_type(odd), "application/octet-stream");
        }
        assert_eq!(hex(&[0, 15, 255]), "000fff");
    }
}
