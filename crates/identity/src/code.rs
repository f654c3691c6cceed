//! The code that opens an invitation: short enough to read out, of 50 random bits. Guessing it is slowed like guessing a
//! password; it opens little, and not for long.

use sha2::{Digest, Sha256};

/// Crockford's Base32: no letter that is taken for a digit.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a code.
const LENGTH: usize = 10;

/// A code made of these random bytes, in two groups: `K7QMF-3XW9D`.
pub fn new(random: [u8; 32]) -> String {
    let letters = random
        .iter()
        .take(LENGTH)
        .map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
    let mut code: String = letters.collect();
    code.insert(LENGTH / 2, '-');
    code
}

/// The SHA-256 of a code as somebody typed it; `None` for what is no code.
pub fn hash(typed: &str) -> Option<[u8; 32]> {
    let letters = typed.chars().filter(|letter| !matches!(letter, '-' | ' '));
    let letters: Option<String> = letters.take(LENGTH + 1).map(letter).collect();
    let code = letters.filter(|code| code.len() == LENGTH)?;
    Some(Sha256::digest(format!("loggist invitation {code}")).into())
}

fn letter(typed: char) -> Option<char> {
    let letter = match typed.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let is_one = u8::try_from(letter).is_ok_and(|byte| LETTERS.contains(&byte));
    is_one.then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = new(std::array::from_fn(|n| {
            u8::try_from(n * 7 + 224).unwrap_or(9)
        }));
        assert_eq!(code.len(), LENGTH + 1);
        let good = hash(&code).unwrap();
        assert_eq!(hash(&code.to_lowercase().replace('-', " ")), Some(good));
        assert_eq!(hash("o1l23 45678"), hash("01123-45678"));
        assert_ne!(hash("01123-45679"), hash("01123-45678"));
    }

    #[test]
    fn what_is_no_code_has_no_hash() {
        for odd in [
            "",
            "0123456789A",
            "012345678",
            "01234-5678U",
            "\u{2603}123456789",
        ] {
            assert_eq!(hash(odd), None, "{odd}");
        }
    }

    #[test]
    fn every_letter_is_as_likely() {
        let mut seen = std::collections::BTreeSet::new();
        for byte in 0..=255 {
            seen.insert(new([byte; 32]));
        }
        assert_eq!(seen.len(), 32);
    }
}
