//! Tokens that say who speaks: JWTs, signed with Ed25519 and nothing else.

use crate::{IdentityError, key::SigningKey, limits::CLOCK_SKEW};
use jsonwebtoken::{Algorithm, Header, Validation, decode, decode_header, encode};
use loggist_domain::{PersonId, SessionId, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who issues and who accepts: the installation itself. The key tells installations apart.
const ISSUER: &str = "loggist";
const AUDIENCE: &str = "loggist";

/// What a token says. Every claim is required.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claims {
    /// Issuer.
    iss: String,
    /// Audience.
    aud: String,
    /// Whose.
    pub sub: PersonId,
    /// Under which sign-in.
    pub sid: SessionId,
    /// This token's own id.
    jti: Uuid,
    /// Good from then, in seconds since 1970.
    nbf: i64,
    /// Good until then, in seconds since 1970.
    pub exp: i64,
}

/// The token that says this person speaks under this sign-in.
///
/// # Panics
/// Never: the key is of the algorithm's kind, and claims are JSON.
pub fn issue(
    key: &SigningKey,
    (person, session): (PersonId, SessionId),
    id: Uuid,
    now: Timestamp,
    until: Timestamp,
) -> String {
    let claims = Claims {
        iss: ISSUER.into(),
        aud: AUDIENCE.into(),
        sub: person,
        sid: session,
        jti: id,
        nbf: seconds(now),
        exp: seconds(until),
    };
    sign(key, &claims)
}

fn sign(key: &SigningKey, claims: &impl Serialize) -> String {
    let mut header = Header::new(Algorithm::EdDSA);
    header.kid = Some(key.id.clone());
    encode(&header, claims, &key.encoding).expect("our key signs our claims")
}

/// What a token says, when it is one of ours and good now.
///
/// # Errors
/// [`IdentityError::SignedOut`], whatever is wrong with it.
pub fn read(key: &SigningKey, token: &str, now: Timestamp) -> Result<Claims, IdentityError> {
    let signed_out = |_| IdentityError::SignedOut;
    let header = decode_header(token).map_err(signed_out)?;
    if header.kid.as_ref() != Some(&key.id) || header.crit.is_some() {
        return Err(IdentityError::SignedOut);
    }
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[AUDIENCE]);
    // The library would ask the system's clock; the times are looked at below.
    validation.validate_exp = false;
    let claims = decode::<Claims>(token, &key.decoding, &validation)
        .map_err(signed_out)?
        .claims;
    let begun = claims.nbf <= seconds(now.plus(CLOCK_SKEW));
    if begun && seconds(now) < claims.exp {
        Ok(claims)
    } else {
        Err(IdentityError::SignedOut)
    }
}

fn seconds(time: Timestamp) -> i64 {
    time.millis().div_euclid(1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use std::time::Duration;

    const WHO: (PersonId, SessionId) =
        (PersonId(Uuid::from_u128(1)), SessionId(Uuid::from_u128(2)));

    fn now() -> Timestamp {
        Timestamp::from_millis(1_800_000_000_000)
    }

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_seed([seed; 32]).unwrap()
    }

    fn token() -> String {
        let until = now().plus(Duration::from_mins(10));
        issue(&key(1), WHO, Uuid::from_u128(3), now(), until)
    }

    fn claims() -> Value {
        json!({"iss": ISSUER, "aud": AUDIENCE, "sub": WHO.0, "sid": WHO.1, "jti": Uuid::from_u128(3),
            "nbf": 1_800_000_000, "exp": 1_800_000_600})
    }

    #[test]
    fn a_token_says_who_speaks_until_it_ends() {
        let said = read(&key(1), &token(), now()).unwrap();
        assert_eq!((said.sub, said.sid), WHO);
        let at = |seconds: i64| Timestamp::from_millis(1_800_000_000_000 + seconds * 1000);
        assert!(read(&key(1), &token(), at(599)).is_ok());
        assert!(read(&key(1), &token(), at(600)).is_err());
        assert!(read(&key(1), &token(), at(-10)).is_ok());
        assert!(read(&key(1), &token(), at(-11)).is_err());
    }

    #[test]
    fn every_claim_is_required_and_no_other_is_taken() {
        assert!(read(&key(1), &sign(&key(1), &claims()), now()).is_ok());
        for name in ["iss", "aud", "sub", "sid", "jti", "nbf", "exp"] {
            let mut less = claims();
            less.as_object_mut().unwrap().remove(name);
            assert!(
                read(&key(1), &sign(&key(1), &less), now()).is_err(),
                "{name}"
            );
            let mut odd = claims();
            odd[name] = json!("someone else's");
            assert!(
                read(&key(1), &sign(&key(1), &odd), now()).is_err(),
                "{name}"
            );
        }
        let mut more = claims();
        more["admin"] = json!(true);
        assert!(read(&key(1), &sign(&key(1), &more), now()).is_err());
    }

    #[test]
    fn only_our_key_by_its_name_and_our_algorithm_count() {
        assert!(read(&key(2), &token(), now()).is_err());
        let named_alike = SigningKey {
            id: key(1).id,
            ..key(2)
        };
        assert!(read(&key(1), &sign(&named_alike, &claims()), now()).is_err());
        let unnamed = encode(&Header::new(Algorithm::EdDSA), &claims(), &key(1).encoding).unwrap();
        assert!(read(&key(1), &unnamed, now()).is_err());

        let with_header = |header: Value| {
            use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
            let header = URL_SAFE_NO_PAD.encode(header.to_string());
            let rest = token();
            format!("{header}.{}", rest.split_once('.').unwrap().1)
        };
        for alg in ["none", "HS256", "RS256"] {
            let token = with_header(json!({"alg": alg, "kid": key(1).id}));
            assert!(read(&key(1), &token, now()).is_err(), "{alg}");
        }
        let mut symmetric = Header::new(Algorithm::HS256);
        symmetric.kid = Some(key(1).id);
        let public = key(1).decoding.try_get_as_bytes().unwrap().to_vec();
        let with_public = jsonwebtoken::EncodingKey::from_secret(&public);
        let token = encode(&symmetric, &claims(), &with_public).unwrap();
        assert!(read(&key(1), &token, now()).is_err());
    }

    #[test]
    fn bytes_that_are_no_token_are_refused() {
        let good = token();
        let mut touched = good.clone().into_bytes();
        touched[good.len() / 2] ^= 1;
        for odd in ["", ".", "..", "a.b.c", &good[1..], &good[..good.len() - 4]] {
            assert!(read(&key(1), odd, now()).is_err(), "{odd}");
        }
        let touched = String::from_utf8_lossy(&touched).into_owned();
        assert!(read(&key(1), &touched, now()).is_err());
    }
}
