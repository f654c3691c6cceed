//! Every row that this version has.

mod actions;
mod after;
mod log;
mod outward;
mod systems;

pub use log::DECISION;

use super::Row;

/// All rows, by collection.
pub fn rows() -> impl Iterator<Item = &'static Row> + Clone {
    [
        log::DRAFTS,
        log::FACTS,
        actions::ACTIONS,
        actions::RECOMMENDATIONS,
        outward::CONTACTS,
        systems::SYSTEMS,
        outward::MESSAGES,
        outward::CHANNELS,
        outward::CALLS,
        after::LESSONS,
        after::CHECKS,
        after::DOCUMENTS,
        after::ATTACHMENTS,
    ]
    .into_iter()
    .flatten()
}
