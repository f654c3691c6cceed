//! Commands, and entries without a draft.

use super::{ActError, Moment, manager, values};
use crate::play::{
    Cast,
    step::{Given, Say},
};
use loggist_client::Replica;
use loggist_domain::{
    IntentId,
    command::{self, AppendEntry, Command},
};
use serde_json::Value;

pub fn command(
    given: &Given,
    replica: &mut Replica,
    cast: &Cast,
    moment: &Moment<'_>,
) -> Result<IntentId, ActError> {
    let fields = values::all(&given.fields, cast, moment)?;
    let read = command::Given::read(&given.command, &Value::Object(fields));
    let given = command::Given {
        spoken_by: manager(given.spoken, replica)?,
        ..read.map_err(ActError::Unreadable)?
    };
    Ok(replica.command(&given, moment.now)?)
}

pub fn say(
    say: &Say,
    replica: &mut Replica,
    cast: &Cast,
    moment: &Moment<'_>,
) -> Result<IntentId, ActError> {
    let given = command::Given {
        command: Command::AppendEntry(entry(say, cast, moment)?),
        spoken_by: manager(say.spoken, replica)?,
    };
    Ok(replica.command(&given, moment.now)?)
}

fn entry(say: &Say, cast: &Cast, moment: &Moment<'_>) -> Result<AppendEntry, ActError> {
    let corrects = say.corrects.as_deref().map(|label| cast.entry(label));
    let about = say.about.as_deref().map(|name| values::about(name, cast));
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
        about: about.transpose()?,
        begun_at: None,
    })
}
