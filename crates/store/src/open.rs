//! Opening a database by its address.

use crate::{Store, StoreError, postgres::Postgres, sqlite::Sqlite};
use std::{path::Path, sync::Arc};

/// Opens `sqlite:PATH` (made when it is not there) or `postgres://USER:PASSWORD@HOST:PORT/DATABASE`, checks that it
/// keeps what it is given, and brings its schema up to date.
///
/// # Errors
/// `Address` for anything else; `Unfit` for a database that must not be used as it is; `Away` when it cannot be
/// reached or written. Each says what to do.
pub async fn open(address: &str) -> Result<Arc<dyn Store>, StoreError> {
    if address.starts_with("postgres://") || address.starts_with("postgresql://") {
        return Ok(Arc::new(Postgres::open(address).await?));
    }
    let Some(path) = address.strip_prefix("sqlite:") else {
        // The address may hold a password: it is not repeated.
        return Err(StoreError::Address(
            "a database address begins with sqlite: or postgres:// (such as sqlite:data/loggist.db)".into(),
        ));
    };
    let path = path.strip_prefix("//").unwrap_or(path);
    if path.is_empty() || path == ":memory:" {
        return Err(StoreError::Address(
            "a database address with sqlite: names a file (such as sqlite:data/loggist.db)".into(),
        ));
    }
    Ok(Arc::new(Sqlite::open(Path::new(path)).await?))
}
