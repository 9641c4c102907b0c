//! Values with a unit or a closed set of words, and how they are written.

use serde::Serialize;

/// A length of time in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Minutes(pub u32);

impl Minutes {
    /// Reads `90m`, `3h`, `2h30m` or `2h 30m`; `None` for anything else or for more than a week.
    pub fn parse(text: &str) -> Option<Self> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (hours, rest) = compact.split_once('h').unwrap_or(("", &compact));
        let whole = |digits: &str| digits.parse::<u32>().ok().filter(|n| *n < 10_000);
        let hours = if hours.is_empty() && !compact.contains('h') { 0 } else { whole(hours)? };
        let minutes = match rest {
            "" if compact.contains('h') => 0,
            rest => whole(rest.strip_suffix('m')?)?,
        };
        let total = hours * 60 + minutes;
        (total > 0 && total < 7 * 24 * 60).then_some(Self(total))
    }

    /// `45 min`, `3 h`, `2 h 30 min`, with no-break spaces between number and unit.
    pub fn words(self) -> String {
        match (self.0 / 60, self.0 % 60) {
            (0, minutes) => format!("{minutes}\u{a0}min"),
            (hours, 0) => format!("{hours}\u{a0}h"),
            (hours, minutes) => format!("{hours}\u{a0}h {minutes}\u{a0}min"),
        }
    }
}

/// A time of day in minutes after midnight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock(pub u32);

impl Clock {
    /// Reads `09:30`.
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.trim().split_once([':', '.'])?;
        let (hours, minutes) = (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?);
        (hours < 24 && minutes < 60).then_some(Self(hours * 60 + minutes))
    }

    /// The time so many minutes later; past midnight it begins again.
    pub fn after(self, minutes: Minutes) -> Self {
        Self((self.0 + minutes.0) % (24 * 60))
    }
}

impl std::fmt::Display for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Serialize for Clock {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A closed set of words used as the value of an attribute.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident $word:literal)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$item])* $variant),* }

        impl $name {
            /// Every word.
            pub const WORDS: &[&str] = &[$($word),*];
            /// The word for it.
            pub fn word(self) -> &'static str { match self { $(Self::$variant => $word),* } }
            /// What a word stands for.
            pub fn from_word(word: &str) -> Option<Self> { match word { $($word => Some(Self::$variant),)* _ => None } }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }
    };
}

words! {
    /// What participants do in an activity.
    ActivityKind {
        /// The facilitator explains or shows.
        Input "input"
        /// The room talks.
        Discussion "discussion"
        /// The room works.
        Exercise "exercise"
        /// The room wakes up.
        Energiser "energiser"
        /// Nobody works.
        Break "break"
        /// The room looks back.
        Debrief "debrief"
    }
}

words! {
    /// How many work together.
    GroupSize {
        /// Each alone.
        Alone "alone"
        /// Two by two.
        Pairs "pairs"
        /// Three by three.
        Threes "threes"
        /// In small groups.
        Groups "groups"
        /// All together.
        Plenary "plenary"
    }
}

words! {
    /// For whom a worksheet is copied.
    Copies {
        /// One for each participant.
        Each "each"
        /// One for each pair.
        Pair "pair"
        /// One for each group.
        Group "group"
        /// One for the room.
        Room "room"
    }
}

words! {
    /// What a document of the programme is.
    PaperForm {
        /// To one person, from an organisation.
        Letter "letter"
        /// One message, one action, one date, on one page.
        Flyer "flyer"
        /// Numbered clauses and signatures.
        Agreement "agreement"
        /// To be worked through and looked up in.
        Guidance "guidance"
        /// To be filled in and sent back.
        Form "form"
        /// One page for each participant, to be signed and framed.
        Certificate "certificate"
        /// Name badges to cut out, ten a sheet.
        Badges "badges"
        /// Name cards to fold, to be read across a room.
        TentCards "tent-cards"
        /// Who was there: a row for each participant, a column for each session.
        Register "register"
        /// To be sent.
        Email "email"
        /// What stands below e-mails.
        EmailSignature "email-signature"
        /// A picture of words for a screen.
        Social "social"
    }
}

words! {
    /// Paper, by ISO 216 and ANSI/ASME Y14.1.
    PaperSize {
        /// 210 × 297 mm.
        A4 "a4"
        /// 297 × 420 mm.
        A3 "a3"
        /// 8½ × 11 in.
        Letter "letter"
        /// 1,080 × 1,080 pixels on a screen.
        Square "square"
        /// 1,200 × 630 pixels on a screen.
        Wide "wide"
    }
}

impl PaperForm {
    /// Is there one for each participant, whatever the document says?
    pub fn is_each(self) -> bool {
        matches!(self, Self::Certificate | Self::Badges | Self::TentCards)
    }

    /// Can one file hold it in both languages of an edition, one after the other? What is worked with for
    /// longer is there twice, each by itself.
    pub fn can_be_bilingual(self) -> bool {
        matches!(
            self,
            Self::Letter
                | Self::Flyer
                | Self::Agreement
                | Self::Form
                | Self::Certificate
                | Self::Email
        )
    }
}

impl PaperSize {
    /// Width and height in points, portrait.
    pub fn points(self) -> (f64, f64) {
        match self {
            Self::A4 => (595.276, 841.89),
            Self::A3 => (841.89, 1190.551),
            Self::Letter => (612.0, 792.0),
            Self::Square => (540.0, 540.0),
            Self::Wide => (315.0, 600.0),
        }
    }
}
