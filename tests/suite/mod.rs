//! The tests, by what they protect.

mod accessible;
mod architecture;
mod atomic;
mod bad_input;
mod cards;
mod case;
mod command;
mod compare;
mod diagnostics;
mod direction;
mod document;
mod form;
mod generated;
mod grey;
mod impose;
mod imposed_sources;
mod incremental;
mod language;
mod manifest;
mod organisation;
mod participants;
mod pdf;
mod picture;
mod powerpoint;
mod print;
mod printer;
mod project;
mod readme;
mod real;
mod stale;
mod template;
mod word;
mod words;

/// Every command of the program.
const COMMANDS: [&str; 20] = [
    "build",
    "check",
    "explain",
    "list",
    "new",
    "watch",
    "schema",
    "model",
    "picture",
    "review",
    "accept",
    "merge",
    "translate",
    "verify",
    "impose",
    "collect",
    "pack",
    "print",
    "diff",
    "completions",
];
