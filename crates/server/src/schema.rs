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
    use loggist_domain::{Category, Phase};

    #[test]
    fn the_words_are_the_domains() {
        for phase in PHASES {
            assert!(
                serde_json::from_value::<Phase>(phase.into()).is_ok(),
                "{phase}"
            );
        }
        for category in CATEGORIES {
            assert!(
                serde_json::from_value::<Category>(category.into()).is_ok(),
                "{category}"
            );
        }
    }
}
