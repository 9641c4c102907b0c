//! `packwright pack`

use super::build;
use super::notify;
use super::options::{Making, Pick, Reporting};
use super::places::Place;
use super::report::{self, count};
use super::{Failure, Outcome, print};
use crate::diag::Findings;
use crate::pack::{self, Manifest, Prepared, Role, Workshop};
use crate::read;
use crate::store::write_atomically;
use crate::world::World;
use clap::{Args, ValueEnum};
use std::path::Path;

/// Options of `pack`.
#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    pick: Pick,
    /// Only for these roles
    #[arg(long, value_enum, value_name = "ROLES", value_delimiter = ',')]
    role: Vec<RoleNamed>,
    /// Put change notices in: what is not what it was in this folder, manifest or git revision
    #[arg(long, value_name = "PACK")]
    since: Option<String>,
    #[command(flatten)]
    making: Making,
    #[command(flatten)]
    reporting: Reporting,
}

/// Roles as they are named on the command line.
#[derive(ValueEnum, Clone, Copy)]
enum RoleNamed {
    /// All that a session is led with
    Facilitator,
    /// The handout and worksheets of a session
    Participant,
    /// Flyers, letters, templates
    Comms,
    /// Guidance, agreements, forms
    Programme,
}

impl From<RoleNamed> for Role {
    fn from(role: RoleNamed) -> Self {
        match role {
            RoleNamed::Facilitator => Self::Facilitator,
            RoleNamed::Participant => Self::Participant,
            RoleNamed::Comms => Self::Comms,
            RoleNamed::Programme => Self::Programme,
        }
    }
}

/// Builds what is not up to date, then puts each role's files into a zip.
pub fn run(world: &World, options: &Options) -> Outcome {
    let output = build::output(world, &options.making);
    let everything = options.pick.all_files();
    let since = options.since.as_ref();
    let since = since.map(|name| Place::find(&|| Ok(world.clone()), name)).transpose()?;
    let (texts, mut found, made) =
        build::once(world, &everything, &options.making, &mut Workshop::default(), true);
    if let (Some(since), Some(_), 0) = (&since, &made, found.errors()) {
        let asked = build::asked(world, &everything, &options.making);
        let given = notify::give_notice(world, since, &options.pick, &output, &asked, &mut found)?;
        eprintln!("{}", count(given, "change notice"));
    }
    let (errors, warnings) = report::findings(found, &texts, options.reporting.format);
    if made.is_none() {
        return Ok(false);
    }
    if errors > 0 {
        return Err(Failure("some documents could not be made: no pack is complete".to_owned()));
    }
    let mut count_of_packs = 0;
    // They were sound a moment ago: what is found has been said.
    let (mut sources, programme) = read::read(world, &mut Findings::default());
    let Some(programme) = programme else { return Ok(false) };
    for asked in build::asked(world, &everything, &options.making) {
        let mut found = Findings::default();
        let editions = pack::editions(world, &programme, &asked, &mut sources, &mut found);
        for prepared in editions.into_iter().flatten() {
            count_of_packs += packs_of(&prepared, options, &output)?;
        }
    }
    let folder = output.join("packs");
    eprintln!("{} → {}", count(count_of_packs, "pack"), folder.display());
    Ok(!(warnings > 0 && options.reporting.denies_warnings()))
}

fn packs_of(prepared: &Prepared, options: &Options, output: &Path) -> Result<usize, Failure> {
    let folder = output.join(&prepared.edition.name);
    let manifest = Manifest::read(&folder).map_err(Failure)?;
    let selection = options.pick.selection();
    let all = selection.sessions.is_empty() && selection.workstreams.is_empty();
    let taken = prepared.edition.sessions.iter().filter(|it| !all && selection.takes(it));
    let sessions: Vec<u32> = taken.map(|session| session.number).collect();
    let roles: Vec<Role> = match options.role.is_empty() {
        true => Role::ALL.into(),
        false => options.role.iter().map(|role| (*role).into()).collect(),
    };
    if !all && sessions.is_empty() {
        return Ok(0);
    }
    let packs = pack::packs(prepared, &sessions, &roles, &manifest);
    for one in &packs {
        let read = |path: &str| {
            let facts = manifest.files.get(path).cloned().ok_or_else(|| {
                std::io::Error::new(std::io::ErrorKind::NotFound, format!("`{path}` was not made"))
            })?;
            Ok((std::fs::read(folder.join(path))?, facts))
        };
        let file = output.join("packs").join(&prepared.edition.name).join(&prepared.folder);
        let file = file.join(format!("{}.zip", one.name));
        let zip = pack::bundle(one, prepared, &manifest, read).map_err(|error| {
            Failure(format!("the pack `{}` could not be made: {error}", one.name))
        })?;
        write_atomically(&file, &zip).map_err(|error| {
            Failure(format!("`{}` could not be written: {error}", file.display()))
        })?;
        print(&format!("{}  {} kB", file.display(), zip.len().div_ceil(1000)));
    }
    Ok(packs.len())
}
