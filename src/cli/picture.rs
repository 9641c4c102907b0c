//! `packwright picture`

use super::options::Whose;
use super::{Failure, Outcome, report};
use crate::plan::Choice;
use crate::store::write_atomically;
use crate::world::World;
use crate::write::pdf::Press;
use clap::Args;
use std::path::PathBuf;

/// Options of `picture`.
#[derive(Args)]
pub struct Options {
    #[command(flatten)]
    whose: Whose,
    /// The document's path below the edition's folder, as `packwright list` shows it
    document: String,
    /// Which page
    #[arg(long, default_value = "1", value_parser = clap::value_parser!(u32).range(1..))]
    page: u32,
    /// Width in pixels
    #[arg(long, default_value = "1200", value_parser = clap::value_parser!(u32).range(16..=8000))]
    width: u32,
    /// The file to write
    #[arg(short, long, value_name = "FILE", default_value = "page.png")]
    output: PathBuf,
}

/// Writes a page of a document as PNG.
pub fn run(world: &World, options: &Options) -> Outcome {
    let prepared = super::prepared(world, &options.whose)?;
    let wanted = options.document.trim_end_matches(".pdf");
    let document = prepared.all(&Choice::default()).find(|document| document.path == wanted);
    let Some(document) = document else {
        return Err(Failure(format!(
            "there is no document `{wanted}`\nhelp: `packwright list` shows them"
        )));
    };
    let press = Press::new(world, &prepared.theme.name);
    let paged = press.typeset(&document, &prepared.theme, prepared.words_of(&document));
    let (paged, _) = paged.map_err(|refused| {
        Failure(
            refused.iter().map(|finding| finding.message.as_str()).collect::<Vec<_>>().join("\n"),
        )
    })?;
    let pages = paged.pages().len();
    let Some(png) = press.picture(&paged, options.page as usize - 1, options.width) else {
        return Err(Failure(format!("`{wanted}` has {}", report::count(pages, "page"))));
    };
    write_atomically(&options.output, &png).map_err(|error| {
        Failure(format!("`{}` could not be written: {error}", options.output.display()))
    })?;
    Ok(true)
}
