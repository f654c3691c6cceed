//! Actions.

use super::{Edited, signed};
use crate::{
    PersonId, Refusal, Role, Scalar, Timestamp,
    policy::who,
    schema::{Check, Report, ReportAnswer},
};

/// States in which an action binds its owner: no such action is without owner and report-back time (SEC-09), and none is
/// the incident manager's (IM-03).
pub const ACTIVE: [&str; 3] = ["open", "doing", "blocked"];

pub fn hold(edited: Edited<'_>) -> Result<(), Refusal> {
    if edited.was("state") == Some("moved") {
        return Err(Refusal::invalid(
            "This action went to a team of its own and goes on in that room.",
        ));
    }
    bound(edited)?;
    opened(edited)?;
    state(edited)?;
    time(edited)?;
    reports(edited)?;
    acknowledged(edited)?;
    rests(edited)?;
    checked(edited)
}

fn is_active(state: Option<&str>) -> bool {
    state.is_some_and(|state| ACTIVE.contains(&state))
}

/// Whoever is not of a command role does this as the owner, or for a contact.
fn is_command(edited: Edited<'_>) -> bool {
    edited.scene.incident.is_command(edited.scene.person)
}

/// What an active action is never without, however it came about.
fn bound(edited: Edited<'_>) -> Result<(), Refusal> {
    let Edited { scene, after, .. } = edited;
    if after
        .str("title")
        .is_none_or(|title| title.trim().is_empty())
    {
        return Err(Refusal::invalid("Say in a line what is to be done."));
    }
    if !is_active(after.str("state")) {
        return Ok(());
    }
    if after.time("report_by").is_none() {
        return Err(Refusal::invalid(
            "An open action has a time at which its owner reports back. Say when.",
        ));
    }
    let owner = who::owner(after);
    if owner.is_some() && owner == scene.incident.command.manager {
        return Err(Refusal::invalid(
            "The Incident Manager does not do actions. Give it to somebody else, or hand over command first.",
        ));
    }
    if owner.is_some_and(|person| scene.incident.may_own(person))
        || who::is_with_contact(after, scene)
    {
        Ok(())
    } else {
        Err(Refusal::invalid(
            "An open action has an owner: somebody in the team who is not an observer, or a contact. Say who.",
        ))
    }
}

/// To `open`: from where, and by whom.
fn opened(edited: Edited<'_>) -> Result<(), Refusal> {
    let opens = edited
        .sets("state")
        .any(|state| state.str() == Some("open"));
    if opens && !is_command(edited) && edited.was("state") != Some("proposed") {
        return Err(Refusal::role_required(
            "The Incident Manager, the Deputy or the Secretariat opens an action again.",
        ));
    }
    Ok(())
}

fn state(edited: Edited<'_>) -> Result<(), Refusal> {
    for to in edited.sets("state").filter_map(Scalar::str) {
        let was = edited.was("state");
        match to {
            "doing" | "blocked" | "done" if !is_active(was) => {
                return Err(Refusal::invalid(
                    "This action is not open, so it is neither being done nor done.",
                ));
            }
            "done" if !is_done(edited) => {
                return Err(Refusal::invalid(
                    "Report that it is done, and what came of it.",
                ));
            }
            "cancelled" if matches!(was, Some("done" | "cancelled")) => {
                return Err(Refusal::invalid("This action has ended already."));
            }
            "cancelled" if !says_why(edited) => {
                return Err(Refusal::invalid("Say why the action is cancelled."));
            }
            _ => {}
        }
    }
    Ok(())
}

fn says_why(edited: Edited<'_>) -> bool {
    edited.adds("reports").any(|(_, report)| {
        let text = report.json::<Report>().and_then(|it| it.text);
        text.is_some_and(|text| !text.trim().is_empty())
    })
}

/// A report since the action was opened: what was said before it was opened again does not count.
fn is_done(edited: Edited<'_>) -> bool {
    let reports = edited.after.items::<Report>("reports");
    let times = edited.after.reported();
    let opened_at = edited.after.time("opened_at");
    reports.iter().any(|(id, report)| {
        let before = times.get(id).is_some_and(|at| Some(*at) < opened_at);
        report.answer == ReportAnswer::Done && !before
    })
}

/// A report-back time lies ahead of when it was written, by whichever of the two clocks is behind.
fn time(edited: Edited<'_>) -> Result<(), Refusal> {
    let Edited { scene, after, .. } = edited;
    let time = |value: &Scalar| value.str().and_then(|time| time.parse::<Timestamp>().ok());
    let asked: Vec<Timestamp> = if edited.created {
        after.time("report_by").into_iter().collect()
    } else {
        edited.sets("report_by").filter_map(time).collect()
    };
    let written = scene.written_at.min(scene.now);
    if asked.iter().any(|at| *at <= written) {
        return Err(Refusal::invalid(
            "The time to report back has passed already. Give one that lies ahead.",
        ));
    }
    if !edited.created && !is_command(edited) {
        let promised = |at: &Timestamp| {
            edited.adds("reports").any(|(_, report)| {
                report
                    .json::<Report>()
                    .is_some_and(|it| it.report_by == Some(*at))
            })
        };
        if !asked.iter().all(promised) || edited.sets("report_by").any(|it| time(it).is_none()) {
            return Err(Refusal::role_required(
                "Report that you need more time and until when; the Incident Manager, the Deputy or the Secretariat sets any other time.",
            ));
        }
    }
    Ok(())
}

fn reports(edited: Edited<'_>) -> Result<(), Refusal> {
    let Edited { scene, .. } = edited;
    let cancels = edited.sets("state").any(|it| it.str() == Some("cancelled"));
    for (_, report) in edited.adds("reports") {
        let report: Report = report.json().ok_or_else(signed)?;
        if report.by != scene.person {
            return Err(signed());
        }
        let note = report.answer == ReportAnswer::Note;
        if !(answers_for(edited, scene.person) || (cancels && note)) {
            return Err(Refusal::role_required(
                "Its owner reports on an action, or the Secretariat for them.",
            ));
        }
        if !note && !is_active(edited.was("state")) {
            return Err(Refusal::invalid(
                "This action is not open. Leave a note instead.",
            ));
        }
    }
    Ok(())
}

/// Owner, secretariat, or the liaison for a contact.
fn answers_for(edited: Edited<'_>, person: PersonId) -> bool {
    let Edited { scene, .. } = edited;
    let Some(before) = scene.before else {
        return false;
    };
    (scene.incident.may_own(person) && who::owner(before) == Some(person))
        || scene.incident.holds(person, Role::Secretariat)
        || (scene.incident.holds(person, Role::Liaison) && who::is_with_contact(before, scene))
}

/// What is done already is put right by an agreed recommendation, and by no other (SME-03).
fn rests(edited: Edited<'_>) -> Result<(), Refusal> {
    if edited.created || edited.sets("from").next().is_none() {
        return Ok(());
    }
    let was = edited.was("state");
    if !is_active(was) && was != Some("done") {
        return Err(Refusal::invalid("This action is not open."));
    }
    if who::is_from_agreed(edited.after, edited.scene) {
        Ok(())
    } else {
        Err(Refusal::invalid(
            "Name a recommendation that the Incident Manager agreed to.",
        ))
    }
}

fn acknowledged(edited: Edited<'_>) -> Result<(), Refusal> {
    let says = edited
        .sets("acknowledged")
        .any(|it| *it == Scalar::Bool(true));
    if (says || (edited.created && edited.after.is("acknowledged")))
        && !is_active(edited.was("state"))
    {
        return Err(Refusal::invalid(
            "This action is not open, so there is nothing to acknowledge.",
        ));
    }
    Ok(())
}

fn checked(edited: Edited<'_>) -> Result<(), Refusal> {
    let Edited {
        scene,
        after,
        created,
        ..
    } = edited;
    if created && after.str("check").is_some() {
        return Err(Refusal::invalid("An action is checked once it is done."));
    }
    for check in edited.sets("check") {
        let check: Option<Check> = check.json();
        if check.is_none_or(|check| check.by != scene.person) {
            return Err(signed());
        }
        if edited.was("state") != Some("done") {
            return Err(Refusal::invalid("An action is checked once it is done."));
        }
    }
    Ok(())
}
