//! The settings part (ECMA-376 part 1, 17.15): today's Word, no hyphenation, the language.

use super::styles::WORD;
use crate::part::Direction;
use crate::theme;
use crate::write::ooxml::Xml;

/// Content type of a settings part.
pub const SETTINGS_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml";

/// Content type of a font table.
pub const FONTS_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml";

/// The font table (17.8.3.10): the families that the styles name.
pub fn fonts(office: &theme::Office) -> String {
    let mut xml = Xml::part();
    xml.open("w:fonts", &[("xmlns:w", WORD)]);
    let mut families = vec![office.text.as_str(), &office.display, "Courier New", "MS Gothic"];
    families.sort_unstable();
    families.dedup();
    for family in families {
        xml.empty("w:font", &[("w:name", family)]);
    }
    xml.finish()
}

/// The whole part. Fields are not updated on opening: Word would ask the reader for leave.
pub fn part(language: &str, notes: bool) -> String {
    let mut xml = Xml::part();
    xml.open("w:settings", &[("xmlns:w", WORD)]);
    xml.empty("w:zoom", &[("w:percent", "100")]);
    xml.val("w:defaultTabStop", "720").val("w:autoHyphenation", "0");
    xml.val("w:characterSpacingControl", "doNotCompress");
    if notes {
        xml.open("w:footnotePr", &[]);
        xml.empty("w:footnote", &[("w:id", "-1")]).empty("w:footnote", &[("w:id", "0")]).close();
    }
    xml.open("w:compat", &[]);
    // Without the first, Word opens the file in the mode of an old version ([MS-DOCX] 2.5).
    for (name, value) in [
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
    ] {
        let uri = "http://schemas.microsoft.com/office/word";
        xml.empty("w:compatSetting", &[("w:name", name), ("w:uri", uri), ("w:val", value)]);
    }
    xml.close();
    match Direction::of(language) {
        Direction::LeftToRight => xml.empty("w:themeFontLang", &[("w:val", language)]),
        Direction::RightToLeft => {
            xml.empty("w:themeFontLang", &[("w:val", language), ("w:bidi", language)])
        }
    };
    xml.empty(
        "w:clrSchemeMapping",
        &[
            ("w:bg1", "light1"),
            ("w:t1", "dark1"),
            ("w:bg2", "light2"),
            ("w:t2", "dark2"),
            ("w:accent1", "accent1"),
            ("w:accent2", "accent2"),
            ("w:accent3", "accent3"),
            ("w:accent4", "accent4"),
            ("w:accent5", "accent5"),
            ("w:accent6", "accent6"),
            ("w:hyperlink", "hyperlink"),
            ("w:followedHyperlink", "followedHyperlink"),
        ],
    );
    xml.val("w:decimalSymbol", ".").val("w:listSeparator", ",");
    xml.finish()
}
