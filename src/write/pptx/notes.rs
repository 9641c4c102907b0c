//! Speaker notes: the notes master (ECMA-376 part 1, 19.3.1.27) and a page of notes for each slide that
//! something is said beside (19.3.1.26).

use super::ink::Ink;
use super::layouts::Marks;
use super::lines::{Line, lines};
use super::master::{LEVEL_NAMES, slide_number};
use super::measure::Setting;
use super::place::{Place, at};
use super::sheet::{Alt, Deck, Sheet};
use super::text::Writing;
use crate::part::{Part, Run};
use crate::write::ooxml::emu;
use std::borrow::Cow;

/// Name of the notes master's part.
pub const MASTER: &str = "ppt/notesMasters/notesMaster1.xml";
const MASTER_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml";
const NOTES_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml";

/// The slide's picture and the notes on a page of 540 × 720 pt.
const IMAGE: Place = at(54.0, 48.0, 432.0, 243.0);
const TEXT: Place = at(54.0, 312.0, 432.0, 360.0);
const NUMBER: Place = at(432.0, 684.0, 54.0, 22.0);
const SETTING: Setting = Setting { size: 12.0, second: 12.0, bold: false, gap: 4.0, indent: 16.0 };

/// Writes the notes master, with a theme part of its own.
pub fn write_master(deck: &mut Deck, theme: &str) {
    deck.package.relate(MASTER, "theme", theme);
    let mut sheet = Sheet::new(deck, MASTER.to_owned(), "p:notesMaster", &[]);
    sheet.xml.open("p:cSld", &[]);
    sheet.xml.raw("<p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>");
    sheet.open_tree();
    image(&mut sheet, Some(IMAGE), "2");
    placeholder(&mut sheet, "slot-notes", ("body", "3"), TEXT);
    placeholder(&mut sheet, "slot-slide-number", ("sldNum", "5"), NUMBER);
    sheet.xml.close().close();
    sheet.xml.raw(concat!(
        r#"<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" "#,
        r#"accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>"#
    ));
    sheet.xml.open("p:notesStyle", &[]);
    for (level, name) in LEVEL_NAMES.into_iter().enumerate() {
        let margin = emu(16.0 * level as f64).to_string();
        sheet.xml.open(name, &[("marL", &margin), ("algn", "l"), ("rtl", "0")]);
        sheet.xml.raw("<a:spcBef><a:spcPts val=\"400\"/></a:spcBef><a:defRPr sz=\"1200\" kern=\"1200\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill><a:latin typeface=\"+mn-lt\"/><a:ea typeface=\"+mn-ea\"/><a:cs typeface=\"+mn-cs\"/></a:defRPr>");
        sheet.xml.close();
    }
    sheet.finish(MASTER_TYPE);
}

fn image(sheet: &mut Sheet, place: Option<Place>, idx: &str) {
    sheet.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
    let name = sheet.word("slot-slide-image");
    sheet.named(name, Alt::Own);
    sheet
        .xml
        .raw("<p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr>");
    sheet.xml.open("p:nvPr", &[]);
    match place {
        Some(_) => sheet.xml.empty("p:ph", &[("type", "sldImg"), ("idx", idx)]),
        None => sheet.xml.empty("p:ph", &[("type", "sldImg")]),
    };
    sheet.xml.close().close();
    match place {
        Some(place) => {
            sheet.xml.open("p:spPr", &[]);
            place.xfrm(&mut sheet.xml, "a:xfrm");
            sheet.xml.raw("<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/><a:ln w=\"9525\"><a:solidFill><a:schemeClr val=\"tx1\"><a:lumMod val=\"50000\"/><a:lumOff val=\"50000\"/></a:schemeClr></a:solidFill></a:ln>").close();
        }
        None => drop(sheet.xml.empty("p:spPr", &[])),
    }
    sheet.xml.close();
}

fn placeholder(sheet: &mut Sheet, name: &'static str, (kind, idx): (&str, &str), place: Place) {
    sheet.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
    let name = sheet.word(name);
    sheet.named(name, Alt::Own);
    sheet.xml.raw("<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>").open("p:nvPr", &[]);
    sheet.xml.empty("p:ph", &[("type", kind), ("sz", "quarter"), ("idx", idx)]).close().close();
    sheet.xml.open("p:spPr", &[]);
    place.xfrm(&mut sheet.xml, "a:xfrm");
    sheet.xml.raw("<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>").close();
    let number = kind == "sldNum";
    sheet.xml.raw("<p:txBody><a:bodyPr vert=\"horz\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" rtlCol=\"0\"/>");
    sheet.xml.raw(if number {
        "<a:lstStyle><a:lvl1pPr algn=\"r\"><a:defRPr sz=\"1000\"/></a:lvl1pPr></a:lstStyle>"
    } else {
        "<a:lstStyle/>"
    });
    sheet.xml.open("a:p", &[]);
    let language = sheet.language();
    if number {
        slide_number(sheet, "‹#›");
    } else {
        sheet.xml.open("a:r", &[]).empty("a:rPr", &[("lang", language)]);
        sheet.xml.leaf("a:t", &[], name).close();
    }
    sheet.xml.close().raw("</p:txBody>").close();
}

/// Writes a slide's notes.
pub fn write<'d>(deck: &mut Deck<'d>, notes: &'d [Part], number: u32, part: &str, slide: &str) {
    let master = deck.notes_master.clone();
    deck.package.relate(part, "notesMaster", &master);
    deck.package.relate(part, "slide", slide);
    deck.package.relate(slide, "notesSlide", part);
    let told: Vec<Line> = lines(notes, deck.words, &deck.document.worksheets);
    let mut sheet = Sheet::new(deck, part.to_owned(), "p:notes", &[]);
    sheet.xml.open("p:cSld", &[]);
    sheet.open_tree();
    image(&mut sheet, None, "");
    sheet.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
    let name = sheet.word("slot-notes");
    sheet.named(name, Alt::Own);
    sheet.xml.raw("<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr>").close();
    sheet.xml.raw("<p:spPr/>").open("p:txBody", &[]).raw("<a:bodyPr/><a:lstStyle/>");
    let how = Writing {
        set: SETTING,
        accent: Ink::Role("ink"),
        ink: None,
        marks: Marks::None,
        sized: false,
        align: None,
    };
    sheet.footnotes = Cow::Owned(footnotes(&told));
    sheet.signs = true;
    sheet.paragraphs(&told, &how);
    if !sheet.footnotes.is_empty() {
        let notes = sheet.numbered_notes();
        let lines: Vec<Line> = notes.iter().map(|runs| Line::of(runs)).collect();
        sheet.paragraphs(&lines, &how);
    }
    sheet.xml.close().close();
    sheet.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
    let name = sheet.word("slot-slide-number");
    sheet.named(name, Alt::Own);
    sheet.xml.raw("<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldNum\" sz=\"quarter\" idx=\"5\"/></p:nvPr>").close();
    sheet.xml.raw("<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>").open("a:p", &[]);
    slide_number(&mut sheet, &number.to_string());
    sheet.xml.close().raw("</p:txBody>").close();
    sheet.xml.close().close();
    sheet.xml.raw("<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>");
    sheet.finish(NOTES_TYPE);
}

/// The footnotes of what is said, in reading order: they stand below it.
fn footnotes(told: &[Line]) -> Vec<Vec<Run>> {
    let mut notes: Vec<Vec<Run>> = Vec::new();
    for run in told.iter().flat_map(|line| line.runs.iter()) {
        if let Run::Footnote { runs } = run
            && !notes.contains(runs)
        {
            notes.push(runs.clone());
        }
    }
    notes
}
