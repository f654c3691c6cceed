//! What stands out of line with the plan: shown until it is put right, sealed when it lasts, never refused.

mod lines;

pub use lines::Lines;

use crate::{
    Effect, Entry, Incident, Kind, Member, Phase, Role, RoomKind, Timestamp, limits, words::listed,
};
use serde::{Deserialize, Serialize};

/// What the plan asks of a team, when the team has it not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Warning {
    /// Nobody commands (TEAM-01).
    IncidentManager,
    /// Nobody is ready to step in (TEAM-01, DEP-07).
    Deputy,
    /// Nobody keeps the log for the team (TEAM-01).
    Secretariat,
    /// Nobody answers for what is said (TEAM-01).
    CommsLead,
    /// Nobody brings others in (TEAM-01).
    Liaison,
    /// No expert (TEAM-01).
    Sme,
    /// A security incident without one (TEAM-02).
    SecurityAnalyst,
    /// Personal data may be involved, and nobody is from data privacy (TEAM-03).
    DataPrivacy,
    /// More people report to the manager than one can hold together (CMD-06).
    SpanOfControl,
    /// Somebody of the team is not on the private line (SEC-06, SEC-07).
    MissingFromLine,
    /// Somebody on a line is not of the team (SEC-07).
    StrangerOnLine,
}

/// Something that is out of line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// What.
    pub warning: Warning,
    /// Since when.
    pub since: Timestamp,
}

impl Warning {
    /// How a sentence says it, as it is and put right.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::IncidentManager => ("no Incident Manager", "an Incident Manager"),
            Self::Deputy => ("no Deputy", "a Deputy"),
            Self::Secretariat => ("no Secretariat", "a Secretariat"),
            Self::CommsLead => ("no Communications Lead", "a Communications Lead"),
            Self::Liaison => ("no Liaison", "a Liaison"),
            Self::Sme => ("no Subject Matter Expert", "a Subject Matter Expert"),
            Self::SecurityAnalyst => ("no security analyst", "a security analyst"),
            Self::DataPrivacy => ("nobody from data privacy", "somebody from data privacy"),
            Self::SpanOfControl => (
                "more than 7 people reporting to the Incident Manager",
                "7 people or fewer reporting to the Incident Manager",
            ),
            Self::MissingFromLine => (
                "somebody of the team not on the private line",
                "everybody of the team on the private line",
            ),
            Self::StrangerOnLine => (
                "somebody on a communication line who is not in the team",
                "nobody on a communication line who is not in the team",
            ),
        }
    }
}

/// The roles that every team has (TEAM-01).
const ROLES: [(Warning, Role); 6] = [
    (Warning::IncidentManager, Role::IncidentManager),
    (Warning::Deputy, Role::Deputy),
    (Warning::Secretariat, Role::Secretariat),
    (Warning::CommsLead, Role::CommsLead),
    (Warning::Liaison, Role::Liaison),
    (Warning::Sme, Role::Sme),
];

/// Everything out of line in a room now, with since when. Rooms made for a purpose are asked for no whole team.
pub fn standing(incident: &Incident, lines: &Lines) -> Vec<Standing> {
    let header = &incident.header;
    if !is_live(incident) || header.kind == RoomKind::Aside {
        return Vec::new();
    }
    let begun = header.declared_at.unwrap_or(header.opened_at);
    let mut found = Vec::new();
    if header.kind == RoomKind::Incident {
        found.extend(ROLES.iter().filter_map(|(warning, role)| {
            Some(Standing {
                warning: *warning,
                since: unheld_since(incident, *role, begun)?,
            })
        }));
        for (asked, set, capability, warning) in [
            (
                header.security,
                header.security_at,
                "security_analyst",
                Warning::SecurityAnalyst,
            ),
            (
                header.personal_data,
                header.personal_data_at,
                "data_privacy",
                Warning::DataPrivacy,
            ),
        ] {
            let begun = set.map_or(begun, |set| set.max(begun));
            let since = asked
                .then(|| absent_since(incident, capability, begun))
                .flatten();
            found.extend(since.map(|since| Standing { warning, since }));
        }
    }
    let others = [
        (Warning::SpanOfControl, crowded(incident)),
        (Warning::MissingFromLine, lines.missing_since(incident)),
        (Warning::StrangerOnLine, lines.stranger_since(incident)),
    ];
    found.extend(
        others
            .into_iter()
            .filter_map(|(warning, since)| since.map(|since| Standing { warning, since })),
    );
    found
}

/// When what is out of line is next to be sealed, or what was is put right; `None` when nothing is.
pub fn standing_due(incident: &Incident, lines: &Lines) -> Option<Timestamp> {
    let changes = Changes::of(incident, lines);
    let lasting = |it: &Standing| it.since.plus(limits::STANDING_SEALED_AFTER);
    match changes.ended.first() {
        Some(ended) => Some(ended.since),
        None => changes.begun.iter().map(lasting).min(),
    }
}

/// What the server writes of it; `None` when it is all said.
pub fn seal_standing(incident: &Incident, lines: &Lines, now: Timestamp) -> Option<Effect> {
    let Changes { mut begun, ended } = Changes::of(incident, lines);
    begun.retain(|it| it.since.plus(limits::STANDING_SEALED_AFTER) <= now);
    if begun.is_empty() && ended.is_empty() {
        return None;
    }
    let mut header = incident.header.clone();
    header.out_of_line.retain(|it| !ended.contains(it));
    header.out_of_line.extend(&begun);
    begun.sort_by_key(|it| it.since);
    let mut said: Vec<String> = begun
        .chunk_by(|a, b| a.since == b.since)
        .map(|together| {
            let words: Vec<_> = together.iter().map(|it| it.warning.words().0).collect();
            format!(
                "Out of line since {}: {}.",
                together[0].since.in_words(),
                listed(&words)
            )
        })
        .collect();
    if !ended.is_empty() {
        let words: Vec<_> = ended.iter().map(|it| it.warning.words().1).collect();
        said.push(format!("Put right: {}.", listed(&words)));
    }
    let mut entry = Entry::new(incident, Kind::System, said.join(" "), now, now);
    if !begun.is_empty() {
        entry.flags.push("out_of_line".into());
    }
    Some(Effect {
        header: Some(header),
        ..Effect::sealing(entry)
    })
}

/// What differs from what the log says.
struct Changes {
    begun: Vec<Standing>,
    ended: Vec<Standing>,
}

impl Changes {
    fn of(incident: &Incident, lines: &Lines) -> Self {
        if !is_live(incident) {
            return Self {
                begun: Vec::new(),
                ended: Vec::new(),
            };
        }
        let (said, now) = (&incident.header.out_of_line, standing(incident, lines));
        let names =
            |list: &[Standing], one: &Standing| list.iter().any(|it| it.warning == one.warning);
        Self {
            ended: said.iter().filter(|it| !names(&now, it)).copied().collect(),
            begun: now.iter().filter(|it| !names(said, it)).copied().collect(),
        }
    }
}

/// Being dealt with: what a team lacks before and after that is no departure.
fn is_live(incident: &Incident) -> bool {
    matches!(incident.header.phase, Phase::Hot | Phase::Warm)
}

/// Since when nobody holds a role, at the earliest `begun`; `None` while somebody does.
fn unheld_since(incident: &Incident, role: Role, begun: Timestamp) -> Option<Timestamp> {
    let members = || incident.members.values();
    let ends = members()
        .flat_map(|it| &it.roles)
        .filter(|it| it.role == role)
        .filter_map(|it| it.until);
    (!members().any(|it| it.holds(role))).then(|| ends.fold(begun, Timestamp::max))
}

/// The same of what somebody can do.
fn absent_since(incident: &Incident, capability: &str, begun: Timestamp) -> Option<Timestamp> {
    let able = |it: &&Member| it.capability.as_deref() == Some(capability);
    let able = || incident.members.values().filter(able);
    let ends = able().filter_map(|it| it.left_at);
    (!able().any(|it| it.left_at.is_none())).then(|| ends.fold(begun, Timestamp::max))
}

/// Since when more report to the manager than the plan allows.
fn crowded(incident: &Incident) -> Option<Timestamp> {
    let manager = incident.command.manager?;
    let mut since: Vec<Timestamp> = incident
        .members
        .values()
        .filter(|it| it.reports_to == Some(manager) && it.person != manager)
        .filter(|it| incident.is_writer(it.person))
        .map(|it| it.joined_at)
        .collect();
    since.sort();
    let last = *since.get(limits::DIRECT_REPORTS_MAX)?;
    incident.command.manager_since.max(Some(last))
}
