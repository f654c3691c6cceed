//! The replica and its connection, for bots, the command line, load and tests.
