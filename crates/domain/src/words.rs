//! Small pieces of sentences.

use crate::Role;

/// "Deputy and Secretariat"; "no role" for none.
pub fn roles(roles: &[Role]) -> String {
    let titles: Vec<&str> = roles.iter().map(|role| role.title()).collect();
    match titles.split_last() {
        None => "no role".into(),
        Some((only, [])) => (*only).into(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
