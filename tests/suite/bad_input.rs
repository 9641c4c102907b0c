//! Bad input gets a finding or is printed as it stands. It never stops the program.

use super::picture::{SVG, bomb};
use super::project::{Built, FRONT, Project, full_hour, hour};
use super::words::printed;
use packwright::diag::Code;
use packwright::pack::Status;

/// The stage that panicked would have stopped the test; a typesetter that did is a finding.
fn survives(project: &Project) -> Built {
    let built = project.check();
    for found in &built.found {
        assert!(!found.message.contains("the typesetter stopped"), "{}", built.text());
    }
    built
}

fn finds(text: &str, code: &str) -> Built {
    let built = survives(&Project::of(text));
    assert!(built.codes().contains(&code), "expected {code}:\n{}", built.text());
    assert!(built.found.len() < 40, "{} findings for one mistake", built.found.len());
    built
}

/// The program's verdict on a text whose nesting could end the process: what a test's own thread
/// overflows would end all tests.
fn verdict(text: &str) -> Vec<String> {
    let start: String = text.chars().take(30).collect();
    let ran = Project::of(&hour(text)).run(&["check", "--format", "json"]);
    assert!(
        matches!(ran.code, Some(0 | 1)),
        "{start:?} ended the program: {:?}\n{}",
        ran.code,
        ran.err
    );
    let list = ran.json();
    list.as_array()
        .expect("a list")
        .iter()
        .map(|found| found["code"].as_str().unwrap_or("").to_owned())
        .collect()
}

#[test]
fn deep_nesting_is_refused_wherever_it_is() {
    let deep = 10_000;
    let indented: String = (0..1_000).map(|level| format!("{}- x\n", "  ".repeat(level))).collect();
    let nested = |level: usize| ":".repeat(3 + 300 - level);
    let open: String = (0..300).map(|level| format!("{} callout\n", nested(level))).collect();
    let close: String = (0..300).rev().map(|level| format!("{}\n", nested(level))).collect();
    for text in [
        format!("{} x", ">".repeat(deep)),
        format!("{} x", "> ".repeat(deep)),
        format!("{} x", "- ".repeat(deep)),
        format!("{} x", "1. ".repeat(deep)),
        format!("{} x", "1) > * ".repeat(deep)),
        indented,
        format!("{open}x\n{close}"),
    ] {
        assert!(verdict(&text).iter().any(|code| code == "nested-too-deep"), "{text:.30}");
    }
    assert!(verdict(&"::: callout\n".repeat(deep)).iter().any(|code| code == "unclosed-container"));
}

#[test]
fn deep_emphasis_links_and_brackets_survive() {
    let deep = 10_000;
    for text in [
        format!("{}x{}", "*".repeat(deep), "*".repeat(deep)),
        format!("{}x{}", "*a **b ".repeat(deep), "** *".repeat(deep)),
        "[".repeat(deep),
        format!("{}x{}", "[".repeat(deep), "](#work)".repeat(deep)),
        "![".repeat(deep),
        format!("{}x", "`".repeat(deep)),
        "{{".repeat(deep),
        "{{#if coach}}x{{/if}} {{> x}} {{{coach}}} {{! x }} {{coach coach}}".to_owned(),
        "|".repeat(deep),
        format!("{}\n{}\n", "| a ".repeat(300), "|---".repeat(300)),
        format!("::: say {{when=\"{}virtual\"}}\nx\n:::", "not ".repeat(deep)),
        format!("::: say {{when=\"{}virtual\"}}\nx\n:::", "(".repeat(deep)),
        format!("::: say {{when=\"virtual{}\"}}\nx\n:::", " or virtual".repeat(deep)),
        "a[^a]\n\n[^a]: It is said in[^a] this very note.".to_owned(),
    ] {
        verdict(&text);
    }
}

#[test]
fn endless_emphasis_survives() {
    let deep = 100_000;
    verdict(&format!("{}x{}", "*".repeat(deep), "*".repeat(deep)));
}

#[test]
fn the_same_include_many_times_over_is_refused() {
    // Each file includes the next one ten times: ten to the tenth includes if nothing stops it.
    let mut project = Project::of(&hour("::: include {src=\"a0.md\"}\n:::"));
    for level in 0..10 {
        let next = format!("::: include {{src=\"a{}.md\"}}\n:::\n\n", level + 1);
        project = project.file(
            &format!("sources/sessions/one/a{level}.md"),
            next.repeat(if level < 3 { 10 } else { 1 }),
        );
    }
    project = project.file("sources/sessions/one/a10.md", "The end.");
    survives(&project);
}

#[test]
fn files_of_every_strange_kind() {
    for text in [
        "",
        "\n",
        "---",
        "---\n",
        "---\n---\n",
        "---\n---",
        "\u{feff}",
        "\0",
        "---\n\0\n---\n\0",
        "# Only {time=5m}",
        "---\n- a\n- list\n---\n",
        "---\nnull\n---\n",
        "---\n\"\n---\n",
        "---\n!!binary x\n---\n",
        "---\n{{{{\n---\n",
        "\r\r\r",
    ] {
        let built = survives(&Project::of(text));
        assert!(!built.found.is_empty(), "{text:?} is a session?");
        assert!(built.documents.is_empty(), "{text:?} became a document");
    }
    let built = survives(&Project::of(FRONT));
    assert_eq!(built.codes(), ["duration-mismatch"], "front matter alone:\n{}", built.text());
    finds("", "front-matter-missing");
}

#[test]
fn a_yaml_bomb_is_refused() {
    let levels: String = (1..12)
        .map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", ")))
        .collect();
    finds(&format!("---\na0: &a0 [x, x]\n{levels}---\n"), "bad-front-matter");
}

#[test]
fn windows_files_are_the_same_document() {
    let unix = full_hour("one");
    let windows = format!("\u{feff}{}", unix.replace('\n', "\r\n"));
    let (unix, windows) = (Project::of(&unix), Project::of(&windows));
    unix.build().clean();
    windows.build().clean();
    assert_eq!(unix.files(), windows.files());
    // And its findings have the same places.
    windows.edit("sources/sessions/one/session.md", "::: say", "::: sya");
    assert_eq!(windows.check().only(Code::UnknownContainer).place, "sessions/one/session.md:23:5");
}

#[test]
fn nul_bytes_do_no_harm() {
    let built = survives(&Project::of(&hour(
        "A nul \0 in a sentence.\n\n::: slide {#a}\n## Nul \0\n\nText.\n:::",
    )));
    let about = [Code::GlyphMissing, Code::NotAccessible];
    assert!(built.found.iter().all(|found| about.contains(&found.code)), "{}", built.text());
}

#[test]
fn huge_numbers_are_refused() {
    let huge = "9".repeat(400);
    for (text, code) in [
        (format!("# More {{time={huge}m type=input}}\n\nx"), "bad-attribute"),
        ("# More {time=4294967295h type=input}\n\nx".to_owned(), "bad-attribute"),
        ("# More {time=9999h type=input}\n\nx".to_owned(), "bad-attribute"),
        ("# More {time=-5m type=input}\n\nx".to_owned(), "bad-attribute"),
        ("# More {time=0m type=input}\n\nx".to_owned(), "bad-attribute"),
        (format!(":::: worksheet {{title=\"S\"}}\n::: box {{#a label=\"A\" height={huge}mm}}\n:::\n::::"), "bad-attribute"),
        (":::: worksheet {title=\"S\"}\n::: box {#a label=\"A\" height=NaNmm}\n:::\n::::".to_owned(), "bad-attribute"),
        (":::: worksheet {title=\"S\"}\n::: box {#a label=\"A\" height=1e308mm}\n:::\n::::".to_owned(), "bad-attribute"),
        (":::: worksheet {title=\"S\"}\n::: scale {#a label=\"A\" from=-2147483648 to=2147483647}\n:::\n::::".to_owned(), "bad-attribute"),
        (format!("::: run-chart {{#a title=\"A\" points={huge}}}\n:::"), "bad-attribute"),
        ("::: run-chart {#a title=\"A\"}\n```csv\nx,y\n1,1e400\n2,NaN\n```\n:::".to_owned(), "bad-data"),
        ("::: driver-diagram {#a blank=\"99999 99999\"}\n:::".to_owned(), "bad-attribute"),
        ("::: pdsa-cycle {#a cycles=4000000000}\n:::".to_owned(), "bad-attribute"),
        ("::: stakeholder-grid {#a}\n- Ward sister: power 1e999, interest -7\n:::".to_owned(), "bad-data"),
        (":::::::: columns {widths=\"1e300 0\"}\n::: callout\na\n:::\n::: callout\nb\n:::\n::::::::".to_owned(), "bad-attribute"),
        ("![A](a.svg){width=99999999%}".to_owned(), "bad-attribute"),
    ] {
        let project = Project::of(&hour(&text)).file("sources/sessions/one/a.svg", SVG);
        let built = survives(&project);
        assert!(built.codes().contains(&code), "{text:.60}: expected {code}, found {:?}\n{}", built.codes(), built.text());
    }
    // A list may start anywhere.
    survives(&Project::of(&hour("999999999. One\n1000000000. Two")));
    survives(&Project::of(&hour("").replace("duration: 60m", &format!("duration: {huge}h"))));
    survives(&Project::of(&hour("").replace("duration: 60m", "duration: 60m\nstart: \"99:99\"")));
}

#[test]
fn pictures_that_are_none() {
    for (name, bytes) in [
        ("a.png", Vec::new()),
        ("a.png", b"\x89PNG\r\n\x1a\n".to_vec()),
        ("a.png", vec![0xff; 4000]),
        ("a.jpg", b"\xff\xd8\xff\xe0 and then nothing".to_vec()),
        ("a.png", bomb(0, 0)),
        ("a.png", bomb(40, 40)),
        ("a.svg", Vec::new()),
        ("a.svg", b"<svg".to_vec()),
        ("a.svg", b"\xff\xfe<svg/>".to_vec()),
        ("a.svg", format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{}", "<g>".repeat(50_000)).into_bytes()),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 NaN 1e999'/>".to_vec()),
        ("a.svg", b"<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><svg viewBox='0 0 9 9'>&c;</svg>".to_vec()),
        ("a.gif", b"GIF89a".to_vec()),
        ("a.pdf", b"%PDF-1.7".to_vec()),
    ] {
        let shown: Vec<u8> = bytes.iter().take(30).copied().collect();
        let project = Project::of(&hour(&format!("![A]({name})"))).file(&format!("sources/sessions/one/{name}"), bytes);
        let built = survives(&project);
        assert!(!built.found.is_empty(), "{name} {:?} is a picture?", String::from_utf8_lossy(&shown));
    }
}

/// Well-formed but twenty thousand levels deep: a reader that recurses would end the process.
#[test]
fn a_drawing_nested_without_end() {
    let deep = 20_000;
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{}<rect width='1' height='1'/>{}</svg>",
        "<g>".repeat(deep),
        "</g>".repeat(deep)
    );
    let project = Project::of(&hour("![A](a.svg)")).file("sources/sessions/one/a.svg", svg);
    let ran = project.run(&["check"]);
    assert!(ran.code == Some(0) || ran.code == Some(1), "the program was killed:\n{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_sources() {
    let project = Project::of(&hour("![A](out.svg)\n\n::: include {src=\"out.md\"}\n:::\n\n::: include {src=\"folder/x.md\"}\n:::"))
        .file("outside/x.md", "A secret.")
        .file("outside/x.svg", SVG);
    for (link, target) in
        [("out.svg", "outside/x.svg"), ("out.md", "outside/x.md"), ("folder", "outside")]
    {
        let link = project.path(&format!("sources/sessions/one/{link}"));
        std::os::unix::fs::symlink(project.path(target), link).expect("a symbolic link");
    }
    let built = survives(&project);
    assert_eq!(built.codes(), ["outside-sources"; 3], "{}", built.text());
    assert!(!built.text().contains("secret"), "{}", built.text());
}

#[test]
fn a_folder_where_a_file_should_be() {
    let project = Project::of(&hour("::: include {src=\"x.md\"}\n:::\n\n![A](x.svg)"));
    std::fs::create_dir_all(project.path("sources/sessions/one/x.md")).expect("a folder");
    std::fs::create_dir_all(project.path("sources/sessions/one/x.svg")).expect("a folder");
    assert_eq!(survives(&project).found.len(), 2);
    let project = Project::of("");
    std::fs::remove_file(project.path("sources/sessions/one/session.md")).expect("a file");
    std::fs::create_dir_all(project.path("sources/sessions/one/session.md")).expect("a folder");
    assert_eq!(survives(&project).codes(), ["file-unreadable"]);
}

/// Whatever means something to the typesetter is only text.
#[test]
fn typst_markup_is_printed_as_it_stands() {
    let strange = [
        "#panic(1+1)",
        "#sys.version",
        "$x^2 + alpha$",
        "@reference",
        "// no comment",
        "\\u{1F600}",
        "#let x = 1; #x",
        "https://example.org//x",
        "~tilde~",
        "= Title",
        "/ term: text",
        "-? --- ...",
        "#{ panic() }",
        "<- label ->",
        "'\"`",
        "[x](y",
    ];
    let code: Vec<String> = strange.iter().map(|text| format!("- ``` {text} ```")).collect();
    // Escaped for Markdown, so that they reach the typesetter as they are.
    let escape = |text: &str| {
        let special =
            |c: char| if c.is_ascii_punctuation() { format!("\\{c}") } else { c.to_string() };
        text.chars().map(special).collect::<String>()
    };
    let plain: Vec<String> = strange.iter().map(|text| format!("- {}", escape(text))).collect();
    let text = hour(&format!(
        "{}\n\n{}\n\n:::: worksheet {{#sheet title=\"#panic(2) $y$ @z\" purpose=\"*a* _b_ <c>\"}}\n\
         ::: text {{#a label=\"#panic(3)\"}}\n#panic(4) \\<label\\> \\*stars\\*\n:::\n\n\
         ::: driver-diagram {{#d title=\"#panic(5)\"}}\n- #panic(6) $z$\n  - @aim\n:::\n::::",
        code.join("\n"),
        plain.join("\n"),
    ));
    let text = text.replace("title: An hour", "title: \"#panic(7) $t$ <label> @ref\"");
    let project = Project::of(&text);
    let built = project.build();
    assert!(built.found.is_empty(), "{}", built.text());
    let guide = printed(&project, "facilitator-guide");
    for text in strange {
        assert_eq!(guide.matches(&squeezed(text)).count(), 2, "`{text}` in\n{guide}");
    }
    let sheet = printed(&project, "worksheets/sheet");
    for text in [
        "#panic(2)",
        "$y$",
        "@z",
        "*a*",
        "_b_",
        "<c>",
        "#panic(3)",
        "#panic(4)",
        "<label>",
        "*stars*",
        "#panic(5)",
        "#panic(6)",
        "$z$",
        "@aim",
    ] {
        assert!(sheet.contains(&squeezed(text)), "`{text}` in\n{sheet}");
    }
    assert!(guide.contains("#panic(7)$t$<label>@ref"));
}

/// Without spaces, and with straight quotes: line breaks and typography differ.
fn squeezed(text: &str) -> String {
    super::words::squeeze(text)
}

#[test]
fn values_bring_no_markup() {
    let project = Project::of(&hour("We are {{organisation.name}}, **{{coach}}**."));
    project.edit("sources/programme.toml", "Harbour Hospital", "*Harbour* {{coach}} #panic() <b>");
    project.edit("sources/programme.toml", "\"quality coach\"", "\"[coach](x) ::: say\"");
    project.build().clean();
    let guide = printed(&project, "facilitator-guide");
    assert!(
        guide.contains(&squeezed("We are *Harbour* {{coach}} #panic() <b>, [coach](x) ::: say.")),
        "{guide}"
    );
}

#[test]
fn the_scripts_that_the_fonts_have_are_printed() {
    let has = "Llŷr’s tŵr, naïve café, Łódź, Ångström, e\u{301} o\u{308}, 10–12 °C, “quotes”, 3 × 4, ½, Ω, β, → ≥";
    let project = Project::of(&hour(has));
    let built = survives(&project);
    assert!(built.found.is_empty(), "{}", built.text());
    let guide = {
        project.build();
        printed(&project, "facilitator-guide")
    };
    assert!(guide.contains(&squeezed(has)), "{guide}");
}

#[test]
fn a_character_that_no_font_has_is_named_in_its_place() {
    for (text, character) in
        [("مرحبا", 'م'), ("שלום", 'ש'), ("你好", '你'), ("👩‍⚕️", '👩'), ("हिन्दी", 'ह'), ("𓀀", '𓀀')]
    {
        let built = survives(&Project::of(&hour(&format!("Say {text} to them."))));
        let of = built.of(Code::GlyphMissing);
        assert!(
            of.iter().any(|found| found.message.contains(character)),
            "{text}:\n{}",
            built.text()
        );
        assert!(
            of.iter().all(|found| found.place.starts_with("sessions/one/session.md:17:")),
            "{}",
            built.text()
        );
    }
}

/// Marks that steer the direction of text, joiners and the like.
#[test]
fn invisible_characters_do_no_harm() {
    survives(&Project::of(&hour(
        "a\u{202e}b\u{200f}c\u{2066}d\u{200d}e\u{ad}f\u{2028}g\u{fffd}h\u{10ffff}i",
    )));
}

#[test]
fn unclosed_containers_are_named_where_they_open() {
    let built = survives(&Project::of(&hour(
        ":::: worksheet {#a title=\"A\"}\n::: lines {#x label=\"X\"}\n::::\n\n::: say\nHello.",
    )));
    let places: Vec<&str> =
        built.of(Code::UnclosedContainer).iter().map(|found| found.place.as_str()).collect();
    assert_eq!(
        places,
        ["sessions/one/session.md:18:1", "sessions/one/session.md:21:1"],
        "{}",
        built.text()
    );
}

#[test]
fn names_of_sessions_and_sheets_lead_nowhere_else() {
    for id in ["../../escape", "/tmp/escape", "a/b", "..", ".", ""] {
        let project = Project::new().session("one", &hour(""));
        project.edit("sources/programme.toml", "[\"one\"]", &format!("[{id:?}]"));
        let built = project.build();
        assert!(!built.found.is_empty(), "`{id}` is a session?");
        assert!(project.files().is_empty(), "`{id}` was built");
    }
    let sheet =
        ":::: worksheet {#../../../escape title=\"Sheet\"}\n::: text {#a label=\"A\"}\n:::\n::::";
    let project = Project::of(&hour(sheet));
    let built = project.build();
    assert!(built.codes().contains(&"bad-attribute"), "{}", built.text());
    assert!(
        !project.path("output/base/escape.pdf").exists() && !project.path("escape.pdf").exists()
    );
}

#[test]
fn a_broken_theme_or_layout_is_a_finding() {
    for theme in [
        "",
        "\0",
        "[colours]\nprimary = 5",
        "colours = 1",
        "[fonts]\ntext = 3",
        "[colours",
        "\u{feff}[x]",
    ] {
        let project = Project::of(&hour("")).file("layouts/default/theme.toml", theme);
        let built = survives(&project);
        assert!(built.codes().contains(&"bad-theme"), "{theme:?}: {}", built.text());
    }
    for layout in [
        "#",
        "#let",
        "#nothing",
        "#import \"gone.typ\": x",
        "#read(\"/etc/passwd\")",
        "#read(\"../../../../etc/passwd\")",
        "#while true {}",
    ] {
        let project = Project::of(&hour("::: slide {#a}\n## One\n\nTwo.\n:::"))
            .file("layouts/default/slides.typ", layout);
        let built = survives(&project);
        assert!(!built.found.is_empty(), "{layout:?}");
        let others = built.documents.iter().filter(|made| !made.path.ends_with("slides.pdf"));
        assert!(
            others.into_iter().all(|made| made.status != Status::Failed),
            "the other documents are made: {}",
            built.text()
        );
    }
    let project = Project::of(&hour("::: slide {#a}\n## One\n\nTwo.\n:::"))
        .file("layouts/default/slides.typ", b"\xff\xfe");
    assert!(!survives(&project).found.is_empty());
}
