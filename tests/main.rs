//! Everything that a user would miss if it broke, in one binary. `suite/project.rs` builds a
//! project in a temporary folder and runs the real pipeline on it, through the library or, where
//! the command itself matters, through the program.

mod suite;
