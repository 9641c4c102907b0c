//! Items to piles of paper: what lies on each other when the printer is done.

use super::People;
use super::item::{Item, Recipient};
use serde::Serialize;

/// The two decisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// A pile for each item, behind a divider, in the order of use.
    HandOut,
    /// A set for each person, pair or group, on both sides throughout, without dividers.
    Fewest,
}

impl Order {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Order::HandOut => Order::Fewest,
            Order::Fewest => Order::HandOut,
        }
    }
}

/// A page: which of the items, and which of its pages.
pub type PageOf = (usize, usize);

/// A sheet: its front and its back.
pub type Leaf = (PageOf, Option<PageOf>);

/// Copies of the same sheets.
pub struct Pile {
    /// Which items are in it.
    pub items: Vec<usize>,
    /// Who gets a copy.
    pub recipient: Recipient,
    /// How many copies, and how many of them are spare.
    pub copies: (u32, u32),
    /// The sheets of a copy.
    pub leaves: Vec<Leaf>,
}

/// The piles of an order.
pub fn piles(items: &[Item], people: People, order: Order, one_sided: bool) -> Vec<Pile> {
    let mut piles: Vec<Pile> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let joins = |pile: &&mut Pile| {
            let first = &items[pile.items[0]];
            order == Order::Fewest
                && pile.recipient == item.recipient
                && first.paper() == item.paper()
                && !first.cut
                && !item.cut
                && !first.loose
                && !item.loose
        };
        match piles.iter_mut().find(joins) {
            Some(pile) => pile.items.push(at),
            None => piles.push(Pile {
                items: vec![at],
                recipient: item.recipient,
                copies: item.copies(people),
                leaves: Vec::new(),
            }),
        }
    }
    for pile in &mut piles {
        let mut pages: Vec<PageOf> = Vec::new();
        for at in &pile.items {
            pages.extend((0..items[*at].source.pages.len()).map(|page| (*at, page)));
        }
        // A set has both sides; an item by itself what it is made for.
        let duplex = !one_sided && (pile.items.len() > 1 || items[pile.items[0]].duplex);
        pile.leaves = pages
            .chunks(if duplex { 2 } else { 1 })
            .map(|sides| (sides[0], sides.get(1).copied()))
            .collect();
    }
    piles
}
