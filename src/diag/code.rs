//! The rules that `check` knows, each with what it means and an example.

use super::Severity;

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $summary:literal $why:literal $example:literal)*) => {
        /// A rule, named as in `packwright explain <code>`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $summary] $variant,)* }

        impl Code {
            /// Every rule.
            pub const ALL: &[Code] = &[$(Code::$variant),*];
            /// Its name: stable, kebab-case.
            pub fn name(self) -> &'static str { match self { $(Code::$variant => $name),* } }
            /// Error or warning.
            pub fn severity(self) -> Severity { match self { $(Code::$variant => Severity::$severity),* } }
            /// What it says, in one line.
            pub fn summary(self) -> &'static str { match self { $(Code::$variant => $summary),* } }
            /// Why it matters and what to do.
            pub fn why(self) -> &'static str { match self { $(Code::$variant => $why),* } }
            /// An example of the mistake and its repair.
            pub fn example(self) -> &'static str { match self { $(Code::$variant => $example),* } }
        }
    };
}

codes! {
    // reading files
    FileUnreadable "file-unreadable" Error
        "a file cannot be read"
        "The file is missing, or this user may not read it. Paths are relative to the file that names them and must stay inside the sources folder."
        "src=\"data/falls.csv\"   # is there such a file beside session.md?"
    NotUtf8 "not-utf8" Error
        "a source file is not UTF-8 text"
        "Sources are UTF-8. Text saved by an old editor in Windows-1252 has to be saved again as UTF-8."
        "iconv -f WINDOWS-1252 -t UTF-8 old.md > session.md"
    FileTooLarge "file-too-large" Error
        "a source file is larger than any session can be"
        "Text files over 4 MB and pictures over 40 MB are refused before they are read: they are almost always a mistake, such as a video with the wrong name."
        "reduce the picture to the size it is printed at: 300 dpi is enough"
    OutsideSources "outside-sources" Error
        "a path leads outside the sources folder"
        "A programme must be complete in its own folder, so that it builds the same on every machine. Absolute paths and `..` beyond the sources folder are refused."
        "![Ward](../../../Desktop/ward.png)   # copy the picture beside session.md instead"
    CircularInclude "circular-include" Error
        "a file includes itself"
        "An include that leads back to a file already being read would never end."
        "a.md includes b.md, and b.md includes a.md: remove one of the two"
    NestedTooDeep "nested-too-deep" Error
        "lists, quotes or containers are nested too deeply"
        "More than 32 levels cannot be laid out on a page, and are usually a missing end of a container."
        "close each container with as many colons as opened it"
    // front matter and programme.toml
    FrontMatterMissing "front-matter-missing" Error
        "a session or document has no front matter"
        "A session or document file starts with `---`, its YAML facts, and `---`."
        "---\ntitle: Testing change\n---"
    BadFrontMatter "bad-front-matter" Error
        "the front matter cannot be understood"
        "A key is unknown, missing or of the wrong type. `packwright schema` prints what is allowed."
        "duration: three hours   # write 3h or 180m"
    BadProgramme "bad-programme" Error
        "programme.toml cannot be understood"
        "A key is unknown, missing or of the wrong type. `packwright schema` prints what is allowed."
        "[programme]\ntitle = \"…\""
    BadTheme "bad-theme" Error
        "theme.toml cannot be understood"
        "A key is unknown, or a colour is not written as #RRGGBB."
        "primary = \"#0B4F6C\""
    // structure
    UnknownContainer "unknown-container" Error
        "a `:::` container has an unknown name"
        "Containers are closed sets, so that a spelling mistake never loses text silently."
        "::: facillitator   # say, do, ask, producer, slide, worksheet …"
    UnknownAttribute "unknown-attribute" Error
        "a container or heading has an attribute it does not know"
        "Attributes are checked, so that a spelling mistake is never ignored."
        "# Check-in {tmie=15m}   # time=15m"
    BadAttribute "bad-attribute" Error
        "an attribute is missing or has a value that is not allowed"
        "The message names what is expected."
        "# Check-in {time=soon}   # time=15m"
    UnclosedContainer "unclosed-container" Error
        "a `:::` container is never closed"
        "Everything after it would be swallowed. A container that holds others needs more colons than they have."
        ":::: worksheet {#log}\n::: lines {#a label=\"…\"}\n:::\n::::"
    MisplacedBlock "misplaced-block" Error
        "a block stands where it cannot be used"
        "For instance a slide inside a worksheet, a field on a slide, or text before the first activity."
        "# Check-in {…}\n\n::: slide …"
    HtmlNotAllowed "html-not-allowed" Error
        "raw HTML cannot be printed"
        "Sources become PDF, Word and PowerPoint; HTML tags have no meaning there. Use Markdown or a container."
        "<br>   # end the line with a backslash instead"
    DuplicateId "duplicate-id" Error
        "two things have the same id"
        "Ids are how slides, worksheets and fields keep their identity when the programme is generated again."
        "::: slide {#aim} … ::: slide {#aim}   # rename one"
    UnknownReference "unknown-reference" Error
        "something refers to an id that does not exist"
        "Worksheets, materials, outcomes, sessions and workstreams are referred to by id."
        "worksheets=\"pdsa-recrod\"   # pdsa-record"
    HeadingSkipped "heading-skipped" Error
        "a heading skips a level"
        "Screen readers and tables of contents rely on levels that follow each other."
        "## Plan\n#### Tasks   # ### Tasks"
    EmptySlot "empty-slot" Error
        "a slide lacks what its layout shows"
        "Each slide layout has named slots: a `picture` slide needs a picture, a `two-columns` slide two columns, and so on."
        "::: slide {layout=diagram}   # exactly one drawing inside"
    MissingTitle "missing-title" Error
        "a slide or worksheet has no title"
        "Titles are how people find their way, in the outline and with a screen reader."
        "::: slide {layout=content}\n## What we test"
    UnlistedSession "unlisted-session" Warning
        "a session folder is not listed in programme.toml"
        "The list decides which sessions are built and in which order. A folder that is not in it is silently absent from every edition, so it is named."
        "sessions = [\"testing-change\", \"coaching-conversation\"]"
    MissingLabel "missing-label" Error
        "a field has neither a label nor a heading above it"
        "A field without a label cannot be filled in by somebody who does not see the page."
        "::: lines {#aim label=\"Our aim\" rows=3}"
    UnknownVariable "unknown-variable" Error
        "a variable or term is not defined"
        "`{{…}}` takes the programme's terms and the facts of the organisation, programme and session."
        "{{organisation.nmae}}   # {{organisation.name}}"
    BadWhen "bad-when" Error
        "a `when` condition cannot be understood"
        "Conditions combine names with `and`, `or`, `not` and brackets."
        "when=\"virtual and not system-wide\""
    BadData "bad-data" Error
        "the data of a chart cannot be used"
        "A run chart needs a CSV table with a header and a number in the `y` column of each row."
        "week,falls\n1,9\n2,seven   # 7"
    BadParticipants "bad-participants" Error
        "the list of participants cannot be used"
        "Certificates, badges and the register are made from a CSV table with a column `name`. A row without a name, with too few cells or written twice would go wrong on the day, so each is reported by its line."
        "name,role,team\nAmina Yusuf,Nurse,Ward 6"
    // content
    MissingAltText "missing-alt-text" Error
        "a picture has no alternative text"
        "Public bodies must publish accessible documents. Say what the picture tells; a decoration takes `{alt=\"\"}`."
        "![Two nurses draw a process map on a wall](map.svg)"
    PictureMissing "picture-missing" Error
        "a picture does not exist or cannot be read"
        "Pictures are PNG, JPEG or SVG files beside the session."
        "![Ward](wrad.svg)   # ward.svg"
    PictureTooLarge "picture-too-large" Error
        "a picture has too many pixels"
        "Over 50 megapixels a picture takes gigabytes to open. No page needs that."
        "scale it to 4000 pixels at its longer side"
    LowResolution "low-resolution" Warning
        "a picture has under 150 dots per inch at its printed size"
        "It will look soft on paper. Use a larger picture, a drawing (SVG), or print it smaller."
        "![Ward](ward.png){width=40%}"
    UnusedMaterial "unused-material" Warning
        "a material is listed but no activity uses it"
        "The trainer would carry it for nothing, or an activity forgot to name it."
        "# Sorting {… resources=\"cards\"}"
    DurationMismatch "duration-mismatch" Error
        "the activities do not add up to the session's duration"
        "Breaks count. The run sheet proves the total, so it has to be right."
        "duration: 3h   # and activities of 170 minutes in all"
    EmptyActivity "empty-activity" Warning
        "an activity has no content in this edition"
        "Its heading would stand in the run sheet with nothing to do."
        "# Check-in {…}\n\nWhy we begin like this …"
    UndevelopedOutcome "undeveloped-outcome" Warning
        "a session outcome develops no outcome of its workstream"
        "The curriculum map is made from these links."
        "develops: [qi-test]"
    TaughtLater "taught-later" Warning
        "a session builds on one that is not taught before it"
        "`builds-on` names what participants bring along from earlier sessions. In another order or choice they would not have it. Change the order, teach the session too, or name it in `assumed` where people know it from elsewhere."
        "assumed = [\"seeing-the-system\"]   # in organisation.toml"
    UndevelopedCompetency "undeveloped-competency" Warning
        "no session develops an outcome of a workstream"
        "The outcomes of the workstreams are what the programme promises. A programme that teaches all its sessions has to develop each of them."
        "develops: [lc-story]   # in the front matter of a session"
    LongSentence "long-sentence" Warning
        "a sentence is longer than the programme allows"
        "Long sentences are lost when they are read aloud. The limit is `longest-sentence` in `[plain-english]` of programme.toml."
        "Make two sentences of it: one thought each."
    PassiveVoice "passive-voice" Warning
        "a sentence hides who does what"
        "Looked for only where `[plain-english]` says `passive = true`. It is a guess from the forms of the verbs: a form of *be* and a participle."
        "The form is signed.   # Your manager signs the form."
    Jargon "jargon" Warning
        "an abbreviation is not explained"
        "Looked for where `[plain-english]` says `jargon = true`. Explain it in the text, add it to `[glossary]`, or list it in `known` when everybody knows it."
        "[glossary]\nPDSA = \"Plan, do, study, act: a small test of a change\""
    AvoidedWord "avoided-word" Warning
        "a word stands there that the programme avoids"
        "`[plain-english.avoid]` in programme.toml lists words and what to write instead."
        "[plain-english.avoid]\nutilise = \"use\""
    HardToRead "hard-to-read" Warning
        "a session or document is harder to read than the programme allows"
        "The grade is Flesch and Kincaid's: years of school, from the lengths of sentences and words. The limit is `highest-grade` in `[plain-english]`; `packwright list` shows the grade of everything."
        "Shorter sentences, and shorter words for long ones."
    TooManyWords "too-many-words" Warning
        "a slide has more words than a room reads"
        "About forty words are read before the room stops listening; fifty is the limit here, tables and drawings not counted. Move the rest to the notes."
        "Say it in the notes; show the one line that matters."
    SlideOverflow "slide-overflow" Error
        "the content of a slide is taller than the slide"
        "The message says by how much. Text is never shrunk to fit: shorten it, or make two slides."
        "8 bullets on one slide   # 4, and 4 on the next"
    CardOverflow "card-overflow" Error
        "the text of a card is taller than the card"
        "Cards of a deck are of one size, and their text is set as large as the longest of them allows, 12 pt at the least. The message says by how much it is too long."
        "::: cards {across=2 down=3}   # larger cards, or a shorter text"
    PageOverflow "page-overflow" Error
        "something does not fit on its page"
        "A run sheet fits one page; a drawing or box fits its sheet. Make it smaller or the sheet larger."
        "::: worksheet {size=a3}"
    GlyphMissing "glyph-missing" Error
        "no font of the theme has a character"
        "It would print as an empty box. Write it differently or add a font for the script."
        "emoji are in no text face: draw an icon instead"
    BadOverride "bad-override" Error
        "a change of an organisation cannot be made"
        "Overrides name what they change by its id. An id that is gone, that means several places, or that another layer has taken out, is an error: nothing is changed by guessing."
        "::: remove {of=\"energiser\"}\n:::"
    LayerClash "layer-clash" Error
        "two layers of an edition change the same thing"
        "An organisation that extends another builds on its changes. Where it replaces, removes or changes something that the other has changed already, one of the two would be lost without a word."
        ":::: replace {of=guess over=region}   # meant: ours instead of the region's"
    StaleOverride "stale-override" Warning
        "the shared text has changed since an organisation changed it"
        "An override stands in the place of a text that is not the same any more. Look at both, then merge or accept; nothing is overwritten silently."
        "packwright review harbour-community"
    UnrecordedOverride "unrecorded-override" Warning
        "it is not noted what an override was made to"
        "`packwright accept` notes the shared text that an override stands in for, in a lock file beside it, so that a later change of the shared text is seen."
        "packwright accept harbour-community check-in"
    ConflictMark "conflict-mark" Error
        "a merge has left marks of a conflict"
        "Both sides have changed the same lines. Keep what is right and take out the four lines of marks."
        "<<<<<<< here: harbour-community"
    BadTranslationFile "bad-translation-file" Error
        "a PO file cannot be used"
        "A PO file that is damaged, or whose `Language:` is not that of its folder, would put nothing or the wrong words into a document. Its texts stay as they are until it is put right."
        "sources/translations/cy/sessions/check-in.po   # \"Language: cy\\n\""
    BadTranslation "bad-translation" Error
        "a translation has lost something or cannot be read"
        "A translation keeps the variables, terms, links and footnotes of its text, so that each organisation's words and addresses come out in every language. Any form of a term will do, and the order is free."
        "msgid \"Ask your {{coach}}\"\nmsgstr \"Gofynnwch i’ch {{coach}}\""
    FontMissing "font-missing" Error
        "a font family of the theme is not there"
        "Fonts are those of the fonts folder; the system's own are never used, so that every machine prints the same."
        "text = [\"Source Sans 3\"]"
    FontLacks "font-lacks" Warning
        "a typeface lacks letters of the edition's language"
        "Welsh needs ŵ and ŷ, Polish ł: where a brand's typeface has none, single letters come from another one, and every word with them looks patched. It is said once for each typeface, before pages are set."
        "display = [\"Brandface\", \"Source Sans 3\"]   # put a face first that has ŵ"
    LowContrast "low-contrast" Error
        "two colours of the theme are too close to be read"
        "Text needs a contrast of 4.5:1 against its background, rules and icons 3:1 (WCAG 2.2, 1.4.3 and 1.4.11)."
        "primary = \"#7FB7D6\"   # darker: #2F6F93"
    SameGrey "same-grey" Warning
        "two colours of the theme become the same grey"
        "A pack is often printed in greys. What two colours tell apart, a tip from a warning, one activity from the next, has to be told apart then too: one of the two must be clearly lighter."
        "accent = \"#93202F\"   # lighter than the primary colour: #B8501F"
    ColourAlone "colour-alone" Warning
        "a text tells something by its colour alone"
        "Who prints in greys, and who does not see colours well, cannot follow it (WCAG 2.2, 1.4.1). Name it by a word, a letter, a shape or its place, instead or besides. Looked for in English texts; black, white and grey are no colours here."
        "Turn the green card over.   # Turn the green card (with the tick) over."
    BadTemplate "bad-template" Error
        "a Word or PowerPoint template cannot be used"
        "A template is a .dotx or .potx file as Word or PowerPoint saves it; beside it a file of the same name ending in .toml may say which of its styles and layouts stand for ours."
        "word-template = \"layouts/ours/letter.dotx\""
    TemplateLacks "template-lacks" Warning
        "a template lacks something that the documents need"
        "What a Word or PowerPoint template has no style, layout or placeholder for is added or placed as well as can be. The message names it; add it to the template, or name what stands for it in the .toml file beside it."
        "[layouts]\n\"two-columns\" = \"Two Content\""
    NotExpressible "not-expressible" Warning
        "something cannot be expressed in a format"
        "Every part reaches every format, or it is said which does not and why; nothing is lost silently."
        "a table inside a table cell, on a slide"
    LayoutFailed "layout-failed" Error
        "a document could not be laid out"
        "The layout files refused it. If they are your own, the message names the file and line; otherwise it is a fault of packwright's."
        "panic in layouts/mine/guide.typ"
    NotAccessible "not-accessible" Error
        "a document cannot be read by everyone"
        "Every PDF is PDF/UA-1 (ISO 14289-1), and every Word and PowerPoint file has a title, a language, alternative text, header rows and headings in order. What stands in the way is an error, never a silent fallback."
        "a picture without alternative text in a layout or template of your own"
    OutputFailed "output-failed" Error
        "a file could not be written"
        "The last good file is still there. Is the disk full, or the file open in another program?"
        "close the PDF and build again"
    CacheDamaged "cache-damaged" Warning
        "an entry of the cache was damaged and is made again"
        "Nothing is lost; if it happens often, check the disk."
        "rm -r .packwright is always safe"
    UnknownSelection "unknown-selection" Error
        "a flag names something that does not exist"
        "`packwright list` shows the sessions, workstreams and documents."
        "--session testing-chnage   # testing-change"
}

impl Code {
    /// The rule of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}
