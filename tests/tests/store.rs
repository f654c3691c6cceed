//! The contract of the store, a test for each rule, on SQLite and on PostgreSQL.
//!
//! PostgreSQL comes from `cargo xtask test`, or from `cargo xtask postgres` and `LOGGIST_TEST_POSTGRES`.

/// Makes a test for each backend of functions that take a [`store::place::Place`].
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(crate::store::place::Place::sqlite()).await;
            })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $name() {
                super::$name(crate::store::place::Place::postgres().await).await;
            })*
        }
    };
}

#[cfg(test)]
mod store {
    mod appending;
    mod attachments;
    mod commanding;
    mod given;
    mod incidents;
    mod invitations;
    mod node;
    mod opening;
    mod people;
    pub mod place;
    mod proxy;
    mod racing;
    mod reading;
    mod sessions;
    mod settings;
    mod snapshots;
    mod tray;
    mod unknown;
}
