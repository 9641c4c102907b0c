//! Slides in miniature are the deck's own finished pages: a handout or guide leaves a marked place
//! for each, and the page is put there after typesetting. So a miniature is never laid out again and
//! can never differ from its slide.
//!
//! The layouts mark a place with `metadata(number) <slide-miniature>` in a clipped box of the
//! slide's size. Under plain Typst they set the slide there instead.

use typst::foundations::{Label, Value};
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Frame, FrameItem, GroupItem, Point};
use typst::utils::PicoStr;
use typst_layout::{Page, PagedDocument};

/// The pages of a deck as pictures of themselves: without tags, for the figure around a miniature
/// carries its alternative text, and without links.
pub fn pictures(deck: &PagedDocument) -> Vec<Frame> {
    let picture = |page: &Page| {
        let mut frame = page.frame.clone();
        strip(&mut frame);
        frame
    };
    deck.pages().iter().map(picture).collect()
}

fn strip(frame: &mut Frame) {
    frame.retain(|item| match item {
        FrameItem::Group(group) => {
            group.label = None;
            group.parent = None;
            strip(&mut group.frame);
            true
        }
        FrameItem::Text(_) | FrameItem::Shape(..) | FrameItem::Image(..) => true,
        FrameItem::Link(..) | FrameItem::Tag(_) => false,
    });
}

/// Puts the pictures into the marked places of a document's pages.
pub fn fill(pages: &mut [Page], pictures: &[Frame]) {
    for page in pages {
        if marked(&page.frame) {
            fill_frame(&mut page.frame, pictures);
        }
    }
}

fn fill_frame(frame: &mut Frame, pictures: &[Frame]) {
    frame.retain(|item| {
        if let FrameItem::Group(group) = item {
            match here(&group.frame).and_then(|number| pictures.get(number.checked_sub(1)?)) {
                Some(picture) => {
                    group
                        .frame
                        .push(Point::zero(), FrameItem::Group(GroupItem::new(picture.clone())));
                }
                None if marked(&group.frame) => fill_frame(&mut group.frame, pictures),
                None => {}
            }
        }
        true
    });
}

/// The number of the slide whose place this frame is.
fn here(frame: &Frame) -> Option<usize> {
    frame.items().find_map(|(_, item)| match item {
        FrameItem::Tag(Tag::Start(element, _)) => {
            let mark = element.to_packed::<MetadataElem>()?;
            let label = Label::new(PicoStr::intern("slide-miniature"))?;
            match &mark.value {
                Value::Int(number) if element.label() == Some(label) => {
                    usize::try_from(*number).ok()
                }
                _ => None,
            }
        }
        _ => None,
    })
}

fn marked(frame: &Frame) -> bool {
    let within = |item: &FrameItem| matches!(item, FrameItem::Group(group) if marked(&group.frame));
    here(frame).is_some() || frame.items().any(|(_, item)| within(item))
}
