//! The loggist command.

fn main() {}
