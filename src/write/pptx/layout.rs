//! A slide layout's part (ECMA-376 part 1, 19.3.1.39), from the tables in `layouts.rs`.

use super::fill::card_shape;
use super::ink::Ink;
use super::layouts::{Hold, LAYOUTS, Layout, Look, Marks, Ornament, Slot, Tint, base_kind};
use super::master::{FOOTER, INDENT, LEVEL_NAMES, MASTER, NUMBER, prompt};
use super::measure::Setting;
use super::place::{MARGIN, PAGE_WIDTH, Place, at};
use super::sheet::{Alt, Deck, Sheet};
use super::text::hundredths;
use crate::write::ooxml::emu;

const LAYOUT_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml";

/// A layout of this deck: which one, and for which activity type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Place in [`LAYOUTS`].
    pub index: usize,
    /// The activity type whose colours it has.
    pub kind: String,
    /// Name of its part.
    pub part: String,
}

/// The layouts of a deck: all of them, and for sections and activities one for each activity type
/// that its slides have.
pub fn of_deck(wanted: &[(usize, String)]) -> Vec<Shown> {
    let mut shown = Vec::new();
    for index in 0..LAYOUTS.len() {
        let base = base_kind(index).map(str::to_owned);
        let mut kinds: Vec<String> = wanted
            .iter()
            .filter(|(at, kind)| *at == index && base.is_some() && base.as_ref() != Some(kind))
            .map(|(_, kind)| kind.clone())
            .collect();
        kinds.sort();
        kinds.dedup();
        for kind in std::iter::once(base.unwrap_or_default()).chain(kinds) {
            let part = format!("ppt/slideLayouts/slideLayout{}.xml", shown.len() + 1);
            shown.push(Shown { index, kind, part });
        }
    }
    shown
}

/// Every layout for every activity type, as a template has them.
pub fn every() -> Vec<(usize, String)> {
    let kinds = crate::model::ActivityKind::WORDS;
    (0..LAYOUTS.len())
        .flat_map(|index| kinds.iter().map(move |kind| (index, (*kind).to_owned())))
        .collect()
}

/// Writes a layout.
pub fn write(deck: &mut Deck, shown: &Shown) {
    let layout = &LAYOUTS[shown.index];
    deck.package.relate(&shown.part, "slideMaster", MASTER);
    let mut more = vec![("preserve", "1")];
    if layout.kind != "cust" {
        more.insert(0, ("type", layout.kind));
    }
    if !layout.footer {
        more.insert(0, ("showMasterSp", "0"));
    }
    let mut sheet = Sheet::new(deck, shown.part.clone(), "p:sldLayout", &more);
    let name = sheet.word(layout.name);
    let name = match base_kind(shown.index) {
        Some(base) if base != shown.kind => {
            format!("{name}: {}", sheet.deck.words.get(&shown.kind))
        }
        _ => name.to_owned(),
    };
    sheet.xml.open("p:cSld", &[("name", &name)]);
    ground(&mut sheet, layout, &shown.kind);
    sheet.open_tree();
    for ornament in layout.ornaments {
        draw(&mut sheet, ornament, &shown.kind);
    }
    let left = sheet.deck.document.info.organisation.logo_position == "left";
    if layout.kind == "title" {
        sheet.logos(36.0, at(MARGIN, 450.0, PAGE_WIDTH - 2.0 * MARGIN, 72.0), left);
    }
    for slot in layout.slots {
        // The logos take the side that the date has otherwise.
        let aside = layout.kind == "title" && left && slot.name == "slot-date";
        let place = match aside {
            true => Place { x: PAGE_WIDTH - MARGIN - slot.place.w, ..slot.place },
            false => slot.place,
        };
        placeholder(
            &mut sheet,
            &Slot { place, ..*slot },
            &shown.kind,
            if aside { "r" } else { "l" },
        );
    }
    if layout.footer {
        foot(&mut sheet, "slot-footer", "ftr", FOOTER.0);
        foot(&mut sheet, "slot-slide-number", "sldNum", NUMBER.0);
    }
    sheet.xml.close().close();
    sheet.xml.raw("<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>");
    sheet.finish(LAYOUT_TYPE);
}

fn ground(sheet: &mut Sheet, layout: &Layout, kind: &str) {
    let theme = sheet.deck.theme;
    for ornament in layout.ornaments {
        if let Ornament::Ground(tint) = ornament {
            sheet.xml.open("p:bg", &[]).open("p:bgPr", &[]);
            tint.ink(kind).fill(&mut sheet.xml, theme);
            sheet.xml.empty("a:effectLst", &[]).close().close();
        }
    }
}

fn draw(sheet: &mut Sheet, ornament: &Ornament, kind: &str) {
    let name = sheet.word("ornament");
    match ornament {
        Ornament::Field(place, tint, radius) => sheet.field(name, *place, tint.ink(kind), *radius),
        Ornament::Ground(_) => {}
        Ornament::Ring => ring(sheet, name),
        Ornament::Mark(svg, place, tint) => sheet.mark(name, svg, *place, tint.ink(kind)),
        Ornament::Icon(icon, place, tint) => sheet.icon(icon, *place, tint.ink(kind)),
        Ornament::KindIcon(place, tint) => {
            let ink = match tint {
                Tint::Role(role) => Ink::Role(role),
                Tint::Kind | Tint::Pale => Ink::Role("paper"),
            };
            sheet.icon(kind, *place, ink);
        }
    }
}

/// The session as a ring, its activities as arcs, its breaks as gaps.
fn ring(sheet: &mut Sheet, name: &str) {
    const CENTRE: (f64, f64) = (800.0, 164.0);
    const RADIUS: f64 = 268.0;
    const THICK: f64 = 104.0;
    let document = sheet.deck.document;
    let total: u32 = document.timeline.iter().map(|segment| segment.minutes).sum();
    let place = at(CENTRE.0 - RADIUS, CENTRE.1 - RADIUS, 2.0 * RADIUS, 2.0 * RADIUS);
    let mut start = 0.0;
    sheet.open_group(name, place, Alt::Decorative);
    for segment in &document.timeline {
        let turn = f64::from(segment.minutes) / f64::from(total.max(1)) * 360.0;
        let (from, swing) = (start - 90.0 + 0.4, turn - 0.8);
        start += turn;
        if segment.activity != "break" && swing > 0.0 {
            arc(sheet, name, place, (from, swing), THICK, Ink::Ring(&segment.activity));
        }
    }
    sheet.xml.close();
}

/// A stretch of a circle as a thick line (20.1.9.4 `arcTo`; angles in 60,000ths of a degree).
fn arc(
    sheet: &mut Sheet,
    name: &str,
    place: Place,
    (from, swing): (f64, f64),
    thick: f64,
    ink: Ink,
) {
    let theme = sheet.deck.theme;
    let radius = place.w / 2.0;
    let (x, y) =
        (radius + radius * from.to_radians().cos(), radius + radius * from.to_radians().sin());
    let number = |length: f64| emu(length).to_string();
    let angle = |degrees: f64| ((degrees * 60_000.0).round() as i64).to_string();
    sheet.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
    sheet.named(name, Alt::Decorative);
    sheet.xml.raw("<p:cNvSpPr/><p:nvPr userDrawn=\"1\"/>").close();
    let xml = &mut sheet.xml;
    xml.open("p:spPr", &[]);
    place.xfrm(xml, "a:xfrm");
    xml.raw("<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/>");
    xml.open("a:pathLst", &[]);
    xml.open("a:path", &[("w", &number(place.w)), ("h", &number(place.h)), ("fill", "none")]);
    xml.open("a:moveTo", &[]).empty("a:pt", &[("x", &number(x)), ("y", &number(y))]).close();
    let (wide, high) = (number(radius), number(radius));
    xml.empty(
        "a:arcTo",
        &[
            ("wR", &wide),
            ("hR", &high),
            ("stAng", &angle(from.rem_euclid(360.0))),
            ("swAng", &angle(swing)),
        ],
    );
    xml.close().close().raw("</a:custGeom><a:noFill/>");
    xml.open("a:ln", &[("w", &number(thick)), ("cap", "flat")]);
    ink.fill(xml, theme);
    xml.raw("<a:miter lim=\"800000\"/>").close().close().close();
}

/// The `type` of a placeholder; text or whatever else has none.
pub fn ph_type(hold: Hold) -> Option<&'static str> {
    match hold {
        Hold::Title => Some("title"),
        Hold::CentreTitle => Some("ctrTitle"),
        Hold::SubTitle => Some("subTitle"),
        Hold::Text => Some("body"),
        Hold::Any => None,
        Hold::Picture => Some("pic"),
        Hold::Table => Some("tbl"),
    }
}

fn placeholder(sheet: &mut Sheet, slot: &Slot, kind: &str, align: &str) {
    sheet.xml.open("p:sp", &[]);
    sheet.open_placeholder(slot);
    sheet.xml.open("p:spPr", &[]);
    slot.place.xfrm(&mut sheet.xml, "a:xfrm");
    if card_shape(&mut sheet.xml, slot, slot.place) {
        sheet.xml.raw("<a:solidFill><a:schemeClr val=\"bg1\"/></a:solidFill>");
    }
    sheet.xml.close().open("p:txBody", &[]);
    let (side, above, below) = slot.insets;
    let number = |length: f64| emu(length).to_string();
    sheet.xml.open(
        "a:bodyPr",
        &[
            ("lIns", &number(side)),
            ("tIns", &number(above)),
            ("rIns", &number(side)),
            ("bIns", &number(below)),
            ("anchor", slot.look.anchor),
        ],
    );
    sheet.xml.empty("a:normAutofit", &[]).close();
    list_style(sheet, &slot.look, kind, align);
    let name = sheet.word(slot.name);
    prompt(sheet, "", name);
    sheet.xml.close().close();
}

/// The levels of a placeholder's text.
fn list_style(sheet: &mut Sheet, look: &Look, kind: &str, align: &str) {
    let theme = sheet.deck.theme;
    let set = setting(look);
    sheet.xml.open("a:lstStyle", &[]);
    for (level, name) in LEVEL_NAMES.into_iter().take(5).enumerate() {
        let margin = match (look.marks, level) {
            (Marks::None, 0) => 0.0,
            (Marks::None, _) if look.second.is_some() => 0.0,
            _ => set.indent * (level as f64 + 1.0),
        };
        let plain = look.marks == Marks::None && (level == 0 || look.second.is_some());
        let back = if plain { 0 } else { -emu(set.indent) };
        let xml = &mut sheet.xml;
        let (margin, back) = (emu(margin).to_string(), back.to_string());
        let mut attributes = vec![("marL", margin.as_str()), ("indent", &back)];
        if align != "l" {
            attributes.push(("algn", align));
        }
        xml.open(name, &attributes);
        let gap = if level == 0 { look.gap } else { look.gap.min(6.0) };
        xml.open("a:spcBef", &[]).empty("a:spcPts", &[("val", &hundredths(gap))]).close();
        if plain {
            xml.empty("a:buNone", &[]);
        } else if level == 0 {
            marks(sheet, look.marks, kind);
        }
        let xml = &mut sheet.xml;
        let size = hundredths(if level == 0 { look.size } else { set.second });
        let mut attributes = vec![("sz", size.as_str())];
        attributes.push(("b", if look.bold { "1" } else { "0" }));
        xml.open("a:defRPr", &attributes);
        let second = level > 0 && look.second.is_some();
        let ink = if second { Ink::Role("ink") } else { look.ink.ink(kind) };
        ink.fill(xml, theme);
        xml.close().close();
    }
    sheet.xml.close();
}

fn marks(sheet: &mut Sheet, marks: Marks, kind: &str) {
    let theme = sheet.deck.theme;
    let xml = &mut sheet.xml;
    let ink = match marks {
        Marks::None => return,
        Marks::Bullets | Marks::Checks => Ink::Role("primary-dark"),
        Marks::Steps if kind.is_empty() => Ink::Role("primary-dark"),
        Marks::Steps => Ink::Kind(kind),
        Marks::Boxes => Ink::Role("accent-dark"),
    };
    xml.open("a:buClr", &[]);
    ink.colour(xml, theme);
    xml.close();
    match marks {
        Marks::None => {}
        Marks::Bullets => drop(xml.raw("<a:buFont typeface=\"Arial\"/><a:buChar char=\"•\"/>")),
        Marks::Steps => {
            xml.raw("<a:buSzPct val=\"150000\"/><a:buFont typeface=\"+mj-lt\"/><a:buAutoNum type=\"arabicPlain\"/>");
        }
        Marks::Checks => drop(xml.raw("<a:buFont typeface=\"Wingdings\" pitchFamily=\"2\" charset=\"2\"/><a:buChar char=\"ü\"/>")),
        Marks::Boxes => drop(xml.raw("<a:buFont typeface=\"Wingdings\" pitchFamily=\"2\" charset=\"2\"/><a:buChar char=\"o\"/>")),
    }
}

/// How text is set in a placeholder.
pub fn setting(look: &Look) -> Setting {
    let indent = match look.marks {
        Marks::None | Marks::Bullets => INDENT,
        Marks::Steps => 44.0,
        Marks::Checks | Marks::Boxes => 38.0,
    };
    let indent = if look.second.is_some() { 0.0 } else { indent };
    let second = look.second.unwrap_or((look.size * 0.833).round().clamp(14.0, look.size));
    Setting { size: look.size, second, bold: look.bold, gap: look.gap, indent }
}

/// A placeholder at the foot, as the master has it.
fn foot(sheet: &mut Sheet, name: &'static str, kind: &str, idx: &str) {
    sheet.xml.open("p:sp", &[]).open("p:nvSpPr", &[]);
    let name = sheet.word(name);
    sheet.named(name, Alt::Own);
    sheet.xml.raw("<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>").open("p:nvPr", &[]);
    sheet.xml.empty("p:ph", &[("type", kind), ("sz", "quarter"), ("idx", idx)]).close().close();
    sheet.xml.empty("p:spPr", &[]).raw("<p:txBody><a:bodyPr/><a:lstStyle/>");
    prompt(sheet, kind, name);
    sheet.xml.raw("</p:txBody>").close();
}
