//! Greys are greys in every part of a PDF, ink is saved where a ground was, and paper shows both.

use super::print::session;
use super::project::{Project, checkout};
use lopdf::{Dictionary, Document, Object};
use std::path::Path;
use std::process::Command;

/// What a layout of an organisation may do that ours do not: shadings and a pattern.
const PAINTS: &str = r#"
#pdf.artifact(place(top + left, dy: 20mm, rect(width: 20mm, height: 8mm, fill: gradient.linear(red, green, space: oklch))))
#pdf.artifact(place(top + left, dy: 30mm, circle(radius: 4mm, fill: gradient.radial(yellow, blue))))
#pdf.artifact(place(top + left, dy: 40mm, rect(width: 8mm, height: 8mm, fill: gradient.conic(..color.map.rainbow))))
#pdf.artifact(place(top + left, dy: 50mm, rect(width: 20mm, height: 8mm, fill: tiling(size: (3mm, 3mm), circle(radius: 1mm, fill: red)))))
#pdf.artifact(place(top + left, dy: 60mm, text(fill: cmyk(80%, 10%, 0%, 0%), size: 20pt)[words]))
"#;

/// What authors' pictures do: colours by name, by function and in styles, text, shadings, a picture within.
fn svg() -> String {
    let mut png = std::io::Cursor::new(Vec::new());
    let pixels =
        image::RgbImage::from_fn(4, 4, |x, y| image::Rgb([200, (x * 60) as u8, (y * 60) as u8]));
    pixels.write_to(&mut png, image::ImageFormat::Png).expect("a picture");
    let inner = picture_within(png.get_ref());
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"200\" height=\"100\">\
         <defs><linearGradient id=\"g\"><stop stop-color=\"red\"/><stop offset=\"1\" stop-color=\"rgb(0,0,255)\"/></linearGradient></defs>\
         <style>.a {{ fill: seagreen }}</style>\
         <rect class=\"a\" width=\"40\" height=\"40\"/><rect x=\"50\" width=\"40\" height=\"40\" fill=\"url(#g)\" stroke=\"hsl(30,80%,50%)\"/>\
         <rect x=\"100\" width=\"40\" height=\"40\" style=\"fill:tomato\"/>{inner}</svg>"
    )
}

/// A picture within a drawing, as Base64 (RFC 4648).
fn picture_within(png: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in png.chunks(3) {
        let bits = three.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - three.len()));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at > three.len() { '=' } else { letter.into() });
        }
    }
    format!(
        "<image x=\"150\" width=\"40\" height=\"40\" xlink:href=\"data:image/png;base64,{text}\"/>"
    )
}

/// A worksheet with everything that has colour.
fn colourful() -> Project {
    let layout = checkout().join("layouts/default/worksheets.typ");
    let layout = std::fs::read_to_string(layout).expect("a layout");
    let mut photo = std::io::Cursor::new(Vec::new());
    let pixels = image::RgbaImage::from_fn(300, 200, |x, y| {
        image::Rgba([(x % 256) as u8, (y % 256) as u8, 90, if x < 150 { 255 } else { 80 }])
    });
    pixels.write_to(&mut photo, image::ImageFormat::Png).expect("a picture");
    let plain = svg().split("<image").next().expect("a drawing").to_owned() + "</svg>";
    let pictures = "![A drawing](drawing.svg)\n\n![Another](within.svg)\n\n![A photo](photo.png)";
    let text = session()
        .replace("::: lines {#a label=\"One\" rows=3}\n:::\n\n:::", &format!("{pictures}\n\n:::"));
    assert!(text.contains("photo.png"));
    let project = Project::of(&text)
        .file("layouts/mine/worksheets.typ", layout + PAINTS)
        .file("sources/sessions/one/drawing.svg", plain)
        .file("sources/sessions/one/within.svg", svg())
        .file("sources/sessions/one/photo.png", photo.into_inner());
    project.edit("sources/programme.toml", "version = \"1\"", "version = \"1\"\ntheme = \"mine\"");
    project
}

fn run(project: &Project, more: &[&str]) -> std::path::PathBuf {
    let people = ["print", "--session", "one", "--participants", "2", "--facilitators", "1"];
    project.run(&[people.as_slice(), more].concat()).exits(0);
    project.path("output/print/base/01-one/print-run.pdf")
}

/// Is a colour space one channel of grey? (ISO 32000-2, 8.6)
fn is_grey(document: &Document, space: &Object) -> bool {
    match document.dereference(space).map(|(_, it)| it) {
        Ok(Object::Name(name)) => [b"DeviceGray".as_slice(), b"Pattern"].contains(&name.as_slice()),
        Ok(Object::Array(parts)) => match parts.first().and_then(|it| it.as_name().ok()) {
            Some(b"CalGray" | b"Pattern") => true,
            Some(b"Indexed") => is_grey(document, &parts[1]),
            Some(b"ICCBased") => {
                let profile = document.dereference(&parts[1]).map(|(_, it)| it);
                let channels = profile.and_then(Object::as_stream).and_then(|it| it.dict.get(b"N"));
                channels.and_then(Object::as_i64).is_ok_and(|it| it == 1)
            }
            _ => false,
        },
        _ => false,
    }
}

/// What is not grey in a PDF: colour spaces that pages, shadings and pictures use, and operators of colour.
fn coloured(path: &Path) -> Vec<String> {
    let document = Document::load(path).expect("a PDF");
    let mut found = Vec::new();
    for (id, object) in &document.objects {
        let dictionary: &Dictionary = match object {
            Object::Dictionary(it) => it,
            Object::Stream(it) => &it.dict,
            _ => continue,
        };
        let own = dictionary.get(b"Resources").and_then(Object::as_dict);
        let spaces = own.and_then(|it| it.get(b"ColorSpace")).into_iter();
        for space in spaces.chain(dictionary.get(b"ColorSpace")) {
            match document.dereference(space).map(|(_, it)| it) {
                Ok(Object::Dictionary(named)) => {
                    let wrong = named.iter().filter(|(_, it)| !is_grey(&document, it));
                    found.extend(wrong.map(|(name, it)| format!("{id:?} {name:?} {it:?}")));
                }
                _ if is_grey(&document, space) => {}
                _ => found.push(format!("{id:?} {space:?}")),
            }
        }
        let Object::Stream(stream) = object else { continue };
        let is_page = document
            .get_pages()
            .values()
            .any(|page| document.get_page_contents(*page).contains(id));
        let form = dictionary.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Form");
        if !form && !is_page && !dictionary.has(b"PatternType") {
            continue;
        }
        let content = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        let content = lopdf::content::Content::decode(&content).expect("operators");
        let wrong = content.operations.iter().filter(|it| {
            ["rg", "RG", "k", "K"].contains(&it.operator.as_str())
                || ["sc", "SC", "scn", "SCN"].contains(&it.operator.as_str())
                    && it.operands.len() > 1
        });
        found.extend(wrong.map(|it| format!("{id:?} {it:?}")));
    }
    found
}

#[test]
fn greys_are_greys_in_shadings_patterns_and_pictures() {
    let project = colourful();
    let colours = coloured(&run(&project, &[]));
    assert!(colours.len() > 10, "what makes colours: {colours:?}");
    let greys = coloured(&run(&project, &["--greyscale"]));
    assert!(greys.is_empty(), "{greys:#?}");
    let plan = std::fs::read_to_string(project.path("output/print/base/01-one/print-plan.json"));
    assert!(plan.expect("a plan").contains("\"colour-pages\": 0,"));
}

#[test]
fn what_saves_ink_is_another_edition_of_pdfs() {
    let project = Project::of(&session());
    project.run(&["build"]).exits(0);
    project.run(&["build", "--ink-saver"]).exits(0);
    let of = |edition: &str| super::project::files(&project.path(&format!("output/{edition}")));
    let (plain, saving) = (of("base"), of("base-ink-saver"));
    let pdfs = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
        files.keys().filter(|it| it.ends_with(".pdf")).cloned().collect::<Vec<_>>()
    };
    assert_eq!(pdfs(&plain), pdfs(&saving));
    assert!(!saving.keys().any(|it| it.ends_with(".docx") || it.ends_with(".pptx")));
    let same = saving.iter().filter(|(name, bytes)| plain.get(*name) == Some(bytes));
    assert!(
        same.filter(|(name, _)| name.ends_with(".pdf")).count() == 0,
        "all of them say which they are"
    );
}

/// The share of ink on each page as a printer's program shows it, and whether any pixel has a colour.
fn seen(pdf: &Path) -> (Vec<f64>, bool) {
    let folder = tempfile::tempdir().expect("a folder");
    let done = Command::new("pdftoppm")
        .args(["-r", "40"])
        .arg(pdf)
        .arg(folder.path().join("page"))
        .status();
    assert!(done.expect("pdftoppm: apt-get install poppler-utils").success());
    let mut coloured = false;
    let pages = super::project::files(folder.path()).into_values().map(|ppm| {
        // A portable pixmap: three lines of head, then three bytes a pixel.
        let head: usize = ppm.split_inclusive(|byte| *byte == b'\n').take(3).map(<[u8]>::len).sum();
        let pixels: Vec<&[u8]> = ppm[head..].chunks_exact(3).collect();
        coloured |= pixels.iter().any(|it| it.iter().max() != it.iter().min());
        let ink =
            |it: &&[u8]| it.iter().map(|level| 255.0 - f64::from(*level)).sum::<f64>() / 765.0;
        pixels.iter().map(ink).sum::<f64>() / pixels.len() as f64
    });
    let pages = pages.collect();
    (pages, coloured)
}

#[test]
#[ignore = "needs pdftoppm"]
fn a_real_page_in_greys_has_no_pixel_of_colour() {
    let project = colourful();
    assert!(seen(&run(&project, &[])).1);
    assert!(!seen(&run(&project, &["--greyscale"])).1);
    assert!(!seen(&run(&project, &["--greyscale", "--ink-saver"])).1);
}

#[test]
#[ignore = "needs pdftoppm"]
fn a_real_deck_takes_less_than_half_the_ink() {
    let project = Project::copy_of(&checkout().join("sources"));
    let ink = |edition: &str, more: &[&str]| {
        let args = ["build", "--session", "3", "--only", "slides", "--formats", "pdf"];
        project.run(&[args.as_slice(), more].concat()).exits(0);
        let sessions = project.path(&format!("output/{edition}/sessions"));
        let session = std::fs::read_dir(sessions).expect("sessions").flatten().next();
        let (pages, _) = seen(&session.expect("a session").path().join("slides.pdf"));
        pages.iter().sum::<f64>() / pages.len() as f64
    };
    let (full, saved) = (ink("base", &[]), ink("base-ink-saver", &["--ink-saver"]));
    eprintln!("ink on a slide: {:.2} %, with --ink-saver {:.2} %", full * 100.0, saved * 100.0);
    assert!(saved < full * 0.5, "{saved} of {full}");
}
