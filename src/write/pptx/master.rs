//! The slide master (ECMA-376 part 1, 19.3.1.42): text styles, footer, the session's course along the
//! clock as it lies ahead.

use super::ink::Ink;
use super::place::{FULL, MARGIN, PAGE_WIDTH, Place, at};
use super::sheet::{Alt, Deck, Sheet};
use super::text::hundredths;
use crate::write::ooxml::{Xml, emu};

/// Name of the master's part.
pub const MASTER: &str = "ppt/slideMasters/slideMaster1.xml";
const MASTER_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml";

/// Indents of lists, in points.
pub const INDENT: f64 = 24.0;
/// Sizes of the five levels of a body.
pub const LEVELS: [f64; 5] = [24.0, 20.0, 20.0, 20.0, 20.0];

/// Index, type and place of the placeholders at the foot of every slide.
pub const FOOTER: (&str, Place) = ("11", at(MARGIN, 507.0, 400.0, 22.0));
/// The number of the slide.
pub const NUMBER: (&str, Place) = ("12", at(PAGE_WIDTH - MARGIN - 44.0, 507.0, 44.0, 22.0));
const DATE: (&str, Place) = ("10", at(MARGIN + 408.0, 507.0, 140.0, 22.0));
const OWNER: Place = at(MARGIN + 556.0, 507.0, FULL - 556.0 - 52.0, 22.0);

/// Writes the master; `layouts` are the parts of its layouts.
pub fn write(deck: &mut Deck, layouts: &[String]) {
    deck.package.relate(MASTER, "theme", "ppt/theme/theme1.xml");
    let ids: Vec<String> =
        layouts.iter().map(|layout| deck.package.relate(MASTER, "slideLayout", layout)).collect();
    let mut sheet = Sheet::new(deck, MASTER.to_owned(), "p:sldMaster", &[]);
    sheet.xml.open("p:cSld", &[]);
    sheet.xml.raw("<p:bg><p:bgPr><a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>");
    sheet.open_tree();
    placeholders(&mut sheet);
    owner(&mut sheet);
    timeline(&mut sheet, None);
    sheet.xml.close().close();
    sheet.xml.raw(concat!(
        r#"<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" "#,
        r#"accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>"#
    ));
    sheet.xml.open("p:sldLayoutIdLst", &[]);
    for (index, id) in ids.iter().enumerate() {
        // Above the master's own number, 2³¹ (19.7.14 `ST_SlideLayoutId`).
        let number = (2_147_483_649_u64 + index as u64).to_string();
        sheet.xml.empty("p:sldLayoutId", &[("id", &number), ("r:id", id)]);
    }
    sheet.xml.close();
    styles(&mut sheet);
    sheet.finish(MASTER_TYPE);
}

fn placeholders(sheet: &mut Sheet) {
    let title = at(MARGIN, 65.0, FULL, 48.0);
    let body = at(MARGIN, 140.0, FULL, 332.0);
    let anchored = |anchor| {
        format!(
            r#"<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>"#
        )
    };
    for (name, kind, idx, place, anchor, style) in [
        ("slot-title", "title", None, title, "t", String::new()),
        ("slot-body", "body", Some("1"), body, "t", String::new()),
        ("slot-date-only", "dt", Some("2"), DATE.1, "ctr", small("ctr", "ink-soft", sheet, false)),
        ("slot-footer", "ftr", Some("3"), FOOTER.1, "ctr", small("l", "ink-soft", sheet, false)),
        (
            "slot-slide-number",
            "sldNum",
            Some("4"),
            NUMBER.1,
            "ctr",
            small("r", "primary-dark", sheet, true),
        ),
    ] {
        sheet.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
        let name = sheet.word(name);
        sheet.named(name, Alt::Own);
        sheet.xml.raw("<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>").open("p:nvPr", &[]);
        let mut attributes = vec![("type", kind)];
        attributes.extend(idx.map(|idx| ("idx", idx)));
        if matches!(kind, "dt" | "ftr" | "sldNum") {
            attributes.insert(1, ("sz", "quarter"));
        }
        sheet.xml.empty("p:ph", &attributes).close().close();
        sheet.xml.open("p:spPr", &[]);
        place.xfrm(&mut sheet.xml, "a:xfrm");
        sheet.xml.raw("<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>").close();
        sheet.xml.open("p:txBody", &[]);
        sheet.xml.raw(&anchored(anchor)).open("a:lstStyle", &[]).raw(&style).close();
        prompt(sheet, kind, name);
        sheet.xml.close().close();
    }
}

/// What stands in a placeholder of the master or a layout.
pub fn prompt(sheet: &mut Sheet, kind: &str, name: &str) {
    let language = sheet.language();
    sheet.xml.open("a:p", &[]);
    match kind {
        "sldNum" => slide_number(sheet, "‹#›"),
        "dt" => drop(sheet.xml.empty("a:endParaRPr", &[("lang", language)])),
        "ftr" => {
            // A template has no session. LibreOffice forgets how an empty footer is set.
            let info = &sheet.deck.document.info;
            let title = &info.session.title;
            let title = if title.is_empty() { &info.programme } else { title };
            sheet.xml.open("a:r", &[]).empty("a:rPr", &[("lang", language)]);
            sheet.xml.leaf("a:t", &[], title).close();
        }
        _ => {
            sheet.xml.open("a:r", &[]).empty("a:rPr", &[("lang", language)]);
            sheet.xml.leaf("a:t", &[], name).close();
        }
    }
    sheet.xml.close();
}

/// The field that shows a slide's number (21.1.2.2.4).
pub fn slide_number(sheet: &mut Sheet, shown: &str) {
    let language = sheet.language();
    let field = [("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"), ("type", "slidenum")];
    sheet.xml.open("a:fld", &field).empty("a:rPr", &[("lang", language)]);
    sheet.xml.leaf("a:t", &[], shown).close();
}

fn small(align: &str, role: &str, sheet: &Sheet, bold: bool) -> String {
    let mut xml = Xml::piece();
    xml.open("a:lvl1pPr", &[("algn", align)]);
    let mut attributes = vec![("sz", "1400")];
    attributes.extend(bold.then_some(("b", "1")));
    xml.open("a:defRPr", &attributes);
    Ink::Role(role).fill(&mut xml, sheet.deck.theme);
    xml.finish()
}

/// Whose deck it is, small and quiet: the logo, or the name.
fn owner(sheet: &mut Sheet) {
    let organisation = &sheet.deck.document.info.organisation;
    if !organisation.logo.is_empty() && sheet.logo(20.0, OWNER) {
        return;
    }
    sheet.small_words(&organisation.short, OWNER, ("r", "ink-soft"));
}

impl Sheet<'_, '_> {
    /// A name in small where a logo would stand, aligned and in the colour of a role.
    pub fn small_words(&mut self, words: &str, place: Place, (align, role): (&str, &'static str)) {
        let (theme, language) = (self.deck.theme, self.language());
        self.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
        let name = self.word("organisation");
        self.named(name, Alt::Own);
        self.xml.raw("<p:cNvSpPr txBox=\"1\"/><p:nvPr userDrawn=\"1\"/>").close();
        self.xml.open("p:spPr", &[]);
        place.xfrm(&mut self.xml, "a:xfrm");
        self.xml.raw("<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/>").close();
        self.xml.open("p:txBody", &[]);
        self.xml.raw("<a:bodyPr wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"ctr\"><a:noAutofit/></a:bodyPr><a:lstStyle/>");
        self.xml.open("a:p", &[]).empty("a:pPr", &[("algn", align)]).open("a:r", &[]);
        self.xml.open("a:rPr", &[("lang", language), ("sz", "1400")]);
        Ink::Role(role).fill(&mut self.xml, theme);
        self.xml.close().leaf("a:t", &[], words).close();
        self.xml.close().close().close();
    }
}

/// The session along the clock: one bar an activity, as long as it takes. On the master all lies ahead;
/// a slide paints over it what is over, and the present one thick.
pub fn timeline(sheet: &mut Sheet, current: Option<usize>) {
    const GAP: f64 = 4.0;
    let document = sheet.deck.document;
    let segments = &document.timeline;
    let total: u32 = segments.iter().map(|segment| segment.minutes).sum();
    if total == 0 {
        return;
    }
    let length = (FULL - GAP * (segments.len() as f64 - 1.0)).max(1.0);
    let shown = current.map_or(segments.len(), |current| (current + 1).min(segments.len()));
    let mut x = MARGIN;
    let mut bars = Vec::new();
    for (index, segment) in segments[..shown].iter().enumerate() {
        let w = length * f64::from(segment.minutes) / f64::from(total);
        let h = if current == Some(index) { 8.0 } else { 3.0 };
        let kind = segment.activity.as_str();
        let ink = if current.is_some() { Ink::Kind(kind) } else { Ink::Faint(kind) };
        bars.push((at(x, 493.0, w, h), ink));
        x += w + GAP;
    }
    let frame = at(MARGIN, 493.0, x - GAP - MARGIN, if current.is_some() { 8.0 } else { 3.0 });
    let name = sheet.word("timeline");
    sheet.open_group(name, frame, Alt::Decorative);
    for (place, ink) in bars {
        sheet.field(name, place, ink, place.h / 2.0);
    }
    sheet.xml.close();
}

/// The text styles of titles, bodies and everything else (19.3.1.49 to 19.3.1.52).
fn styles(sheet: &mut Sheet) {
    let theme = sheet.deck.theme;
    let xml = &mut sheet.xml;
    xml.open("p:txStyles", &[]).open("p:titleStyle", &[]);
    xml.open(
        "a:lvl1pPr",
        &[
            ("algn", "l"),
            ("defTabSz", "914400"),
            ("rtl", "0"),
            ("eaLnBrk", "1"),
            ("latinLnBrk", "0"),
            ("hangingPunct", "1"),
        ],
    );
    xml.raw("<a:lnSpc><a:spcPct val=\"100000\"/></a:lnSpc><a:spcBef><a:spcPct val=\"0\"/></a:spcBef><a:buNone/>");
    xml.open("a:defRPr", &[("sz", "3600"), ("b", "1"), ("kern", "1200")]);
    Ink::Role("ink").fill(xml, theme);
    xml.raw("<a:latin typeface=\"+mj-lt\"/><a:ea typeface=\"+mj-ea\"/><a:cs typeface=\"+mj-cs\"/>");
    xml.close().close().close().open("p:bodyStyle", &[]);
    for level in 0..9 {
        let size = LEVELS[level.min(4)];
        let margin = emu(INDENT * (level as f64 + 1.0)).to_string();
        let back = (-emu(INDENT)).to_string();
        xml.open(
            LEVEL_NAMES[level],
            &[
                ("marL", &margin),
                ("indent", &back),
                ("algn", "l"),
                ("defTabSz", "914400"),
                ("rtl", "0"),
                ("eaLnBrk", "1"),
                ("latinLnBrk", "0"),
                ("hangingPunct", "1"),
            ],
        );
        xml.raw("<a:lnSpc><a:spcPct val=\"100000\"/></a:lnSpc>");
        let before = if level == 0 { "1200" } else { "600" };
        xml.open("a:spcBef", &[]).empty("a:spcPts", &[("val", before)]).close();
        xml.open("a:buClr", &[]);
        Ink::Role("primary-dark").colour(xml, theme);
        xml.close().empty("a:buFont", &[("typeface", "Arial")]);
        xml.empty("a:buChar", &[("char", if level == 0 { "•" } else { "–" })]);
        xml.open("a:defRPr", &[("sz", &hundredths(size)), ("kern", "1200")]);
        Ink::Role("ink").fill(xml, theme);
        xml.raw(MINOR).close().close();
    }
    xml.close().open("p:otherStyle", &[]);
    plain_levels(xml);
    xml.close().close();
}

/// Names of the nine levels (21.1.2.4.13 and after).
pub const LEVEL_NAMES: [&str; 9] = [
    "a:lvl1pPr",
    "a:lvl2pPr",
    "a:lvl3pPr",
    "a:lvl4pPr",
    "a:lvl5pPr",
    "a:lvl6pPr",
    "a:lvl7pPr",
    "a:lvl8pPr",
    "a:lvl9pPr",
];
const MINOR: &str =
    "<a:latin typeface=\"+mn-lt\"/><a:ea typeface=\"+mn-ea\"/><a:cs typeface=\"+mn-cs\"/>";

/// Nine levels of plain text, for shapes and text boxes.
pub fn plain_levels(xml: &mut Xml) {
    for (level, name) in LEVEL_NAMES.into_iter().enumerate() {
        let margin = (457_200 * level).to_string();
        xml.open(
            name,
            &[
                ("marL", &margin),
                ("algn", "l"),
                ("defTabSz", "914400"),
                ("rtl", "0"),
                ("eaLnBrk", "1"),
                ("latinLnBrk", "0"),
                ("hangingPunct", "1"),
            ],
        );
        xml.open("a:defRPr", &[("sz", "1800"), ("kern", "1200")]);
        xml.raw("<a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>").raw(MINOR).close().close();
    }
}
