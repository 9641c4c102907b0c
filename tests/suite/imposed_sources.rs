//! PDFs of others on sheets: turned, cropped, shared, hidden, damaged and made to do harm.

use super::impose::{A4, BOOKLET, a4, imposed, job, numbered, pdf_of, stream};
use super::project::program;
use lopdf::{Document, Object};
use packwright::impose::{self, Scheme, Source};
use packwright::world::World;

/// How many streams of a kind there are, and how many bytes they are in all.
fn kind(pdf: &[u8], subtype: &[u8]) -> (usize, usize) {
    let document = Document::load_mem(pdf).expect("a PDF");
    let is_one = |object: &&Object| {
        let stream = object.as_stream().ok();
        stream.and_then(|it| it.dict.get(b"Subtype").ok()?.as_name().ok()) == Some(subtype)
    };
    let found: Vec<_> = document.objects.values().filter(is_one).collect();
    let bytes = found.iter().filter_map(|it| it.as_stream().ok()).map(|it| it.content.len()).sum();
    (found.len(), bytes)
}

/// Pages with one content and one dictionary of resources, an image among them.
fn shared(pages: usize) -> Vec<u8> {
    let kids: Vec<String> = (0..pages).map(|at| format!("{} 0 R", at + 7)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!(
            "<< /Type /Pages /Count {pages} /Kids [{}] /MediaBox [0 0 400 600] /Rotate 90 /Resources 3 0 R >>",
            kids.join(" ")
        )
        .into_bytes(),
        b"<< /Font << /F 4 0 R >> /XObject << /Im 5 0 R >> >>".to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
        stream(
            "/Type /XObject /Subtype /Image /Width 50 /Height 20 /BitsPerComponent 8 /ColorSpace /DeviceGray",
            &[0x5A; 1000],
        ),
        stream("", b"q 100 0 0 40 50 500 cm /Im Do Q BT /F 24 Tf 20 300 Td (the same) Tj ET"),
    ];
    objects.extend((0..pages).map(|_| b"<< /Type /Page /Parent 2 0 R /Contents 6 0 R >>".to_vec()));
    pdf_of(&objects)
}

#[test]
fn what_pages_share_is_stored_once() {
    for scheme in [Scheme::Up(2), BOOKLET, Scheme::Single] {
        let made = imposed(shared(50), &job(scheme));
        assert_eq!(kind(&made.bytes, b"Image"), (1, 1000), "{scheme:?}");
        assert_eq!(kind(&made.bytes, b"Form").0, 1, "{scheme:?}");
    }
    // What is different stays so.
    let made = imposed(a4(50), &job(Scheme::Up(2)));
    assert_eq!(kind(&made.bytes, b"Form").0, 50);
    // What all pages inherit is known of each.
    let page = Source::open(shared(2)).expect("a PDF").pages[1];
    assert_eq!((page.size.width, page.size.height), (600.0, 400.0));
}

#[test]
fn pages_that_are_turned_come_out_as_they_are_seen() {
    for turn in [90, 270] {
        let made = imposed(
            numbered(1, (A4.width, A4.height), &format!("/Rotate {turn}")),
            &job(Scheme::Single),
        );
        assert!(made.sides[0].size.width > made.sides[0].size.height, "{turn}");
    }
    // Turned, what is cut off on the left in the file is cut off at the top.
    let cropped = "/Rotate 90 /CropBox [100 100 400 500] /TrimBox [150 100 400 500]";
    let page = Source::open(numbered(1, (A4.width, A4.height), cropped)).expect("a PDF").pages[0];
    assert_eq!((page.size.width, page.size.height), (400.0, 300.0));
    assert_eq!((page.trim.x, page.trim.y), (0.0, 50.0));
    assert_eq!((page.trim.width, page.trim.height), (400.0, 250.0));
    // A unit may be more than a point.
    let page = Source::open(numbered(1, (300.0, 400.0), "/UserUnit 2")).expect("a PDF").pages[0];
    assert_eq!((page.size.width, page.size.height), (600.0, 800.0));
}

#[test]
fn what_stays_behind_is_said() {
    let link = "/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] >>]";
    let note = "/Annots [<< /Type /Annot /Subtype /FreeText /Rect [0 0 9 9] /Contents (hi) >>]";
    for (extra, said) in [(link, "links and empty form fields"), (note, "comments are left out")] {
        let made = imposed(numbered(1, (300.0, 400.0), extra), &job(Scheme::Single));
        assert!(made.notes.join("").contains(said), "{:?}", made.notes);
        assert_eq!(made.notes.len(), 1, "{:?}", made.notes);
    }
    let plain = String::from_utf8(numbered(1, (300.0, 400.0), "")).expect("text");
    let layers = "/OCProperties << /OCGs [3 0 R] /D << /OFF [3 0 R] >> >> /Pages 2 0 R";
    let hidden = plain.replacen("/Pages 2 0 R", layers, 1).into_bytes();
    let made = imposed(hidden, &job(Scheme::Single));
    assert!(made.notes.join("").contains("layers"), "{:?}", made.notes);
}

#[test]
fn what_cannot_be_read_is_no_blank_page() {
    let whole = String::from_utf8(a4(3)).expect("text");
    let cases = [
        whole.replacen("/Length", "/Filter /FlateDecode /Length", 1),
        whole.replacen("/Contents 5 0 R", "/Contents [7 0 R 5 0 R]", 1).replacen(
            "/Length",
            "/Filter /FlateDecode /Length",
            1,
        ),
        whole.replacen("/Contents 5 0 R", "/Contents 99 0 R", 1),
    ];
    let cut = {
        let mut objects = one_page(&[]);
        let packed = packed(b"BT /F 24 Tf 20 300 Td (all of it) Tj ET");
        objects[4] = stream("/Filter /FlateDecode", &packed[..packed.len() / 2]);
        pdf_of(&objects)
    };
    for damaged in cases.map(String::into_bytes).into_iter().chain([cut]) {
        let refused = impose::impose(damaged, &job(BOOKLET), World::face());
        let refused = refused.expect_err("its first page is gone");
        assert!(refused.message.contains("page 1"), "{}", refused.message);
    }
}

/// A page with this content, compressed but for its end.
fn one_page(content: &[u8]) -> Vec<Vec<u8>> {
    let text = String::from_utf8(numbered(1, (300.0, 400.0), "")).expect("text");
    let bodies = text.split(" 0 obj\n").skip(1).map(|it| it.split("\nendobj").next());
    let mut objects: Vec<Vec<u8>> =
        bodies.map(|it| it.expect("an object").as_bytes().to_vec()).collect();
    objects[4] = stream("/Filter /FlateDecode", content);
    objects
}

fn packed(content: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(content).expect("written");
    encoder.finish().expect("packed")
}

#[test]
fn a_stream_without_its_checksum_is_whole() {
    let content = packed(b"BT /F 24 Tf 20 300 Td (all of it) Tj ET");
    for whole in [&content[..], &content[..content.len() - 4], &content[2..content.len() - 4]] {
        imposed(pdf_of(&one_page(whole)), &job(Scheme::Single));
    }
}

/// Files with a few bytes changed, cut short or doubled are imposed or refused, and nothing else.
#[test]
fn no_damage_brings_it_down() {
    let sources = [a4(3), shared(4), numbered(2, (300.0, 400.0), "/Rotate 90 /UserUnit 2")];
    // A small generator (xorshift) that is the same everywhere.
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let schemes = [BOOKLET, Scheme::Up(4), Scheme::Single, Scheme::Reduce];
    let mut refused = 0;
    for round in 0..400 {
        let mut pdf = sources[round % sources.len()].clone();
        match random(3) {
            0 => {
                for _ in 0..=random(12) {
                    let at = random(pdf.len());
                    pdf[at] = random(256) as u8;
                }
            }
            1 => pdf.truncate(random(pdf.len())),
            _ => {
                let (from, length, to) = (random(pdf.len()), random(200), random(pdf.len()));
                let part = pdf[from..(from + length).min(pdf.len())].to_vec();
                pdf.splice(to..to, part);
            }
        }
        let made = impose::impose(pdf, &job(schemes[round % schemes.len()]), World::face());
        match made {
            Ok(made) => assert!(Document::load_mem(&made.bytes).is_ok(), "round {round}"),
            Err(why) => {
                refused += 1;
                assert!(!why.message.is_empty() && !why.help.is_empty());
            }
        }
    }
    assert!(refused > 50, "{refused} refused");
}

#[test]
fn what_cannot_be_imposed_is_refused_and_nothing_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let to = folder.path().join("out.pdf");
    let whole = a4(5);
    let mut encrypted = whole.clone();
    let at = encrypted.windows(5).rposition(|it| it == b"/Root").expect("a trailer");
    encrypted.splice(at..at, b"/Encrypt 99 0 R ".iter().copied());
    let lost = String::from_utf8_lossy(&whole).replace("/Count 5", "/Count 7").into_bytes();
    let cases: [(&str, Vec<u8>, &str); 7] = [
        ("empty", Vec::new(), "it is empty"),
        ("text", b"Dear colleague".to_vec(), "it is not a PDF"),
        ("half", whole[..whole.len() / 2].to_vec(), "it is damaged"),
        ("noise", [b"%PDF-1.7\n".as_slice(), &[0xA7; 4000], b"startxref 9"].concat(), "damaged"),
        ("encrypted", encrypted, "it is encrypted"),
        ("lost", lost, "7 pages, and 5 are there"),
        ("none", numbered(0, (100.0, 100.0), ""), "it has no pages"),
    ];
    for (name, bytes, why) in cases {
        let from = folder.path().join(format!("{name}.pdf"));
        std::fs::write(&from, bytes).expect("a file");
        let mut command = program();
        command.arg("impose").arg(&from).args(["--as", "booklet", "-o"]).arg(&to);
        let output = command.output().expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{name}: {said}");
        assert!(said.contains(why) && said.contains("help:"), "{name}: {said}");
        assert!(!to.exists(), "{name}");
    }
    // Not over itself, and not what is not there.
    let from = folder.path().join("whole.pdf");
    std::fs::write(&from, &whole).expect("a file");
    let again = folder.path().join("..").join(folder.path().file_name().expect("a name"));
    for (from, to) in [
        (from.clone(), from.clone()),
        (from.clone(), again.join("whole.pdf")),
        (folder.path().join("gone.pdf"), to.clone()),
        (from.clone(), from.join("below-a-file.pdf")),
    ] {
        let output =
            program().arg("impose").arg(&from).args(["--as", "2-up", "-o"]).arg(&to).output();
        assert_eq!(output.expect("the program runs").status.code(), Some(2));
    }
    assert_eq!(std::fs::read(&from).expect("it is there"), whole);
}
