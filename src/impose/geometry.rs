//! Sizes and places in points (1/72 inch), counted from the upper left corner.

/// A millimetre.
pub const MM: f32 = 72.0 / 25.4;

/// Width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Size {
    /// Across.
    pub width: f32,
    /// Down.
    pub height: f32,
}

/// Paper by name, portrait, in millimetres: ISO 216, ISO 217 and ANSI/ASME Y14.1.
const PAPERS: &[(&str, f32, f32)] = &[
    ("a0", 841.0, 1189.0),
    ("a1", 594.0, 841.0),
    ("a2", 420.0, 594.0),
    ("a3", 297.0, 420.0),
    ("a4", 210.0, 297.0),
    ("a5", 148.0, 210.0),
    ("a6", 105.0, 148.0),
    ("letter", 215.9, 279.4),
    ("legal", 215.9, 355.6),
    ("tabloid", 279.4, 431.8),
    ("sra3", 320.0, 450.0),
    ("sra4", 225.0, 320.0),
];

impl Size {
    /// The names of paper.
    pub fn names() -> impl Iterator<Item = &'static str> {
        PAPERS.iter().map(|(name, ..)| *name)
    }

    /// Reads the name of a paper, or `210x297` in millimetres.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let known = PAPERS.iter().find(|(name, ..)| *name == text);
        let (width, height) = match known {
            Some((_, width, height)) => (*width, *height),
            None => {
                let (width, height) = text.split_once(['x', '×'])?;
                (width.trim().parse().ok()?, height.trim().trim_end_matches("mm").parse().ok()?)
            }
        };
        // From a stamp to the widest roll of a plotter.
        let usable = |side: f32| (10.0..=5000.0).contains(&side);
        (usable(width) && usable(height)).then(|| Self::new(width * MM, height * MM))
    }

    /// The name of a paper of this size, either way round.
    pub fn name(self) -> Option<&'static str> {
        let near = |a: f32, b: f32| (a - b * MM).abs() < 2.0;
        let (short, long) = (self.width.min(self.height), self.width.max(self.height));
        PAPERS
            .iter()
            .find(|(_, width, height)| near(short, *width) && near(long, *height))
            .map(|it| it.0)
    }

    /// A size in points.
    pub const fn new(width: f32, height: f32) -> Self {
        Self { width, height }
    }

    /// Width and height exchanged.
    pub fn turned(self) -> Self {
        Self { width: self.height, height: self.width }
    }

    /// Wider than high?
    pub fn is_landscape(self) -> bool {
        self.width > self.height
    }

    /// The same size the way round that another one is.
    pub fn like(self, other: Size) -> Self {
        if self.is_landscape() == other.is_landscape() { self } else { self.turned() }
    }

    /// How much larger or smaller it has to be to fit into another.
    pub fn scale_into(self, other: Size) -> f32 {
        (other.width / self.width).min(other.height / self.height)
    }

    /// Fits into another, but for less than a printer can show.
    pub fn fits(self, other: Size) -> bool {
        self.width <= other.width + 0.5 && self.height <= other.height + 0.5
    }

    /// All of it.
    pub fn rect(self) -> Rect {
        Rect { x: 0.0, y: 0.0, width: self.width, height: self.height }
    }
}

/// A place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
    /// Across.
    pub width: f32,
    /// Down.
    pub height: f32,
}

impl Rect {
    /// A place in points.
    pub const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width, height }
    }

    /// Its size.
    pub fn size(self) -> Size {
        Size::new(self.width, self.height)
    }

    /// The right edge.
    pub fn right(self) -> f32 {
        self.x + self.width
    }

    /// The lower edge.
    pub fn bottom(self) -> f32 {
        self.y + self.height
    }

    /// Larger by so much on every side.
    pub fn grown(self, by: f32) -> Self {
        Self::new(self.x - by, self.y - by, self.width + 2.0 * by, self.height + 2.0 * by)
    }

    /// The same elsewhere.
    pub fn moved(self, x: f32, y: f32) -> Self {
        Self { x: self.x + x, y: self.y + y, ..self }
    }

    /// What both cover.
    pub fn shared(self, other: Self) -> Self {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let (right, bottom) = (self.right().min(other.right()), self.bottom().min(other.bottom()));
        Self::new(x, y, (right - x).max(0.0), (bottom - y).max(0.0))
    }

    /// The smallest that holds all.
    pub fn around(all: &[Rect]) -> Self {
        let Some(first) = all.first() else { return Self::default() };
        all.iter().fold(*first, |whole, next| {
            let (x, y) = (whole.x.min(next.x), whole.y.min(next.y));
            let right = whole.right().max(next.right());
            Self::new(x, y, right - x, whole.bottom().max(next.bottom()) - y)
        })
    }
}

/// Quarter turns clockwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Turn {
    /// Upright.
    #[default]
    None,
    /// A quarter to the right.
    Right,
    /// On its head.
    Over,
    /// A quarter to the left.
    Left,
}

impl Turn {
    /// Half a turn more.
    pub fn over(self) -> Self {
        match self {
            Turn::None => Turn::Over,
            Turn::Right => Turn::Left,
            Turn::Over => Turn::None,
            Turn::Left => Turn::Right,
        }
    }

    /// Does it exchange width and height?
    pub fn is_quarter(self) -> bool {
        matches!(self, Turn::Right | Turn::Left)
    }
}
