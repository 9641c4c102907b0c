//! Pages on sheets: in order, in place, whole, and stored once.

use super::project::Project;
use lopdf::{Document, Object};
use packwright::impose::{self, Backs, Flip, Imposed, Job, MM, Scheme, Size, Turn};
use packwright::world::World;
use std::path::{Path, PathBuf};

pub const A4: Size = Size::new(595.276, 841.89);
const A3: Size = Size::new(841.89, 1190.551);

/// A PDF of objects, numbered from 1; the first is its catalogue.
pub fn pdf_of(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut pdf = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for body in objects {
        offsets.push(pdf.len());
        pdf.extend(format!("{} 0 obj\n", offsets.len()).into_bytes());
        pdf.extend(body);
        pdf.extend(b"\nendobj\n");
    }
    let (start, size) = (pdf.len(), offsets.len() + 1);
    pdf.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").into_bytes());
    for offset in &offsets {
        pdf.extend(format!("{offset:010} 00000 n \n").into_bytes());
    }
    let end = format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    pdf.extend(end.into_bytes());
    pdf
}

/// A stream with more in its dictionary than its length.
pub fn stream(extra: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<< {extra} /Length {} >>\nstream\n", data.len());
    [head.as_bytes(), data, b"\nendstream"].concat()
}

/// A PDF with the words "page 1", "page 2" … one to a page, each with a gap around it.
pub fn numbered(pages: usize, (width, height): (f32, f32), extra: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages).map(|at| format!("{} 0 R", 4 + 2 * at)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Count {pages} /Kids [{}] >>", kids.join(" ")).into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
    ];
    for at in 0..pages {
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] {extra} /Contents {} 0 R \
             /Resources << /Font << /F 3 0 R >> >> >>",
            5 + 2 * at
        );
        objects.push(page.into_bytes());
        let text = format!("BT /F 24 Tf 20 {} Td (page {}) Tj ET", height / 2.0, at + 1);
        objects.push(stream("", text.as_bytes()));
    }
    pdf_of(&objects)
}

pub fn a4(pages: usize) -> Vec<u8> {
    numbered(pages, (A4.width, A4.height), "")
}

pub fn job(scheme: Scheme) -> Job {
    Job {
        scheme,
        paper: None,
        margin: None,
        flip: None,
        marks: false,
        bleed: None,
        stamp: String::new(),
    }
}

pub fn imposed(pdf: Vec<u8>, job: &Job) -> Imposed {
    let imposed = impose::impose(pdf, job, World::face()).expect("it can be imposed");
    let pages = Document::load_mem(&imposed.bytes).expect("a PDF").get_pages().len();
    assert_eq!(pages, imposed.sides.len());
    imposed
}

pub const BOOKLET: Scheme = Scheme::Booklet { thickness: 0.3 };

/// Numbers of the pages on each side, from left to right and top to bottom; 0 where nothing stands.
fn order(imposed: &Imposed, columns: usize, rows: usize) -> Vec<Vec<usize>> {
    let side = |side: &impose::Side| {
        let mut places = vec![0; columns * rows];
        for placed in &side.placed {
            let middle = |start: f32, length: f32, whole: f32, parts: usize| {
                ((start + length / 2.0) / whole * parts as f32) as usize
            };
            let column = middle(placed.at.x, placed.at.width, side.size.width, columns);
            let row = middle(placed.at.y, placed.at.height, side.size.height, rows);
            places[row * columns + column] = placed.page + 1;
        }
        places
    };
    imposed.sides.iter().map(side).collect()
}

#[test]
fn booklets_have_their_pages_in_order_once_folded() {
    let expected: [(usize, &[[usize; 2]]); 4] = [
        (4, &[[4, 1], [2, 3]]),
        (8, &[[8, 1], [2, 7], [6, 3], [4, 5]]),
        (12, &[[12, 1], [2, 11], [10, 3], [4, 9], [8, 5], [6, 7]]),
        (13, &[[0, 1], [2, 0], [0, 3], [4, 13], [12, 5], [6, 11], [10, 7], [8, 9]]),
    ];
    for (pages, sides) in expected {
        let made = imposed(a4(pages), &job(BOOKLET));
        let sides: Vec<Vec<usize>> = sides.iter().map(|side| side.to_vec()).collect();
        assert_eq!(order(&made, 2, 1), sides, "{pages} pages");
        assert!(made.sides.iter().all(|side| side.size.fits(A4.turned())), "on A4, landscape");
        // Folded, every leaf has the two pages that follow each other.
        for sheet in sides.chunks(2) {
            for (front, back) in [(sheet[0][0], sheet[1][1]), (sheet[0][1], sheet[1][0])] {
                assert!(front == 0 || back == 0 || front.abs_diff(back) == 1, "{sheet:?}");
            }
        }
    }
    let notes = imposed(a4(13), &job(BOOKLET)).notes.join("\n");
    assert!(notes.contains("4 sheets, 16 pages, of which 3 are blank"), "{notes}");
    assert!(notes.contains("short edge"), "{notes}");
}

#[test]
fn inner_sheets_creep_towards_the_fold() {
    let made = imposed(a4(12), &job(BOOKLET));
    let left = |sheet: usize| made.sides[2 * sheet].placed[0].at.x;
    let right = |sheet: usize| made.sides[2 * sheet].placed[1].at.x;
    for sheet in 1..3 {
        assert!((left(sheet) - left(0) - 0.3 * sheet as f32).abs() < 1e-3);
        assert!((right(0) - right(sheet) - 0.3 * sheet as f32).abs() < 1e-3);
    }
}

#[test]
fn backs_stand_on_their_heads_where_the_printer_turns_the_other_edge() {
    let other = imposed(a4(4), &Job { flip: Some(Flip::Long), ..job(BOOKLET) });
    assert_eq!(order(&other, 2, 1), [[4, 1], [3, 2]]);
    assert!(other.sides[0].placed.iter().all(|placed| placed.turn == Turn::None));
    assert!(other.sides[1].placed.iter().all(|placed| placed.turn == Turn::Over));
}

#[test]
fn several_pages_on_a_sheet_are_read_row_by_row() {
    for (cells, columns, rows) in [(2, 2, 1), (4, 2, 2), (6, 3, 2), (8, 4, 2), (9, 3, 3)] {
        let made = imposed(a4(cells + 1), &job(Scheme::Up(cells)));
        let mut second = vec![0; cells];
        second[0] = cells + 1;
        let first: Vec<usize> = (1..=cells).collect();
        assert_eq!(order(&made, columns, rows), [first, second], "{cells}-up");
    }
}

#[test]
fn pieces_that_are_cut_and_stacked_are_in_order() {
    let made = imposed(a4(10), &job(Scheme::CutAndStack { cells: 4, duplex: true }));
    // Five leaves on two sheets: the upper left pile is pages 1 to 4, the next one 5 to 8.
    assert_eq!(
        order(&made, 2, 2),
        [[1, 5, 9, 0], [6, 2, 0, 10], [3, 7, 0, 0], [8, 4, 0, 0]].map(|side| side.to_vec())
    );
    let made = imposed(a4(6), &job(Scheme::CutAndStack { cells: 2, duplex: false }));
    assert_eq!(order(&made, 2, 1), [[1, 4], [2, 5], [3, 6]].map(|side| side.to_vec()));
}

#[test]
fn backs_of_cards_are_behind_their_fronts() {
    let size = (90.0 * MM, 55.0 * MM);
    let cards = numbered(20, size, "");
    let made = imposed(cards, &job(Scheme::Cards { backs: Backs::Alternate }));
    assert_eq!(made.sides.len(), 2, "ten cards on A4, on both sides");
    let (front, back) = (&made.sides[0], &made.sides[1]);
    for placed in &front.placed {
        let behind = back.placed.iter().find(|back| back.page == placed.page + 1).expect("a back");
        let mirrored = front.size.width - placed.at.x - placed.at.width;
        assert!((behind.at.x - mirrored).abs() < 0.01 && behind.at.y == placed.at.y);
        assert!((placed.at.width - size.0).abs() < 0.01, "at its own size");
    }
    // A last sheet that is not full, turned on either edge.
    for flip in [Flip::Long, Flip::Short] {
        let scheme = Scheme::Cards { backs: Backs::Alternate };
        let made = imposed(numbered(26, size, ""), &Job { flip: Some(flip), ..job(scheme) });
        assert_eq!(made.sides.len(), 4);
        let (front, back) = (&made.sides[2], &made.sides[3]);
        assert_eq!((front.placed.len(), back.placed.len()), (3, 3));
        for placed in &front.placed {
            let behind = back.placed.iter().find(|it| it.page == placed.page + 1).expect("a back");
            let across = front.size.width - placed.at.right();
            let down = front.size.height - placed.at.bottom();
            let (x, y, turn) = match flip {
                Flip::Long => (across, placed.at.y, Turn::None),
                Flip::Short => (placed.at.x, down, Turn::Over),
            };
            assert!((behind.at.x - x).abs() < 0.01 && (behind.at.y - y).abs() < 0.01, "{flip:?}");
            assert_eq!(behind.turn, turn);
        }
    }
    let one_back = imposed(numbered(4, size, ""), &job(Scheme::Cards { backs: Backs::Last }));
    assert!(one_back.sides[1].placed.iter().all(|placed| placed.page == 3));
    assert_eq!(one_back.sides[1].placed.len(), 3);
    for (pages, backs) in [(3, Backs::Alternate), (1, Backs::Last)] {
        let refused =
            impose::impose(numbered(pages, size, ""), &job(Scheme::Cards { backs }), World::face());
        assert!(refused.expect_err("no back").help.contains("--backs"));
    }
    let poster = numbered(1, (A3.width, A3.height), "");
    let refused = impose::impose(poster, &job(Scheme::Cards { backs: Backs::None }), World::face());
    assert!(refused.expect_err("too large").message.contains("297 × 420 mm"));
}

#[test]
fn the_sheets_of_a_poster_show_all_of_it() {
    for (page, to) in [(A4, None), (A3, None), (A4, Size::parse("a1")), (A3.turned(), None)] {
        let pdf = numbered(1, (page.width, page.height), "");
        let made = imposed(pdf, &job(Scheme::Poster { to, overlap: 10.0 * MM }));
        let poster = made.sides[0].placed[0].at.size();
        let wanted = to.unwrap_or(match page == A4 {
            true => Size::new(page.width * 2.0, page.height * 2.0),
            false => page,
        });
        assert!((poster.width - wanted.like(page).width).abs() < 1.0, "{poster:?} {wanted:?}");
        // Every point of the poster is on some sheet, and where sheets meet on two.
        let mut twice = 0;
        for x in 0..20 {
            for y in 0..20 {
                let at = ((x as f32 + 0.5) / 20.0, (y as f32 + 0.5) / 20.0);
                let shown = made.sides.iter().filter(|side| {
                    let placed = side.placed[0];
                    let (x, y) = (
                        placed.at.x + at.0 * placed.at.width,
                        placed.at.y + at.1 * placed.at.height,
                    );
                    let clip = placed.clip.expect("a part of it");
                    (clip.x..clip.right()).contains(&x) && (clip.y..clip.bottom()).contains(&y)
                });
                let shown = shown.count();
                assert!(shown >= 1, "{at:?} of {poster:?} is on no sheet");
                twice += usize::from(shown > 1);
            }
        }
        assert!(twice > 0, "sheets overlap");
    }
}

#[test]
fn large_pages_are_reduced_and_small_ones_left_alone() {
    let made = imposed(numbered(1, (A3.height, A3.width), ""), &job(Scheme::Reduce));
    assert!(made.sides[0].size.fits(A4.turned()) && made.sides[0].placed[0].at.width > 840.0);
    let made = imposed(numbered(1, (300.0, 400.0), ""), &job(Scheme::Reduce));
    assert_eq!(made.sides[0].placed[0].at.size(), Size::new(300.0, 400.0));
}

/// A box of each page of a PDF.
fn boxes(pdf: &[u8], name: &[u8]) -> Vec<Vec<f32>> {
    let document = Document::load_mem(pdf).expect("a PDF");
    let sides = |page: &lopdf::ObjectId| {
        let dictionary = document.get_object(*page).and_then(Object::as_dict).expect("a page");
        let array = dictionary.get(name).and_then(Object::as_array).expect("a box");
        array.iter().map(|side| side.as_float().expect("a number")).collect()
    };
    document.get_pages().values().map(sides).collect()
}

fn page_box(pdf: &[u8], name: &[u8]) -> Vec<f32> {
    boxes(pdf, name)[0].clone()
}

#[test]
fn every_page_has_its_boxes_in_each_other() {
    let schemes = [
        Scheme::Single,
        BOOKLET,
        Scheme::Up(6),
        Scheme::CutAndStack { cells: 4, duplex: true },
        Scheme::Cards { backs: Backs::None },
        Scheme::Poster { to: None, overlap: 10.0 * MM },
        Scheme::Reduce,
    ];
    for scheme in schemes {
        let size = if matches!(scheme, Scheme::Cards { .. }) {
            (200.0, 100.0)
        } else {
            (A4.width, A4.height)
        };
        let cut = !matches!(scheme, Scheme::Up(_) | Scheme::Poster { .. } | Scheme::Reduce);
        for marks in [false, true].into_iter().filter(|marks| cut || !marks) {
            let bleed = marks.then_some(3.0 * MM);
            let made = imposed(numbered(5, size, ""), &Job { marks, bleed, ..job(scheme) });
            let [media, bleed, trim] = [b"MediaBox".as_slice(), b"BleedBox", b"TrimBox"]
                .map(|name| boxes(&made.bytes, name));
            for page in 0..made.sides.len() {
                for (outer, inner) in [(&media, &bleed), (&bleed, &trim)] {
                    let (outer, inner) = (&outer[page], &inner[page]);
                    let holds = outer[0] <= inner[0] + 0.01
                        && outer[1] <= inner[1] + 0.01
                        && outer[2] >= inner[2] - 0.01
                        && outer[3] >= inner[3] - 0.01;
                    assert!(holds, "{scheme:?}, page {page}: {inner:?} in {outer:?}");
                }
            }
        }
    }
}

#[test]
fn print_shops_get_boxes_and_marks() {
    let wanted = Job { marks: true, bleed: Some(3.0 * MM), ..job(Scheme::Single) };
    let made = imposed(a4(1), &wanted);
    let media = page_box(&made.bytes, b"MediaBox");
    let trim = page_box(&made.bytes, b"TrimBox");
    let bleed = page_box(&made.bytes, b"BleedBox");
    assert!((trim[2] - trim[0] - A4.width).abs() < 0.1, "{trim:?}");
    assert!((trim[3] - trim[1] - A4.height).abs() < 0.1, "{trim:?}");
    for side in 0..4 {
        assert!(((bleed[side] - trim[side]).abs() - 3.0 * MM).abs() < 0.1, "{bleed:?} {trim:?}");
        assert!((media[side] - trim[side]).abs() > 10.0 * MM, "{media:?}");
    }
    assert!(made.notes.join("").contains("no bleed of their own"), "{:?}", made.notes);
    // A page with a bleed of its own is cut at its trim box and keeps its size.
    let inner = format!("/TrimBox [9 9 {} {}]", A4.width - 9.0, A4.height - 9.0);
    let made = imposed(numbered(1, (A4.width, A4.height), &inner), &wanted);
    assert!(!made.notes.join("").contains("no bleed"), "{:?}", made.notes);
    let trim = page_box(&made.bytes, b"TrimBox");
    assert!((trim[2] - trim[0] - A4.width + 18.0).abs() < 0.1, "{trim:?}");
    let refused = impose::impose(a4(1), &Job { marks: true, ..job(Scheme::Up(4)) }, World::face());
    assert!(refused.expect_err("no print shop").help.contains("--marks"));
}

/// The built files of a session with all kinds of document, and the folder they are in.
fn built() -> (Project, PathBuf) {
    let project = Project::of(&super::project::full_hour("one"));
    project.run(&["build", "--formats", "pdf"]).exits(0);
    let folder = project.path("output/base/sessions/01-one");
    (project, folder)
}

/// The text of a PDF, and the names of its embedded fonts.
pub fn text_and_fonts(path: &Path) -> (String, Vec<String>) {
    let run = |name: &str, arguments: &[&str]| {
        let mut command = std::process::Command::new(name);
        let output = command.args(arguments).output().expect("poppler is installed");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let path = path.to_string_lossy();
    let fonts = run("pdffonts", &[&path]);
    let name =
        |line: &str| line.split_whitespace().next()?.split('+').next_back().map(str::to_owned);
    let mut fonts: Vec<String> = fonts.lines().skip(2).filter_map(name).collect();
    fonts.sort();
    fonts.dedup();
    (run("pdftotext", &[&path, "-"]), fonts)
}

fn sorted_words(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    words.sort_unstable();
    words
}

#[test]
#[ignore = "needs pdftotext and pdffonts"]
fn text_and_fonts_of_our_own_documents_are_kept() {
    let (project, folder) = built();
    for (name, scheme) in [("facilitator-guide", "booklet"), ("slides", "6-up")] {
        let (from, to) = (folder.join(format!("{name}.pdf")), project.path("imposed.pdf"));
        let arguments = [from.to_str(), Some("--as"), Some(scheme), Some("-o"), to.to_str()];
        let arguments: Vec<&str> = arguments.into_iter().flatten().collect();
        let said = project.run(&[&["impose"], arguments.as_slice()].concat()).exits(0);
        assert!(said.out.contains("imposed.pdf"), "{}", said.out);
        let (before, after) = (text_and_fonts(&from), text_and_fonts(&to));
        assert_eq!(sorted_words(&before.0), sorted_words(&after.0), "{name}");
        assert!(!before.1.is_empty());
        assert_eq!(before.1, after.1, "{name}");
    }
}

#[test]
#[ignore = "needs pdftotext and pdffonts"]
fn text_is_in_the_order_of_the_sheets() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("imposed.pdf");
    for (scheme, pages, order) in [
        (BOOKLET, 8, [8, 1, 2, 7, 6, 3, 4, 5].as_slice()),
        (BOOKLET, 5, [1, 2, 3, 4, 5].as_slice()),
        (Scheme::Up(4), 6, [1, 2, 3, 4, 5, 6].as_slice()),
    ] {
        std::fs::write(&path, imposed(a4(pages), &job(scheme)).bytes).expect("a file");
        let (text, _) = text_and_fonts(&path);
        let read: Vec<usize> =
            text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        assert_eq!(read, order, "{scheme:?}: {text}");
    }
}

#[test]
fn a_page_placed_many_times_is_stored_once() {
    let (_project, folder) = built();
    let pdf = std::fs::read(folder.join("facilitator-guide.pdf")).expect("a guide");
    let poster = Scheme::Poster { to: Size::parse("a0"), overlap: 10.0 * MM };
    let made = imposed(pdf.clone(), &job(poster));
    let once = imposed(pdf, &job(Scheme::Single));
    assert!(made.sides.len() > 10 * once.sides.len());
    let more = made.bytes.len() - once.bytes.len();
    let each = more / (made.sides.len() - once.sides.len());
    assert!(each < 2000, "{each} bytes a sheet");
    assert_eq!(
        made.bytes,
        imposed(
            std::fs::read(folder.join("facilitator-guide.pdf")).expect("a guide"),
            &job(poster)
        )
        .bytes
    );
}

#[test]
#[ignore = "needs pdftotext and pdffonts"]
fn stamps_are_on_every_page() {
    let stamped = Job { stamp: "Facilitator copy – v1".into(), ..job(Scheme::Up(2)) };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("stamped.pdf");
    std::fs::write(&path, imposed(a4(3), &stamped).bytes).expect("a file");
    let (text, _) = text_and_fonts(&path);
    assert_eq!(text.matches("Facilitator copy – v1").count(), 3, "{text}");
    let odd = Job { stamp: "複写".into(), ..stamped };
    let refused = impose::impose(a4(1), &odd, World::face()).expect_err("no such letters");
    assert!(refused.message.contains('複'));
}

#[test]
fn a_stamp_names_the_edition_that_a_file_is_from() {
    let (project, folder) = built();
    let sheet = folder.join("worksheets.pdf");
    let stamped = project.path("stamped.pdf");
    let run = |file: &Path, stamp: &str| {
        let files = [file, &stamped].map(|path| path.to_string_lossy().into_owned());
        let [file, stamped] = &files;
        project.run(&["impose", file, "--as", "single", "--stamp", stamp, "-o", stamped])
    };
    run(&sheet, "{{programme}}, {{edition}}").exits(0);
    let ran = run(&sheet, "{{cohort}}").exits(2);
    assert!(ran.err.contains("{{programme}}, {{version}}, {{edition}}"), "{}", ran.err);
    let alone = project.path("alone.pdf");
    std::fs::copy(&sheet, &alone).expect("a copy");
    let ran = run(&alone, "{{edition}}").exits(2);
    assert!(ran.err.contains("is in no edition"), "{}", ran.err);
}

#[test]
fn objects_nested_without_end_are_no_way_to_stop_us() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("deep.pdf");
    let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300]";
    let page = format!("{page} /Resources << /Properties << /X {open}{close} >> >> >>");
    let pdf = pdf_of(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.into_bytes(),
    ]);
    std::fs::write(&path, pdf).expect("a file");
    let ran = super::project::program()
        .args(["impose", "--as", "2-up"])
        .arg(&path)
        .output()
        .expect("the program runs");
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("nested too deep"));
}
