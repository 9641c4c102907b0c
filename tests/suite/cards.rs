//! Cards to cut out: pages fill, backs are mirrored behind their cards, and Word's rows are equally high.

use super::project::{Project, hour, member};
use packwright::pack::{self, Asked};
use packwright::part::{Body, GroupRole, Part, plain_parts};
use packwright::plan::Choice;

/// A worksheet of so many cards, four on a page.
fn deck(count: usize, back: &str) -> Project {
    let cards: String = (1..=count).map(|n| format!("### Card {n}\nWhat is on it?\n\n")).collect();
    let sheet = format!(
        ":::: worksheet {{#deck title=\"A deck\" name-date=false}}\n::: cards {{down=2 {back}}}\n{cards}:::\n::::"
    );
    Project::of(&hour(&sheet))
}

/// The sheets of cards of the first worksheet: backs or not, and what stands at each place.
fn sheets(project: &Project) -> Vec<(bool, Vec<String>)> {
    let mut findings = Default::default();
    let (_, prepared) = pack::prepare(&project.world(), &Asked::default(), &mut findings);
    let documents: Vec<_> = prepared.expect("a programme").all(&Choice::default()).collect();
    let sheet = documents.iter().find_map(|it| it.worksheets.first()).expect("a worksheet");
    let said = |place: &Part| plain_parts(std::slice::from_ref(place)).join(" ");
    let of = |part: &Part| match &part.body {
        Body::Group { role: GroupRole::CardSheet { back, .. }, children } => {
            Some((*back, children.iter().map(said).collect()))
        }
        _ => None,
    };
    sheet.parts.iter().filter_map(of).collect()
}

#[test]
fn backs_are_mirrored_behind_their_cards() {
    let project = deck(7, "back=\"Ours\"");
    let sheets = sheets(&project);
    let backs: Vec<bool> = sheets.iter().map(|sheet| sheet.0).collect();
    assert_eq!(backs, [false, true, false, true]);
    assert_eq!(
        sheets[2].1[..3],
        ["Card 5 What is on it?", "Card 6 What is on it?", "Card 7 What is on it?"]
    );
    assert_eq!(sheets[2].1[3], "");
    // The seventh card is at the left of its row, so its back is at the right.
    assert_eq!(sheets[3].1, ["Ours", "Ours", "", "Ours"]);
}

#[test]
fn cards_fill_their_pages_and_no_more() {
    for (count, back, pages) in
        [(4, "", 1), (5, "", 2), (4, "back=\"Ours\"", 2), (9, "back=\"Ours\"", 6)]
    {
        let built = deck(count, back).build().clean();
        let made = built.documents.iter().find(|made| made.path.ends_with("deck.pdf"));
        assert_eq!(made.map(|made| made.pages), Some(pages), "{count} cards {back}");
    }
}

#[test]
fn cards_behind_another_page_begin_a_leaf() {
    let project = deck(2, "back=\"Ours\"");
    project.edit("sources/sessions/one/session.md", "::: cards", "Read this first.\n\n::: cards");
    let built = project.build().clean();
    let made = built.documents.iter().find(|made| made.path.ends_with("deck.pdf"));
    // The words, an empty back, the cards, their backs.
    assert_eq!(made.map(|made| made.pages), Some(4));
}

#[test]
fn rows_of_word_are_equally_high() {
    let project = deck(5, "back=\"Ours\"");
    project.build().clean();
    let file = std::fs::read(project.output("worksheets/deck.docx")).expect("a Word file");
    let text = String::from_utf8(member(&file, "word/document.xml")).expect("UTF-8");
    let heights: Vec<&str> =
        text.split("<w:trHeight ").skip(1).map(|it| it.split("/>").next().unwrap_or("")).collect();
    assert_eq!(heights.len(), 8, "two sheets and two of backs, of two rows each");
    assert!(heights.iter().all(|it| *it == heights[0] && it.contains("\"exact\"")), "{heights:?}");
    assert_eq!(text.matches("<w:pStyle w:val=\"CardLabel\"/>").count(), 5);
}

#[test]
fn a_card_may_be_one_word_or_hold_a_field() {
    let sheet = ":::: worksheet {#deck title=\"A deck\"}\n::: cards\n### Courage\n### Thank you\n\n::: lines {#for label=\"For…\" rows=fill}\n:::\n:::\n::::";
    let project = Project::of(&hour(
        &sheet
            .replace("::: cards", ":::: cards")
            .replace(":::\n:::\n::::", ":::\n::::\n:::::")
            .replace(":::: worksheet", "::::: worksheet"),
    ));
    project.build().clean();
    let without = ":::: worksheet {#deck title=\"A deck\" name-date=false}\nSay it.\n::::";
    let built = Project::of(&hour(without)).build().clean();
    assert!(!built.documents.is_empty());
}
