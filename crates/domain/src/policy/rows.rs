//! Every row that this version has.

mod actions;
mod log;
mod others;

pub use log::DECISION;

use super::Row;

/// All rows, by collection.
pub fn rows() -> impl Iterator<Item = &'static Row> + Clone {
    [
        log::DRAFTS,
        log::FACTS,
        actions::ACTIONS,
        actions::RECOMMENDATIONS,
        others::CONTACTS,
        others::SYSTEMS,
    ]
    .into_iter()
    .flatten()
}
