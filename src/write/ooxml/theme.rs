//! The theme part (ECMA-376 part 1, 20.1.6.9): the brand's colours and fonts, so that the colour and
//! font pickers of Word and PowerPoint show them.

use super::colour::{SCHEME, hex};
use super::tree::Element;
use super::xml::Xml;
use crate::theme::Theme;

/// The namespace of DrawingML.
pub const DRAWINGML: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
/// Content type of a theme part.
pub const THEME_TYPE: &str = "application/vnd.openxmlformats-officedocument.theme+xml";

/// A theme part with a name that people see in the list of themes.
pub fn theme_part(theme: &Theme, name: &str) -> String {
    let mut xml = Xml::part();
    xml.open("a:theme", &[("xmlns:a", DRAWINGML), ("name", name)]);
    xml.open("a:themeElements", &[]);
    xml.open("a:clrScheme", &[("name", name)]);
    for (slot, role) in SCHEME {
        colour(&mut xml, slot, &hex(theme, role));
    }
    colour(&mut xml, "hlink", &hex(theme, "primary"));
    colour(&mut xml, "folHlink", &hex(theme, "discussion"));
    xml.close();
    xml.open("a:fontScheme", &[("name", name)]);
    for (slot, family) in
        [("a:majorFont", &theme.office.display), ("a:minorFont", &theme.office.text)]
    {
        xml.open(slot, &[]);
        xml.empty("a:latin", &[("typeface", family)]);
        xml.empty("a:ea", &[("typeface", "")]).empty("a:cs", &[("typeface", "")]).close();
    }
    xml.close();
    xml.raw(FORMATS).close();
    xml.empty("a:objectDefaults", &[]).empty("a:extraClrSchemeLst", &[]);
    xml.finish()
}

/// One colour; the names of elements are those of the slots.
fn colour(xml: &mut Xml, slot: &str, hex: &str) {
    xml.raw(&format!("<a:{slot}><a:srgbClr val=\"{hex}\"/></a:{slot}>"));
}

/// Families of Office that have Arabic and Hebrew letters, too.
const COMPLEX: &[&str] = &["Arial", "Courier New", "Segoe UI", "Tahoma", "Times New Roman"];

/// The family in which Office sets letters from right to left beside a Latin one.
pub fn complex_family(latin: &str) -> String {
    let known = COMPLEX.iter().find(|family| family.eq_ignore_ascii_case(latin));
    known.unwrap_or(&COMPLEX[0]).to_string()
}

/// Says in a theme part in which families letters from right to left are set (20.1.4.1.24 `majorFont`).
pub fn complex_fonts(root: &mut Element, display: &str, text: &str) {
    for (name, family) in [("a:majorFont", display), ("a:minorFont", text)] {
        let elements = root.element("a:themeElements").and_then(|it| it.element("a:fontScheme"));
        let Some(font) = elements.and_then(|scheme| scheme.element(name)) else { continue };
        if let Some(complex) = font.element("a:cs") {
            complex.set("typeface", family);
        }
        for script in ["Arab", "Hebr"] {
            let named = Element::new("a:font", &[("script", script), ("typeface", family)]);
            font.children.push(super::tree::Child::Element(named));
        }
    }
}

/// A format scheme must have three of each (20.1.4.1.14); ours are plain: no gradients, no shadows.
const FORMATS: &str = concat!(
    r#"<a:fmtScheme name="Plain"><a:fillStyleLst>"#,
    r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>"#,
    r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>"#,
    r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:fillStyleLst>"#,
    r#"<a:lnStyleLst><a:ln w="9525"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>"#,
    r#"<a:ln w="12700"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>"#,
    r#"<a:ln w="19050"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln></a:lnStyleLst>"#,
    r#"<a:effectStyleLst><a:effectStyle><a:effectLst/></a:effectStyle>"#,
    r#"<a:effectStyle><a:effectLst/></a:effectStyle>"#,
    r#"<a:effectStyle><a:effectLst/></a:effectStyle></a:effectStyleLst>"#,
    r#"<a:bgFillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>"#,
    r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>"#,
    r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:bgFillStyleLst></a:fmtScheme>"#,
);
