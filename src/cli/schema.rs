//! `packwright schema`

use super::{Outcome, print};
use crate::model::{FrontMatter, OrganisationFile, PaperFront, ProgrammeFile};
use clap::{Args, ValueEnum};
use schemars::schema_for;
use serde_json::json;

/// Options of `schema`.
#[derive(Args)]
pub struct Options {
    /// Which file; all without
    file: Option<File>,
}

#[derive(ValueEnum, Clone, Copy)]
enum File {
    /// programme.toml
    Programme,
    /// The front matter of session.md
    Session,
    /// The front matter of document.md
    Document,
    /// organisation.toml
    Organisation,
}

/// Prints JSON Schema made from the types themselves.
pub fn run(options: &Options) -> Outcome {
    let schema = match options.file {
        Some(File::Programme) => json!(schema_for!(ProgrammeFile)),
        Some(File::Session) => json!(schema_for!(FrontMatter)),
        Some(File::Document) => json!(schema_for!(PaperFront)),
        Some(File::Organisation) => json!(schema_for!(OrganisationFile)),
        None => json!({
            "programme": schema_for!(ProgrammeFile), "session": schema_for!(FrontMatter),
            "document": schema_for!(PaperFront), "organisation": schema_for!(OrganisationFile),
        }),
    };
    print(&serde_json::to_string_pretty(&schema).unwrap_or_default());
    Ok(true)
}
