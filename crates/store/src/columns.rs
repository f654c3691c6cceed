//! A row of either database, read by the names of its columns.

use crate::StoreError;
use loggist_domain::Timestamp;
use loggist_evidence::Hash;
use sqlx::{Row, postgres::PgRow, sqlite::SqliteRow};
use std::{fmt::Display, str::FromStr};

type Result<T> = std::result::Result<T, StoreError>;

/// What the columns of a row hold. A value that this version cannot have written is `Corrupt`.
pub trait Columns {
    /// A whole number, perhaps null.
    fn maybe_int(&self, column: &str) -> Result<Option<i64>>;
    /// A text, perhaps null.
    fn maybe_text(&self, column: &str) -> Result<Option<String>>;
    /// Bytes, perhaps null.
    fn maybe_bytes(&self, column: &str) -> Result<Option<Vec<u8>>>;
    /// Yes or no.
    fn flag(&self, column: &str) -> Result<bool>;

    /// A text.
    fn text(&self, column: &str) -> Result<String> {
        present(column, self.maybe_text(column)?)
    }

    /// Bytes.
    fn bytes(&self, column: &str) -> Result<Vec<u8>> {
        present(column, self.maybe_bytes(column)?)
    }

    /// A number that is not negative, perhaps null.
    fn maybe_number(&self, column: &str) -> Result<Option<u64>> {
        let number = self.maybe_int(column)?.map(u64::try_from).transpose();
        number.map_err(|error| odd(column, error))
    }

    /// A number that is not negative.
    fn number(&self, column: &str) -> Result<u64> {
        present(column, self.maybe_number(column)?)
    }

    /// Bytes of a fixed length, perhaps null.
    fn maybe_array<const N: usize>(&self, column: &str) -> Result<Option<[u8; N]>> {
        let array = self.maybe_bytes(column)?.map(<[u8; N]>::try_from);
        array
            .transpose()
            .map_err(|_| odd(column, format_args!("it is not of {N} bytes")))
    }

    /// Bytes of a fixed length.
    fn array<const N: usize>(&self, column: &str) -> Result<[u8; N]> {
        present(column, self.maybe_array(column)?)
    }

    /// A hash.
    fn hash(&self, column: &str) -> Result<Hash> {
        self.array(column).map(Hash)
    }

    /// Something with one written form, perhaps null.
    fn maybe_parsed<T: FromStr<Err: Display>>(&self, column: &str) -> Result<Option<T>> {
        let parsed = self.maybe_text(column)?.map(|text| text.parse());
        parsed.transpose().map_err(|error| odd(column, error))
    }

    /// Something with one written form: an id, a time.
    fn parsed<T: FromStr<Err: Display>>(&self, column: &str) -> Result<T> {
        present(column, self.maybe_parsed(column)?)
    }

    /// A time.
    fn time(&self, column: &str) -> Result<Timestamp> {
        self.parsed(column)
    }

    /// Something stored as JSON.
    fn json<T: serde::de::DeserializeOwned>(&self, column: &str) -> Result<T> {
        serde_json::from_str(&self.text(column)?).map_err(|error| odd(column, error))
    }
}

impl Columns for SqliteRow {
    fn maybe_int(&self, column: &str) -> Result<Option<i64>> {
        self.try_get(column).map_err(|error| odd(column, error))
    }

    fn maybe_text(&self, column: &str) -> Result<Option<String>> {
        self.try_get(column).map_err(|error| odd(column, error))
    }

    fn maybe_bytes(&self, column: &str) -> Result<Option<Vec<u8>>> {
        self.try_get(column).map_err(|error| odd(column, error))
    }

    fn flag(&self, column: &str) -> Result<bool> {
        self.try_get(column).map_err(|error| odd(column, error))
    }
}

impl Columns for PgRow {
    fn maybe_int(&self, column: &str) -> Result<Option<i64>> {
        self.try_get(column).map_err(|error| odd(column, error))
    }

    fn maybe_text(&self, column: &str) -> Result<Option<String>> {
        self.try_get(column).map_err(|error| odd(column, error))
    }

    fn maybe_bytes(&self, column: &str) -> Result<Option<Vec<u8>>> {
        self.try_get(column).map_err(|error| odd(column, error))
    }

    fn flag(&self, column: &str) -> Result<bool> {
        self.try_get(column).map_err(|error| odd(column, error))
    }
}

fn present<T>(column: &str, value: Option<T>) -> Result<T> {
    value.ok_or_else(|| odd(column, "it is missing"))
}

/// A stored value that cannot be read.
pub fn odd(column: &str, error: impl Display) -> StoreError {
    StoreError::Corrupt(format!("{column}: {error}"))
}
