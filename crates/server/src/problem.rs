//! Every error over HTTP: `application/problem+json` (RFC 9457), made in this one place.
//!
//! The title is one plain sentence, the detail says what to do, the code is for programs. Causes are logged, not shown.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use loggist_identity::IdentityError;
use loggist_room::frames::Close;
use loggist_store::StoreError;
use serde::Serialize;
use utoipa::ToSchema;

use crate::limits::RETRY_AFTER_SECONDS;

/// An error, told to a person and to a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// One plain sentence.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// For programs; stable.
    pub code: &'static str,
    /// What to do.
    pub detail: String,
    /// Seconds to wait.
    #[serde(skip)]
    retry_after: Option<u64>,
}

impl Problem {
    fn new(status: StatusCode, code: &'static str, title: &str, detail: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            status: status.as_u16(),
            code,
            detail: detail.into(),
            retry_after: None,
        }
    }

    fn retry_after(self, seconds: u64) -> Self {
        Self {
            retry_after: Some(seconds),
            ..self
        }
    }

    /// 404: no such incident, or not in it; the two are never told apart.
    pub fn no_incident() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not_found",
            "There is no such incident, or you are not in it.",
            "Check the address. The Incident Manager adds people to an incident.",
        )
    }

    /// 404: nothing is opened by this, or not any more; the two are never told apart.
    pub fn no_invitation() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "no_invitation",
            "This invitation is not good, or no longer.",
            "Ask whoever invited you for a new one.",
        )
    }

    /// 404: no such thing.
    pub fn not_found(detail: &str) -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not_found",
            "There is nothing at this address.",
            detail,
        )
    }

    /// 401: not signed in.
    pub fn signed_out() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "signed_out",
            "You are not signed in.",
            "Sign in and try again.",
        )
    }

    /// 403: for administrators.
    pub fn administrators_only() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "administrator_required",
            "Only an administrator does this.",
            "Ask an administrator of this installation.",
        )
    }

    /// 403: a request that another site's page may have made.
    pub fn origin() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "origin",
            "This request does not come from one of this server's own pages.",
            "Open the page at its usual address. The operator lists further addresses with --origin.",
        )
    }

    /// 400 or 422: what was sent cannot be taken.
    pub fn invalid(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid",
            "This cannot be taken as it is.",
            detail,
        )
    }

    /// 400: the bytes are not what this route reads.
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "malformed",
            "The server cannot read this request.",
            detail,
        )
    }

    /// 413: over the limit of a body.
    pub fn too_large() -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too_large",
            "This is more than the server takes at once.",
            format!("Send at most {} bytes.", crate::limits::BODY_BYTES_MAX),
        )
    }

    /// 413: over the limit of attachments.
    pub fn attachment_too_large(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too_large",
            "This is more than can be attached.",
            detail,
        )
    }

    /// 403: for those who write in the incident.
    pub fn writers_only() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "role_required",
            "Observers read; they do not add to the incident.",
            "Ask the Incident Manager for a role.",
        )
    }

    /// 408: it took too long.
    pub fn too_slow() -> Self {
        Self::new(
            StatusCode::REQUEST_TIMEOUT,
            "too_slow",
            "This request took too long.",
            "Try again. An intent that was recorded gets the same receipt.",
        )
    }

    /// 405: not with this method.
    pub fn method() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method",
            "This address does not take this method.",
            "The description of the interface is at /api/openapi.json.",
        )
    }

    /// 426: the live room is spoken to over a WebSocket.
    pub fn upgrade() -> Self {
        Self::new(
            StatusCode::UPGRADE_REQUIRED,
            "upgrade_required",
            "The live room is spoken to over a WebSocket.",
            "Connect with the subprotocol loggist.v1.",
        )
    }

    /// 503: more than this node takes.
    pub fn full(what: &str) -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "full",
            "The server has as many connections as it takes.",
            format!("Try again in a moment. The limit is {what}."),
        )
        .retry_after(RETRY_AFTER_SECONDS)
    }

    /// 503: the store cannot be used now.
    pub fn away() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "store_away",
            "The server cannot reach its database.",
            "Try again in a moment. Nothing was recorded of this request.",
        )
        .retry_after(RETRY_AFTER_SECONDS)
    }

    /// 503: the server stops, or the room is being rebuilt.
    pub fn resume() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "try_again",
            "The server cannot answer this now.",
            "Try again with the same intent: if it was recorded, you get the same receipt.",
        )
        .retry_after(RETRY_AFTER_SECONDS)
    }

    /// 500: our fault.
    pub fn fault() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "fault",
            "Something went wrong in the server.",
            "Try again. If it happens again, tell the administrator the time.",
        )
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry_after = self.retry_after;
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl From<IdentityError> for Problem {
    fn from(error: IdentityError) -> Self {
        let told = error.to_string();
        match error {
            IdentityError::Wrong => Self::new(
                StatusCode::UNAUTHORIZED,
                "wrong",
                &told,
                "Check both and try again.",
            ),
            IdentityError::TooOften { wait } => {
                let seconds = wait.as_secs().max(1);
                let detail = format!("Wait {seconds} seconds and try again.");
                Self::new(StatusCode::TOO_MANY_REQUESTS, "too_often", &told, detail)
                    .retry_after(seconds)
            }
            IdentityError::SignedOut => Self::signed_out(),
            IdentityError::Unfit(detail) => Self::invalid(detail),
            IdentityError::Taken => Self::new(
                StatusCode::CONFLICT,
                "taken",
                &told,
                "Give another email address.",
            ),
            IdentityError::LinkUsed => Self::new(
                StatusCode::FORBIDDEN,
                "link_used",
                &told,
                "Start the server again: it prints a new link while nobody has an account.",
            ),
            IdentityError::Store(error) => error.into(),
        }
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        match error {
            StoreError::Away(_) => Self::away(),
            StoreError::Address(_)
            | StoreError::Unfit(_)
            | StoreError::Taken(_)
            | StoreError::Corrupt(_) => Self::fault(),
        }
    }
}

/// A room that hung up on a call.
impl From<Close> for Problem {
    fn from(close: Close) -> Self {
        match close {
            Close::SignIn => Self::signed_out(),
            Close::NotFound | Close::Removed => Self::no_incident(),
            Close::StoreAway => Self::away(),
            Close::Malformed => Self::malformed(close.reason()),
            Close::TooLarge => Self::too_large(),
            Close::NoHello | Close::Forked | Close::Resume | Close::Stopping => Self::resume(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_problem_is_told_to_people_and_programs() {
        let response = Problem::away().into_response();
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(
            response.headers()["content-type"],
            "application/problem+json"
        );
        assert_eq!(response.headers()["retry-after"], "2");
        let body = axum::body::to_bytes(response.into_body(), 1000)
            .await
            .unwrap();
        let body: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(body["code"], "store_away");
        assert_eq!(body["status"], 503);
        assert_eq!(body["title"], "The server cannot reach its database.");
        assert!(body.get("retry_after").is_none());
    }

    #[test]
    fn the_cause_of_a_fault_is_not_shown() {
        let problem = Problem::from(StoreError::Away("host db.internal refused".into()));
        assert!(!format!("{problem:?}").contains("db.internal"));
    }
}
