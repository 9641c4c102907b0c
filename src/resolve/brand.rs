//! Whose edition it is, and the logos it bears: looked at by their first bytes only, never unpacked.

use crate::diag::{Code, Diagnostic, Findings, Span};
use crate::model::{FileProblem, Files};
use crate::part::{Organisation, Partner};
use crate::read::Programme;
use crate::world::{Beside, World};

/// Most pixels of a logo: it is printed at most 60 mm wide, and stands in every file.
const MAX_PIXELS: f64 = 4e6;
/// What may be kept free around a logo, as a share of its height.
const CLEAR: std::ops::RangeInclusive<f64> = 0.0..=2.0;
/// Where a logo may stand.
const POSITIONS: &[&str] = &["left", "right"];

/// The organisation of an edition. A logo that cannot be used is reported once, and the documents are
/// made without it.
pub fn organisation(world: &World, programme: &Programme, findings: &mut Findings) -> Organisation {
    let facts = &programme.file.organisation;
    let short = if facts.short.is_empty() { &facts.name } else { &facts.short };
    let mut logos = Logos { world, programme, findings };
    let organisation = Organisation {
        name: facts.name.clone(),
        short: short.clone(),
        contact: facts.contact.clone(),
        logo: logos.usable(&facts.logo),
        logo_on_colour: logos.usable(&facts.logo_on_colour),
        logo_clear_space: (facts.logo_clear_space * 100.0).round() as u32,
        logo_position: facts.logo_position.as_ref().map_or("", |it| it.get_ref()).to_owned(),
        partners: programme
            .file
            .partners
            .iter()
            .map(|it| Partner { name: it.name.clone(), logo: logos.usable(&it.logo) })
            .collect(),
        footer: facts.footer.clone(),
    };
    check(programme, findings);
    organisation
}

fn check(programme: &Programme, findings: &mut Findings) {
    let facts = &programme.file.organisation;
    if !CLEAR.contains(&facts.logo_clear_space) {
        let message = format!(
            "`logo-clear-space = {}` cannot be kept free around a logo",
            facts.logo_clear_space
        );
        findings.push(
            Diagnostic::new(Code::BadProgramme, place(programme, "logo-clear-space"), message)
                .help("write a share of its height, from 0 to 2: `0.25`"),
        );
    }
    if let Some(position) = &facts.logo_position
        && !POSITIONS.contains(&position.get_ref().as_str())
    {
        let position = position.get_ref();
        let message = format!("`{position}` is not one of: {}", POSITIONS.join(", "));
        findings.push(
            Diagnostic::new(Code::BadProgramme, place(programme, position), message)
                .did_you_mean(position, POSITIONS.iter().copied())
                .help("leave it out, and each cover puts the logo where it fits best"),
        );
    }
    for partner in programme.file.partners.iter().filter(|it| it.name.trim().is_empty()) {
        let message = "a partner without a name";
        findings.push(
            Diagnostic::new(Code::MissingAltText, place(programme, &partner.logo), message)
                .help("write `name = \"…\"`: it is read aloud to those who do not see the logo"),
        );
    }
}

/// The first place of a word in the file of the last layer that says it.
fn place(programme: &Programme, word: &str) -> Option<Span> {
    let files = ["organisation.toml", "programme.toml"];
    files.iter().find_map(|file| programme.sources.word(word, file))
}

struct Logos<'a> {
    world: &'a World,
    programme: &'a Programme,
    findings: &'a mut Findings,
}

impl Logos<'_> {
    /// The path of a logo that can be used; empty, with a finding, for another one.
    fn usable(&mut self, path: &str) -> String {
        if path.is_empty() {
            return String::new();
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or((".", path));
        let beside = Beside { world: self.world, folder: folder.to_owned() };
        let facts = beside.picture(name).and_then(|facts| {
            let pixels = facts.width * facts.height;
            if facts.vector || pixels <= MAX_PIXELS {
                return Ok(facts);
            }
            Err(FileProblem {
                code: Code::PictureTooLarge,
                message: format!(
                    "`{path}` has {:.0} megapixels; the limit for a logo is 4",
                    pixels / 1e6
                ),
                help: String::new(),
            })
        });
        match facts {
            Ok(facts) => facts.path,
            Err(mut problem) => {
                if problem.code == Code::PictureTooLarge {
                    // What any picture may have is more than a logo may.
                    let (size, _) =
                        problem.message.split_once(';').unwrap_or((&problem.message, ""));
                    problem.message = format!("{size}; the limit for a logo is 4");
                    problem.help =
                        "a logo is printed at most 60 mm wide and stands in every file: \
                        use an SVG drawing, or scale it to 1500 pixels at its longer side"
                            .to_owned();
                }
                // The path as it is written begins beside the file that says it.
                let written = path.split('/').skip(2).collect::<Vec<_>>().join("/");
                let written = if path.starts_with("organisations/") { &written } else { path };
                let place = place(self.programme, written);
                let finding = Diagnostic::new(problem.code, place, problem.message);
                self.findings.push(finding.help(problem.help));
                String::new()
            }
        }
    }
}
