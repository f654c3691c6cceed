//! Words of the domain in the description of the interface.

use loggist_domain::Role;
use utoipa::openapi::{
    Object, ObjectBuilder,
    schema::{SchemaType, Type},
};

const PHASES: [&str; 5] = ["pre_incident", "hot", "warm", "cold", "closed"];
const CATEGORIES: [&str; 9] = [
    "data_disclosure",
    "data_loss",
    "malware",
    "phishing",
    "account_compromise",
    "denial_of_service",
    "system_failure",
    "physical",
    "other",
];

const LEVELS: [&str; 3] = ["bronze", "silver", "gold"];
const ROOM_KINDS: [&str; 4] = ["incident", "aside", "team", "silver"];
const LINK_KINDS: [&str; 6] = ["aside", "team", "parent", "silver", "incident", "related"];

fn word(words: impl IntoIterator<Item = &'static str>) -> Object {
    ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::String))
        .enum_values(Some(words))
        .build()
}

/// A role.
pub fn role() -> Object {
    word(Role::ALL.map(Role::name))
}

/// A phase.
pub fn phase() -> Object {
    word(PHASES)
}

/// A category.
pub fn category() -> Object {
    word(CATEGORIES)
}

/// A command level.
pub fn level() -> Object {
    word(LEVELS)
}

/// What kind of room an incident is.
pub fn room_kind() -> Object {
    word(ROOM_KINDS)
}

/// What a linked room is to another.
pub fn link_kind() -> Object {
    word(LINK_KINDS)
}

/// A severity.
pub fn severity() -> Object {
    ObjectBuilder::new()
        .schema_type(SchemaType::Type(Type::Integer))
        .enum_values(Some([1, 2, 3, 4]))
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;
    use loggist_domain::{Category, Level, LinkKind, Phase, RoomKind};
    use serde::de::DeserializeOwned;

    fn are<T: DeserializeOwned>(words: &[&str]) {
        for word in words {
            assert!(
                serde_json::from_value::<T>((*word).into()).is_ok(),
                "{word}"
            );
        }
    }

    #[test]
    fn the_words_are_the_domains() {
        are::<Phase>(&PHASES);
        are::<Category>(&CATEGORIES);
        are::<Level>(&LEVELS);
        are::<RoomKind>(&ROOM_KINDS);
        are::<LinkKind>(&LINK_KINDS);
    }
}
