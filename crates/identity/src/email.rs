//! Email addresses: how people are named when they sign in.

use crate::{IdentityError, limits::EMAIL_BYTES_MAX};

/// The one form of an email address: trimmed, lower-case.
///
/// # Errors
/// [`IdentityError::Unfit`] when it is not one.
pub fn email(text: &str) -> Result<String, IdentityError> {
    let text = text.trim().to_lowercase();
    let parts = text.split_once('@');
    let good = parts.is_some_and(|(name, domain)| {
        !name.is_empty()
            && !domain.is_empty()
            && !domain.contains('@')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
    });
    if good && text.len() <= EMAIL_BYTES_MAX && !text.chars().any(odd) {
        Ok(text)
    } else {
        Err(IdentityError::Unfit(
            "Enter an email address in the form name@example.org.".into(),
        ))
    }
}

fn odd(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | ',' | ';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_form() {
        assert_eq!(
            email(" Priya.Nair@Example.org ").unwrap(),
            "priya.nair@example.org"
        );
        assert_eq!(email("root@localhost").unwrap(), "root@localhost");
        for odd in [
            "", "a", "@a", "a@", "a@b@c", "a b@c", "a@.c", "<a@b>", "a@b\n",
        ] {
            let long = format!("{}@example.org", "x".repeat(EMAIL_BYTES_MAX));
            assert!(email(&long).is_err());
            if odd.trim() == odd {
                assert!(email(odd).is_err(), "{odd:?}");
            }
        }
    }
}
