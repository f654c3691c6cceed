//! A bearer token: whose it is, by its own word. The server alone judges it.

use loggist_domain::PersonId;
use serde::Deserialize;
use std::fmt;

/// A bearer token.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// The text is no token of a Loggist server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a token; make one with: loggist token --person EMAIL")]
pub struct NoToken;

#[derive(Deserialize)]
struct Claims {
    sub: PersonId,
}

impl Token {
    /// The token in this text.
    ///
    /// # Errors
    /// [`NoToken`] when it does not say whose it is.
    pub fn new(text: &str) -> Result<Self, NoToken> {
        let token = Self(text.trim().to_owned());
        token.claims().map(|_| token).ok_or(NoToken)
    }

    /// Whose it says it is: the name under which this device keeps what they wrote.
    pub fn person(&self) -> PersonId {
        self.claims().expect("it was read when it was made").sub
    }

    /// The token itself: whoever has it is that person.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    fn claims(&self) -> Option<Claims> {
        let payload = self.0.split('.').nth(1)?;
        serde_json::from_slice(&base64url(payload)?).ok()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(..)")
    }
}

/// RFC 4648 section 5, without padding.
fn base64url(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut count) = (0_u32, 0);
    for digit in text.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    Some(bytes)
}
