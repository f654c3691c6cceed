//! Every command, and who may give it: as data, decided by, shown and documented from the same rows.

use super::Scene;
use crate::{Code, PersonId, Phase, Refusal, Role, RoomKind};
use serde::Serialize;

/// To whom a row allows a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Giver {
    /// Anyone signed in.
    SignedIn,
    /// A person trained as incident manager who may read the incident.
    TrainedReader,
    /// A member trained as incident manager.
    TrainedMember,
    /// The incident manager.
    Manager,
    /// The person whom command is offered to.
    Offered,
    /// The deputy.
    Deputy,
    /// The secretariat.
    Secretariat,
    /// Manager, deputy or secretariat.
    CommandRoles,
    /// Communications lead, liaison or a command role.
    CommsRoles,
    /// Liaison or a command role.
    Inviters,
    /// Anyone in the team but observers.
    Members,
    /// Anyone in the incident, observers included: whoever may have had something refused.
    Anybody,
    /// Who opened the incident, until it is declared.
    OpenerBeforeCommand,
    /// Who has left the team within the last seven days.
    ExMember,
}

/// A row of the table of commands.
#[derive(Clone, Copy, Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a column of the table, and any may be true with any other"
)]
pub struct CommandRow {
    /// The command's name in data.
    pub name: &'static str,
    /// Any of these may give it.
    pub who: &'static [Giver],
    /// Deputy and secretariat may give it for the manager who said it.
    pub spoken: bool,
    /// The right flows from command: it carries the epoch that its author saw.
    pub epoch: bool,
    /// The server gives it for whoever asks at an address of its own, which checks more; nobody sends it as it is.
    pub own_route: bool,
    /// This version has it; what it has not is refused to everybody.
    pub built: bool,
    /// Further conditions, in words.
    pub holds: &'static str,
    /// The sentence for everybody else.
    pub refused: &'static str,
}

impl CommandRow {
    const fn new(name: &'static str, who: &'static [Giver], refused: &'static str) -> Self {
        Self {
            name,
            who,
            spoken: false,
            epoch: false,
            own_route: false,
            built: true,
            holds: "",
            refused,
        }
    }

    /// A command of the manager's.
    const fn manager(name: &'static str) -> Self {
        Self::new(
            name,
            &[Giver::Manager],
            "Only the Incident Manager does this.",
        )
        .epoch()
    }

    const fn unbuilt(name: &'static str, who: &'static [Giver]) -> Self {
        Self {
            built: false,
            ..Self::new(name, who, "This version cannot do that yet.")
        }
    }

    const fn spoken(self) -> Self {
        Self {
            spoken: true,
            ..self
        }
    }

    const fn epoch(self) -> Self {
        Self {
            epoch: true,
            ..self
        }
    }

    const fn own_route(self) -> Self {
        Self {
            own_route: true,
            ..self
        }
    }

    const fn holds(self, holds: &'static str) -> Self {
        Self { holds, ..self }
    }

    /// Whether the person may give it; the manager for whom it is given, when it is spoken.
    pub(super) fn check(&self, scene: Scene<'_>) -> Result<(), Refusal> {
        let incident = scene.incident;
        let reads = incident.may_read(scene.by, scene.now);
        let outside = !self
            .who
            .iter()
            .any(|who| matches!(who, Giver::SignedIn | Giver::ExMember));
        let here = incident.member(scene.by.id).is_some()
            || (reads && self.who.contains(&Giver::TrainedReader));
        if outside && !here {
            return Err(super::not_member());
        }
        if let Some(manager) = scene.spoken_by {
            self.check_spoken(scene, manager)?;
        } else if !self.who.iter().any(|who| is(*who, scene)) {
            return Err(Refusal::role_required(self.sentence(scene)));
        }
        if self.epoch && scene.epoch != Some(incident.command.epoch) {
            return Err(stale(scene));
        }
        Ok(())
    }

    fn check_spoken(&self, scene: Scene<'_>, manager: PersonId) -> Result<(), Refusal> {
        if !self.spoken {
            return Err(Refusal::role_required(
                "The Incident Manager gives this themselves; it is never given as spoken.",
            ));
        }
        if !is(Giver::Deputy, scene) && !is(Giver::Secretariat, scene) {
            return Err(Refusal::role_required(
                "The Deputy or the Secretariat writes down what the Incident Manager says on a call.",
            ));
        }
        if scene.incident.command.manager != Some(manager) {
            return Err(stale(scene));
        }
        Ok(())
    }

    /// Whoever lost command, or a race for it, is told who holds it.
    fn sentence(&self, scene: Scene<'_>) -> String {
        if self.epoch && !self.who.contains(&Giver::Members) {
            format!("{} {}", self.refused, in_command(scene))
        } else {
            self.refused.to_owned()
        }
    }
}

pub(super) fn stale(scene: Scene<'_>) -> Refusal {
    Refusal::new(
        Code::StaleEpoch,
        format!(
            "Command has changed since you gave this, so it was not done. {} Look at the room and give it again.",
            in_command(scene)
        ),
    )
}

/// Who is in command since when, as a sentence for whoever lost a race.
pub(super) fn in_command(scene: Scene<'_>) -> String {
    let command = &scene.incident.command;
    match (command.manager, command.manager_since) {
        (None, _) => "Nobody is in command at the moment.".to_owned(),
        (Some(manager), None) => format!("{} is Incident Manager.", scene.incident.name(manager)),
        (Some(manager), Some(since)) => format!(
            "{} has been Incident Manager since {}.",
            scene.incident.name(manager),
            since.in_words()
        ),
    }
}

/// Whether the person is one of those whom a row names.
fn is(who: Giver, scene: Scene<'_>) -> bool {
    let incident = scene.incident;
    let person = scene.by.id;
    let holds = |role: Role| incident.holds(person, role);
    match who {
        Giver::SignedIn => true,
        Giver::TrainedReader | Giver::TrainedMember => {
            scene.by.is_trained(Role::IncidentManager, scene.now)
        }
        Giver::Manager => incident.command.manager == Some(person),
        Giver::Offered => incident
            .command
            .offer
            .as_ref()
            .is_some_and(|it| it.to == person),
        Giver::Deputy => holds(Role::Deputy),
        Giver::Secretariat => holds(Role::Secretariat),
        Giver::CommandRoles => incident.is_command(person),
        Giver::CommsRoles => {
            incident.is_command(person) || holds(Role::CommsLead) || holds(Role::Liaison)
        }
        Giver::Inviters => incident.is_command(person) || holds(Role::Liaison),
        Giver::Members => incident.is_writer(person),
        Giver::Anybody => incident.member(person).is_some(),
        Giver::OpenerBeforeCommand => incident.is_opener_before_command(person),
        Giver::ExMember => incident.members.get(&person).is_some_and(|member| {
            let left = |at| scene.now.since(at) <= crate::limits::SURRENDER_WITHIN;
            member.left_at.is_some_and(left)
        }),
    }
}

/// Whether a command can be given in the phase that the incident is in.
pub(super) fn phase(row: &CommandRow, scene: Scene<'_>) -> Result<(), Refusal> {
    let early = matches!(row.name, "declare" | "seal_draft" | "append_entry");
    match scene.incident.header.phase {
        Phase::Closed if row.name != "reopen" => {
            Err(Refusal::new(Code::Closed, "The incident is closed."))
        }
        Phase::PreIncident if !early => Err(Refusal::invalid(
            "The incident is not declared. Declaring it also takes command.",
        )),
        _ => Ok(()),
    }
}

/// What the room of the manager and the deputy follows, and does not decide by itself.
const FOLLOWED: &[&str] = &[
    "declare",
    "take_command",
    "challenge",
    "answer_challenge",
    "vacate",
    "offer_command",
    "withdraw_offer",
    "accept_command",
    "step_in",
    "set_phase",
    "add_member",
    "set_roles",
    "invite",
    "remove_member",
    "set_level",
    "stand_down",
    "close",
    "reopen",
    "suggest_escalation",
];

/// Whether a command can be given in a room of this kind.
pub(super) fn room(row: &CommandRow, scene: Scene<'_>) -> Result<(), Refusal> {
    if scene.incident.header.kind == RoomKind::Aside && FOLLOWED.contains(&row.name) {
        return Err(Refusal::invalid(
            "This room follows the incident that it belongs to: who is in it, who commands and its phase. Do this in the incident.",
        ));
    }
    Ok(())
}

const WRITES: &[Giver] = &[Giver::Members, Giver::OpenerBeforeCommand];
const MEMBERS: &[Giver] = &[Giver::Members];
const COMMAND: &[Giver] = &[Giver::CommandRoles];
const INVITERS: &[Giver] = &[Giver::Inviters];
const INVITES: &str =
    "A command role or a Liaison invites people, and takes an invitation back. Ask one of them.";
const ASK: &str = "Observers read; they do not act. Ask the Incident Manager for a role.";
const READS_LOG: &str =
    "Observers read the log; they do not write in it. Ask the Incident Manager for a role.";
const ANSWERS: &str = "The Incident Manager, the Deputy or the Secretariat answers a proposal.";

/// Every command of the design, in its order.
pub const COMMANDS: &[CommandRow] = &[
    CommandRow::new("open", &[Giver::SignedIn], ""),
    CommandRow::unbuilt("report", &[Giver::SignedIn]),
    CommandRow::new(
        "declare",
        &[Giver::TrainedReader],
        "A person trained as Incident Manager declares an incident. Call the one on call.",
    )
    .holds("on call, or with a reason; severity and category, perhaps provisional"),
    CommandRow::new(
        "take_command",
        &[Giver::TrainedMember],
        "A person trained as Incident Manager takes command.",
    )
    .holds("command is vacant, or a challenge was not answered for five minutes"),
    CommandRow::new("challenge", MEMBERS, ASK).epoch(),
    CommandRow::manager("answer_challenge"),
    CommandRow::manager("vacate"),
    CommandRow::manager("offer_command")
        .holds("to somebody in the team; not trained as manager: with a reason"),
    CommandRow::manager("withdraw_offer"),
    CommandRow::new(
        "accept_command",
        &[Giver::Offered],
        "Command is not offered to you.",
    )
    .epoch(),
    CommandRow::new("step_in", &[Giver::Deputy], "The Deputy steps in.").epoch(),
    CommandRow::manager("set_phase")
        .spoken()
        .holds("never out of hot: that is stand_down"),
    CommandRow::manager("set_severity").spoken(),
    CommandRow::manager("set_category").spoken(),
    CommandRow::manager("set_flags").spoken(),
    CommandRow::manager("set_clocks").spoken(),
    CommandRow::manager("add_member").spoken(),
    CommandRow::manager("set_roles").spoken(),
    CommandRow::manager("split_team")
        .spoken()
        .holds("the lead and those who go along are in the team; the actions have not ended"),
    CommandRow::manager("answer_recommendation")
        .spoken()
        .holds("the words are those that were read"),
    CommandRow::manager("agree_message")
        .spoken()
        .holds("the words are those that were read"),
    CommandRow::manager("green_light").spoken(),
    CommandRow::new("invite", INVITERS, INVITES)
        .own_route()
        .holds("Deputy and Secretariat: the manager, and from inside; good for a day at most"),
    CommandRow::new("revoke_invitation", INVITERS, INVITES),
    CommandRow::new("accept_invitation", &[Giver::SignedIn], "")
        .own_route()
        .holds("with what opens the invitation, while it is open; whoever was asked to leave: with a later one"),
    CommandRow::new(
        "remove_member",
        &[Giver::Manager, Giver::Deputy],
        "The Incident Manager or the Deputy asks somebody to leave.",
    )
    .epoch()
    .holds("never the manager"),
    CommandRow::manager("set_level").holds("gold only from silver; with a reason"),
    CommandRow::new(
        "open_aside",
        &[Giver::Manager, Giver::Deputy],
        "The Incident Manager or the Deputy opens the room that they have to themselves.",
    )
    .epoch()
    .holds("once; there is a deputy"),
    CommandRow::manager("open_silver").holds("the level is silver or gold; the commander is somebody else"),
    CommandRow::manager("link_incident").holds("with a reason; the other room links back when its author may do so there too"),
    CommandRow::manager("unlink_incident").holds("not a room that was made for this one"),
    CommandRow::manager("stand_down").holds("from hot"),
    CommandRow::manager("close").holds("from cold"),
    CommandRow::manager("reopen").holds("from closed"),
    CommandRow::new(
        "mark_sent",
        &[Giver::CommsRoles],
        "The Communications Lead, a Liaison or a command role says that a message was sent. Tell one of them.",
    )
    .holds("the words are those that were read; without the manager's agreement it is flagged"),
    CommandRow::new(
        "open_call",
        COMMAND,
        "The Incident Manager, the Deputy or the Secretariat opens a call.",
    ),
    CommandRow::new(
        "suggest_escalation",
        &[Giver::Deputy],
        "The Deputy suggests escalation. Raise it as a concern.",
    ),
    CommandRow::new("raise_concern", MEMBERS, ASK),
    CommandRow::new(
        "chase",
        &[Giver::Deputy, Giver::Secretariat],
        "The Deputy or the Secretariat chases.",
    ),
    CommandRow::new("propose", &[Giver::Anybody], ASK),
    CommandRow::new(
        "surrender",
        &[Giver::ExMember],
        "Only somebody who has left within the last seven days hands in what they had written.",
    ),
    CommandRow::new("seal_draft", WRITES, READS_LOG)
        .spoken()
        .holds("own draft; secretariat any; a decision: the manager, or spoken; tied to command, and never late"),
    CommandRow::new("append_entry", WRITES, READS_LOG)
        .spoken()
        .holds("a decision: the manager, or spoken; tied to command, and never late"),
    CommandRow::new("adopt_proposal", COMMAND, ANSWERS).holds("an escalation: the manager"),
    CommandRow::new("decline_proposal", COMMAND, ANSWERS).holds("an escalation: the manager"),
    CommandRow::manager("confirm_spoken"),
    CommandRow::manager("revoke_spoken"),
];
