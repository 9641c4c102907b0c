//! Rectangles, and whether they meet.

/// A rectangle in points, y downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

impl Rect {
    /// From its corner and size; a size below nothing is nothing.
    pub fn new(x: f64, y: f64, w: f64, h: f64) -> Self {
        Self { x, y, w: w.max(0.0), h: h.max(0.0) }
    }

    /// Around a point.
    pub fn around([x, y]: [f64; 2], w: f64, h: f64) -> Self {
        Self::new(x - w / 2.0, y - h / 2.0, w, h)
    }

    /// Right edge.
    pub fn right(self) -> f64 {
        self.x + self.w
    }

    /// Bottom edge.
    pub fn bottom(self) -> f64 {
        self.y + self.h
    }

    /// Middle, horizontally.
    pub fn middle_x(self) -> f64 {
        self.x + self.w / 2.0
    }

    /// Middle, vertically.
    pub fn middle_y(self) -> f64 {
        self.y + self.h / 2.0
    }

    /// Smaller by so much on every side.
    pub fn inside(self, by: f64) -> Self {
        Self::new(self.x + by, self.y + by, self.w - 2.0 * by, self.h - 2.0 * by)
    }

    /// Do the two share more than an edge?
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }

    /// Does it lie within the other?
    pub fn within(self, other: Self) -> bool {
        self.x >= other.x
            && self.y >= other.y
            && self.right() <= other.right()
            && self.bottom() <= other.bottom()
    }
}
