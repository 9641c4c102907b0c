//! Places on a slide, in points from its upper left corner, and the grid that the PDF deck has too.

use crate::write::ooxml::{Xml, emu};

/// A rectangle on a slide.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

/// Width of a slide: 13.333 inches.
pub const PAGE_WIDTH: f64 = 960.0;
/// Height of a slide: 7.5 inches.
pub const PAGE_HEIGHT: f64 = 540.0;
/// Left and right margin.
pub const MARGIN: f64 = 48.0;
/// Space between two columns of the grid.
pub const GUTTER: f64 = 24.0;
/// Width between the margins.
pub const FULL: f64 = PAGE_WIDTH - 2.0 * MARGIN;
/// Where fields of colour end and the footer begins.
pub const FIELD: f64 = 480.0;
/// Where a body ends.
pub const BODY_END: f64 = 472.0;
/// Width of the panel that a section, its key points and next steps begin with.
pub const PANEL: f64 = 320.0;
/// Left edge of what stands beside the panel.
pub const BESIDE: f64 = PANEL + MARGIN;

/// Left edge of a column of the grid, from 0.
pub const fn column_x(n: f64) -> f64 {
    MARGIN + n * 74.0
}

/// Width of so many columns.
pub const fn columns_width(n: f64) -> f64 {
    n * 74.0 - GUTTER
}

/// A rectangle by its corner and size.
pub const fn at(x: f64, y: f64, w: f64, h: f64) -> Place {
    Place { x, y, w, h }
}

impl Place {
    /// Its lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.h
    }

    /// The same with its upper edge moved down, its lower edge where it was.
    pub fn starting_at(self, y: f64) -> Place {
        Place { y, h: (self.bottom() - y).max(1.0), ..self }
    }

    /// Position and size (ECMA-376 part 1, 20.1.7.6); `name` is `a:xfrm` or, of a table, `p:xfrm`.
    pub fn xfrm(&self, xml: &mut Xml, name: &'static str) {
        self.turned(xml, name, false, false);
    }

    /// The same, mirrored.
    pub fn turned(&self, xml: &mut Xml, name: &'static str, flip_h: bool, flip_v: bool) {
        let flips: &[(&str, &str)] = match (flip_h, flip_v) {
            (false, false) => &[],
            (true, false) => &[("flipH", "1")],
            (false, true) => &[("flipV", "1")],
            (true, true) => &[("flipH", "1"), ("flipV", "1")],
        };
        xml.open(name, flips);
        self.corners(xml, "a:off", "a:ext");
        xml.close();
    }

    /// Corner and size as two elements.
    pub fn corners(&self, xml: &mut Xml, corner: &'static str, size: &'static str) {
        let number = |length: f64| emu(length).to_string();
        xml.empty(corner, &[("x", &number(self.x)), ("y", &number(self.y))]);
        xml.empty(size, &[("cx", &number(self.w.max(0.0))), ("cy", &number(self.h.max(0.0)))]);
    }
}
