//! Counting panics, those that are caught included.

use std::{
    cell::Cell,
    panic::{self, AssertUnwindSafe, catch_unwind},
    sync::Once,
};

thread_local! {
    static COUNTING: Cell<bool> = const { Cell::new(false) };
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

/// Runs something quietly: how many panics it raised on the way, and what it gave, `None` when one came out of it.
pub fn counted<T>(run: impl FnOnce() -> T) -> (u64, Option<T>) {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let loud = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if COUNTING.get() {
                COUNT.set(COUNT.get() + 1);
            } else {
                loud(info);
            }
        }));
    });
    COUNT.set(0);
    COUNTING.set(true);
    let outcome = catch_unwind(AssertUnwindSafe(run)).ok();
    COUNTING.set(false);
    (COUNT.get(), outcome)
}
