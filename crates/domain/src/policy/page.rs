//! The rules as a page for people, from the same rows that decide.

use super::{Act, Row, Who, rows};
use crate::command::{COMMANDS, CommandRow, Giver};

const INTRODUCTION: &str = "\
# Who may do what

This page is made from the rules that the server decides by, so it says what the program does, not what somebody meant it
to do. `cargo xtask generate` writes it; the tests fail when it is out of date. Whatever has no line here is refused to
everybody.

A right belongs to a role in one incident, held for a time, and is judged by the server at the moment when the act is
recorded: not by the page that somebody has open, and not by the role they had when they wrote it. Whoever has left the
incident, and whoever never was in it, is told \"You are not in this incident.\" An administrator of the installation has no
right in any incident. What is refused is kept for its author with the reason, and they can send it on as a proposal.

The *Incident Manager* is one person or nobody, never two. The *command roles* are the Incident Manager, the Deputy and the
Secretariat. *Anyone in the team* leaves out observers, who read.
";

const EDITS: &str = "
## What people write

Each change is taken apart, and each part of it must match a line. \"Anyone else is told\" is the sentence for who is in the
team and is not named. Everything of an incident that is not listed, such as the sealed log, the team and the numbers of
actions, is written by the server alone. A closed incident takes none of this; one in review takes the progress of actions
and corrections. Before the declaration only who opened it writes, and only what happened before command.

| What | Is | By | Provided | Anyone else is told |
|---|---|---|---|---|
";

const GIVEN: &str = "
## What people command

A command is in the log as soon as it is in force. *As spoken*: the Deputy or the Secretariat may give it for the Incident
Manager who said it on the call, who then confirms or revokes it. *Tied to command*: it names the command that its author saw;
when command has changed meanwhile, it is refused and nothing happens. A command that is more than 30 seconds on its way is
refused too, so that nothing fires late; sealing an entry (but not a decision) and handing in may wait.

| Command | By | As spoken | Tied to command | Provided | Anyone else is told |
|---|---|---|---|---|---|
";

/// The rules for edits and commands as a page in Markdown.
pub fn page() -> String {
    let edits = rows().map(edit).collect::<String>();
    let commands = COMMANDS.iter().map(command).collect::<String>();
    format!("{INTRODUCTION}{EDITS}{edits}{GIVEN}{commands}")
}

fn edit(row: &Row) -> String {
    let fields = row.fields.join(", ");
    let what = match row.act {
        Act::Create | Act::Delete => row.collection.to_owned(),
        _ => format!("{}: {fields}", row.collection),
    };
    let act = match row.act {
        Act::Create => "made",
        Act::Splice => "edited",
        Act::Set => "set",
        Act::Add => "added to",
        Act::Delete => "removed",
    };
    let when = match (row.act, row.when) {
        (_, []) => String::new(),
        (Act::Create, words) => format!(" as {}", words.join(", ")),
        (_, words) => format!(" to {}", words.join(", ")),
    };
    let who = listed(row.who.iter().map(|who| person(*who)));
    line(&[&what, &format!("{act}{when}"), &who, row.holds, row.refused])
}

fn command(row: &CommandRow) -> String {
    let yes = |is: bool| if is { "yes" } else { "" };
    let who = listed(row.who.iter().map(|who| giver(*who)));
    if !row.built {
        let who = format!("nobody yet; planned for: {who}");
        let told = "This version cannot do that yet.";
        return line(&[
            row.name,
            &who,
            yes(row.spoken),
            yes(row.epoch),
            row.holds,
            told,
        ]);
    }
    line(&[
        row.name,
        &who,
        yes(row.spoken),
        yes(row.epoch),
        row.holds,
        row.refused,
    ])
}

fn line(cells: &[&str]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join("; ")
}

fn person(who: Who) -> &'static str {
    match who {
        Who::Members => "anyone in the team",
        Who::OpenerBeforeCommand => "who opened the incident, until it is declared",
        Who::Own => "who made it",
        Who::Secretariat => "the Secretariat",
        Who::SecretariatWhenUntouched => {
            "the Secretariat, once nobody has touched it for ten minutes"
        }
        Who::CommandRoles => "the command roles",
        Who::Manager => "the Incident Manager",
        Who::Deputy => "the Deputy",
        Who::MembersFromAgreed => "anyone in the team, when it comes from an agreed recommendation",
        Who::Owner => "the owner of the action",
        Who::LiaisonForContact => "a Liaison, when the owner is a contact",
        Who::MembersButOwner => "anyone in the team but the owner of the action",
        Who::CommsLead => "the Communications Lead",
        Who::Liaison => "a Liaison",
        Who::Sme => "a Subject Matter Expert",
    }
}

fn giver(who: Giver) -> &'static str {
    match who {
        Giver::SignedIn => "anyone signed in",
        Giver::TrainedReader => "a person trained as Incident Manager, in the team or not",
        Giver::TrainedMember => "a person in the team who is trained as Incident Manager",
        Giver::Manager => "the Incident Manager",
        Giver::Offered => "the person whom command is offered to",
        Giver::Deputy => "the Deputy",
        Giver::Secretariat => "the Secretariat",
        Giver::CommandRoles => "the command roles",
        Giver::CommsRoles => "the Communications Lead; a Liaison; the command roles",
        Giver::Inviters => "a Liaison; the command roles",
        Giver::Members => "anyone in the team",
        Giver::Anybody => "anyone in the incident, observers included",
        Giver::OpenerBeforeCommand => "who opened the incident, until it is declared",
        Giver::ExMember => "who has left within the last seven days",
    }
}
