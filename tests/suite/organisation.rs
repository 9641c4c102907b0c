//! An organisation's edition: a folder over the shared programme, never a copy of it.

use super::project::{Project, Ran, full_hour, hour};
use packwright::diag::Code;
use std::fs;

/// A project with two sessions and the organisations given as id and `organisation.toml`.
pub fn with(organisations: &[(&str, &str)]) -> Project {
    let project =
        Project::new().session("one", &full_hour("one")).session("two", &full_hour("two"));
    organisations.iter().fold(project, |project, (id, text)| {
        project.file(&format!("sources/organisations/{id}/organisation.toml"), text)
    })
}

/// The text of an edition's slides, as the planned document has it.
pub fn model(project: &Project, organisation: &str, session: &str) -> String {
    project.run(&["model", "--session", session, "--organisation", organisation]).exits(0).out
}

pub fn said(ran: &Ran, words: &str) {
    assert!(ran.err.contains(words), "`{words}` in\n{}", ran.err);
}

#[test]
fn the_last_layer_that_says_something_is_right() {
    let project = with(&[
        (
            "region",
            "[organisation]\nname = \"The Region\"\nshort = \"Region\"\ncontact = \"region@example.org\"\n[delivery]\nstart = \"10:00\"\n",
        ),
        (
            "trust",
            "extends = \"region\"\n[organisation]\nname = \"The Trust\"\n[cohort]\nvenue = \"The hall\"\n",
        ),
    ]);
    let text = "::: slide {layout=content}\n## About {{organisation.short}}\n\n{{organisation.name}}, {{organisation.contact}}, {{cohort.venue}}, {{cohort.dates}}\n:::\n";
    let session = hour(text).replace("duration: 60m", "duration: 60m\nstart: \"09:15\"");
    let project = project.file("sources/sessions/one/session.md", session.as_str());
    assert!(model(&project, "region", "one").contains("10:00"), "its time, not the session's");
    let text = model(&project, "trust", "one");
    // The name of the trust, not the short name of the region below it; the region's address.
    for words in ["About ", "The Trust", "region@example.org", "The hall", "[dates]", "10:00"] {
        assert!(text.contains(words), "`{words}` in\n{text}");
    }
    assert!(!text.contains("\"Region\""), "{text}");
    let base = project.run(&["model", "--session", "one"]).exits(0).out;
    assert!(base.contains("Harbour Hospital") && !base.contains("The Trust"), "{base}");
}

#[test]
fn each_fact_says_which_layer_it_comes_from() {
    let project = with(&[
        ("region", "[organisation]\nname = \"The Region\"\ncontact = \"region@example.org\"\n"),
        ("trust", "extends = \"region\"\n[organisation]\nname = \"The Trust\"\n[brand.colours]\nprimary = \"#123456\"\n"),
    ])
    .file("sources/organisations/trust/overrides/sessions/one.md", "::: change {of=first layout=quote}\n:::\n");
    let said = project.run(&["explain", "--origin", "trust"]).exits(0).out;
    let lines: Vec<&str> = said.lines().collect();
    for line in [
        "organisation.name: trust (organisations/trust/organisation.toml:3)",
        "organisation.contact: region (organisations/region/organisation.toml:3)",
        "brand.colours.primary: trust (organisations/trust/organisation.toml:5)",
        "sessions/one#first: trust (organisations/trust/overrides/sessions/one.md:1)",
        "delivery.mode: programme",
        "terms.coach: programme (programme.toml:12)",
        "every other text: programme",
    ] {
        assert!(lines.contains(&line), "`{line}` in\n{said}");
    }
    assert!(!said.contains("organisation.name: region"), "{said}");
}

#[test]
fn circles_and_unknown_organisations_are_errors() {
    let project = with(&[
        ("a", "extends = \"b\"\n"),
        ("b", "extends = \"a\"\n"),
        ("c", "extends = \"aa\"\n"),
    ]);
    let ran = project.run(&["check", "--organisation", "a"]).exits(1);
    said(&ran, "extends itself");
    let ran = project.run(&["check", "--organisation", "c"]).exits(1);
    said(&ran, "there is no organisation `aa`");
    said(&ran, "did you mean `a`?");
    said(&ran, "organisations/c/organisation.toml:1");
    let ran = project.run(&["check", "--organisation", "d"]).exits(1);
    said(&ran, "there is no organisation `d`");
}

#[test]
fn an_organisation_chooses_its_sessions_and_their_order() {
    let project = with(&[
        ("trust", "sessions = [\"two\", \"one\"]\n"),
        ("few", "sessions = [\"two\"]\n"),
        ("bad", "sessions = [\"tow\"]\n"),
    ]);
    project.run(&["build", "--all-organisations"]).exits(1);
    let ran = project.run(&["build", "--organisation", "trust,few"]).exits(0);
    said(&ran, "0 errors");
    assert!(project.path("output/trust/sessions/01-two/slides.pdf").exists());
    assert!(project.path("output/trust/sessions/02-one/slides.pdf").exists());
    assert!(project.path("output/few/sessions/01-two/slides.pdf").exists());
    assert!(!project.path("output/few/sessions/02-one").exists());
    let ran = project.run(&["check", "--organisation", "bad"]).exits(1);
    said(&ran, "there is no session `tow`");
    said(&ran, "did you mean `two`?");
}

#[test]
fn editions_together_are_the_same_as_each_alone() {
    let two = [
        ("a", "[organisation]\nname = \"A\"\n"),
        ("b", "[organisation]\nname = \"B\"\n[brand.colours]\nprimary = \"#5A1A4B\"\n"),
    ];
    let together = with(&two);
    together.run(&["build", "--all-organisations", "--jobs", "2"]).exits(0);
    let alone = with(&two);
    alone.run(&["build", "--organisation", "b"]).exits(0);
    alone.run(&["build", "--organisation", "a"]).exits(0);
    let files = |project: &Project| super::project::files(&project.path("output"));
    assert!(
        files(&together) == files(&alone),
        "the same files, the same bytes, the same manifests"
    );
    let ran = together.run(&["build", "--all-organisations"]).exits(0);
    said(&ran, "all unchanged");
    // A change in one organisation concerns that one only.
    let path = together.path("sources/organisations/b/organisation.toml");
    let text = fs::read_to_string(&path).expect("a file").replace("\"B\"", "\"Bee\"");
    fs::write(path, text).expect("written");
    let ran = together.run(&["build", "--all-organisations", "--explain"]).exits(0);
    let changed: Vec<&str> = ran.out.lines().filter(|line| !line.ends_with("unchanged")).collect();
    assert!(
        !changed.is_empty() && changed.iter().all(|line| line.starts_with("b/")),
        "{changed:?}"
    );
}

#[test]
fn a_brand_that_cannot_be_read_is_refused_with_one_that_can() {
    let project = with(&[
        ("pale", "[brand.colours]\nprimary = \"#9FC5E8\"\n"),
        ("odd", "[brand.colour]\nprimary = \"#000000\"\n"),
    ]);
    let ran = project.run(&["check", "--organisation", "pale"]).exits(1);
    said(&ran, "low-contrast");
    said(&ran, "the nearest that passes is #");
    said(&ran, "organisations/pale/organisation.toml:2");
    let ran = project.run(&["check", "--organisation", "odd"]).exits(1);
    said(&ran, "unknown section `colour`");
    said(&ran, "did you mean `colours`?");
}

#[test]
fn terms_flags_and_modes() {
    let text = "::: slide {layout=content}\n## For {{coach.a}}\n\nWords for all.\n:::\n\n::: say {when=\"simulation\"}\nUse the simulator.\n:::\n\n::: say {when=\"virtual\"}\nUse the rooms on screen.\n:::\n";
    let project = with(&[
        (
            "trust",
            "flags = [\"simulation\"]\n[terms.coach]\nsingular = \"improver\"\nplural = \"improvers\"\n",
        ),
        (
            "wrong",
            "flags = [\"simulacrum\"]\n[terms.coahc]\nsingular = \"x\"\nplural = \"y\"\n[delivery]\nmode = \"online\"\n",
        ),
    ]);
    let programme = project.path("sources/programme.toml");
    let toml = fs::read_to_string(&programme).expect("a file");
    fs::write(&programme, format!("{toml}\n[flags]\nsimulation = \"There is a simulator\"\n"))
        .expect("written");
    let project = project.file("sources/sessions/one/session.md", hour(text).as_str());
    let own = model(&project, "trust", "one");
    assert!(own.contains("For an improver") && own.contains("Use the simulator"), "{own}");
    let base = project.run(&["model", "--session", "one"]).exits(0).out;
    assert!(base.contains("For a quality coach") && !base.contains("simulator"), "{base}");
    project.run(&["build", "--organisation", "trust", "--mode", "virtual"]).exits(0);
    assert!(project.path("output/trust-virtual/manifest.json").exists());
    let ran = project.run(&["check", "--organisation", "wrong"]).exits(1);
    said(&ran, "unknown flag `simulacrum`");
    said(&ran, "unknown term `coahc`");
    said(&ran, "did you mean `coach`?");
    said(&ran, "`online` is not one of: in-person, virtual, blended");
}

/// A project with one organisation that changes session `one`.
pub fn changed(changes: &str) -> Project {
    with(&[("trust", "")]).file("sources/organisations/trust/overrides/sessions/one.md", changes)
}

#[test]
fn changes_by_id() {
    let project = changed(
        ":::: replace {of=first}\n::: slide {#first layout=content}\n## Our own first\n\nSaid our way.\n:::\n::::\n\n\
         ::: remove {of=second}\n:::\n\n\
         :::: insert-after {of=first}\n::: say\nSaid here only.\n:::\n::::\n\n\
         ::: change {of=sheet title=\"Our sheet\"}\n:::\n\n\
         :::: insert-before {of=\"sheet/thoughts\"}\nThink first.\n::::\n",
    );
    let own = model(&project, "trust", "one");
    for words in ["Our own first", "Said our way", "Said here only", "Our sheet", "Think first"] {
        assert!(own.contains(words), "`{words}` in\n{own}");
    }
    for words in ["First of one", "Second of one", "Sheet of one"] {
        assert!(!own.contains(words), "`{words}` in\n{own}");
    }
    let base = project.run(&["model", "--session", "one"]).exits(0).out;
    assert!(base.contains("First of one") && !base.contains("Our own first"), "{base}");
    project.run(&["build", "--organisation", "trust"]).exits(0);
}

#[test]
fn a_heading_is_changed_with_all_it_governs() {
    let project = changed(
        ":::: replace {of=work}\n# Rest {#rest time=60m type=break}\n\nNothing at all.\n::::\n",
    );
    let own = model(&project, "trust", "one");
    assert!(own.contains("Nothing at all") && !own.contains("Why we do this"), "{own}");
    assert!(!own.contains("First of one"), "{own}");
}

#[test]
pub fn changes_that_cannot_be_made() {
    let cases = [
        (
            ":::: replace {of=frist}\nX\n::::\n",
            "there is no `frist` in `sessions/one` any more",
            "did you mean `first`?",
        ),
        (":::: replace {of=first}\n::::\n", "`replace` has no content", "to take something out"),
        ("::: repalce {of=first}\nX\n:::\n", "`repalce` is no change", "did you mean `replace`?"),
        ("::: remove {of=first}\nX\n:::\n", "`remove` takes no content", "write"),
        ("::: remove\n:::\n", "does not say of what", "name the id"),
        ("Just words.\n", "this changes nothing", "put it into"),
        (
            "::: remove {of=first}\n:::\n\n::: change {of=first layout=quote}\n:::\n",
            "was taken out by `trust`",
            "take this change out",
        ),
        ("::: change {of=first without=colour}\n:::\n", "no attribute `colour`", ""),
    ];
    for (text, message, help) in cases {
        let ran = changed(text).run(&["check", "--organisation", "trust"]).exits(1);
        said(&ran, message);
        said(&ran, help);
        said(&ran, Code::BadOverride.name());
        said(&ran, "organisations/trust/overrides/sessions/one.md:");
    }
    let nowhere = with(&[("trust", "")]).file(
        "sources/organisations/trust/overrides/sessions/won.md",
        "::: remove {of=first}\n:::\n",
    );
    let ran = nowhere.run(&["check", "--organisation", "trust"]).exits(1);
    said(&ran, "there is no `sessions/won` to change");
}

/// An id that means two places, and a layer that undoes another's work.
#[test]
fn two_layers_and_two_places() {
    let project = with(&[("region", ""), ("trust", "extends = \"region\"\n")])
        .file(
            "sources/organisations/region/overrides/sessions/one.md",
            "::: remove {of=first}\n:::\n",
        )
        .file(
            "sources/organisations/trust/overrides/sessions/one.md",
            "::: change {of=first layout=quote}\n:::\n",
        );
    let ran = project.run(&["check", "--organisation", "trust"]).exits(1);
    said(&ran, "`first` was taken out by `region`");
    let twice = changed("::: remove {of=goal}\n:::\n").file(
        "sources/sessions/one/session.md",
        hour(":::: worksheet {#a title=A}\n::: lines {#goal label=Goal rows=2}\n:::\n::::\n\n:::: worksheet {#b title=B}\n::: lines {#goal label=Goal rows=2}\n:::\n::::\n").as_str(),
    );
    let ran = twice.run(&["check", "--organisation", "trust"]).exits(1);
    said(&ran, "`goal` means 2 places");
}

#[test]
fn sessions_and_documents_of_ones_own() {
    let paper = |title: &str| {
        format!(
            "---\ntitle: {title}\nform: letter\n---\n\nDear colleague, welcome to {{{{organisation.name}}}}.\n"
        )
    };
    let project = with(&[("trust", "[organisation]\nname = \"The Trust\"\n")])
        .file("sources/documents/welcome/document.md", paper("Welcome"))
        .file("sources/organisations/trust/documents/welcome/document.md", paper("Our welcome"))
        .file("sources/organisations/trust/documents/parking/document.md", paper("Where to park"))
        .file("sources/organisations/trust/sessions/third/session.md", full_hour("three"))
        .file("sources/organisations/trust/sessions/two/session.md", full_hour("our two"));
    project.run(&["build"]).exits(0);
    project.run(&["build", "--organisation", "trust"]).exits(0);
    let list = |whose: &[&str]| project.run(&[&["list"], whose].concat()).exits(0).out;
    let (base, own) = (list(&[]), list(&["--organisation", "trust"]));
    assert!(base.contains("Welcome") && !base.contains("Our welcome") && !base.contains("park"));
    assert!(own.contains("Our welcome") && own.contains("Where to park"), "{own}");
    assert!(project.path("output/trust/documents/parking.docx").exists());
    assert!(project.path("output/trust/sessions/03-third/slides.pptx").exists());
    assert!(!project.path("output/base/sessions/03-third").exists());
    assert!(model(&project, "trust", "two").contains("First of our two"));
    // An error in it concerns this edition only, and is told with its place.
    project.edit(
        "sources/organisations/trust/documents/parking/document.md",
        "{{organisation.name}}",
        "{{organization.name}}",
    );
    let ran = project.run(&["check", "--organisation", "trust"]).exits(1);
    said(&ran, "organisations/trust/documents/parking/document.md:6");
    project.run(&["check"]).exits(0);
}

#[test]
fn a_logo_that_cannot_be_used() {
    let logo = "[organisation]\nname = \"The Trust\"\nlogo = \"mark.png\"\n";
    let project = with(&[("trust", logo)]);
    let ran = project.run(&["build", "--organisation", "trust"]).exits(1);
    said(&ran, "error[picture-missing]: `organisations/trust/mark.png` does not exist");
    said(&ran, "organisations/trust/organisation.toml:3:9");
    assert_eq!(ran.err.matches("error[").count(), 1, "said once: {}", ran.err);
    // The documents are there all the same, without it.
    assert!(project.path("output/trust/sessions/01-one/slides.pdf").exists());
    // Seventy-two megapixels in a few bytes.
    project.put("sources/organisations/trust/mark.png", super::picture::bomb(12_000, 6_000));
    let ran = project.run(&["check", "--organisation", "trust"]).exits(1);
    said(&ran, "has 72 megapixels; the limit for a logo is 4");
    said(&ran, "organisations/trust/organisation.toml:3:9");
    project.put("sources/organisations/trust/mark.png", "no picture");
    let ran = project.run(&["check", "--organisation", "trust"]).exits(1);
    said(&ran, "`organisations/trust/mark.png` cannot be used");
}

#[test]
fn what_is_wrong_with_one_edition_stops_no_other() {
    let project = with(&[("early", ""), ("late", "")]).file(
        "sources/organisations/early/overrides/sessions/one.md",
        "::: change {of=work time=50m}\n:::\n",
    );
    let ran = project.run(&["build", "--organisation", "early,late"]).exits(1);
    said(&ran, Code::DurationMismatch.name());
    let deck = |organisation: &str| {
        project.path(&format!("output/{organisation}/sessions/01-one/slides.pdf")).exists()
    };
    assert!(!deck("early") && deck("late"), "{}", ran.err);
}

#[test]
fn a_number_means_each_editions_own_session() {
    let project = with(&[("as-it-is", ""), ("turned", "sessions = [\"two\", \"one\"]\n")]);
    project.run(&["build", "--all-organisations", "--session", "1"]).exits(0);
    let built = |path: &str| project.path(&format!("output/{path}/slides.pdf")).exists();
    assert!(built("as-it-is/sessions/01-one") && built("turned/sessions/01-two"));
    assert!(!built("as-it-is/sessions/02-two") && !built("turned/sessions/02-one"));
}

/// An hour of which twenty minutes may be left out; `extra` stands in what stays.
fn with_short(extra: &str) -> String {
    let front = super::project::FRONT.replace(
        "duration: 60m\n",
        "duration: 60m\nshort: 40m\nmaterials:\n  - {id: pens, item: Thick pens}\n  - {id: dice, item: Six dice}\n",
    );
    format!(
        "{front}\n# Work {{#work time=25m type=exercise resources=pens}}\n\nWhy we do this.\n\n{extra}\n\n\
         # Play {{#play time=20m type=energiser resources=dice optional}}\n\nWhy we play.\n\n\
         ::: slide {{#game layout=content}}\n## The game of dice\n\nThrow.\n:::\n\n\
         :::: worksheet {{#score title=\"Score sheet\"}}\n::: lines {{#points label=Points rows=2}}\n:::\n::::\n\n\
         # Close {{#close time=15m type=debrief}}\n\n::: say {{when=short}}\nWe kept it short.\n:::\n\nGoodbye.\n"
    )
}

#[test]
fn a_short_version_leaves_out_what_is_optional() {
    let project = with(&[
        ("brief", "[lengths]\nall = \"short\"\n"),
        ("mixed", "[lengths]\none = \"short\"\nall = \"full\"\n"),
        ("long", "[lengths]\nall = \"short\"\none = \"full\"\n"),
    ])
    .file("sources/sessions/one/session.md", with_short(""));
    project.run(&["check", "--all-organisations", "--deny", "warnings"]).exits(0);
    for organisation in ["brief", "mixed"] {
        let own = model(&project, organisation, "one");
        for gone in ["game of dice", "Score sheet", "Six dice", "Why we play", "10:30"] {
            assert!(!own.contains(gone), "`{gone}` in\n{own}");
        }
        for kept in ["Thick pens", "We kept it short", "10:10", "40\u{a0}min"] {
            assert!(own.contains(kept), "`{kept}` in\n{own}");
        }
    }
    let own = model(&project, "long", "one");
    assert!(own.contains("game of dice") && !own.contains("We kept it short"), "{own}");
    // Asked for on the command line: a folder of its own, and only where it makes a difference.
    project.run(&["build", "--short", "--organisation", "long,brief"]).exits(0);
    assert!(project.path("output/long-short/sessions/01-one/facilitator-guide.pdf").exists());
    assert!(project.path("output/brief/sessions/01-one/facilitator-guide.pdf").exists());
    assert!(!project.path("output/brief-short").exists());
}

#[test]
fn what_refers_to_something_left_out_is_told() {
    let project = with(&[("brief", "[lengths]\none = \"short\"\n")]).file(
        "sources/sessions/one/session.md",
        with_short("See [the game](#game).")
            .replace("# Close {#close", "# Close {#close worksheets=score"),
    );
    project.run(&["build"]).exits(0);
    let ran = project.run(&["check"]).exits(1);
    said(&ran, "this is so in the short in-person edition");
    let ran = project.run(&["check", "--organisation", "brief"]).exits(1);
    said(&ran, "the worksheet `score` is not in this edition");
    said(&ran, "it stands at sessions/one/session.md:");
    said(&ran, "the link `#game` leads to what this edition leaves out");
}

#[test]
fn lengths_that_are_none() {
    let project =
        with(&[("odd", "[lengths]\none = \"shrot\"\ntwo = \"short\"\nthree = \"full\"\n")])
            .file("sources/sessions/one/session.md", with_short(""));
    let ran = project.run(&["check", "--organisation", "odd"]).exits(1);
    said(&ran, "`shrot` is not one of: full, short");
    said(&ran, "did you mean `short`?");
    said(&ran, "the session `two` has no short version");
    said(&ran, "there is no session `three`");
    said(&ran, "organisations/odd/organisation.toml:2");
}

/// A region and a trust that extends it, both changing session `one`.
pub fn two_layers(region: &str, trust: &str) -> Project {
    with(&[("region", ""), ("trust", "extends = \"region\"\n")])
        .file("sources/organisations/region/overrides/sessions/one.md", region)
        .file("sources/organisations/trust/overrides/sessions/one.md", trust)
}

#[test]
pub fn two_layers_that_undo_each_other() {
    let replaced = ":::: replace {of=first}\n::: slide {#first layout=content}\n## The region\n\nIts words.\n:::\n::::\n";
    let own = ":::: replace {of=first}\n::: slide {#first layout=content}\n## The trust\n\nIts words.\n:::\n::::\n";
    let work = ":::: replace {of=work}\n# Rest {#rest time=60m type=break}\n\nNothing.\n::::\n";
    for (region, trust, of) in [
        (replaced, own, "first"),
        (replaced, "::: change {of=first layout=quote}\n:::\n", "first"),
        (replaced, "::: remove {of=first}\n:::\n", "first"),
        // What is changed within something is lost with it.
        (replaced, work, "work"),
        ("::: change {of=second layout=content}\n:::\n", "::: remove {of=second}\n:::\n", "second"),
    ] {
        let ran = two_layers(region, trust).run(&["check", "--organisation", "trust"]).exits(1);
        said(&ran, Code::LayerClash.name());
        said(&ran, &format!("`{of}` is changed by `region`, too, and `trust` would undo that"));
        said(&ran, "organisations/trust/overrides/sessions/one.md:1");
        said(&ran, "`region` changes it at organisations/region/overrides/sessions/one.md:");
        said(&ran, &format!("`of={of} over=region`"));
    }
    // Said to be meant; and what stands beside is no quarrel.
    let meant = own.replace("of=first", "of=first over=region");
    let project = two_layers(replaced, &meant);
    assert!(model(&project, "trust", "one").contains("The trust"));
    project.run(&["check", "--organisation", "trust"]).exits(0);
    let beside = ":::: insert-after {of=first}\n::: do\n- Wave.\n:::\n::::\n";
    two_layers(replaced, beside).run(&["check", "--organisation", "trust"]).exits(0);
    // It is no longer so.
    let ran = two_layers(beside, &meant).run(&["check", "--organisation", "trust"]).exits(1);
    said(&ran, "`region` changes nothing of `first` any more, or never did");
    // Both places also where the lower one has taken it out.
    let ran = two_layers("::: remove {of=first}\n:::\n", own)
        .run(&["check", "--organisation", "trust"])
        .exits(1);
    said(&ran, "it is taken out at organisations/region/overrides/sessions/one.md:1");
}

#[test]
fn facts_of_sessions_and_documents_are_changed_too() {
    let document = "---\ntitle: Parking\nform: guidance\n---\n\n# Where\n\nBehind the house.\n";
    let project = with(&[("trust", ""), ("ward", "extends = \"trust\"\n")])
        .file("sources/documents/parking/document.md", document)
        .file(
            "sources/organisations/trust/overrides/documents/parking.md",
            "---\ntitle: Parking at {{organisation.short}}\nsubtitle: And bicycles\n---\n",
        )
        .file(
            "sources/organisations/trust/overrides/sessions/one.md",
            "---\naudience: Ward teams\nroom:\n  - text: The long room\n    when: in-person\n  - text: The short link\n    when: virtual\nduration: 50m\n---\n\n::: change {of=work time=50m}\n:::\n",
        )
        .file(
            "sources/organisations/ward/overrides/sessions/one.md",
            "---\naudience: Ward seven\n---\n",
        );
    let own = model(&project, "trust", "one");
    for words in ["Ward teams", "The long room", "50\u{a0}min"] {
        assert!(own.contains(words), "`{words}` in\n{own}");
    }
    assert!(!own.contains("The short link") && !own.contains("Everyone"), "{own}");
    assert!(model(&project, "ward", "one").contains("Ward seven"));
    let ran = project.run(&["check", "--organisation", "trust"]).exits(0);
    said(&ran, "it is not noted what `front/audience` was when this was written");
    project.run(&["accept", "trust"]).exits(0);
    project.run(&["check", "--organisation", "trust", "--deny", "warnings"]).exits(0);
    project.edit("sources/documents/parking/document.md", "title: Parking", "title: Cars");
    let ran = project.run(&["check", "--organisation", "trust"]).exits(0);
    said(&ran, "the shared text of `front/title` has changed");
    project.run(&["build", "--organisation", "trust"]).exits(0);
    // What is wrong is shown where it is written.
    project.put(
        "sources/organisations/ward/overrides/sessions/one.md",
        "---\naudience: All\nduration: 3h\n---\n",
    );
    let ran = project.run(&["check", "--organisation", "ward"]).exits(1);
    said(&ran, "organisations/ward/overrides/sessions/one.md:3:11");
    project.put(
        "sources/organisations/ward/overrides/sessions/one.md",
        "---\naudience: All\naudeince: All\n---\n",
    );
    let ran = project.run(&["check", "--organisation", "ward"]).exits(1);
    said(&ran, "bad-front-matter");
    said(&ran, "organisations/ward/overrides/sessions/one.md:3");
}

#[test]
fn when_on_items_rows_paragraphs_and_facts() {
    let text = "::: slide {layout=content}\n## Bring\n\n- Boots {when=\"in-person\"}\n- A laptop\n  and its lead {when=virtual}\n- A pencil\n  - sharp {when=virtual}\n:::\n\n| Where | How |\n| --- | --- |\n| Hall | On foot {when=\"in-person\"} |\n| Screen | By link | {when=virtual}\n\nSaid in the room\nonly. {when=\"in-person and not blended\"}\n\n> Quoted on screen. {when=virtual}\n\n1. First for some {when=system-wide}\n2. Second for some {when=system-wide}\n\n::: only {when=virtual}\n```\njoin the call\n```\n:::\n";
    let front = "duration: 60m\nroom:\n  - text: Round tables\n    when: in-person\n  - A clock\nbefore:\n  - {text: Try the link, when: virtual}\nmaterials:\n  - {id: pens, item: Thick pens, when: in-person}";
    let session = hour(text)
        .replace("duration: 60m", front)
        .replace("type=exercise", "type=exercise resources=pens");
    let project = with(&[
        ("room", ""),
        ("screen", "[delivery]\nmode = \"virtual\"\n"),
        ("both", "[delivery]\nmode = \"blended\"\n"),
    ])
    .file("sources/sessions/one/session.md", session);
    let here = ["Boots", "On foot", "Said in the room only.", "Round tables", "Thick pens"];
    let there =
        ["A laptop and its lead", "sharp", "By link", "Quoted on", "join the", "Try the link"];
    let text = |organisation: &str| model(&project, organisation, "one").replace("\u{a0}", " ");
    let (room, screen, both) = (text("room"), text("screen"), text("both"));
    for words in here {
        assert!(room.contains(words) && !screen.contains(words), "`{words}` in\n{room}\n{screen}");
    }
    for words in there {
        assert!(screen.contains(words) && !room.contains(words), "`{words}` in\n{room}\n{screen}");
        assert!(both.contains(words), "`{words}` in\n{both}");
    }
    for text in [&room, &screen, &both] {
        assert!(text.contains("A clock") && text.contains("A pencil"));
        assert!(!text.contains("when=") && !text.contains("for some"), "{text}");
    }
    assert!(both.contains("Boots") && !both.contains("Said in the room"));
    project.run(&["check", "--all-organisations", "--deny", "warnings"]).exits(0);
}

#[test]
fn what_a_mode_breaks_is_told() {
    let two = |screen: &str| {
        format!(
            "{}\n# Meet {{#meet time=40m type=exercise when=\"not virtual\"}}\n\nIn the hall.\n\n# Meet on screen {{#meet-on-screen time={screen} type=exercise when=virtual}}\n\nOn screen.\n\n# Close {{#close time=20m type=debrief}}\n\n::: say\nGoodbye.\n:::\n",
            super::project::FRONT
        )
    };
    let project = with(&[]).file("sources/sessions/one/session.md", two("40m"));
    for mode in ["in-person", "virtual", "blended"] {
        project.run(&["check", "--mode", mode, "--deny", "warnings"]).exits(0);
    }
    project.run(&["check", "--deny", "warnings"]).exits(0);
    // Each mode has its own sum, and `check` proves all of them.
    project.put("sources/sessions/one/session.md", two("30m"));
    project.run(&["check", "--mode", "in-person"]).exits(0);
    let ran = project.run(&["check", "--mode", "virtual"]).exits(1);
    said(&ran, "the activities take 50\u{a0}min in all, the session 1\u{a0}h");
    let ran = project.run(&["check"]).exits(1);
    said(&ran, "the activities take 50\u{a0}min in all, the session 1\u{a0}h");
    said(&ran, "this is so in the virtual edition");
    project.run(&["build"]).exits(0);
    // A mode in which an activity has nothing left.
    let empty = two("40m").replace("::: say\n", "::: say {when=\"in-person\"}\n");
    project.put("sources/sessions/one/session.md", empty);
    let ran = project.run(&["check"]).exits(0);
    said(&ran, "the activity `Close` has no content");
    said(&ran, "this is so in the virtual edition");
}

#[test]
fn an_audience_and_a_flag_that_is_taken_back() {
    let text = "::: say {when=\"service-users\"}\nWelcome, experts by experience.\n:::\n\n::: say {when=simulation}\nUse the simulator.\n:::\n";
    let project = with(&[
        ("region", "flags = [\"simulation\"]\n[delivery]\naudience = [\"service-users\"]\n"),
        ("trust", "extends = \"region\"\nflags = [\"not simulation\"]\n"),
        ("ward", "extends = \"region\"\n[delivery]\naudience = [\"staff\"]\n"),
        ("odd", "[delivery]\naudience = [\"service-user\"]\n"),
    ])
    .file("sources/sessions/one/session.md", hour(text).as_str());
    let programme = project.path("sources/programme.toml");
    let toml = fs::read_to_string(&programme).expect("a file");
    fs::write(
        &programme,
        format!("{toml}\n[flags]\nsimulation = \"There is one\"\n[audiences]\nstaff = \"Staff\"\nservice-users = \"People who use services\"\n"),
    )
    .expect("written");
    let said_by = |id: &str| model(&project, id, "one");
    let (region, trust, ward) = (said_by("region"), said_by("trust"), said_by("ward"));
    assert!(region.contains("experts by experience") && region.contains("simulator"));
    assert!(trust.contains("experts by experience") && !trust.contains("simulator"));
    assert!(!ward.contains("experts by experience") && ward.contains("simulator"));
    let ran = project.run(&["check", "--organisation", "odd"]).exits(1);
    said(&ran, "unknown audience `service-user`");
    said(&ran, "did you mean `service-users`?");
}

const BRAND: &str = "[organisation]\nname = \"The Trust\"\nshort = \"Trust\"\nlogo = \"mark.svg\"\nlogo-position = \"left\"\nlogo-clear-space = 0.5\nfooter = [\"Registered charity 1000001\", \"1 Quay Street\"]\n[[partner]]\nname = \"The Other Trust\"\nlogo = \"other.svg\"\n[[partner]]\nname = \"A Trust Without a Logo\"\n";

#[test]
fn partners_and_footer_lines_are_on_everything() {
    let letter = "---\ntitle: A letter\nform: letter\n---\n\nDear you,\n\nYours.\n";
    let project = with(&[("trust", BRAND), ("cohort", "extends = \"trust\"\n")])
        .file("sources/documents/letter/document.md", letter)
        .file("sources/organisations/trust/mark.svg", super::picture::SVG)
        .file("sources/organisations/trust/other.svg", super::picture::SVG.replace("40", "60"))
        .file(
            "sources/sessions/one/session.md",
            hour("::: slide {layout=title}\n:::\n\n::: say\nHello.\n:::\n"),
        );
    project.run(&["build", "--all-organisations", "--deny", "warnings"]).exits(0);
    for organisation in ["trust", "cohort"] {
        let part = |path: &str, name: &str| {
            let file = fs::read(project.path(&format!("output/{organisation}/{path}")));
            let bytes = super::project::member(&file.expect("a file"), name);
            String::from_utf8(bytes).expect("XML")
        };
        for path in ["documents/letter.docx", "sessions/01-one/facilitator-guide.docx"] {
            let first = part(path, "word/footer1.xml");
            for words in [
                "In partnership with",
                "descr=\"The Other Trust\"",
                "A Trust Without a Logo",
                "Registered charity 1000001  ·  1 Quay Street",
            ] {
                assert!(first.contains(words), "`{words}` in {path}:\n{first}");
            }
            let later = part(path, "word/footer2.xml");
            assert!(later.contains("Registered charity") && !later.contains("The Other Trust"));
        }
        let title = part("sessions/01-one/slides.pptx", "ppt/slideLayouts/slideLayout1.xml");
        let at = |words: &str| title.find(words).unwrap_or_else(|| panic!("`{words}`:\n{title}"));
        // The own logo stands at the slide's edge, and that is on the left here.
        assert!(at("descr=\"The Trust\"") < at("descr=\"The Other Trust\""));
        at("A Trust Without a Logo");
    }
    // A new picture of a partner is a reason to make them again.
    project.put("sources/organisations/trust/other.svg", super::picture::SVG.replace("40", "50"));
    let ran = project.run(&["build", "--organisation", "trust", "--explain"]).exits(0);
    assert!(ran.out.contains("documents/letter.pdf: typeset"), "{}", ran.out);
}

#[test]
fn brands_that_cannot_be() {
    let project = with(&[(
        "trust",
        "[organisation]\nlogo = \"mark.jpg\"\nlogo-clear-space = 9.0\nlogo-position = \"lefft\"\n[[partner]]\nname = \"\"\nlogo = \"mark.svg\"\n",
    )])
    .file("sources/organisations/trust/mark.svg", super::picture::SVG)
    .file("sources/organisations/trust/mark.jpg", super::picture::photograph(10_000, 6_000));
    let ran = project.run(&["check", "--organisation", "trust"]).exits(1);
    said(&ran, "`organisations/trust/mark.jpg` has 60 megapixels; the limit for a logo is 4");
    said(&ran, "a logo is printed at most 60 mm wide and stands in every file");
    said(&ran, "organisations/trust/organisation.toml:2:9");
    said(&ran, "`logo-clear-space = 9` cannot be kept free around a logo");
    said(&ran, "did you mean `left`?");
    said(&ran, "a partner without a name");
    // Small enough for a picture, too large for what stands in every file.
    project.put("sources/organisations/trust/mark.jpg", super::picture::photograph(4_000, 3_000));
    let ran = project.run(&["check", "--organisation", "trust"]).exits(1);
    said(&ran, "`organisations/trust/mark.jpg` has 12 megapixels; the limit for a logo is 4");
    // Large text needs less contrast than small text, but some.
    let shade = |colour: &str| {
        let text = format!("[brand.colours]\nprimary-dark = \"{colour}\"\n");
        with(&[("trust", &text)]).run(&["check", "--organisation", "trust"])
    };
    said(&shade("#9FC5E8").exits(1), "at least 3:1 is needed; the nearest that passes is #");
    shade("#767BAA").exits(0);
}

#[test]
fn a_cohort_fills_what_is_known_of_it() {
    let text = "::: slide {layout=content}\n## On {{session.date}}\n\nWith {{cohort.facilitators}}, {{cohort.dates}}: [join us]({{cohort.link}}).\n:::\n";
    let session =
        hour(text).replace("type=exercise", "type=exercise lead=\"Facilitators A and B\"");
    let names = "[cohort]\nfacilitators = [\"Ana Pell\", \"Bo Quist\"]\nlink = \"https://meet.example.org/x\"\nparticipants = \"people.csv\"\n";
    let project = with(&[
        ("trust", ""),
        (
            "list",
            &format!("extends = \"trust\"\n{names}dates = [\"2027-01-12\", \"2027-03-02\"]\n"),
        ),
        (
            "by-id",
            &format!("{names}[cohort.dates]\none = \"2027-02-09\"\ntwo = \"some day in May\"\n"),
        ),
        ("one-name", "[cohort]\nfacilitators = [\"Ana Pell\"]\n"),
    ])
    .file("sources/organisations/list/people.csv", "name,role,team,email\nOona Prideaux,District nurse,Quayside district nursing,oona.prideaux@harbour.example.org\n")
    .file("sources/organisations/by-id/people.csv", "name,role,team,email\nOona Prideaux,District nurse,Quayside district nursing,oona.prideaux@harbour.example.org\n")
    .file("sources/sessions/one/session.md", session);
    let text = |id: &str| model(&project, id, "one").replace("\u{a0}", " ");
    let open = text("trust");
    for words in ["On [date]", "[facilitators]", "[dates]", "join us", "Facilitators A and B"] {
        assert!(open.contains(words), "`{words}` in\n{open}");
    }
    assert!(!open.contains("\"href\": \"[link]"), "no link to nowhere:\n{open}");
    let list = text("list");
    for words in [
        "Tuesday 12 January 2027",
        "Tuesday 12 January 2027 to Tuesday 2 March 2027",
        "Ana Pell and Bo Quist",
        "https://meet.example.org/x",
    ] {
        assert!(list.contains(words), "`{words}` in\n{list}");
    }
    assert!(!list.contains("Facilitators A and B"), "{list}");
    assert!(text("by-id").contains("Tuesday 9 February 2027"));
    assert!(text("one-name").contains("Facilitators A and B"), "nobody is B");
    project.run(&["check", "--all-organisations"]).exits(0);
    let bad = with(&[
        (
            "trust",
            "[cohort]\nlink = \"meet.example.org\"\n[cohort.dates]\none = \"2027-02-30\"\nthree = \"2027-02-01\"\n",
        ),
        ("few", "[cohort]\ndates = [\"2027-02-01\"]\n"),
        ("odd", "[cohort]\ndates = 2027\n"),
    ]);
    let ran = bad.run(&["check", "--organisation", "trust"]).exits(1);
    said(&ran, "`2027-02-30` is not a day of the calendar");
    said(&ran, "`meet.example.org` is not a full address");
    said(&ran, "there is no session `three`");
    said(&bad.run(&["check", "--organisation", "few"]).exits(1), "1 dates for 2 sessions");
    said(&bad.run(&["check", "--organisation", "odd"]).exits(1), "`dates` are words");
}

#[test]
fn terms_have_forms_and_the_right_article() {
    let forms = "{{a coach}}, {{A coach}}, {{coach.plural.capital}}, {{coach.capital}}";
    let text = format!("::: slide {{layout=content}}\n## Forms\n\n{forms}\n:::\n");
    let term = |word: &str, article: &str| {
        format!("[terms.coach]\nsingular = \"{word}\"\nplural = \"{word}s\"\n{article}")
    };
    let cases = [
        ("improver", "", "an improver, An improver, Improvers, Improver"),
        ("unit lead", "", "a unit lead, A unit lead, Unit leads, Unit lead"),
        ("hourly coach", "", "an hourly coach, An hourly coach, Hourly coachs, Hourly coach"),
        ("MDT coach", "", "an MDT coach, An MDT coach, MDT coachs, MDT coach"),
        (
            "one-to-one coach",
            "",
            "a one-to-one coach, A one-to-one coach, One-to-one coachs, One-to-one coach",
        ),
        (
            "hotel host",
            "article = \"an\"\n",
            "an hotel host, An hotel host, Hotel hosts, Hotel host",
        ),
    ];
    for (word, article, expected) in cases {
        let project = with(&[("trust", &term(word, article))])
            .file("sources/sessions/one/session.md", hour(&text));
        let own = model(&project, "trust", "one").replace('\u{a0}', " ");
        assert!(own.contains(expected), "`{expected}` in\n{own}");
    }
    let project = with(&[("trust", "")])
        .file("sources/sessions/one/session.md", hour("For {{a coahc}}.\n\n{{coach.plurral}}\n"));
    let ran = project.run(&["check", "--organisation", "trust"]).exits(1);
    said(&ran, "unknown variable or term");
}

#[test]
fn layouts_and_fonts_of_an_organisation_are_its_own() {
    let project = with(&[
        ("plain", ""),
        ("own", "[brand.fonts]\ntext = [\"Liberation Sans\"]\ndisplay = [\"Liberation Sans\"]\n"),
        ("cohort", "extends = \"own\"\n"),
    ]);
    project.run(&["build", "--organisation", "plain"]).exits(0);
    let before = super::project::files(&project.path("output/plain"));
    let font = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let fonts = super::project::files(&font);
    let bytes = fonts.iter().find(|(name, _)| name.ends_with("LiberationSans-Regular.ttf"));
    project.put("sources/organisations/own/fonts/Ours.ttf", bytes.expect("a font").1);
    project.put(
        "sources/organisations/own/layouts/words.en.toml",
        "guide = \"Handbook of the day\"\n",
    );
    project.run(&["build", "--all-organisations"]).exits(0);
    assert!(super::project::files(&project.path("output/plain")) == before, "nobody else's");
    for id in ["own", "cohort"] {
        assert!(model(&project, id, "one").contains("Handbook of the day"), "{id}");
    }
}

#[test]
fn a_brand_font_without_welsh_letters_is_named_once() {
    let project = with(&[(
        "bwrdd",
        "[delivery]\nlanguage = \"cy\"\n[brand.fonts]\ndisplay = [\"Laboration Sans\", \"Source Sans 3\"]\n",
    )]);
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/liberation-sans");
    let mut font = fs::read(folder.join("LiberationSans-Regular.ttf")).expect("a font");
    // Under a name of its own: packwright brings the whole one.
    let wide = |name: &str| -> Vec<u8> { name.bytes().flat_map(|byte| [0, byte]).collect() };
    let narrow = |name: &str| name.as_bytes().to_vec();
    let (old, new) = ("Liberation", "Laboration");
    for (from, to) in [(wide(old), wide(new)), (narrow(old), narrow(new))] {
        while let Some(at) = font.windows(from.len()).position(|bytes| bytes == from) {
            font[at..at + to.len()].copy_from_slice(&to);
        }
    }
    let check = |font: &[u8]| {
        project.put("sources/organisations/bwrdd/fonts/Ours.ttf", font);
        project.run(&["check", "--organisation", "bwrdd"])
    };
    assert!(!check(&font).err.contains("font-lacks"));
    // Its table of characters (OpenType, cmap format 4) ends the stretch with ŵ and ŷ before them.
    let ends = [0x03, 0x6f, 0x03, 0x75, 0x03, 0x7e];
    let at = font.windows(ends.len()).position(|bytes| bytes == ends).expect("its stretches");
    font[at..at + 2].copy_from_slice(&[0x01, 0x73]);
    let ran = check(&font);
    said(&ran, "`Laboration Sans` lacks letters that the language `cy` is written with: `ŵ`, `ŷ`");
    said(&ran, "organisations/bwrdd/organisation.toml:4:13");
    assert_eq!(ran.err.matches("font-lacks").count(), 1, "{}", ran.err);
}

#[test]
fn the_first_day_and_its_hours_are_known_with_the_dates() {
    let text = "::: slide {layout=content}\n## Come\n\n{{cohort.first-day}}, {{cohort.first-start}} to {{cohort.first-end}}. With {{cohort.facilitators}}.\n:::\n";
    let project = with(&[
        ("open", ""),
        ("known", "[cohort.dates]\ntwo = \"2027-03-09\"\none = \"2027-02-09\"\n"),
        ("late", "sessions = [\"two\", \"one\"]\n[delivery]\nstart = \"17:15\"\n[cohort]\ndates = [\"2027-02-09\", \"2027-03-09\"]\n"),
    ])
    .file("sources/documents/register/document.md", "---\ntitle: Register\nform: register\n---\n\nTick.\n")
    .file("sources/sessions/one/session.md", hour(text));
    let said = |id: &str| model(&project, id, "one").replace('\u{a0}', " ");
    let line = |text: &str| text.replace("\",\n", "");
    assert!(said("open").contains("[day and date]") && said("open").contains("[start]"));
    for (id, day, start, end) in [
        ("known", "Tuesday 9 February 2027", "09:30", "10:30"),
        ("late", "Tuesday 9 February 2027", "17:15", "18:15"),
    ] {
        let own = line(&said(id));
        for words in [day, start, end] {
            assert!(own.contains(words), "`{words}` in\n{own}");
        }
    }
    let register = |id: &str| {
        let ran = project.run(&["model", "--document", "register", "--organisation", id]).exits(0);
        ran.out.replace('\u{a0}', " ")
    };
    assert!(
        register("known").contains("1 An hour, Tuesday 9 February 2027"),
        "{}",
        register("known")
    );
    assert!(register("open").contains("1 An hour · 2 An hour"), "{}", register("open"));
    // Reminders are words of the edition's language.
    let ran =
        project.run(&["model", "--session", "one", "--organisation", "open", "--language", "cy"]);
    let ran = ran.exits(0);
    assert!(ran.out.contains("[hwyluswyr]") || ran.out.contains("[facilitators]"), "{}", ran.out);
}
