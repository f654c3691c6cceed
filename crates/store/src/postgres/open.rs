//! Opening a PostgreSQL database and checking that it keeps what it is given `[S2]`.

use super::{Postgres, Result, answer};
use crate::{StoreError, limits, migrations};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, PgConnection};
use tokio::time::timeout;

impl Postgres {
    /// Opens the database at `postgres://...`.
    pub async fn open(address: &str) -> Result<Self> {
        let options: PgConnectOptions = address.parse().map_err(|error| {
            StoreError::Address(format!("the address of PostgreSQL cannot be read: {error}"))
        })?;
        let options = options.application_name("loggist");
        let mut connection = answer(options.connect()).await?;
        check(&mut connection).await?;
        migrations::run(migrations::POSTGRES, &mut connection).await?;
        answer(connection.close()).await?;

        let millis = |wait: std::time::Duration| format!("{}ms", wait.as_millis());
        let options = options.options([
            ("lock_timeout", millis(limits::LOCK_WAIT)),
            (
                "idle_in_transaction_session_timeout",
                millis(limits::SILENCE_MAX),
            ),
        ]);
        let pool = PgPoolOptions::new()
            .max_connections(limits::POSTGRES_CONNECTIONS_MAX)
            .acquire_timeout(limits::CONNECTION_WAIT)
            .after_release(|connection, _| {
                // A connection that swallows what is sent would keep its place in the pool for as long as TCP hopes.
                Box::pin(async move {
                    let pinged = timeout(limits::RELEASE_WAIT, connection.ping()).await;
                    pinged
                        .unwrap_or(Err(sqlx::Error::PoolTimedOut))
                        .map(|()| true)
                })
            });
        Ok(Self {
            pool: pool.connect_lazy_with(options),
        })
    }
}

async fn check(connection: &mut PgConnection) -> Result<()> {
    let fsync = setting(connection, "show fsync").await?;
    let synchronous_commit = setting(connection, "show synchronous_commit").await?;
    let encoding = setting(connection, "show server_encoding").await?;
    fit(&fsync, &synchronous_commit, &encoding).map_err(StoreError::Unfit)
}

async fn setting(connection: &mut PgConnection, show: &'static str) -> Result<String> {
    answer(sqlx::query_scalar(show).fetch_one(connection)).await
}

/// Refuses settings under which a committed record can be lost or a text cannot be stored.
fn fit(fsync: &str, synchronous_commit: &str, encoding: &str) -> std::result::Result<(), String> {
    if fsync != "on" {
        return Err(format!(
            "PostgreSQL runs with fsync={fsync} and may lose records: set fsync = on in postgresql.conf and reload it"
        ));
    }
    if !["on", "remote_apply"].contains(&synchronous_commit) {
        return Err(format!(
            "PostgreSQL runs with synchronous_commit={synchronous_commit} and may lose records: set \
             synchronous_commit = on in postgresql.conf, or for this database or user"
        ));
    }
    if encoding != "UTF8" {
        return Err(format!(
            "the database has the encoding {encoding} and cannot hold every text: create it with encoding UTF8"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn settings_that_lose_records_are_refused_with_what_to_set() {
        assert_eq!(fit("on", "on", "UTF8"), Ok(()));
        assert_eq!(fit("on", "remote_apply", "UTF8"), Ok(()));
        assert!(
            fit("off", "on", "UTF8")
                .unwrap_err()
                .contains("set fsync = on")
        );
        for weak in ["off", "local", "remote_write"] {
            assert!(
                fit("on", weak, "UTF8")
                    .unwrap_err()
                    .contains("synchronous_commit = on")
            );
        }
        assert!(fit("on", "on", "LATIN1").unwrap_err().contains("UTF8"));
    }
}
