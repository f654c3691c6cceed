//! Where records, snapshots and people are kept: one trait, SQLite and PostgreSQL.
