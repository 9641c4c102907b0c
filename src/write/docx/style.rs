//! The styles of our Word files by name. Names in small letters are Word's own, which it shows in the
//! reader's language (ECMA-376 part 1, 17.7.4.9); the others are ours.

macro_rules! styles {
    ($($variant:ident $kind:ident $name:literal $id:literal)*) => {
        /// A style of ours.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Style { $($variant),* }

        impl Style {
            /// Every style.
            pub const ALL: &[Style] = &[$(Style::$variant),*];
            /// Its name, by which templates are searched.
            pub fn name(self) -> &'static str { match self { $(Style::$variant => $name),* } }
            /// Its id in files of ours.
            pub fn id(self) -> &'static str { match self { $(Style::$variant => $id),* } }
            /// What it is for.
            pub fn kind(self) -> Kind { match self { $(Style::$variant => Kind::$kind),* } }
        }
    };
}

/// What a style is for (ECMA-376 part 1, 17.18.83 `ST_StyleType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Whole paragraphs.
    Paragraph,
    /// Words.
    Character,
    /// Tables.
    Table,
}

styles! {
    Normal Paragraph "Normal" "Normal"
    Heading1 Paragraph "heading 1" "Heading1"
    Heading2 Paragraph "heading 2" "Heading2"
    Heading3 Paragraph "heading 3" "Heading3"
    Heading4 Paragraph "heading 4" "Heading4"
    Title Paragraph "Title" "Title"
    Subtitle Paragraph "Subtitle" "Subtitle"
    Lead Paragraph "Lead" "Lead"
    Small Paragraph "Small" "Small"
    ListBullet Paragraph "List Bullet" "ListBullet"
    ListBullet2 Paragraph "List Bullet 2" "ListBullet2"
    ListBullet3 Paragraph "List Bullet 3" "ListBullet3"
    ListNumber Paragraph "List Number" "ListNumber"
    ListNumber2 Paragraph "List Number 2" "ListNumber2"
    ListNumber3 Paragraph "List Number 3" "ListNumber3"
    ListContinue Paragraph "List Continue" "ListContinue"
    ListContinue2 Paragraph "List Continue 2" "ListContinue2"
    ListContinue3 Paragraph "List Continue 3" "ListContinue3"
    ListTick Paragraph "List Tick" "ListTick"
    Clause Paragraph "Clause" "Clause"
    CardBullet Paragraph "Card Bullet" "CardBullet"
    CardTick Paragraph "Card Tick" "CardTick"
    Caption Paragraph "caption" "Caption"
    Figure Paragraph "Figure" "Figure"
    Quote Paragraph "Quote" "Quote"
    Attribution Paragraph "Attribution" "Attribution"
    CodeBlock Paragraph "Code" "Code"
    Line Paragraph "Line" "Line"
    Header Paragraph "header" "Header"
    Masthead Paragraph "Masthead" "Masthead"
    Footer Paragraph "footer" "Footer"
    Sender Paragraph "Sender" "Sender"
    TocHeading Paragraph "TOC Heading" "TOCHeading"
    Toc1 Paragraph "toc 1" "TOC1"
    Toc2 Paragraph "toc 2" "TOC2"
    Toc3 Paragraph "toc 3" "TOC3"
    FootnoteText Paragraph "footnote text" "FootnoteText"
    FieldLabel Paragraph "Field Label" "FieldLabel"
    Field Paragraph "Field" "Field"
    Signature Paragraph "Signature" "Signature"
    FieldOption Paragraph "Field Option" "FieldOption"
    FieldText Paragraph "Field Text" "FieldText"
    TableHeading Paragraph "Table Heading" "TableHeading"
    TableText Paragraph "Table Text" "TableText"
    FactLabel Paragraph "Fact Label" "FactLabel"
    FactValue Paragraph "Fact Value" "FactValue"
    ActivityDetails Paragraph "Activity Details" "ActivityDetails"
    SlideCue Paragraph "Slide Cue" "SlideCue"
    SlideText Paragraph "Slide Text" "SlideText"
    SayLabel Paragraph "Say Label" "SayLabel"
    DoLabel Paragraph "Do Label" "DoLabel"
    AskLabel Paragraph "Ask Label" "AskLabel"
    ProducerLabel Paragraph "Producer Label" "ProducerLabel"
    BoxLabel Paragraph "Box Label" "BoxLabel"
    CardsLine Paragraph "Cards Line" "CardsLine"
    CardLabel Paragraph "Card Label" "CardLabel"
    CardWord Paragraph "Card Word" "CardWord"
    CardBack Paragraph "Card Back" "CardBack"
    CardBackSmall Paragraph "Card Back Small" "CardBackSmall"
    Gap Paragraph "Gap" "Gap"
    Strong Character "Strong" "Strong"
    Emphasis Character "Emphasis" "Emphasis"
    StrongEmphasis Character "Intense Emphasis" "IntenseEmphasis"
    CodeText Character "Code Text" "CodeText"
    Hyperlink Character "Hyperlink" "Hyperlink"
    FootnoteReference Character "footnote reference" "FootnoteReference"
    PlaceholderText Character "Placeholder Text" "PlaceholderText"
    Hint Character "Hint" "Hint"
    CheckBox Character "Check Box" "CheckBox"
    TypeInput Character "Type Input" "TypeInput"
    TypeDiscussion Character "Type Discussion" "TypeDiscussion"
    TypeExercise Character "Type Exercise" "TypeExercise"
    TypeEnergiser Character "Type Energiser" "TypeEnergiser"
    TypeBreak Character "Type Break" "TypeBreak"
    TypeDebrief Character "Type Debrief" "TypeDebrief"
    TableNormal Table "Normal Table" "TableNormal"
    TableGrid Table "Table Grid" "TableGrid"
    DataTable Table "Packwright Table" "PackwrightTable"
    FormTable Table "Form Table" "FormTable"
    RunSheet Table "Run Sheet" "RunSheet"
    Facts Table "Facts" "Facts"
    Layout Table "Layout" "Layout"
    FieldBox Table "Field Box" "FieldBox"
    Say Table "Say" "Say"
    Do Table "Do" "Do"
    Ask Table "Ask" "Ask"
    Producer Table "Producer" "Producer"
    Questions Table "Questions" "Questions"
    ShortOfTime Table "Short of Time" "ShortOfTime"
    Note Table "Note" "Note"
    Tip Table "Tip" "Tip"
    Warning Table "Warning" "Warning"
    Example Table "Example" "Example"
    HandOut Table "Hand Out" "HandOut"
    Banner Table "Banner" "Banner"
    Cards Table "Cards" "Cards"
    CardsSmall Table "Cards Small" "CardsSmall"
    CardBacks Table "Card Backs" "CardBacks"
    Action Table "Call to Action" "CallToAction"
}

impl Style {
    /// A heading's style; levels beyond the fourth look like it.
    pub fn heading(level: u8) -> Self {
        match level {
            0 | 1 => Style::Heading1,
            2 => Style::Heading2,
            3 => Style::Heading3,
            _ => Style::Heading4,
        }
    }

    /// The character style of an activity's type.
    pub fn activity(kind: &str) -> Option<Self> {
        match kind {
            "input" => Some(Style::TypeInput),
            "discussion" => Some(Style::TypeDiscussion),
            "exercise" => Some(Style::TypeExercise),
            "energiser" => Some(Style::TypeEnergiser),
            "break" => Some(Style::TypeBreak),
            "debrief" => Some(Style::TypeDebrief),
            _ => None,
        }
    }
}

/// The ids of our styles in the file at hand: ours, or those of a template.
#[derive(Clone, Debug)]
pub struct Names {
    ids: Vec<String>,
    /// Added to every number of a list: those below are a template's.
    pub numbers: u32,
    /// Headings are numbered.
    pub numbered: bool,
    /// Which styles are a template's.
    theirs: Vec<bool>,
}

impl Names {
    /// The ids of files of ours.
    pub fn ours() -> Self {
        let ids: Vec<String> = Style::ALL.iter().map(|style| style.id().to_owned()).collect();
        Self { theirs: vec![false; ids.len()], ids, numbers: 0, numbered: false }
    }

    /// The id of a style.
    pub fn id(&self, style: Style) -> &str {
        &self.ids[style as usize]
    }

    /// The instance and level of a heading's number, where headings are numbered.
    pub fn heading_number(&self, style: Style) -> Option<(u8, u8)> {
        let level = match style {
            Style::Heading1 => 0,
            Style::Heading2 => 1,
            Style::Heading3 => 2,
            _ => return None,
        };
        self.numbered.then_some((3, level))
    }

    /// Another id for a style that a template lacks.
    pub fn set(&mut self, style: Style, id: &str) {
        id.clone_into(&mut self.ids[style as usize]);
    }

    /// A style is a template's own.
    pub fn adopt(&mut self, style: Style, id: &str) {
        self.set(style, id);
        self.theirs[style as usize] = true;
    }

    /// Is the style of our making?
    pub fn is_ours(&self, style: Style) -> bool {
        !self.theirs[style as usize]
    }
}
