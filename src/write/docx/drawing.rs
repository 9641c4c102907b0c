//! Pictures and drawings in the line (ECMA-376 part 1, 20.4.2.8 `inline`): SVG with PNG for programs
//! that do not show it ([MS-ODRAWXML] 2.1.1797), alternative text, the same file once.

use super::story::Story;
use super::style::Style;
use crate::diag::Code;
use crate::part::{Drawing, Part, hash};
use crate::write::Finding;
use crate::write::ooxml::{DRAWINGML, Picture, emu, svg};

/// A picture never takes more of a page than this.
const HIGHEST: f64 = 0.9;

/// Files of a picture in the package.
struct Files {
    /// Relationship of what every program shows.
    picture: String,
    /// Relationship of the same as SVG.
    vector: Option<String>,
}

impl Story<'_> {
    /// A drawing, as large as the column allows.
    pub fn drawing(&mut self, drawing: &Drawing, alt: &str) {
        let vector = svg(drawing, self.theme, self.office.widths()).into_bytes();
        let fallback = self.office.raster(&vector);
        let picture = Picture { bytes: vector, extension: "svg", fallback };
        let scale = (self.width / drawing.width).min(self.page * HIGHEST / drawing.height).min(1.0);
        let scale = scale * self.shrink;
        self.begin(Style::Figure);
        self.inline_picture(&picture, (drawing.width * scale, drawing.height * scale), alt);
        self.end(Style::Figure);
        self.used += drawing.height * scale;
    }

    /// A picture of the sources in a paragraph of its own.
    pub fn picture(&mut self, part: &Part, path: &str, alt: &str, width: Option<f64>, ratio: f64) {
        let picture = match self.office.picture(path) {
            Ok(picture) => picture,
            Err(problem) => {
                let finding = Finding::new(problem.code, part.src.to_string(), problem.message);
                return self.findings.push(finding);
            }
        };
        let ratio = if ratio > 0.0 { ratio } else { 1.0 };
        let width = (self.width * width.unwrap_or(1.0)).min(self.page * HIGHEST * ratio);
        self.keeps = true;
        self.begin(Style::Figure);
        self.inline_picture(&picture, (width, width / ratio), alt);
        self.end(Style::Figure);
        self.used += width / ratio;
    }

    /// A picture into the open paragraph; without alternative text it is a decoration.
    pub fn inline_picture(&mut self, picture: &Picture, (width, height): (f64, f64), alt: &str) {
        let Some(files) = self.files(picture) else { return };
        let (cx, cy) = (emu(width.max(1.0)).to_string(), emu(height.max(1.0)).to_string());
        let id = self.drawing_id();
        let name = format!("{} {id}", self.words.get("picture"));
        let xml = &mut self.xml;
        xml.open("w:r", &[]).open("w:drawing", &[]);
        let flat = [("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")];
        xml.open("wp:inline", &flat).empty("wp:extent", &[("cx", &cx), ("cy", &cy)]);
        xml.open("wp:docPr", &[("id", &id), ("name", &name), ("descr", alt)]);
        if alt.is_empty() {
            xml.raw(DECORATIVE);
        }
        xml.close().open("wp:cNvGraphicFramePr", &[]);
        let space = ("xmlns:a", DRAWINGML);
        xml.empty("a:graphicFrameLocks", &[space, ("noChangeAspect", "1")]).close();
        xml.open("a:graphic", &[space]).open("a:graphicData", &[("uri", PICTURE)]);
        xml.open("pic:pic", &[("xmlns:pic", PICTURE)]).open("pic:nvPicPr", &[]);
        xml.empty("pic:cNvPr", &[("id", &id), ("name", &name), ("descr", alt)]);
        xml.empty("pic:cNvPicPr", &[]).close();
        xml.open("pic:blipFill", &[]).open("a:blip", &[("r:embed", &files.picture)]);
        if let Some(vector) = &files.vector {
            xml.open("a:extLst", &[]).open("a:ext", &[("uri", SVG_EXTENSION)]);
            xml.empty("asvg:svgBlip", &[("xmlns:asvg", SVG), ("r:embed", vector)]);
            xml.close().close();
        }
        xml.close().open("a:stretch", &[]).empty("a:fillRect", &[]).close().close();
        xml.open("pic:spPr", &[]).open("a:xfrm", &[]).empty("a:off", &[("x", "0"), ("y", "0")]);
        xml.empty("a:ext", &[("cx", &cx), ("cy", &cy)]).close();
        xml.open("a:prstGeom", &[("prst", "rect")]).empty("a:avLst", &[]).close().close();
        xml.close().close().close().close().close().close();
    }

    /// Puts a picture's files into the package.
    fn files(&mut self, picture: &Picture) -> Option<Files> {
        if picture.extension != "svg" {
            let kind = if picture.extension == "png" { "image/png" } else { "image/jpeg" };
            let id = self.media(&picture.bytes, picture.extension, kind);
            return Some(Files { picture: id, vector: None });
        }
        let Some(fallback) = &picture.fallback else {
            let message = "a drawing could not be turned into pixels";
            self.findings.push(Finding::new(Code::NotExpressible, "", message));
            return None;
        };
        let id = self.media(fallback, "png", "image/png");
        let vector = self.media(&picture.bytes, "svg", "image/svg+xml");
        Some(Files { picture: id, vector: Some(vector) })
    }

    /// A file under the name of its content.
    fn media(&mut self, bytes: &[u8], extension: &str, kind: &str) -> String {
        let name = format!("word/media/{}.{extension}", &hash(bytes)[..16]);
        if !self.package.has(&name) {
            self.package.add(&name, kind, bytes);
        }
        let part = self.part.clone();
        self.package.relate(&part, "image", &name)
    }
}

/// The namespace of pictures.
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const SVG: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
const SVG_EXTENSION: &str = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";
/// A picture that says nothing ([MS-ODRAWXML] 2.1.1863).
const DECORATIVE: &str = concat!(
    r#"<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">"#,
    r#"<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">"#,
    r#"<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>"#,
    r#"</a:ext></a:extLst>"#,
);
