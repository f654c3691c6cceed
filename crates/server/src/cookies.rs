//! The two cookies of a browser's session.
//!
//! Both are out of scripts' reach and go with requests of our own pages alone. On https their names carry the prefixes
//! with which a browser refuses to let anybody else set them.

use axum::http::{HeaderMap, HeaderValue, header};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use loggist_domain::Timestamp;
use loggist_identity::SignedIn;

/// Where the refresh token is sent, and nowhere else.
const REFRESH_PATH: &str = "/api/session";

/// The names of the cookies: with or without the prefixes of https.
#[derive(Clone, Copy, Debug)]
pub struct Cookies {
    secure: bool,
}

impl Cookies {
    /// The cookies of a server that browsers reach over https, or not.
    pub fn new(secure: bool) -> Self {
        Self { secure }
    }

    fn access_name(self) -> &'static str {
        if self.secure {
            "__Host-loggist_access"
        } else {
            "loggist_access"
        }
    }

    fn refresh_name(self) -> &'static str {
        if self.secure {
            "__Secure-loggist_refresh"
        } else {
            "loggist_refresh"
        }
    }

    /// The access token that came with a request.
    pub fn access(self, headers: &HeaderMap) -> Option<String> {
        value(headers, self.access_name())
    }

    /// The refresh token that came with a request.
    pub fn refresh(self, headers: &HeaderMap) -> Option<String> {
        value(headers, self.refresh_name())
    }

    /// Whether a request came with any of them.
    pub fn are_in(self, headers: &HeaderMap) -> bool {
        self.access(headers).is_some() || self.refresh(headers).is_some()
    }

    /// Sets both.
    pub fn set(self, signed_in: &SignedIn, now: Timestamp, headers: &mut HeaderMap) {
        let seconds = |until: Timestamp| until.since(now).as_secs();
        let access = (self.access_name(), "/", signed_in.access.as_str());
        self.put(access, seconds(signed_in.access_until), headers);
        let refresh = (
            self.refresh_name(),
            REFRESH_PATH,
            signed_in.refresh.as_str(),
        );
        self.put(refresh, seconds(signed_in.session_until), headers);
    }

    /// Removes both.
    pub fn clear(self, headers: &mut HeaderMap) {
        self.put((self.access_name(), "/", ""), 0, headers);
        self.put((self.refresh_name(), REFRESH_PATH, ""), 0, headers);
    }

    fn put(self, (name, path, value): (&str, &str, &str), seconds: u64, headers: &mut HeaderMap) {
        let cookie = Cookie::build((name, value))
            .path(path)
            .http_only(true)
            .same_site(SameSite::Strict)
            .secure(self.secure)
            .build();
        let cookie = HeaderValue::from_str(&format!("{cookie}; Max-Age={seconds}"))
            .expect("our tokens are plain ASCII");
        headers.append(header::SET_COOKIE, cookie);
    }
}

fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    let jar = CookieJar::from_headers(headers);
    let value = jar.get(name)?.value();
    (!value.is_empty()).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleared(secure: bool) -> Vec<String> {
        let mut headers = HeaderMap::new();
        Cookies::new(secure).clear(&mut headers);
        let all = headers.get_all(header::SET_COOKIE).iter();
        all.map(|v| v.to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn cookies_are_out_of_reach_and_our_own() {
        assert_eq!(
            cleared(false),
            [
                "loggist_access=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0",
                "loggist_refresh=; HttpOnly; SameSite=Strict; Path=/api/session; Max-Age=0",
            ]
        );
    }

    #[test]
    fn https_brings_the_prefixes() {
        assert_eq!(
            cleared(true),
            [
                "__Host-loggist_access=; HttpOnly; SameSite=Strict; Secure; Path=/; Max-Age=0",
                "__Secure-loggist_refresh=; HttpOnly; SameSite=Strict; Secure; Path=/api/session; Max-Age=0",
            ]
        );
    }

    #[test]
    fn an_empty_cookie_is_none() {
        let mut headers = HeaderMap::new();
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("loggist_access=; a=b"),
        );
        assert!(!Cookies::new(false).are_in(&headers));
        headers.insert(
            header::COOKIE,
            HeaderValue::from_static("a=b; loggist_access=x"),
        );
        assert_eq!(Cookies::new(false).access(&headers).as_deref(), Some("x"));
        assert_eq!(Cookies::new(true).access(&headers), None);
    }
}
