//! Words of the domain as they are stored: the names that they have in JSON.

use serde::{Serialize, de::DeserializeOwned};

/// The name of a word, such as `pre_incident`.
pub fn name(word: impl Serialize) -> String {
    match serde_json::to_value(word) {
        Ok(serde_json::Value::String(name)) => name,
        other => unreachable!("a word of the domain is text in JSON, not {other:?}"),
    }
}

/// The word with this name.
pub fn word<T: DeserializeOwned>(name: String) -> Result<T, serde_json::Error> {
    serde_json::from_value(serde_json::Value::String(name))
}

/// The stored form of something that is kept as JSON.
pub fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("our own types are JSON")
}

#[cfg(test)]
mod tests {
    use super::*;
    use loggist_domain::{Code, Phase};

    #[test]
    fn a_word_is_stored_by_its_name_in_json() {
        assert_eq!(name(Phase::PreIncident), "pre_incident");
        assert_eq!(word::<Code>("gone".into()).unwrap(), Code::Gone);
        assert!(word::<Code>("nothing of ours".into()).is_err());
    }
}
