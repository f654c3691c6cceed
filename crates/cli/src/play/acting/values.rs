//! What names and numbers of a scenario stand for, field by field.

use super::{ActError, Moment};
use crate::play::{Cast, cast::Unknown};
use loggist_client::Owner;
use loggist_domain::Scalar;
use serde_json::{Map, Value};

/// Fields with everything in them resolved.
pub fn all(
    fields: &Map<String, Value>,
    cast: &Cast,
    moment: &Moment<'_>,
) -> Result<Map<String, Value>, ActError> {
    fields
        .iter()
        .map(|(field, value)| Ok((field.clone(), one(field, value, cast, moment)?)))
        .collect()
}

/// A field's value: names of entries, people and objects become numbers and ids, seconds become times.
fn one(field: &str, value: &Value, cast: &Cast, moment: &Moment<'_>) -> Result<Value, ActError> {
    Ok(match (field, value) {
        ("source" | "corrects", Value::String(name)) => cast.entry(name)?.into(),
        ("person" | "to" | "reports_to" | "checked_by" | "chased_by", Value::String(name)) => {
            cast.person(name)?.to_string().into()
        }
        ("owner", Value::String(name)) => owner(name, cast)?.to_string().into(),
        ("action" | "recommendation" | "system" | "proposal" | "from", Value::String(name)) => {
            cast.object(name)?.to_string().into()
        }
        ("about", Value::String(name)) => about(name, cast)?.into(),
        (
            "happened_at" | "check_due" | "report_by" | "told_last" | "aware_at" | "next_call"
            | "next_update" | "regulator_due",
            Value::Number(seconds),
        ) => {
            let seconds = seconds.as_i64().unwrap_or_default();
            (moment.of)(seconds).to_string().into()
        }
        (_, value) => value.clone(),
    })
}

/// The same for a detail of an object.
pub fn detail(
    field: &str,
    value: &Value,
    cast: &Cast,
    moment: &Moment<'_>,
) -> Result<Scalar, ActError> {
    let resolved = one(field, value, cast, moment)?;
    Ok(match &resolved {
        Value::Null => Scalar::Null,
        Value::Bool(value) => Scalar::Bool(*value),
        Value::Number(number) => Scalar::Int(number.as_i64().unwrap_or_default()),
        Value::String(text) => Scalar::Str(text.clone()),
        _ => return Err(ActError::Value(resolved)),
    })
}

/// Whose an action is: a person's or a contact's.
pub fn owner(name: &str, cast: &Cast) -> Result<Owner, Unknown> {
    let contact = |_| cast.object(name).map(Owner::Contact);
    cast.person(name).map(Owner::Person).or_else(contact)
}

/// `recommendations/` and a name, with the id in its place.
pub fn about(name: &str, cast: &Cast) -> Result<String, Unknown> {
    match name.split_once('/') {
        Some((collection, label)) => Ok(format!("{collection}/{}", cast.object(label)?)),
        None => Ok(name.to_owned()),
    }
}
