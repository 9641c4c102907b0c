//! A print run goes to a printer whole, once, or not at all.
//!
//! Printers that fail are made here, and speak through the same crate as the program. What a printer has
//! understood is asserted on a real one, `ippeveprinter` of Debian's cups-ipp-utils: those tests are
//! ignored where it is not to be expected; `.ci/run` installs it and runs them.

use super::project::{Project, Ran, files};
use ipp::parser::IppParser;
use ipp::prelude::*;
use ipp::reader::IppReader;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Four of the people's seven kinds of paper are in the run: a guide, a handout, two sheets and one of A3.
const JOBS: usize = 5;

fn send(project: &Project, to: &str, more: &[&str]) -> Ran {
    let run = ["print", "--session", "one", "--participants", "10", "--send", to, "--user", "sam"];
    project.run(&[run.as_slice(), more].concat())
}

/// The piles as files, to be compared with what a printer has received.
fn as_files(project: &Project) -> BTreeMap<String, Vec<u8>> {
    let folder = project.path("files");
    send(project, &folder.to_string_lossy(), &[]).exits(0);
    let mut files = files(&folder);
    files.remove("print.sh");
    files
}

fn record(project: &Project) -> PathBuf {
    project.path("output/print/base/01-one/print-jobs.json")
}

/// What a printer made here does with a request: with how many documents it has taken, an answer, or
/// none at all.
type Manner = fn(Operation, usize) -> Option<IppRequestResponse>;

/// A printer made here.
struct Made {
    uri: String,
    /// The names of the jobs it has taken.
    taken: Arc<Mutex<Vec<String>>>,
}

impl Made {
    fn new(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let uri = format!("ipp://{}/ipp/print", listener.local_addr().expect("an address"));
        let taken = Arc::new(Mutex::new(Vec::new()));
        let names = Arc::clone(&taken);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let names = Arc::clone(&names);
                std::thread::spawn(move || serve(stream, manner, &names));
            }
        });
        Self { uri, taken }
    }

    fn taken(&self) -> Vec<String> {
        self.taken.lock().expect("names").clone()
    }
}

/// Requests of a connection, one after the other.
fn serve(stream: TcpStream, manner: Manner, taken: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    let mut writer = stream;
    while let Some(body) = body(&mut reader) {
        let request = IppParser::new(IppReader::new(std::io::Cursor::new(body)));
        let request = request.parse().expect("a request");
        let operation = Operation::from_i16(request.header().operation_or_status);
        let operation = operation.expect("an operation");
        let count = taken.lock().expect("names").len();
        let Some(mut answer) = manner(operation, count) else {
            std::thread::sleep(Duration::from_secs(600));
            return;
        };
        answer.header_mut().request_id = request.header().request_id;
        let said = request.attributes().first_of(DelimiterTag::OperationAttributes);
        let name = said.and_then(|it| it.get("job-name")).map(|it| it.value().to_string());
        let all = taken.lock().expect("names").clone();
        match operation {
            Operation::PrintJob if answer.header().status_code().is_success() => {
                taken.lock().expect("names").push(name.expect("a name"));
                job(&mut answer, count as i32 + 1, None);
            }
            Operation::GetJobs => {
                for (at, name) in all.iter().enumerate() {
                    let mut one = response(StatusCode::SuccessfulOk);
                    job(&mut one, at as i32 + 1, Some(name));
                    let groups = one.attributes().groups_of(DelimiterTag::JobAttributes);
                    answer
                        .attributes_mut()
                        .groups_mut()
                        .extend(groups.cloned().collect::<Vec<_>>());
                }
            }
            Operation::GetJobAttributes => {
                let id =
                    said.and_then(|it| it.get("job-id")).expect("a number").value().to_string();
                let id: usize = id.parse().expect("a number");
                job(&mut answer, id as i32, all.get(id - 1).map(String::as_str));
            }
            _ => {}
        }
        let bytes = answer.to_bytes();
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: {}\r\n\r\n",
            bytes.len()
        );
        let _ = writer.write_all(&[head.as_bytes(), &bytes].concat());
    }
}

/// The body of the next request, chunked (RFC 9112, 7.1) or of a length.
fn body(reader: &mut impl BufRead) -> Option<Vec<u8>> {
    let line = |reader: &mut dyn BufRead| {
        let mut line = String::new();
        (reader.read_line(&mut line).ok()? > 0).then(|| line.trim().to_ascii_lowercase())
    };
    let mut length = None;
    loop {
        let header = line(reader)?;
        if let Some(number) = header.strip_prefix("content-length:") {
            length = number.trim().parse().ok();
        }
        if header.is_empty() {
            break;
        }
    }
    let mut body = Vec::new();
    if let Some(length) = length {
        reader.take(length).read_to_end(&mut body).ok()?;
        return Some(body);
    }
    loop {
        let size = u64::from_str_radix(&line(reader)?, 16).ok()?;
        reader.take(size).read_to_end(&mut body).ok()?;
        line(reader)?;
        if size == 0 {
            return Some(body);
        }
    }
}

fn response(status: StatusCode) -> IppRequestResponse {
    IppRequestResponse::new_response(IppVersion::v1_1(), status, 1).expect("an answer")
}

fn add(answer: &mut IppRequestResponse, tag: DelimiterTag, name: &str, value: IppValue) {
    let attribute = IppAttribute::with_name(name, value).expect("an attribute");
    answer.attributes_mut().add(tag, attribute);
}

fn job(answer: &mut IppRequestResponse, id: i32, name: Option<&str>) {
    add(answer, DelimiterTag::JobAttributes, "job-id", IppValue::Integer(id));
    add(answer, DelimiterTag::JobAttributes, "job-state", IppValue::Enum(3));
    if let Some(name) = name {
        let name = IppValue::new_name_without_language(name).expect("a name");
        add(answer, DelimiterTag::JobAttributes, "job-name", name);
    }
}

/// What a printer says that can do everything.
fn able() -> IppRequestResponse {
    let mut answer = response(StatusCode::SuccessfulOk);
    let keyword = |word: &&str| IppValue::new_keyword(*word).expect("a keyword");
    for (name, words) in [
        ("media-supported", ["iso_a4_210x297mm", "iso_a3_297x420mm"].as_slice()),
        ("sides-supported", &["one-sided", "two-sided-long-edge", "two-sided-short-edge"]),
        ("print-color-mode-supported", &["color", "monochrome"]),
    ] {
        let words = IppValue::Array(words.iter().map(keyword).collect());
        add(&mut answer, DelimiterTag::PrinterAttributes, name, words);
    }
    let staples = IppValue::Array([3, 4, 20].map(IppValue::Enum).into());
    add(&mut answer, DelimiterTag::PrinterAttributes, "finishings-supported", staples);
    let copies = IppValue::RangeOfInteger { min: 1, max: 999 };
    add(&mut answer, DelimiterTag::PrinterAttributes, "copies-supported", copies);
    answer
}

fn willing(operation: Operation, _: usize) -> Option<IppRequestResponse> {
    match operation {
        Operation::GetPrinterAttributes => Some(able()),
        _ => Some(response(StatusCode::SuccessfulOk)),
    }
}

#[test]
fn a_printer_that_is_not_there_is_named() {
    let project = Project::of(&super::print::session());
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let uri = format!("ipp://{}/ipp/print", listener.local_addr().expect("an address"));
    drop(listener);
    let ran = send(&project, &uri, &[]).exits(2);
    assert!(ran.err.contains("the connection was refused"), "{}", ran.err);
    assert!(!record(&project).exists(), "nothing was sent");
    for (address, why) in [
        ("ipps://printer.example.org/ipp/print", "not by `ipps`"),
        ("lpd://printer.example.org", "not by `lpd`"),
        ("ipp://sam:secret@printer.example.org/ipp/print", "a name and password in an address"),
        ("ipp://", "is no address of a printer"),
    ] {
        let ran = send(&project, address, &[]).exits(2);
        assert!(ran.err.contains(why), "{}", ran.err);
        assert!(ran.err.contains("ipp://"), "{}", ran.err);
    }
}

#[test]
fn a_printer_that_says_nothing_is_not_waited_for_for_ever() {
    let project = Project::of(&super::print::session());
    let mute = Made::new(|_, _| None);
    let start = Instant::now();
    let ran = send(&project, &mute.uri, &["--wait", "1"]).exits(2);
    assert!(ran.err.contains("has not answered for 1 seconds"), "{}", ran.err);
    assert!(start.elapsed() < Duration::from_secs(60));
    assert!(!record(&project).exists(), "nothing was sent");
}

#[test]
fn after_a_printer_has_stopped_what_is_missing_is_sent_and_nothing_twice() {
    let project = Project::of(&super::print::session());
    // It takes two documents and falls silent, then is itself again: one behaviour after the other,
    // at the same address, with what it has.
    static WELL: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);
    let printer = Made::new(|operation, taken| {
        let well = WELL.load(std::sync::atomic::Ordering::SeqCst);
        match operation {
            Operation::PrintJob if taken == 2 && !well => None,
            _ => willing(operation, taken),
        }
    });
    let ran = send(&project, &printer.uri, &["--wait", "1"]).exits(2);
    assert!(ran.err.contains("2 of 5 jobs were accepted"), "{}", ran.err);
    assert!(ran.err.contains("the same command again"), "{}", ran.err);
    assert_eq!(printer.taken().len(), 2);
    WELL.store(true, std::sync::atomic::Ordering::SeqCst);
    let ran = send(&project, &printer.uri, &["--wait", "20"]).exits(0);
    assert!(ran.out.contains("3 jobs sent to"), "{}", ran.out);
    let taken = printer.taken();
    assert_eq!(taken.len(), JOBS, "{taken:?}");
    let ran = send(&project, &printer.uri, &[]).exits(0);
    assert!(ran.out.contains("0 jobs sent to") && ran.out.contains("--again"), "{}", ran.out);
    assert_eq!(printer.taken(), taken);
    // Other copies are another job; all of it once more only where that is said.
    send(&project, &printer.uri, &["--facilitators", "3"]).exits(0);
    assert_eq!(printer.taken().len(), JOBS + 1);
    send(&project, &printer.uri, &["--again"]).exits(0);
    assert_eq!(printer.taken().len(), 2 * JOBS + 1);
}

#[test]
fn a_document_that_was_taken_without_a_word_is_looked_for() {
    let project = Project::of(&super::print::session());
    static WELL: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);
    let printer = Made::new(|operation, taken| {
        let well = WELL.load(std::sync::atomic::Ordering::SeqCst);
        match operation {
            Operation::PrintJob if taken == 1 && !well => None,
            _ => willing(operation, taken),
        }
    });
    send(&project, &printer.uri, &["--wait", "1"]).exits(2);
    // It had taken the second one all the same.
    let text = std::fs::read_to_string(record(&project)).expect("a record");
    let noted: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(noted["jobs"][1]["job"], serde_json::Value::Null, "{text}");
    let name = noted["jobs"][1]["name"].as_str().expect("a name").to_owned();
    printer.taken.lock().expect("names").push(name);
    WELL.store(true, std::sync::atomic::Ordering::SeqCst);
    let ran = send(&project, &printer.uri, &[]).exits(0);
    assert!(ran.out.contains("3 jobs sent to"), "{}", ran.out);
    let taken = printer.taken();
    let names: std::collections::BTreeSet<&String> = taken.iter().collect();
    assert_eq!((taken.len(), names.len()), (JOBS, JOBS), "{taken:?}");
}

#[test]
fn what_a_printer_refuses_stops_all_of_it() {
    let project = Project::of(&super::print::session());
    let refusing = Made::new(|operation, taken| match operation {
        Operation::ValidateJob => {
            let mut answer = response(StatusCode::ClientErrorAttributesOrValuesNotSupported);
            let staple = IppValue::Enum(20);
            add(&mut answer, DelimiterTag::UnsupportedAttributes, "finishings", staple);
            Some(answer)
        }
        _ => willing(operation, taken),
    });
    let ran = send(&project, &refusing.uri, &[]).exits(2);
    assert!(ran.err.contains("`finishings` of `20`"), "{}", ran.err);
    assert!(ran.err.contains("nothing was sent"), "{}", ran.err);
    assert!(refusing.taken().is_empty());
    let raster = Made::new(|operation, taken| match operation {
        Operation::GetPrinterAttributes => {
            let mut answer = able();
            let urf = IppValue::new_mime_media_type("image/urf").expect("a type");
            add(&mut answer, DelimiterTag::PrinterAttributes, "document-format-supported", urf);
            Some(answer)
        }
        _ => willing(operation, taken),
    });
    let ran = send(&project, &raster.uri, &[]).exits(2);
    assert!(ran.err.contains("takes no PDF, but image/urf"), "{}", ran.err);
    assert!(ran.err.contains("ipp://localhost:631/printers/NAME"), "{}", ran.err);
    // What is no IPP at all, and a record that was damaged.
    let willing = Made::new(willing);
    project.put("output/print/base/01-one/print-jobs.json", "{");
    let ran = send(&project, &willing.uri, &[]).exits(2);
    assert!(ran.err.contains("does not say what was sent"), "{}", ran.err);
    assert!(willing.taken().is_empty());
}

/// `ippeveprinter` with a bus of its own: it wants one, for a network that is not there.
struct Server {
    folder: TempDir,
    uri: String,
    children: Vec<Child>,
}

/// A printer that can do what a run asks for.
const ABLE: &str = "ATTR boolean color-supported true
ATTR rangeOfInteger copies-supported 1-99
ATTR enum finishings-supported 3,4,20
ATTR keyword media-supported iso_a4_210x297mm,iso_a3_297x420mm
ATTR keyword media-ready iso_a4_210x297mm
ATTR keyword media-default iso_a4_210x297mm
ATTR keyword print-color-mode-supported auto,color,monochrome
ATTR keyword sides-supported one-sided,two-sided-long-edge,two-sided-short-edge
ATTR mimeMediaType document-format-supported application/pdf
ATTR mimeMediaType document-format-default application/pdf
";

impl Server {
    /// Starts one with these attributes, and with a script that it runs for each job.
    fn start(attributes: &str, script: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let port = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr());
        let port = port.expect("a port").port();
        let bus = format!("unix:path={}", at("bus").display());
        let policy = "<policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
                      <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy>";
        let config = format!(
            "<busconfig><type>custom</type><listen>{bus}</listen><auth>EXTERNAL</auth>{policy}</busconfig>"
        );
        std::fs::create_dir(at("spool")).expect("a folder");
        for (name, text) in [
            ("bus.conf", config.as_str()),
            ("printer.conf", attributes),
            ("command", &format!("#!/bin/sh\n{script}\n")),
        ] {
            std::fs::write(at(name), text).expect("a file");
        }
        let run = |program: &str| {
            let mut command = Command::new(program);
            let log = std::fs::File::create(at(&format!("{}.log", program.replace('/', "-"))));
            let log = log.expect("a log");
            command.stdout(log.try_clone().expect("a log")).stderr(log).stdin(Stdio::null());
            command
        };
        let program = |command: &mut Command, name: &str| {
            command.spawn().unwrap_or_else(|error| {
                panic!("{name}: {error}: apt-get install cups-ipp-utils dbus-daemon")
            })
        };
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        std::fs::set_permissions(at("command"), mode).expect("a script");
        let config = format!("--config-file={}", at("bus.conf").display());
        let mut daemon = run("dbus-daemon");
        let daemon = program(daemon.args([&config, "--nofork"]), "dbus-daemon");
        let mut server = Self {
            uri: format!("ipp://localhost:{port}/ipp/print"),
            folder,
            children: vec![daemon],
        };
        server.until("a bus", |it| it.path("bus").exists());
        let path = |name: &str| server.path(name).to_string_lossy().into_owned();
        let (spool, attributes, command) = (path("spool"), path("printer.conf"), path("command"));
        let (log, port_text) = (path("log"), port.to_string());
        let log = std::fs::File::create(log).expect("a log");
        let printer = Command::new("ippeveprinter")
            .env("PATH", "/usr/sbin:/usr/bin:/bin")
            .env("DBUS_SYSTEM_BUS_ADDRESS", &bus)
            .args(["-vvv", "-r", "off", "-n", "localhost", "-p", &port_text, "-d", &spool, "-k"])
            .args(["-a", &attributes, "-c", &command, "packwright"])
            .stdout(log.try_clone().expect("a log"))
            .stderr(log)
            .stdin(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("ippeveprinter: {error}"));
        server.children.push(printer);
        server.until("a printer", |_| TcpStream::connect(("localhost", port)).is_ok());
        server
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn until(&self, what: &str, is: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !is(self) {
            let log = std::fs::read_to_string(self.path("log")).unwrap_or_default();
            assert!(start.elapsed() < Duration::from_secs(20), "no {what}: {log}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// The documents it has received, by the number of their job.
    fn received(&self) -> BTreeMap<usize, Vec<u8>> {
        let files = files(&self.path("spool"));
        let documents = files.into_iter().filter(|(name, _)| name.ends_with(".pdf"));
        let number = |name: &str| name.split('-').next().expect("a number").parse();
        documents.map(|(name, bytes)| (number(&name).expect("a number"), bytes)).collect()
    }

    /// What it says of a job, asked by a tool that is not ours.
    fn job(&self, id: usize) -> BTreeMap<String, String> {
        std::fs::write(
            self.path("job.test"),
            "{ NAME \"A job\" OPERATION Get-Job-Attributes GROUP operation-attributes-tag
               ATTR charset attributes-charset utf-8 ATTR language attributes-natural-language en
               ATTR uri printer-uri $uri ATTR integer job-id $id }",
        )
        .expect("a file");
        let output = Command::new("ipptool")
            .args(["-tv", "-d", &format!("id={id}"), &self.uri])
            .arg(self.path("job.test"))
            .output()
            .expect("ipptool");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let lines = text.lines().filter_map(|line| line.trim().split_once(" = "));
        lines
            .map(|(name, value)| {
                let name = name.split(" (").next().unwrap_or(name);
                (name.to_owned(), value.replace("\\[", "["))
            })
            .collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for child in self.children.iter_mut().rev() {
            // One that was stopped takes no other signal.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

#[test]
#[ignore = "needs ippeveprinter and dbus-daemon"]
fn a_real_printer_has_understood_every_job() {
    let project = Project::of(&super::print::session());
    let server = Server::start(ABLE, "exit 0");
    let ran = send(&project, &server.uri, &[]).exits(0);
    assert!(
        ran.out.contains("5 jobs sent to") && ran.out.contains("no tray has A3"),
        "{}",
        ran.out
    );
    let expected = as_files(&project);
    let received: Vec<Vec<u8>> = server.received().into_values().collect();
    assert!(
        received == expected.into_values().collect::<Vec<_>>(),
        "the same bytes, in this order"
    );
    let paper = ["media=iso_a4_210x297mm", "print-color-mode=color"];
    let both = ["sides=two-sided-long-edge"];
    for (job, name, more) in [
        (1, "01 An hour: Facilitator guide", ["copies=2", "finishings=staple-top-left"].as_slice()),
        (2, "02 An hour: Slide handout", &["copies=12", "sides=one-sided"]),
        (3, "03 Sheet each", &["copies=12", "sides=two-sided-long-edge"]),
        (4, "04 Sheet pair", &["copies=6", "sides=one-sided"]),
        (5, "05 Sheet wall", &["copies=1", "sides=one-sided", "media=iso_a3_297x420mm"]),
    ] {
        let said = server.job(job);
        let of = |name: &str| said.get(name).cloned().unwrap_or_default();
        assert!(of("job-name").starts_with(name), "{said:?}");
        assert_eq!(of("job-originating-user-name"), "sam");
        assert_eq!(of("document-format-supplied"), "application/pdf");
        let mut all = more.to_vec();
        all.extend(paper.iter().filter(|it| !(job == 5 && it.starts_with("media"))));
        all.extend(both.iter().filter(|_| job == 1));
        for part in all {
            let (name, value) = part.split_once('=').expect("a pair");
            assert_eq!(of(name), value, "{job}: {name} in {said:?}");
        }
        assert_eq!(said.contains_key("finishings"), job == 1, "{said:?}");
    }
    // In greys it is told so; on one side and without staples, that.
    send(&project, &server.uri, &["--greyscale", "--one-sided", "--no-staple"]).exits(0);
    for job in JOBS + 1..=2 * JOBS {
        let said = server.job(job);
        assert_eq!(said["print-color-mode"], "monochrome");
        assert_eq!(said["sides"], "one-sided");
        assert!(!said.contains_key("finishings"), "{said:?}");
    }
    // A repeat sends nothing twice.
    send(&project, &server.uri, &[]).exits(0);
    assert_eq!(server.received().len(), 2 * JOBS);
}

#[test]
#[ignore = "needs ippeveprinter and dbus-daemon"]
fn a_real_printer_without_staples_backs_colour_or_paper_gets_nothing() {
    let project = Project::of(&super::print::session());
    let plain = ABLE
        .replace("finishings-supported 3,4,20", "finishings-supported 3")
        .replace("one-sided,two-sided-long-edge,two-sided-short-edge", "one-sided")
        .replace(",iso_a3_297x420mm", "")
        .replace("auto,color,monochrome", "monochrome")
        .replace("color-supported true", "color-supported false")
        .replace("1-99", "1-7");
    let server = Server::start(&plain, "exit 0");
    let ran = send(&project, &server.uri, &[]).exits(2);
    for part in [
        "nothing was sent",
        "does not staple (`An hour: Facilitator guide`)",
        "--no-staple",
        "does not print on both sides",
        "--one-sided",
        "has no A3 (`Sheet wall`)",
        "--without wall",
        "prints no colour",
        "--greyscale",
    ] {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
    assert!(server.received().is_empty() && !record(&project).exists());
    // What the message says to do is what helps; more copies than it makes at once are several jobs.
    let told = ["--no-staple", "--one-sided", "--without", "wall", "--greyscale"];
    let ran = send(&project, &server.uri, &told).exits(0);
    assert!(ran.out.contains("6 jobs sent to"), "{}", ran.out);
    let copies: Vec<String> = (1..=6).map(|job| server.job(job)["copies"].clone()).collect();
    assert_eq!(copies, ["2", "7", "5", "7", "5", "6"]);
}

#[test]
#[ignore = "needs ippeveprinter and dbus-daemon"]
fn a_real_printer_that_stops_in_the_middle_is_sent_the_rest_once() {
    let project = Project::of(&super::print::session());
    // At the second job the printer stops itself, as one that hangs does.
    let script = "case \"$1\" in */2-*) [ -e \"$0.woken\" ] || kill -STOP $PPID;; esac; exit 0";
    let server = Server::start(ABLE, script);
    let ran = send(&project, &server.uri, &["--wait", "2"]).exits(2);
    assert!(ran.err.contains("has not answered for 2 seconds"), "{}", ran.err);
    assert!(ran.err.contains("of 5 jobs were accepted"), "{}", ran.err);
    std::fs::write(server.path("command.woken"), "").expect("a file");
    let printer = server.children[1].id().to_string();
    Command::new("kill").args(["-CONT", &printer]).status().expect("kill");
    send(&project, &server.uri, &["--wait", "20"]).exits(0);
    let received: Vec<Vec<u8>> = server.received().into_values().collect();
    assert!(received == as_files(&project).into_values().collect::<Vec<_>>(), "each of them once");
}
