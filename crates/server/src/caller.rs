//! Who calls: proved by a bearer token or by the session's cookie.

use crate::{Problem, app::Shared};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use loggist_identity::Speaker;
use std::ops::Deref;

/// The person who calls. A route that takes one is closed to everybody else.
#[derive(Clone, Debug)]
pub struct Caller(pub Speaker);

/// A calling administrator.
#[derive(Clone, Debug)]
pub struct Administrator(pub Speaker);

impl Deref for Caller {
    type Target = Speaker;

    fn deref(&self) -> &Speaker {
        &self.0
    }
}

impl FromRequestParts<Shared> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Problem> {
        let token = bearer(&parts.headers).or_else(|| app.cookies.access(&parts.headers));
        let token = token.ok_or_else(Problem::signed_out)?;
        Ok(Self(app.accounts.speaker(&token).await?))
    }
}

impl FromRequestParts<Shared> for Administrator {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Shared) -> Result<Self, Problem> {
        let Caller(speaker) = Caller::from_request_parts(parts, app).await?;
        if speaker.person.administrator {
            Ok(Self(speaker))
        } else {
            Err(Problem::administrators_only())
        }
    }
}

/// The bearer token of a request. When there is one, no cookie is looked at.
pub fn bearer(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| token.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bearer_token_is_read_and_nothing_else() {
        let of = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, value.parse().unwrap());
            bearer(&headers)
        };
        assert_eq!(of("Bearer abc").as_deref(), Some("abc"));
        assert_eq!(of("bearer abc").as_deref(), Some("abc"));
        assert_eq!(of("Basic abc"), None);
        assert_eq!(of("abc"), None);
    }
}
