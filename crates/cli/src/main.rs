//! The loggist command.
//!
//! A command a file, each with its options and a `run`. Results go to standard output, progress and messages to standard
//! error. Exit code 0: done; 1: found wanting; 2: used wrongly; 3: could not, and the message says what to do.

mod demo;
mod generate;
mod options;
mod person;
mod serve;
mod token;

use clap::{Parser, Subcommand};
use loggist_cli::{
    act, attach, bench,
    failure::{self, Failure},
    play, say, tail,
};
use std::process::ExitCode;

/// A live incident room: one log, written together, that can prove itself.
#[derive(Parser)]
#[command(name = "loggist", version, propagate_version = true)]
struct Loggist {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Serve(serve::Serve),
    Person(person::Person),
    Token(token::Token),
    Tail(tail::Tail),
    Say(say::Say),
    Act(act::Act),
    Attach(attach::Attach),
    Play(play::Play),
    Bench(bench::Bench),
    #[command(hide = true)]
    Generate(generate::Generate),
}

fn main() -> ExitCode {
    let Loggist { command } = Loggist::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(cause) => return Failure::impossible(format!("Could not start: {cause}")).told(),
    };
    match runtime.block_on(run(command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.told(),
    }
}

async fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Serve(serve) => serve.run().await,
        Command::Person(person) => person.run().await,
        Command::Token(token) => token.run().await,
        Command::Tail(tail) => tail.run().await,
        Command::Say(say) => say.run().await,
        Command::Act(act) => act.run().await,
        Command::Attach(attach) => attach.run().await,
        Command::Play(play) => play.run().await,
        Command::Bench(bench) => bench.run().await,
        Command::Generate(generate) => generate.run(),
    }
}
