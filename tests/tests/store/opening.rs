//! Opening: what is made, migrated and refused, each with a sentence that says what to do.

use super::given::{ledger, person};
use super::place::Place;
use loggist_store::{StoreError, open};
use std::fs;
use std::path::Path;

on_both! {
    a_database_is_opened_again_as_it_was_left,
    an_older_schema_is_migrated,
    a_newer_schema_is_refused,
    a_schema_that_differs_is_refused,
}

async fn sentence(address: &str) -> String {
    match open(address).await {
        Ok(_) => panic!("{address} was opened"),
        Err(error) => error.to_string(),
    }
}

async fn a_database_is_opened_again_as_it_was_left(place: Place) {
    let store = place.open().await;
    let ledger = ledger(&*store, 3).await;
    store.close().await;
    let store = place.open().await;
    assert_eq!(
        store.head(ledger.incident).await.unwrap(),
        Some(ledger.head)
    );
}

async fn an_older_schema_is_migrated(place: Place) {
    let store = place.open().await;
    let priya = person("Priya");
    store.add_person(&priya, None).await.unwrap();
    store.close().await;
    // What the database was before its third migration.
    place
        .execute("drop table records; drop table actors; drop table snapshots; drop table tray")
        .await;
    place
        .execute("delete from _sqlx_migrations where version = 3")
        .await;

    let store = place.open().await;
    assert_eq!(store.people().await.unwrap(), [priya]);
    ledger(&*store, 1).await;
}

async fn a_newer_schema_is_refused(place: Place) {
    place.open().await.close().await;
    place
        .execute(
            "insert into _sqlx_migrations (version, description, success, checksum, execution_time) \
             select 9999, 'later', success, checksum, 0 from _sqlx_migrations where version = 1",
        )
        .await;
    let refused = open(&place.address()).await.err().unwrap();
    assert!(matches!(refused, StoreError::Unfit(_)), "{refused:?}");
    assert!(refused.to_string().contains("schema 9999"), "{refused}");
    assert!(
        refused
            .to_string()
            .contains("run the version that wrote it"),
        "{refused}"
    );
}

async fn a_schema_that_differs_is_refused(place: Place) {
    place.open().await.close().await;
    place
        .execute(
            "update _sqlx_migrations set checksum = \
             (select checksum from _sqlx_migrations where version = 1) where version = 2",
        )
        .await;
    let refused = open(&place.address()).await.err().unwrap();
    assert!(matches!(refused, StoreError::Unfit(_)), "{refused:?}");
    assert!(
        refused
            .to_string()
            .contains("schema 2 of the database differs"),
        "{refused}"
    );
}

#[tokio::test]
async fn an_address_of_nothing_known_is_refused_without_repeating_it() {
    for address in [
        "mysql://root:secret@db/x",
        "loggist.db",
        "sqlite:",
        "sqlite::memory:",
        "",
    ] {
        let refused = open(address).await.err().unwrap();
        assert!(matches!(refused, StoreError::Address(_)), "{refused:?}");
        assert!(
            refused.to_string().contains("sqlite:data/loggist.db"),
            "{refused}"
        );
        assert!(!refused.to_string().contains("secret"), "{refused}");
    }
    assert!(matches!(
        open("postgres://x:no-port/y").await.err(),
        Some(StoreError::Address(_))
    ));
}

#[tokio::test]
async fn a_sqlite_file_is_made_with_its_folders_for_its_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("one/two/loggist.db");
    open(&format!("sqlite://{}", file.display()))
        .await
        .unwrap()
        .close()
        .await;
    #[cfg(unix)]
    {
        let mode =
            std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&file).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[tokio::test]
async fn a_sqlite_path_that_cannot_be_is_away_with_its_reason() {
    let place = Place::sqlite();
    place.open().await.close().await;
    for path in [
        place.file().join("loggist.db"),
        place.file().parent().unwrap().to_owned(),
    ] {
        let told = sentence(&format!("sqlite:{}", path.display())).await;
        assert!(
            told.contains("check the path and who may write there"),
            "{told}"
        );
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_of_ours_is_refused_and_left_alone() {
    let place = Place::sqlite();
    fs::write(place.file(), "Dear diary, ".repeat(1000)).unwrap();
    let told = sentence(&place.address()).await;
    assert!(
        told.contains("is not a database: name another file"),
        "{told}"
    );

    let place = Place::sqlite();
    place.execute("create table moz_places (id integer)").await;
    let before = fs::read(place.file()).unwrap();
    let told = sentence(&place.address()).await;
    assert!(
        told.contains("is a database of another program: name another file"),
        "{told}"
    );
    assert_eq!(fs::read(place.file()).unwrap(), before);
}

/// The room notices that the ledger is shorter than what replicas saw; here only that the head tells it.
#[tokio::test]
async fn an_older_copy_of_the_file_has_an_older_head() {
    let place = Place::sqlite();
    let store = place.open().await;
    let mut ledger = ledger(&*store, 3).await;
    store.close().await;
    let (copy, before) = (fs::read(place.file()).unwrap(), ledger.head);
    let store = place.open().await;
    store.append(&ledger.batch(2)).await.unwrap();
    store.close().await;

    assert!(!Path::new(&format!("{}-wal", place.file().display())).exists());
    fs::write(place.file(), copy).unwrap();
    let store = place.open().await;
    assert_eq!(store.head(ledger.incident).await.unwrap(), Some(before));
    assert_ne!(before, ledger.head);
}

#[tokio::test]
async fn postgres_that_would_lose_records_is_refused() {
    let place = Place::postgres().await;
    let Place::Postgres(database) = &place else {
        unreachable!()
    };
    let name = database.name();
    place
        .execute(&format!(
            "alter database {name} set synchronous_commit = off"
        ))
        .await;
    let refused = open(&place.address()).await.err().unwrap();
    assert!(matches!(refused, StoreError::Unfit(_)), "{refused:?}");
    assert!(
        refused.to_string().contains("set synchronous_commit = on"),
        "{refused}"
    );
    place
        .execute(&format!("alter database {name} reset synchronous_commit"))
        .await;
    place.open().await;
}

#[tokio::test]
async fn postgres_that_is_not_there_is_away_with_what_to_check() {
    let place = Place::postgres().await;
    let address = place.address();
    let Place::Postgres(database) = &place else {
        unreachable!()
    };

    let elsewhere = open(&address.replace(database.name(), "nowhere"))
        .await
        .err()
        .unwrap();
    assert!(matches!(elsewhere, StoreError::Away(_)), "{elsewhere:?}");
    assert!(
        elsewhere
            .to_string()
            .contains("has no such database: create it"),
        "{elsewhere}"
    );

    let stranger = address.replacen("://", "://stranger-", 1);
    let told = sentence(&stranger).await;
    assert!(told.contains("check user and password"), "{told}");

    let told = sentence("postgres://loggist:secret@127.0.0.1:1/loggist").await;
    assert!(told.contains("PostgreSQL does not answer"), "{told}");
    assert!(!told.contains("secret"), "{told}");
}
