//! Questions to a printer and its answers (RFC 8010, RFC 8011), none of them without an end.

use super::Trouble;
use super::record::{Fate, State};
use ipp::prelude::*;
use std::time::Duration;

/// A printer on the network, or a queue of a print server.
pub struct Printer {
    uri: Uri,
    /// Its address as people write it.
    pub shown: String,
    /// In whose name.
    user: String,
    /// How long it may take to answer.
    pub wait: Duration,
}

/// Bytes that even a slow network carries in a second.
const SLOWEST: usize = 100_000;

impl Printer {
    /// A printer by its address.
    pub fn at(text: &str, user: &str, wait: Duration) -> Result<Self, Trouble> {
        let queue = "name the queue that CUPS has for it: `--send ipp://localhost:631/printers/NAME` (`lpstat -e` lists them)";
        if !text.starts_with("ipp://") {
            let scheme = text.split(':').next().unwrap_or("");
            let message =
                format!("`{text}`: printers are reached by `ipp://` here, not by `{scheme}`");
            return Err(Trouble::new(message, queue));
        }
        let wrong = || {
            let message = format!("`{text}` is no address of a printer");
            Trouble::new(message, "it looks like `ipp://printer.example.org/ipp/print`")
        };
        let uri: Uri = text.parse().map_err(|_| wrong())?;
        let authority = uri.authority().ok_or_else(wrong)?.as_str();
        if authority.contains('@') {
            let message = "a name and password in an address would go over the network as they are";
            return Err(Trouble::new(message, queue));
        }
        // The path of every printer since IPP Everywhere (PWG 5100.14).
        let uri = match uri.path() {
            "" | "/" => format!("ipp://{authority}/ipp/print").parse().map_err(|_| wrong())?,
            _ => uri,
        };
        let shown = uri.to_string();
        Ok(Self { uri, shown, user: user.to_owned(), wait })
    }

    /// An operation on the printer, for its user.
    pub fn request(&self, operation: Operation) -> Result<IppRequestResponse, Trouble> {
        let version = IppVersion::v1_1();
        let uri = Some(self.uri.clone());
        let mut request =
            IppRequestResponse::new(version, operation, uri).map_err(Trouble::from)?;
        let user = attribute("requesting-user-name", name(&self.user)?)?;
        request.attributes_mut().add(DelimiterTag::OperationAttributes, user);
        Ok(request)
    }

    /// The answer to a question.
    pub fn ask(&self, request: IppRequestResponse) -> Result<IppRequestResponse, Trouble> {
        self.ask_with(request, 0)
    }

    /// The answer to a request with so many bytes of a document.
    pub fn ask_with(
        &self,
        request: IppRequestResponse,
        bytes: usize,
    ) -> Result<IppRequestResponse, Trouble> {
        let wait = self.wait + Duration::from_secs((bytes / SLOWEST) as u64);
        let client = IppClient::builder(self.uri.clone()).request_timeout(wait).build();
        client.send(request).map_err(|error| self.silent(&error.to_string(), wait))
    }

    /// A printer that gave no answer.
    fn silent(&self, why: &str, wait: Duration) -> Trouble {
        let shown = &self.shown;
        if why.contains("timeout") || why.contains("timed out") {
            return Trouble::new(
                format!("`{shown}` has not answered for {} seconds", wait.as_secs()),
                "is it awake, and does it say anything on its panel? `--wait SECONDS` waits longer",
            );
        }
        if why.contains("refused") {
            return Trouble::new(
                format!("no printer answers at `{shown}`: the connection was refused"),
                "is it switched on, and is this its address? `ippfind` and `lpstat -e` list printers",
            );
        }
        if why.contains("http status: 401") || why.contains("http status: 403") {
            return Trouble::new(
                format!("`{shown}` wants a name and a password"),
                "name the queue that CUPS has for it: `--send ipp://localhost:631/printers/NAME`",
            );
        }
        if why.contains("http status: 404") {
            return Trouble::new(
                format!("`{shown}` is no printer: nothing has that path"),
                "most printers answer at `/ipp/print`, queues of CUPS at `/printers/NAME`",
            );
        }
        if why.contains("http status: 426") {
            return Trouble::new(
                format!("`{shown}` wants to be spoken to in secret (TLS)"),
                "name the queue that CUPS has for it: `--send ipp://localhost:631/printers/NAME`",
            );
        }
        Trouble::new(
            format!("`{shown}` gave no answer that can be read: {why}"),
            "is this the address of a printer? `ippfind` and `lpstat -e` list them",
        )
    }

    /// Was a request carried out? (RFC 8011 appendix B)
    pub fn accepts(&self, answer: &IppRequestResponse) -> bool {
        answer.header().status_code().is_success()
    }

    /// What a job is doing, if it is still the one of that name (RFC 8011 4.3.4).
    pub fn fate(&self, number: i32, name: &str) -> Result<Fate, Trouble> {
        let mut request = self.request(Operation::GetJobAttributes)?;
        let said = DelimiterTag::OperationAttributes;
        request.attributes_mut().add(said, attribute("job-id", IppValue::Integer(number))?);
        let answer = self.ask(request)?;
        let group = answer.attributes().first_of(DelimiterTag::JobAttributes);
        let known = group.filter(|group| first(group, "job-name").as_deref() == Some(name));
        Ok(match known.and_then(job_in) {
            Some((_, state)) => Fate::Has(number, state),
            None => Fate::Unknown,
        })
    }

    /// Looks for a job by its name, among those to be printed and those that were (RFC 8011 4.2.6).
    pub fn search(&self, name: &str) -> Result<Fate, Trouble> {
        for which in ["not-completed", "completed"] {
            let mut request = self.request(Operation::GetJobs)?;
            let said = DelimiterTag::OperationAttributes;
            let wanted = ["job-id", "job-name", "job-state"].map(keyword);
            let wanted = wanted.into_iter().collect::<Result<Vec<_>, _>>()?;
            let mut add = |attribute| request.attributes_mut().add(said, attribute);
            add(attribute("which-jobs", keyword(which)?)?);
            add(attribute("requested-attributes", IppValue::Array(wanted))?);
            let answer = self.ask(request)?;
            let mut jobs = answer.attributes().groups_of(DelimiterTag::JobAttributes);
            let job = jobs.find(|group| first(group, "job-name").as_deref() == Some(name));
            if let Some((number, state)) = job.and_then(job_in) {
                return Ok(Fate::Has(number, state));
            }
        }
        Ok(Fate::Unknown)
    }
}

impl From<ipp::parser::IppParseError> for Trouble {
    fn from(error: ipp::parser::IppParseError) -> Self {
        Trouble::new(
            format!("this cannot be said to a printer: {error}"),
            "give it a shorter title",
        )
    }
}

/// An attribute.
pub fn attribute(name: &str, value: IppValue) -> Result<IppAttribute, Trouble> {
    Ok(IppAttribute::with_name(name, value)?)
}

/// A keyword of the standard.
pub fn keyword(word: &str) -> Result<IppValue, Trouble> {
    Ok(IppValue::new_keyword(word)?)
}

/// A name.
pub fn name(text: &str) -> Result<IppValue, Trouble> {
    Ok(IppValue::new_name_without_language(text)?)
}

/// The first value of an attribute as text.
pub fn first(group: &IppAttributeGroup, name: &str) -> Option<String> {
    Some(group.get(name)?.value().into_iter().next()?.to_string())
}

/// Number and state of the job that an answer tells of.
pub fn job_of(answer: &IppRequestResponse) -> Option<(i32, State)> {
    answer.attributes().first_of(DelimiterTag::JobAttributes).and_then(job_in)
}

fn job_in(group: &IppAttributeGroup) -> Option<(i32, State)> {
    let number = |name: &str| first(group, name)?.parse().ok();
    Some((number("job-id")?, State::of(number("job-state").unwrap_or_default())))
}

/// What the printer would not do, by the names of the attributes (RFC 8011 4.1.7).
pub fn unsupported(answer: &IppRequestResponse) -> Vec<String> {
    let groups = answer.attributes().groups_of(DelimiterTag::UnsupportedAttributes);
    let one = |attribute: &IppAttribute| match attribute.value().to_string() {
        value if value.is_empty() => format!("`{}`", attribute.name()),
        value => format!("`{}` of `{value}`", attribute.name()),
    };
    groups.flat_map(|group| group.attributes()).map(one).collect()
}

/// Why the printer refused, in its own words and the standard's.
pub fn refusal(answer: &IppRequestResponse, unsupported: &[String]) -> String {
    let said = answer.attributes().first_of(DelimiterTag::OperationAttributes);
    let said = said.and_then(|group| first(group, "status-message"));
    let status = answer.header().status_code();
    let why = match (unsupported.is_empty(), said) {
        (false, _) => format!("it does not know {}", unsupported.join(", ")),
        (true, Some(said)) => format!("it says “{said}”"),
        (true, None) => "it does not say why".to_owned(),
    };
    format!("{why} ({status})")
}
