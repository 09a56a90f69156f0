//! The command line (interface.md). Exit status: 0 done, 1 failed with the reason on one line of stderr, 2 wrong usage.
//! Every command works beside a running server on the same data folder.

mod backups;
mod check;
mod commands;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::{Given, Settings};

/// Palabre: the private social network from which a team runs its projects.
#[derive(Parser)]
#[command(name = "palabre", version, disable_help_subcommand = true)]
struct Line {
    #[command(flatten)]
    settings: Given,
    /// A file of settings [default: ./palabre.toml when it exists]
    #[arg(long, env = "PALABRE_CONFIG", global = true)]
    config: Option<PathBuf>,
    /// Fills an empty data folder with a living French network first
    #[arg(long)]
    demo: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Starts the server (the default)
    Serve {
        /// Fills an empty data folder with a living French network first
        #[arg(long)]
        demo: bool,
    },
    /// People
    Person {
        #[command(subcommand)]
        what: PersonCommand,
    },
    /// Personal access tokens
    Token {
        #[command(subcommand)]
        what: TokenCommand,
    },
    /// Takes over what another product exported
    Import {
        #[command(subcommand)]
        what: ImportCommand,
    },
    /// Writes the whole network into one file, while it is used
    #[command(args_conflicts_with_subcommands = true)]
    Backup {
        #[command(subcommand)]
        what: Option<BackupCommand>,
        /// The file to write
        #[arg(required = true)]
        file: Option<PathBuf>,
        #[command(flatten)]
        key: Key,
    },
    /// Puts a backup into an empty data folder or database
    Restore {
        /// The backup
        file: PathBuf,
        #[command(flatten)]
        key: Key,
    },
    /// Brings the database's schema up to date
    Migrate,
    /// Says what is wrong with the set-up, and how to mend it
    Check,
    /// Prints the description of the API
    Openapi,
    /// Prints the database's schema, for the committed copy
    #[command(hide = true)]
    Schema,
}

#[derive(Subcommand)]
enum BackupCommand {
    /// Proves a backup by restoring it aside
    Verify {
        /// The backup
        file: PathBuf,
        #[command(flatten)]
        key: Key,
    },
}

#[derive(clap::Args)]
struct Key {
    /// A file whose words encrypt the backup, or open it; else PALABRE_BACKUP_KEY does
    #[arg(long)]
    key_file: Option<PathBuf>,
}

#[derive(Subcommand)]
enum PersonCommand {
    /// Adds somebody and prints their id
    Add {
        /// Their name
        #[arg(long)]
        name: String,
        /// Their e-mail address
        #[arg(long)]
        email: String,
        /// owner, admin, member or guest
        #[arg(long, default_value = "member")]
        role: String,
        /// Reads their password from standard input; without it they sign in by a reset link
        #[arg(long)]
        password_stdin: bool,
    },
}

#[derive(Subcommand)]
enum TokenCommand {
    /// Makes a token for somebody and prints it, once
    Add {
        /// Whose
        #[arg(long)]
        email: String,
        /// What it is for
        #[arg(long)]
        name: String,
        /// For how long, e.g. 90d
        #[arg(long)]
        expires: Option<String>,
    },
}

#[derive(Subcommand)]
enum ImportCommand {
    /// A Slack export
    Slack {
        /// The ZIP file
        file: PathBuf,
        /// Reads everything and writes nothing
        #[arg(long)]
        dry_run: bool,
        /// Prints the report as JSON
        #[arg(long)]
        json: bool,
    },
}

/// Runs the command that was asked for.
pub fn run() -> ExitCode {
    // The server starts itself so for each file that somebody sent: before any setting is read, and with nothing of the environment.
    if std::env::args_os().nth(1).is_some_and(|first| first == files::child::COMMAND) {
        return files::child::main(&std::env::args().skip(2).collect::<Vec<_>>());
    }
    let line = Line::parse();
    let settings = match Settings::read(line.settings, line.config.as_deref()) {
        Ok(settings) => settings,
        Err(reason) => return fail(2, &reason),
    };
    let command = line.command.unwrap_or(Command::Serve { demo: line.demo });
    let outcome = match command {
        Command::Serve { demo } => commands::serve(settings, demo || line.demo),
        Command::Person { what: PersonCommand::Add { name, email, role, password_stdin } } => {
            commands::add_person(&settings, &name, &email, &role, password_stdin)
        }
        Command::Token { what: TokenCommand::Add { email, name, expires } } => {
            commands::add_token(&settings, &email, &name, expires.as_deref())
        }
        Command::Import { what: ImportCommand::Slack { file, dry_run, json } } => commands::import_slack(&settings, &file, dry_run, json),
        Command::Backup { what: Some(BackupCommand::Verify { file, key }), .. } => {
            backups::verify(&settings, &file, key.key_file.as_deref())
        }
        Command::Backup { what: None, file, key } => backups::save(&settings, &file.unwrap_or_default(), key.key_file.as_deref()),
        Command::Restore { file, key } => backups::restore(&settings, &file, key.key_file.as_deref()),
        Command::Migrate => commands::migrate(&settings),
        Command::Check => check::check(&settings),
        Command::Openapi => commands::openapi(),
        Command::Schema => commands::schema(&settings),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => fail(1, &reason),
    }
}

/// One line, and nothing in it that a terminal would obey.
fn fail(status: u8, reason: &str) -> ExitCode {
    let line: String = reason.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    eprintln!("palabre: {line}");
    ExitCode::from(status)
}
