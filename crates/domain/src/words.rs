//! Small pieces of sentences.

use crate::Role;

/// "Deputy and Secretariat"; "no role" for none.
pub fn roles(roles: &[Role]) -> String {
    if roles.is_empty() {
        return "no role".into();
    }
    listed(&roles.iter().map(|role| role.title()).collect::<Vec<_>>())
}

/// "a, b and c"; blank for none.
pub fn listed(words: &[&str]) -> String {
    match words.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).into(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
