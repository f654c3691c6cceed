//! Routes, sockets, one thread a live room, configuration, metrics and the web app.
//!
//! The tour: [`Server::start`] opens the door with a [`Config`] and a store, and gives a [`Server`] that [`Server::stop`]s
//! in order. A request goes through `routes` (errors are made in `problem`, who calls is found in `caller`); a socket
//! through `live` into one of the `rooms`. What people write is in none of the logs.

mod app;
mod assets;
mod body;
mod caller;
mod config;
mod cookies;
pub mod demo;
mod error;
mod headers;
pub mod limits;
mod listener;
mod live;
pub mod logging;
mod metrics;
mod origin;
mod paces;
mod people;
mod problem;
mod process;
mod rooms;
mod routes;
mod schema;
mod server;
mod sight;
mod views;
mod watch;

pub use config::{Config, DATABASE, LISTEN, LogForm, Settings};
pub use demo::{DemoPerson, DemoScene, claim};
pub use error::StartError;
pub use problem::Problem;
pub use routes::openapi;
pub use server::Server;
