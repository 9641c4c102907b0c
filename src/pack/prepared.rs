//! An edition ready to be planned, and the documents it consists of.

use super::Selection;
use super::prepare::TEMPLATES;
use crate::model::{Paper, Session};
use crate::part::{Document, Translated, hash_json};
use crate::plan::{self, Choice, Words};
use crate::resolve::{Change, Edition, Origins};
use crate::theme::Theme;
use crate::write::Format;
use crate::write::ooxml::{Template, TemplateKind};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// An edition ready to be planned.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The edition; its `sources` hold every file read.
    pub edition: Edition,
    /// Its look.
    pub theme: Theme,
    /// Its interface words.
    pub words: Words,
    /// Folders, such as `sessions/x`, with errors in their sources: their documents are not made.
    pub broken: HashSet<String>,
    /// The organisation's Word and PowerPoint templates.
    pub templates: Vec<Template>,
    /// Ids of its organisations, the one that all extend first.
    pub layers: Vec<String>,
    /// The organisations in whose folders something was looked for: its own, and those that one of
    /// them names a file of.
    pub reached: BTreeSet<String>,
    /// Hash of all its sources.
    pub revision: String,
    /// Which layer each fact of the edition comes from.
    pub origins: Origins,
    /// The organisation's changes by id, beside the shared text.
    pub changes: Vec<Change>,
    /// The folder of its language within that of the edition, where the edition is in two; else empty.
    pub folder: String,
    /// The same in the language of the sources, for what is not translated at all.
    pub source: Option<Arc<Prepared>>,
    /// The second language of an edition in two of which this is the first.
    pub twin: Option<Arc<Prepared>>,
    /// The interface words of both languages.
    pub both: Option<Words>,
}

/// The folder of documents in both languages within that of a bilingual edition.
pub const BILINGUAL: &str = "bilingual";

/// How much of an edition is in its language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Name of the edition.
    pub edition: String,
    /// BCP 47 tag of its language.
    pub language: String,
    /// That of the sources, which the rest is in.
    pub source: String,
    /// Texts in its language.
    pub texts: usize,
    /// All texts.
    pub of: usize,
    /// Sessions and documents.
    pub files: usize,
    /// Those of which nothing is translated.
    pub whole: usize,
}

impl Prepared {
    /// Hash of what only the writers of a format use: fonts and template.
    pub fn office_hash(&self, format: Format) -> String {
        let kind = match format {
            Format::Pdf | Format::Html | Format::Eml | Format::Txt | Format::Png => {
                return String::new();
            }
            Format::Docx | Format::Dotx => TemplateKind::Word,
            Format::Pptx | Format::Potx => TemplateKind::PowerPoint,
        };
        let template = self.templates.iter().find(|template| template.kind == kind);
        let fonts = (&self.theme.office.text, &self.theme.office.display);
        hash_json(&(fonts, template.map(|template| &template.hash)))
    }

    /// The documents of a session. Where nothing of it is translated they are wholly in the language of
    /// the sources: better than a page of one language in the frame of another.
    pub fn documents(&self, session: &Session, choice: &Choice) -> Vec<Document> {
        let own = || plan::session(&self.edition, session, &self.words, choice);
        let documents = match self.instead_of(&session.translated) {
            Some(source) => {
                let same = source.edition.sessions.iter().find(|it| it.id == session.id);
                same.map_or_else(own, |it| {
                    plan::session(&source.edition, it, &source.words, choice)
                })
            }
            None => own(),
        };
        self.placed(documents, &session.translated)
    }

    /// A document of the programme, in each of its shapes.
    pub fn paper(&self, paper: &Paper) -> Vec<Document> {
        let own = || plan::paper(&self.edition, paper, &self.words);
        let documents = match self.instead_of(&paper.translated) {
            Some(source) => {
                let same = source.edition.documents.iter().find(|it| it.id == paper.id);
                same.map_or_else(own, |it| plan::paper(&source.edition, it, &source.words))
            }
            None => own(),
        };
        self.placed(documents, &paper.translated)
    }

    /// A document of the programme in both languages of a bilingual edition, where one file holds them:
    /// nothing where one of them is not translated, for nobody needs the other twice.
    fn bilingual(&self, paper: &Paper) -> Vec<Document> {
        let Some(twin) = self.twin.as_deref().filter(|_| self.is_bilingual(paper)) else {
            return Vec::new();
        };
        let Some(other) = twin.edition.documents.iter().find(|it| it.id == paper.id) else {
            return Vec::new();
        };
        if paper.translated.is_nothing() || other.translated.is_nothing() {
            return Vec::new();
        }
        let first = plan::paper(&self.edition, paper, &self.words);
        let second = plan::paper(&twin.edition, other, &twin.words);
        let mut documents: Vec<Document> =
            first.into_iter().zip(second).map(|(one, other)| plan::bilingual(one, other)).collect();
        for document in &mut documents {
            document.path = format!("{BILINGUAL}/{}", document.path);
            let Translated { texts, of, .. } = paper.translated;
            (document.translated.texts, document.translated.of) = (texts, of);
        }
        documents
    }

    /// Does one file hold both languages? The document says so, or the edition of its form.
    fn is_bilingual(&self, paper: &Paper) -> bool {
        let form = paper.form;
        let of_form = match &self.edition.programme.delivery.bilingual {
            Some(forms) => forms.iter().any(|it| it.get_ref() == form.word()),
            None => true,
        };
        form.can_be_bilingual() && paper.front.bilingual.unwrap_or(of_form)
    }

    /// A document of the programme in every way it is made: in its language, and in both.
    pub fn papers(&self, paper: &Paper) -> Vec<Document> {
        let mut documents = self.paper(paper);
        documents.extend(self.bilingual(paper));
        documents
    }

    /// The edition's templates.
    pub fn template(&self) -> Document {
        let template = plan::template(&self.edition, &self.words);
        self.placed(vec![template], &Translated::default()).remove(0)
    }

    /// Whose documents take the place of those that nothing is translated of.
    fn instead_of(&self, translated: &Translated) -> Option<&Prepared> {
        self.source.as_deref().filter(|_| translated.is_nothing())
    }

    /// Documents in the folder of their language, with how much of them is translated.
    fn placed(&self, mut documents: Vec<Document>, translated: &Translated) -> Vec<Document> {
        for document in &mut documents {
            if !self.folder.is_empty() {
                document.path = format!("{}/{}", self.folder, document.path);
            }
            (document.translated.texts, document.translated.of) = (translated.texts, translated.of);
        }
        documents
    }

    /// The words that a document is written with: those of its language, or languages.
    pub fn words_of(&self, document: &Document) -> &Words {
        if document.twin.is_some() {
            return self.both.as_ref().unwrap_or(&self.words);
        }
        let source = self.source.as_deref();
        let other = source.filter(|it| {
            document.info.language != self.edition.language
                && document.info.language == it.edition.language
        });
        other.map_or(&self.words, |it| &it.words)
    }

    /// Every document of the edition but its templates: session by session, then those of the programme.
    pub fn all<'a>(&'a self, choice: &Choice) -> impl Iterator<Item = Document> + use<'a> {
        let choice = choice.clone();
        let sessions = self.edition.sessions.iter();
        let documents = self.edition.documents.iter();
        sessions
            .flat_map(move |session| self.documents(session, &choice))
            .chain(documents.flat_map(|paper| self.papers(paper)))
    }

    /// The files, below the sources folder, whose documents are asked for and whose sources are
    /// sound: sessions in their order, then documents.
    pub fn files(&self, selection: &Selection) -> Vec<Arc<str>> {
        let sources = &self.edition.sources;
        let sessions = self.edition.sessions.iter().filter(|session| selection.takes(session));
        let papers = self.edition.documents.iter().filter(|_| selection.takes_papers());
        let spans = sessions.map(|session| session.span).chain(papers.map(|paper| paper.span));
        let mut files: Vec<Arc<str>> = spans.map(|span| sources.origin(span).file).collect();
        if selection.takes_papers() {
            files.push(TEMPLATES.into());
        }
        files.retain(|file| {
            !file.rsplit_once('/').is_some_and(|(folder, _)| self.broken.contains(folder))
        });
        files
    }

    /// How much of what is asked for is in the edition's language; `None` where that is the sources'.
    pub fn progress(&self, selection: &Selection) -> Option<Progress> {
        self.source.as_ref()?;
        let edition = &self.edition;
        let sessions = edition.sessions.iter().filter(|session| selection.takes(session));
        let papers = edition.documents.iter().filter(|_| selection.takes_papers());
        let of_sessions = sessions.map(|session| &session.translated);
        let files = of_sessions.chain(papers.map(|paper| &paper.translated));
        let mut progress = Progress {
            edition: edition.name.clone(),
            language: edition.language.clone(),
            source: edition.translated.source.clone(),
            texts: edition.translated.texts,
            of: edition.translated.of,
            ..Progress::default()
        };
        for translated in files {
            progress.texts += translated.texts;
            progress.of += translated.of;
            progress.files += 1;
            progress.whole += usize::from(translated.is_nothing());
        }
        Some(progress)
    }

    /// The documents asked for that are written in a file.
    pub fn written_in(&self, file: &str, selection: &Selection, choice: &Choice) -> Vec<Document> {
        if file == TEMPLATES {
            let template = self.template();
            return if selection.takes_kind(template.kind) { vec![template] } else { Vec::new() };
        }
        let sources = &self.edition.sources;
        let sessions = self.edition.sessions.iter();
        let session = sessions.filter(|it| *sources.origin(it.span).file == *file);
        let papers = self.edition.documents.iter();
        let paper = papers.filter(|it| *sources.origin(it.span).file == *file);
        let mut documents: Vec<Document> = session
            .flat_map(|session| self.documents(session, choice))
            .chain(paper.flat_map(|paper| self.papers(paper)))
            .collect();
        documents.retain(|document| selection.takes_kind(document.kind));
        documents
    }
}
