//! `packwright explain <code>`

use super::options::Whose;
use super::{Failure, Outcome, print};
use crate::diag::{Code, nearest};
use crate::resolve::From;
use crate::world::World;
use clap::Args;

/// Options of `explain`.
#[derive(Args)]
pub struct Options {
    /// The code in the brackets of a finding, for instance `missing-alt-text`; all of them without
    code: Option<String>,
    /// Say which layer each fact and change of this organisation's edition comes from
    #[arg(long, value_name = "ORGANISATION", conflicts_with = "code")]
    origin: Option<String>,
}

impl Options {
    /// Is it about an organisation?
    pub fn is_about_organisation(&self) -> bool {
        self.origin.is_some()
    }
}

/// Says which layer each fact and change of an edition comes from.
pub fn origins(world: &World, options: &Options) -> Outcome {
    let whose = Whose::of(options.origin.clone());
    let prepared = super::prepared(world, &whose)?;
    for From { fact, layer, place } in &prepared.origins {
        match place {
            Some(place) => print(&format!("{fact}: {layer} ({place})")),
            None => print(&format!("{fact}: {layer}")),
        }
    }
    print("every other text: programme");
    Ok(true)
}

/// Says what a code means.
pub fn run(options: &Options) -> Outcome {
    let Some(name) = &options.code else {
        for code in Code::ALL {
            print(&format!("{:22} {}", code.name(), code.summary()));
        }
        return Ok(true);
    };
    let Some(code) = Code::from_name(name) else {
        let known = Code::ALL.iter().map(|code| code.name());
        let hint = nearest(name, known)
            .map_or(String::new(), |near| format!("\nhelp: did you mean `{near}`?"));
        return Err(Failure(format!("there is no code `{name}`{hint}")));
    };
    let severity = match code.severity() {
        crate::diag::Severity::Error => "error",
        crate::diag::Severity::Warning => "warning",
    };
    let example =
        code.example().lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n");
    print(&format!(
        "{} ({severity}): {}\n\n{}\n\nFor example:\n\n{example}",
        code.name(),
        code.summary(),
        code.why()
    ));
    Ok(true)
}
