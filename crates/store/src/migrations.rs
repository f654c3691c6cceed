//! The schemas of both databases: the same numbers and names in `migrations/sqlite` and `migrations/postgres`.
//!
//! An old one is never edited: a database that was made with another text is refused.

use crate::StoreError;
use sqlx::SqlSafeStr;
use sqlx::migrate::{Migrate, MigrateError, Migration, MigrationType, Migrator};

type Texts = [(i64, &'static str, &'static str)];

/// SQLite's migrations: number, name, text.
pub const SQLITE: &Texts = &[
    (
        1,
        "people",
        include_str!("../../../migrations/sqlite/0001_people.sql"),
    ),
    (
        2,
        "incidents",
        include_str!("../../../migrations/sqlite/0002_incidents.sql"),
    ),
    (
        3,
        "records",
        include_str!("../../../migrations/sqlite/0003_records.sql"),
    ),
    (
        4,
        "invitations",
        include_str!("../../../migrations/sqlite/0004_invitations.sql"),
    ),
    (
        5,
        "attachments",
        include_str!("../../../migrations/sqlite/0005_attachments.sql"),
    ),
];

/// PostgreSQL's migrations: number, name, text.
pub const POSTGRES: &Texts = &[
    (
        1,
        "people",
        include_str!("../../../migrations/postgres/0001_people.sql"),
    ),
    (
        2,
        "incidents",
        include_str!("../../../migrations/postgres/0002_incidents.sql"),
    ),
    (
        3,
        "records",
        include_str!("../../../migrations/postgres/0003_records.sql"),
    ),
    (
        4,
        "invitations",
        include_str!("../../../migrations/postgres/0004_invitations.sql"),
    ),
    (
        5,
        "attachments",
        include_str!("../../../migrations/postgres/0005_attachments.sql"),
    ),
];

/// Brings a database to the newest schema.
///
/// # Errors
/// `Unfit` when its schema is newer, another, or cannot be brought there.
pub async fn run(texts: &Texts, connection: &mut impl Migrate) -> Result<(), StoreError> {
    let migrations = texts.iter().map(|(number, name, text)| {
        let plain = MigrationType::Simple;
        Migration::new(*number, (*name).into(), plain, text.into_sql_str(), false)
    });
    let migrator = Migrator::with_migrations(migrations.collect());
    migrator
        .run_direct(None, connection, false)
        .await
        .map_err(|error| StoreError::Unfit(sentence(error)))
}

fn sentence(error: MigrateError) -> String {
    match error {
        MigrateError::VersionMissing(number) => format!(
            "the database has schema {number}, which this version of Loggist does not know: run the version that wrote \
             it, or a newer one, or name another database"
        ),
        MigrateError::VersionMismatch(number) => format!(
            "schema {number} of the database differs from the one of this version of Loggist: run the version that \
             wrote it, or restore a backup, or name another database"
        ),
        MigrateError::Dirty(number) => format!(
            "schema {number} of the database was left half made: restore a backup, or name another database"
        ),
        MigrateError::ExecuteMigration(cause, number) => format!(
            "the database could not be brought to schema {number} ({cause}): name a database that holds nothing else, \
             as a user who may create tables"
        ),
        other => {
            format!("the schema of the database could not be read or brought up to date: {other}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::BTreeSet, fs, path::Path};

    #[test]
    fn every_migration_in_the_folders_is_embedded_for_both_databases() {
        for (folder, texts) in [("sqlite", SQLITE), ("postgres", POSTGRES)] {
            let path = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("../../migrations")
                .join(folder);
            let files = fs::read_dir(path)
                .unwrap()
                .map(|file| file.unwrap().file_name().into_string().unwrap());
            let embedded = texts
                .iter()
                .map(|(number, name, _)| format!("{number:04}_{name}.sql"));
            assert_eq!(
                files.collect::<BTreeSet<_>>(),
                embedded.collect::<BTreeSet<_>>(),
                "{folder}"
            );
        }
        let names = |texts: &Texts| {
            texts
                .iter()
                .map(|(number, name, _)| (*number, *name))
                .collect::<Vec<_>>()
        };
        assert_eq!(names(SQLITE), names(POSTGRES));
    }
}
