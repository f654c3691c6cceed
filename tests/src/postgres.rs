//! A PostgreSQL database for one test.

use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::{env, thread};
use uuid::Uuid;

/// Where the tests find a cluster in which they may make databases.
pub const ADDRESS: &str = "LOGGIST_TEST_POSTGRES";

/// An empty database of its own, dropped with this value.
pub struct Database {
    cluster: String,
    name: String,
}

impl Database {
    /// Makes an empty database.
    ///
    /// # Panics
    /// Without a cluster: a test that is left out proves nothing.
    pub async fn create() -> Self {
        let cluster = env::var(ADDRESS).unwrap_or_else(|_| {
            panic!(
                "{ADDRESS} names no PostgreSQL: run `cargo xtask test`, which starts one, or `cargo xtask postgres` and \
                 set the variable to the address that it prints"
            )
        });
        let name = format!("loggist_{}", Uuid::now_v7().simple());
        execute(&cluster, &format!("create database {name}"))
            .await
            .expect("the tests may make databases");
        Self { cluster, name }
    }

    /// Its address.
    pub fn address(&self) -> String {
        let (place, options) = self
            .cluster
            .split_once('?')
            .map_or((&self.cluster[..], None), |(place, options)| {
                (place, Some(options))
            });
        let (server, _) = place
            .rsplit_once('/')
            .expect("the address names a database");
        let options = options.map_or_else(String::new, |options| format!("?{options}"));
        format!("{server}/{}{options}", self.name)
    }

    /// Its name in the cluster.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Runs SQL in it, on a connection of its own.
    ///
    /// # Panics
    /// When it fails.
    pub async fn execute(&self, sql: &str) {
        execute(&self.address(), sql)
            .await
            .expect("the SQL of a test is right");
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let (cluster, sql) = (
            self.cluster.clone(),
            format!("drop database {} with (force)", self.name),
        );
        // A thread with a runtime of its own: the test's cannot be waited for here. What is left when it fails goes
        // with the cluster.
        let dropped = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime.map(|runtime| runtime.block_on(execute(&cluster, &sql)))
        });
        drop(dropped.join());
    }
}

async fn execute(address: &str, sql: &str) -> sqlx::Result<()> {
    let mut connection = PgConnection::connect(address).await?;
    connection.execute(AssertSqlSafe(sql)).await?;
    connection.close().await
}
