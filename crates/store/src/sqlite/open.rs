//! Opening a SQLite file and checking that it keeps what it is given `[S2]`.

use super::{Result, Sqlite, answer, fault};
use crate::{StoreError, limits, migrations};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use std::fs::{self, File, OpenOptions};
use std::{io, path::Path};

impl Sqlite {
    /// Opens the file, made with its folder when it is not there.
    pub async fn open(path: &Path) -> Result<Self> {
        make(path).map_err(|error| {
            let path = path.display();
            StoreError::Away(format!(
                "{path} cannot be opened or made ({error}): check the path and who may write there"
            ))
        })?;
        let plain = SqliteConnectOptions::new()
            .filename(path)
            .busy_timeout(limits::SQLITE_BUSY_WAIT);
        refuse_others(path, &plain).await?;
        let writing = plain
            .clone()
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            // Only macOS knows it: there a plain sync stops at the disk's own memory.
            .pragma("fullfsync", "on");
        let pool = SqlitePoolOptions::new()
            .acquire_timeout(limits::SQLITE_QUEUE_WAIT)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false);
        let writer = pool
            .clone()
            .max_connections(1)
            .after_release(|connection, _| {
                // After a full disk SQLite has rolled back by itself and sqlx does not notice: no further transaction
                // would begin on this connection, so it is closed. The ping waits for a roll back that is under way.
                Box::pin(async move {
                    connection.ping().await?;
                    Ok(!connection.is_in_transaction())
                })
            });
        let writer = writer
            .connect_with(writing)
            .await
            .map_err(|error| fault::opening(path, &error))?;
        let mut connection = answer(writer.acquire()).await?;
        check(&mut connection).await?;
        migrations::run(migrations::SQLITE, &mut *connection).await?;
        drop(connection);
        let readers = pool
            .max_connections(limits::SQLITE_READERS_MAX)
            .connect_with(plain.read_only(true))
            .await;
        Ok(Self {
            writer,
            readers: readers.map_err(|error| fault::opening(path, &error))?,
        })
    }
}

/// Makes the file for its owner alone, with its folders, and makes sure that their names are on the disk.
fn make(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    if path.exists() {
        return options.open(path).map(drop);
    }
    let path = std::path::absolute(path)?;
    let folders: Vec<&Path> = path.ancestors().skip(1).collect();
    let there = folders.iter().take_while(|folder| !folder.exists()).count();
    folders.first().map_or(Ok(()), fs::create_dir_all)?;
    options.open(&path)?.sync_all()?;
    #[cfg(unix)]
    for folder in folders.iter().take(there + 1) {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Refuses a file that is not ours before anything is changed in it.
async fn refuse_others(path: &Path, plain: &SqliteConnectOptions) -> Result<()> {
    let mut connection = plain
        .connect()
        .await
        .map_err(|error| fault::opening(path, &error))?;
    let tables = sqlx::query_scalar("select name from sqlite_schema where type = 'table'");
    let tables: Vec<String> = tables
        .fetch_all(&mut connection)
        .await
        .map_err(|error| fault::opening(path, &error))?;
    connection
        .close()
        .await
        .map_err(|error| fault::opening(path, &error))?;
    if tables.is_empty() || tables.iter().any(|table| table == "_sqlx_migrations") {
        return Ok(());
    }
    Err(StoreError::Unfit(format!(
        "{} is a database of another program: name another file",
        path.display()
    )))
}

/// Reads the settings back: on some file systems SQLite cannot have the one that was asked for.
async fn check(connection: &mut SqliteConnection) -> Result<()> {
    let journal: String = pragma(connection, "pragma journal_mode").await?;
    let synchronous: i64 = pragma(connection, "pragma synchronous").await?;
    let foreign_keys: i64 = pragma(connection, "pragma foreign_keys").await?;
    if journal == "wal" && synchronous == 2 && foreign_keys == 1 {
        return Ok(());
    }
    Err(StoreError::Unfit(format!(
        "SQLite cannot keep records safely here (journal_mode={journal}, synchronous={synchronous}, \
         foreign_keys={foreign_keys}): put the file on a local disk, not on a network drive"
    )))
}

async fn pragma<T>(connection: &mut SqliteConnection, pragma: &'static str) -> Result<T>
where
    T: Send + Unpin + sqlx::Type<sqlx::Sqlite> + for<'r> sqlx::Decode<'r, sqlx::Sqlite>,
{
    answer(sqlx::query_scalar(pragma).fetch_one(connection)).await
}
