//! Accounts, passwords, tokens and browser sessions.
