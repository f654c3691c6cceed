//! What a person may see of an incident outside its room: lists, and whether it is there at all.
//!
//! The rules are the domain's; what they need is read from the incident's place in lists.

use crate::{Problem, app::App};
use loggist_domain::{
    Category, CommandState, Held, Incident, IncidentId, IntentId, Member, NoObjects, PersonId,
    Profile, Role, Severity, Summary, Timestamp,
    command::{self, Command, Declare, Scene},
    limits,
};
use loggist_store::Person;

/// An incident that this person may see. No such incident and no right to see it are the same.
pub async fn incident(app: &App, person: &Person, id: IncidentId) -> Result<Summary, Problem> {
    let summary = app.store.incident(id).await?;
    summary
        .filter(|summary| authority(summary).may_read(&person.profile(), app.now()))
        .ok_or_else(Problem::no_incident)
}

/// An incident that this person has left and may still hand something in for. To everybody else there is none.
pub async fn left(app: &App, person: &Person, id: IncidentId) -> Result<(), Problem> {
    let summary = app.store.incident(id).await?;
    let left_at = summary.and_then(|summary| summary.left.get(&person.id).copied());
    let lately = |at| app.now().since(at) <= limits::SURRENDER_WITHIN;
    left_at
        .filter(|at| lately(*at))
        .map(drop)
        .ok_or_else(Problem::no_incident)
}

/// Whether this person may declare it now; else why not, in a sentence.
pub fn may_declare(summary: &Summary, profile: &Profile, now: Timestamp) -> Result<(), String> {
    let incident = authority(summary);
    let probe = Command::Declare(Declare {
        severity: Severity::new(4).expect("4 is a severity"),
        category: Category::Other,
        severity_provisional: true,
        category_provisional: true,
        codename: None,
        // Who is not on call gives a reason with the command itself.
        reason: Some("asked".into()),
    });
    let scene = Scene {
        incident: &incident,
        by: profile,
        people: &[].into(),
        objects: &NoObjects,
        spoken_by: None,
        intent: IntentId::from_bytes([0; 16]),
        epoch: None,
        not_after: Some(now),
        written_at: now,
        now,
    };
    let decided = command::decide(&probe, scene);
    decided.map(|_| ()).map_err(|refusal| refusal.reason)
}

/// As much of the authority state as lists hold.
fn authority(summary: &Summary) -> Incident {
    let since = summary.header.opened_at;
    let named = [&summary.manager, &summary.deputy];
    let name = |person: PersonId| {
        let found = named
            .iter()
            .find_map(|named| named.as_ref().filter(|n| n.person == person));
        found.map(|named| named.name.clone()).unwrap_or_default()
    };
    let member = |person: PersonId, roles: &[Role]| Member {
        person,
        name: name(person),
        organisation: String::new(),
        roles: roles
            .iter()
            .map(|role| Held {
                role: *role,
                from: since,
                until: None,
                trained: true,
            })
            .collect(),
        capability: None,
        domain: None,
        reports_to: None,
        asked_for_by: None,
        joined_at: since,
        left_at: None,
    };
    let members = summary.members.iter();
    Incident {
        header: summary.header.clone(),
        command: CommandState {
            epoch: u64::from(summary.manager.is_some()),
            manager: summary.manager.as_ref().map(|named| named.person),
            manager_since: None,
            deputy: summary.deputy.as_ref().map(|named| named.person),
            offer: None,
            challenge: None,
        },
        members: members
            .map(|(person, roles)| (*person, member(*person, roles)))
            .collect(),
        invitations: [].into(),
        last_number: summary.entries,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use loggist_domain::{Named, Phase, Training, command::Open};

    fn now() -> Timestamp {
        Timestamp::from_millis(1_800_000_000_000)
    }

    fn profile(number: u8, trained: bool) -> Profile {
        let training = Training {
            role: Role::IncidentManager,
            until: None,
        };
        Profile {
            id: PersonId::from_bytes([number; 16]),
            name: format!("Person {number}"),
            organisation: String::new(),
            trainings: if trained { vec![training] } else { Vec::new() },
            on_call_until: None,
            disabled: false,
            guest_of: None,
        }
    }

    fn opened() -> Summary {
        let open = Open {
            title: "Court lists".into(),
            summary: None,
            security: true,
            personal_data: false,
        };
        let id = IncidentId::from_bytes([9; 16]);
        let intent = IntentId::from_bytes([8; 16]);
        let opened = command::open(
            &open,
            id,
            "INC-1".into(),
            &profile(1, false),
            intent,
            now(),
            now(),
        );
        Summary::of(&opened.unwrap().0, Some(now()))
    }

    #[test]
    fn before_the_declaration_its_opener_and_every_trained_manager_see_it() {
        let authority = authority(&opened());
        assert!(authority.may_read(&profile(1, false), now()));
        assert!(authority.may_read(&profile(2, true), now()));
        assert!(!authority.may_read(&profile(3, false), now()));
    }

    #[test]
    fn who_may_declare_is_the_rule_of_the_command() {
        assert_eq!(may_declare(&opened(), &profile(2, true), now()), Ok(()));
        let untrained = may_declare(&opened(), &profile(1, false), now()).unwrap_err();
        assert!(
            untrained.contains("trained as Incident Manager"),
            "{untrained}"
        );
        let mut declared = opened();
        declared.header.phase = Phase::Hot;
        declared.manager = Some(Named {
            person: profile(2, true).id,
            name: "Person 2".into(),
        });
        declared
            .members
            .insert(profile(2, true).id, vec![Role::IncidentManager]);
        let told = may_declare(&declared, &profile(2, true), now()).unwrap_err();
        assert!(told.contains("Person 2"), "{told}");
    }
}
