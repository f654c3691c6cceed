//! The right to a command, in words of the tests' own: what the domain decides is held against this.

use loggist_domain::{Incident, PersonId, Timestamp};
use std::time::Duration;

/// Whether a person had the right to a command against the state before it.
pub fn had_right(name: &str, person: PersonId, before: &Incident, at: Timestamp) -> bool {
    let command = &before.command;
    let is = |one: Option<PersonId>| one == Some(person);
    match name {
        "declare" => command.epoch == 0,
        "accept_command" => is(command.offer.as_ref().map(|offer| offer.to)),
        "step_in" => is(command.deputy),
        "challenge" | "seal_draft" | "append_entry" => before.is_writer(person),
        "remove_member" => is(command.manager) || is(command.deputy),
        "take_command" => {
            let waited = |asked: Timestamp| at.since(asked) >= Duration::from_mins(5);
            let challenge = command.challenge.as_ref();
            command.manager.is_none() || challenge.is_some_and(|it| waited(it.asked_at))
        }
        _ => is(command.manager),
    }
}
