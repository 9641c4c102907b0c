//! Where the rows of tables to fill in end: marks that the layout leaves at the foot of each cell.

use std::collections::BTreeMap;
use typst::foundations::{Label, Value};
use typst::introspection::{MetadataElem, Tag};
use typst::layout::{Frame, FrameItem, Point, Transform};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

/// Where a field ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    /// Number of the page, from 1.
    pub page: usize,
    /// In points from the foot of the page.
    pub bottom: f32,
}

/// The ends by the names of the fields.
pub fn ends(document: &PagedDocument) -> BTreeMap<String, End> {
    let label = Label::new(PicoStr::intern("field-end")).expect("a constant label");
    let mut ends = BTreeMap::new();
    for (index, page) in document.pages().iter().enumerate() {
        let height = page.frame.height().to_pt();
        walk(&page.frame, Transform::identity(), label, &mut |name, at| {
            let bottom = (height - at.y.to_pt()) as f32;
            ends.insert(name, End { page: index + 1, bottom });
        });
    }
    ends
}

fn walk(frame: &Frame, at: Transform, label: Label, found: &mut dyn FnMut(String, Point)) {
    for (point, item) in frame.items() {
        let here = at.pre_concat(Transform::translate(point.x, point.y));
        match item {
            FrameItem::Group(group) => {
                walk(&group.frame, here.pre_concat(group.transform), label, found);
            }
            FrameItem::Tag(Tag::Start(element, _)) => {
                if let Some(mark) = element.to_packed::<MetadataElem>()
                    && element.label() == Some(label)
                    && let Value::Str(name) = &mark.value
                {
                    found(name.to_string(), Point::zero().transform(here));
                }
            }
            FrameItem::Text(_)
            | FrameItem::Shape(..)
            | FrameItem::Image(..)
            | FrameItem::Link(..)
            | FrameItem::Tag(_) => {}
        }
    }
}
