//! The drawn tools of quality improvement.
//!
//! Each is written as a list that stays readable in the source, and lowers itself into a
//! [`Drawing`]: boxes, lines, arrows and text with coordinates in points. What cannot be drawn is
//! reported at its place in the source; nothing is left out in silence.

mod driver_diagram;
mod fishbone;
mod look;
mod measure;
mod outline;
mod pdsa_cycle;
mod process_map;
mod rect;
mod run_chart;
mod scene;
mod stakeholder_grid;
mod timeline;

#[cfg(test)]
mod tests;

use self::driver_diagram::DriverDiagram;
use self::fishbone::Fishbone;
use self::outline::Facts;
use self::pdsa_cycle::PdsaCycle;
use self::process_map::ProcessMap;
use self::run_chart::RunChart;
use self::stakeholder_grid::StakeholderGrid;
use self::timeline::Timeline;
use super::Context;
use crate::part::{Direction, Drawing};
use crate::syntax::Container;

/// The space a drawing is made for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Canvas {
    /// Width in points; the drawing fills it.
    pub width: f64,
    /// Greatest height in points. A drawing to write in fills it, another takes what it needs.
    pub height: f64,
    /// Size of its text in points; never set smaller.
    pub text: f64,
}

/// From this size on, in points, text is read across a room: it may use the room there is.
const SCREEN_TEXT: f64 = 14.0;

/// How much larger screen text may become, the largest first.
const LARGER: [f64; 5] = [1.6, 1.45, 1.3, 1.2, 1.1];

impl Canvas {
    /// The largest drawing that fits. On paper, text keeps its size and the drawing stays small.
    fn fit(&self, draw: impl Fn(&Canvas) -> Drawing) -> Drawing {
        if self.text >= SCREEN_TEXT {
            for factor in LARGER {
                let drawing = draw(&Canvas { text: self.text * factor, ..*self });
                if drawing.height <= self.height {
                    return drawing;
                }
            }
        }
        draw(self)
    }
}

/// A drawn tool, checked and ready to be drawn at any size.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // each is described in its file
pub enum Tool {
    DriverDiagram(DriverDiagram),
    Fishbone(Fishbone),
    ProcessMap(ProcessMap),
    PdsaCycle(PdsaCycle),
    RunChart(RunChart),
    StakeholderGrid(StakeholderGrid),
    Timeline(Timeline),
}

impl Tool {
    /// The names of the containers.
    pub const NAMES: &'static [&'static str] = &[
        "driver-diagram",
        "fishbone",
        "process-map",
        "pdsa-cycle",
        "run-chart",
        "stakeholder-grid",
        "timeline",
    ];

    /// Reads a container; `None` when its name is not a tool's, or when nothing can be drawn from
    /// it, which has been reported then.
    pub fn parse(container: &Container, cx: &mut Context) -> Option<Tool> {
        match container.name.as_str() {
            "driver-diagram" => DriverDiagram::parse(container, cx).map(Tool::DriverDiagram),
            "fishbone" => Fishbone::parse(container, cx).map(Tool::Fishbone),
            "process-map" => ProcessMap::parse(container, cx).map(Tool::ProcessMap),
            "pdsa-cycle" => PdsaCycle::parse(container, cx).map(Tool::PdsaCycle),
            "run-chart" => RunChart::parse(container, cx).map(Tool::RunChart),
            "stakeholder-grid" => {
                Some(Tool::StakeholderGrid(StakeholderGrid::parse(container, cx)))
            }
            "timeline" => Timeline::parse(container, cx).map(Tool::Timeline),
            _ => None,
        }
    }

    fn facts(&self) -> &Facts {
        match self {
            Tool::DriverDiagram(tool) => &tool.facts,
            Tool::Fishbone(tool) => &tool.facts,
            Tool::ProcessMap(tool) => &tool.facts,
            Tool::PdsaCycle(tool) => &tool.facts,
            Tool::RunChart(tool) => &tool.facts,
            Tool::StakeholderGrid(tool) => &tool.facts,
            Tool::Timeline(tool) => &tool.facts,
        }
    }

    /// Its id; empty when the author gave none.
    pub fn id(&self) -> &str {
        &self.facts().id
    }

    /// Its title; may be empty.
    pub fn caption(&self) -> &str {
        &self.facts().title
    }

    /// What it says, for those who do not see it: the author's `alt`, or made from the content.
    pub fn describe(&self) -> String {
        if !self.facts().alt.is_empty() {
            return self.facts().alt.clone();
        }
        match self {
            Tool::DriverDiagram(tool) => tool.describe(),
            Tool::Fishbone(tool) => tool.describe(),
            Tool::ProcessMap(tool) => tool.describe(),
            Tool::PdsaCycle(tool) => tool.describe(),
            Tool::RunChart(tool) => tool.describe(),
            Tool::StakeholderGrid(tool) => tool.describe(),
            Tool::Timeline(tool) => tool.describe(),
        }
    }

    /// Is any of it to be written in by hand? Then it fills its canvas.
    pub fn is_blank(&self) -> bool {
        match self {
            Tool::DriverDiagram(tool) => tool.is_blank(),
            Tool::Fishbone(tool) => tool.is_blank(),
            Tool::ProcessMap(tool) => tool.is_blank(),
            Tool::PdsaCycle(tool) => tool.is_blank(),
            Tool::RunChart(tool) => tool.is_blank(),
            Tool::StakeholderGrid(tool) => tool.is_blank(),
            Tool::Timeline(tool) => tool.is_blank(),
        }
    }

    /// Does it lead along the lines of text? Then it is mirrored where those run from right to left.
    ///
    /// A chart is not: its axes are those of the screen and the spreadsheet that its data come from, which
    /// count to the right in Arabic, too. Nor is a cycle, which turns as a clock does.
    fn follows_lines(&self) -> bool {
        match self {
            Tool::DriverDiagram(_)
            | Tool::Fishbone(_)
            | Tool::ProcessMap(_)
            | Tool::Timeline(_) => true,
            Tool::PdsaCycle(_) | Tool::RunChart(_) | Tool::StakeholderGrid(_) => false,
        }
    }

    /// Draws it for text of a direction.
    pub fn lower(&self, canvas: &Canvas, direction: Direction) -> Drawing {
        let drawing = self.draw(canvas);
        match direction {
            Direction::RightToLeft if self.follows_lines() => drawing.mirrored(),
            Direction::RightToLeft | Direction::LeftToRight => drawing,
        }
    }

    /// Draws it from left to right. What needs more than the canvas is drawn taller: text is never made smaller.
    fn draw(&self, canvas: &Canvas) -> Drawing {
        match self {
            Tool::DriverDiagram(tool) => canvas.fit(|canvas| tool.lower(canvas)),
            Tool::Fishbone(tool) => canvas.fit(|canvas| tool.lower(canvas)),
            Tool::ProcessMap(tool) => canvas.fit(|canvas| tool.lower(canvas)),
            Tool::PdsaCycle(tool) => canvas.fit(|canvas| tool.lower(canvas)),
            // A chart gives its room to the data, not to larger words.
            Tool::RunChart(tool) => tool.lower(canvas),
            Tool::StakeholderGrid(tool) => tool.lower(canvas),
            Tool::Timeline(tool) => canvas.fit(|canvas| tool.lower(canvas)),
        }
    }
}
