//! E-mails and signatures: HTML through a Handlebars template of the layouts (`email.html.hbs`,
//! `email-signature.html.hbs`), the same in plain text, and both in a draft that mail programs open (RFC 5322,
//! `multipart/alternative` by RFC 2046, 5.1.4).

mod body;
mod plain;

pub use plain::{alternative, text};

use super::{Finding, Format, Written};
use crate::diag::Code;
use crate::part::{Document, hash};
use crate::plan::Words;
use crate::theme::Theme;
use crate::world::World;
use handlebars::Handlebars;
use mail_builder::headers::HeaderType;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::text::Text;
use mail_builder::mime::MimePart;
use serde_json::json;

/// The template of a form of document, in the layouts' folder.
pub fn template_name(form: &str) -> String {
    format!("{form}.html.hbs")
}

/// Writes what is sent by mail, with the templates of a theme.
pub struct Mail {
    world: World,
    theme: String,
}

impl Mail {
    /// For the layouts of a theme.
    pub fn new(world: &World, theme: &str) -> Self {
        Self { world: world.clone(), theme: theme.to_owned() }
    }

    /// Writes a document as a page, as plain text or as a draft.
    pub fn write(
        &self,
        format: Format,
        document: &Document,
        theme: &Theme,
        words: &Words,
    ) -> Result<Written, Vec<Finding>> {
        let (mut plain, mut findings) = text(document, words);
        if let Some(twin) = &document.twin {
            let (second, found) = text(twin, words.second());
            plain = format!("{plain}\n{}\n\n{second}", plain::rule());
            findings.extend(found);
        }
        let bytes = match format {
            Format::Txt => plain.into_bytes(),
            _ => {
                let (page, found) = self.page(document, theme, words)?;
                findings = found;
                if format == Format::Eml { draft(document, plain, page) } else { page.into_bytes() }
            }
        };
        Ok(Written { bytes, pages: 0, fingerprints: Vec::new(), findings })
    }

    fn page(
        &self,
        document: &Document,
        theme: &Theme,
        words: &Words,
    ) -> Result<(String, Vec<Finding>), Vec<Finding>> {
        let name = template_name(&document.options.paper.form);
        let failed = |message: String| {
            let help = format!("the template is `layouts/{}/{name}`", self.theme);
            vec![Finding::new(Code::LayoutFailed, "", message).help(help)]
        };
        let template = self.world.layout(&self.theme, &name);
        let template = template.ok_or_else(|| failed(format!("there is no `{name}`")))?;
        let template = String::from_utf8_lossy(&template).into_owned();
        let (body, mut findings) = body::html(document, words);
        let second = document.twin.as_deref().map(|twin| {
            let (body, found) = body::html(twin, words.second());
            findings.extend(found);
            json!({
                "language": twin.info.language,
                "direction": if twin.info.direction().is_right_to_left() { "rtl" } else { "ltr" },
                "title": twin.info.title,
                "summary": twin.options.paper.summary,
                "body": body,
                "organisation": twin.info.organisation.name,
            })
        });
        let (info, paper) = (&document.info, &document.options.paper);
        let turned = info.direction().is_right_to_left();
        let start = if turned { "right" } else { "left" };
        let values = json!({
            "language": info.language,
            "full-title": document.full_title(),
            "rtl": turned,
            "either-rtl": document.has_right_to_left(),
            "start": start,
            "title": info.title,
            "title-language": document.translated.language_of(&info.title),
            "summary-language": document.translated.language_of(&paper.summary),
            "preheader": paper.subtitle,
            "summary": paper.summary,
            "body": body,
            "second": second,
            "programme": info.programme,
            "organisation": info.organisation.name,
            "contact": info.organisation.contact,
            "licence": info.licence,
            "colours": theme.colours,
            "font": theme.office.text,
        });
        let mut engine = Handlebars::new();
        engine.set_strict_mode(true);
        let page = engine
            .render_template(&template, &values)
            .map_err(|error| failed(format!("`{name}` cannot be filled in: {error}")))?;
        Ok((page, findings))
    }
}

/// A draft: mail programs open what is marked `X-Unsent` to be addressed and sent. It has no date and no
/// sender, which whoever sends it adds.
fn draft(document: &Document, plain: String, page: String) -> Vec<u8> {
    // Both bodies and the path decide the boundary, so that it is the same in each build.
    let seed = format!("{}{plain}{page}", document.path);
    let boundary = format!("=_{}", &hash(seed.as_bytes())[..32]);
    let kind = ContentType::new("multipart/alternative").attribute("boundary", boundary);
    let parts = vec![MimePart::new("text/plain", plain), MimePart::new("text/html", page)];
    let mut message = MimePart::new(kind, parts);
    let subject = HeaderType::Text(Text::new(document.full_title()));
    let version = HeaderType::Text(Text::new("1.0"));
    let unsent = HeaderType::Text(Text::new("1"));
    let first = [("Subject", subject), ("X-Unsent", unsent), ("MIME-Version", version)];
    let headers = first.map(|(name, value)| (name.into(), value));
    message.headers.splice(0..0, headers);
    let mut bytes = Vec::new();
    message.write_part(&mut bytes);
    bytes
}
