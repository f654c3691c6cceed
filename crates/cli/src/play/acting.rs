//! One act, done on a replica.

use super::{
    Act, Cast,
    cast::Unknown,
    scenario::{Fact, Say},
};
use loggist_client::{EditError, NewDraft, NewFact, NotSent, Replica};
use loggist_domain::{
    IntentId, Scalar, Timestamp,
    command::{AddMember, AppendEntry, Command, Declare, SetRoles, TakeCommand},
};

/// An act that could not even be begun.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// A name that stands for nothing.
    #[error(transparent)]
    Unknown(#[from] Unknown),
    /// The replica does not show what is to be edited.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// It may not wait, and there is no connection.
    #[error(transparent)]
    NotSent(#[from] NotSent),
    /// A value that no detail holds.
    #[error("{0} cannot be the value of a detail")]
    Value(serde_json::Value),
}

/// When and where an act is done.
pub struct Moment<'a> {
    /// This device's clock.
    pub now: Timestamp,
    /// The time that a scenario's second stands for.
    pub of: &'a dyn Fn(i64) -> Timestamp,
}

/// Does an act of somebody on their replica. `None` for what has no answer: nothing changed.
pub fn perform(
    act: &Act,
    replica: &mut Replica,
    cast: &mut Cast,
    moment: &Moment<'_>,
) -> Result<Option<IntentId>, ActError> {
    let now = moment.now;
    match act {
        Act::Say(say) => Ok(Some(replica.append_entry(entry(say, cast, moment)?, now)?)),
        Act::Seal { draft, .. } => Ok(Some(replica.seal_draft(cast.object(draft)?, now)?)),
        Act::Draft { label, kind } => {
            let kind = serde_json::to_value(kind).unwrap_or_default();
            let new = NewDraft::of(kind.as_str().unwrap_or_default());
            let (intent, id) = replica.edit("create_draft", now, |edit| edit.create_draft(&new))?;
            cast.made(label, id);
            Ok(intent)
        }
        Act::Type { draft, text, field } => {
            let draft = cast.object(draft)?;
            let typed = replica.edit("edit_draft", now, |edit| edit.append(draft, field, text))?;
            Ok(typed.0)
        }
        Act::Set {
            draft,
            field,
            value,
        } => {
            let draft = cast.object(draft)?;
            let value = detail(field, value, cast, moment)?;
            let set = replica.edit("set_draft", now, |edit| edit.set_draft(draft, field, value))?;
            Ok(set.0)
        }
        Act::Discard { draft } => {
            let draft = cast.object(draft)?;
            Ok(replica
                .edit("discard_draft", now, |edit| edit.discard_draft(draft))?
                .0)
        }
        Act::Fact(fact) => {
            let new = new_fact(fact, cast, moment)?;
            let (intent, id) = replica.edit("create_fact", now, |edit| edit.create_fact(&new))?;
            cast.made(&fact.label, id);
            Ok(intent)
        }
        Act::SetFact { fact, field, value } => {
            let fact = cast.object(fact)?;
            let value = detail(field, value, cast, moment)?;
            let set = replica.edit("set_fact", now, |edit| edit.set_fact(fact, field, value))?;
            Ok(set.0)
        }
        act => match command(act, cast)? {
            Some(command) => Ok(Some(replica.command(&command.into(), now)?)),
            None => Ok(None),
        },
    }
}

fn command(act: &Act, cast: &Cast) -> Result<Option<Command>, ActError> {
    Ok(match act.clone() {
        Act::Declare {
            severity,
            category,
            severity_provisional,
            category_provisional,
            codename,
            reason,
        } => Some(Command::Declare(Declare {
            severity,
            category,
            severity_provisional,
            category_provisional,
            codename,
            reason,
        })),
        Act::AddMember {
            person,
            roles,
            capability,
            domain,
            organisation,
            reports_to,
            asked_for_by,
            reason,
        } => Some(Command::AddMember(AddMember {
            person: cast.person(&person)?,
            roles,
            capability,
            domain,
            organisation,
            reports_to: reports_to.map(|key| cast.person(&key)).transpose()?,
            asked_for_by,
            reason,
        })),
        Act::SetRoles {
            person,
            roles,
            reason,
        } => Some(Command::SetRoles(SetRoles {
            person: cast.person(&person)?,
            roles,
            reason,
        })),
        Act::TakeCommand { reason } => Some(Command::TakeCommand(TakeCommand { reason })),
        _ => None,
    })
}

fn entry(say: &Say, cast: &Cast, moment: &Moment<'_>) -> Result<AppendEntry, ActError> {
    let corrects = say.corrects.as_deref().map(|label| cast.entry(label));
    Ok(AppendEntry {
        kind: say.kind,
        text: say.text.clone(),
        why: say.why.clone(),
        set_aside: say.set_aside.clone(),
        said_by: say.said_by.clone(),
        happened_at: say.happened.map(moment.of),
        certainty: say.certainty.clone(),
        corrects: corrects.transpose()?,
        answers: say.answers.clone(),
        about: say.about.clone(),
        begun_at: None,
    })
}

fn new_fact(fact: &Fact, cast: &Cast, moment: &Moment<'_>) -> Result<NewFact, ActError> {
    let source = fact.source.as_deref().map(|label| cast.entry(label));
    let checker = fact.checked_by.as_deref().map(|key| cast.person(key));
    Ok(NewFact {
        statement: fact.statement.clone(),
        standing: fact.standing.clone(),
        source: source.transpose()?,
        checked_by: checker.transpose()?,
        check_due: fact.check_due.map(moment.of),
        waits_on: fact.waits_on.clone(),
    })
}

/// A detail's value: names of entries and people become numbers and ids, seconds become times.
fn detail(
    field: &str,
    value: &serde_json::Value,
    cast: &Cast,
    moment: &Moment<'_>,
) -> Result<Scalar, ActError> {
    use serde_json::Value;
    let number = |number: u64| Scalar::Int(i64::try_from(number).unwrap_or(i64::MAX));
    Ok(match (field, value) {
        (_, Value::Null) => Scalar::Null,
        ("source" | "corrects", Value::String(label)) => number(cast.entry(label)?),
        ("checked_by", Value::String(key)) => Scalar::Str(cast.person(key)?.to_string()),
        ("happened_at" | "check_due", Value::Number(seconds)) => {
            let seconds = seconds.as_i64().unwrap_or_default();
            Scalar::Str((moment.of)(seconds).to_string())
        }
        (_, Value::String(text)) => Scalar::Str(text.clone()),
        (_, other) => return Err(ActError::Value(other.clone())),
    })
}
