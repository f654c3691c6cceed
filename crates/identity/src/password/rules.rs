//! What may be a password: long, not well known, not one's own name, not a pattern. No other composition is asked for
//! (NIST SP 800-63B-4).

use crate::limits::{
    PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN, PASSWORD_DIFFERENT_CHARS_MIN, PASSWORD_OWN_CHARS_MIN,
};
use std::collections::BTreeSet;

/// Long passwords that many people chose before: one a line, in the plain form.
const KNOWN: &str = include_str!("known.txt");
/// A name's part shorter than this is taken for chance.
const PART_CHARS_MIN: usize = 3;
/// A unit this long, repeated to the end, is a pattern.
const UNIT_CHARS_MAX: usize = 8;
/// Rows of the keyboard, the alphabet and the digits, forwards; they count backwards too, and round the end.
const ROWS: [&str; 6] = [
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "azertyuiop",
];

/// What is wrong with a password for this person, if anything: a sentence that says what to do.
pub fn flaw(password: &str, name: &str, email: &str) -> Option<String> {
    let length = password.chars().count();
    if length < PASSWORD_CHARS_MIN {
        return Some(format!(
            "The password must have at least {PASSWORD_CHARS_MIN} characters. Three or four words make a good one."
        ));
    }
    if length > PASSWORD_CHARS_MAX {
        return Some(format!(
            "The password must have at most {PASSWORD_CHARS_MAX} characters."
        ));
    }
    let plain = plain(password);
    let why = if is_known(&plain) {
        "Many people use this password, so it is among the first to be tried."
    } else if is_pattern(&password.to_lowercase()) || is_pattern(&plain) {
        "This password is a pattern that is easy to guess."
    } else if without_own(&plain, name, email) < PASSWORD_OWN_CHARS_MIN {
        "This password is little more than your name or email address."
    } else {
        return None;
    };
    Some(format!(
        "{why} Choose another: three or four unrelated words make a good one."
    ))
}

/// Letters and digits alone, in lower case.
fn plain(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// With digits and signs read as the letters that they stand for.
fn spelled(plain: &str) -> String {
    let letter = |c| match c {
        '0' => 'o',
        '1' => 'l',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        other => other,
    };
    plain.chars().map(letter).collect()
}

fn is_known(plain: &str) -> bool {
    let bare = plain.trim_matches(|c: char| c.is_ascii_digit());
    let forms = [
        plain.to_owned(),
        bare.to_owned(),
        spelled(plain),
        spelled(bare),
    ];
    KNOWN.lines().any(|known| {
        let spelled_known = spelled(known);
        forms
            .iter()
            .any(|form| form == known || *form == spelled_known)
    })
}

/// Few different characters, a short unit repeated, or runs along the rows.
fn is_pattern(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let different: BTreeSet<char> = chars.iter().copied().collect();
    let repeats = (1..=UNIT_CHARS_MAX).any(|unit| {
        chars.len() >= 2 * unit && chars.iter().zip(&chars[unit..]).all(|(a, b)| a == b)
    });
    // A text of pieces along the rows has few places where a piece ends.
    let steps = chars.windows(2).filter(|pair| neighbours(pair[0], pair[1]));
    let mostly_rows = chars.len() > 1 && steps.count() * 4 >= (chars.len() - 1) * 3;
    different.len() < PASSWORD_DIFFERENT_CHARS_MIN || repeats || mostly_rows
}

fn neighbours(a: char, b: char) -> bool {
    a == b
        || ROWS.iter().any(|row| {
            let (Some(a), Some(b)) = (row.find(a), row.find(b)) else {
                return false;
            };
            let apart = a.abs_diff(b);
            apart == 1 || apart == row.len() - 1
        })
}

/// How many characters are left when the person's own names, and ours, are taken out.
fn without_own(plain_password: &str, name: &str, email: &str) -> usize {
    let mut parts: Vec<String> = [name, email, "loggist", "password"]
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .map(plain)
        .filter(|part| part.chars().count() >= PART_CHARS_MIN)
        .collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
    let mut left = plain_password.to_owned();
    for part in parts {
        left = left.replace(&part, "");
    }
    left.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flawed(password: &str) -> Option<String> {
        flaw(password, "Priya Nair", "priya.nair@courts.example.org")
    }

    #[test]
    fn a_phrase_of_unrelated_words_is_good() {
        for good in [
            "heron ladder cobalt moss",
            "tramway-pickle-october",
            "viele kleine Steine im Fluss",
            "わたしのねこはさかなをたべるのがすき",
            "k8#Vq!z2LmW0p&Ty",
            "Priya keeps forty green bicycles",
        ] {
            assert_eq!(flawed(good), None, "{good}");
        }
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(flawed("heron ladder c").unwrap().contains("at least 15"));
        assert_eq!(flawed("heron ladder co"), None);
        let long: String = ('a'..='z').cycle().step_by(7).take(257).collect();
        assert!(flawed(&long).unwrap().contains("at most 256"));
    }

    #[test]
    fn what_many_people_use_is_refused_in_any_spelling() {
        for known in [
            "correcthorsebatterystaple",
            "Correct Horse Battery Staple",
            "C0rrect-H0rse-Battery-Stap1e",
            "correcthorsebatterystaple2026",
            "1qaz2wsx3edc4rfv",
            "PasswordPassword1",
        ] {
            let told = flawed(known);
            assert!(
                told.is_some_and(|told| told.contains("Many people")),
                "{known}"
            );
        }
    }

    #[test]
    fn patterns_are_refused() {
        for pattern in [
            "aaaaaaaaaaaaaaaa",
            "abababababababab",
            "pickle pickle pickle ",
            "1234567890123456",
            "9876543210987654",
            "abcdefghijklmnop",
            "qwertyuiopasdfgh",
            "................",
        ] {
            assert!(flawed(pattern).is_some(), "{pattern}");
        }
    }

    #[test]
    fn ones_own_name_is_not_enough() {
        for own in [
            "Priya.Nair@courts",
            "priya nair priya 42",
            "NairPriyaPassword!",
            "loggist-password-1",
        ] {
            let told = flawed(own);
            assert!(
                told.is_some_and(|told| told.contains("little more")),
                "{own}"
            );
        }
    }

    #[test]
    fn the_list_is_in_the_form_that_it_is_compared_in() {
        for known in KNOWN.lines() {
            assert_eq!(plain(known), known);
            assert!(known.chars().count() + 4 >= PASSWORD_CHARS_MIN, "{known}");
        }
        let different: BTreeSet<&str> = KNOWN.lines().collect();
        assert_eq!(different.len(), KNOWN.lines().count());
        assert!(different.len() >= 300, "{}", different.len());
    }
}
