//! Each rule, good and bad.
