//! Words that the drawings print themselves.

/// The words, by where they stand.
pub(super) struct Labels {
    /// Headings of a driver diagram's columns, left to right.
    pub driver_columns: [&'static str; 4],
    /// The steps of a PDSA cycle, clockwise from top left.
    pub pdsa: [&'static str; 4],
    /// Along a ramp of cycles.
    pub learning: &'static str,
    /// Names the cycles of a ramp that have no label; a number follows.
    pub cycle: &'static str,
    /// The branch of a decision that goes on, unless the author says otherwise.
    pub yes: &'static str,
    /// The other one.
    pub no: &'static str,
    /// The dashed line of a run chart.
    pub median: &'static str,
    /// Its target line.
    pub goal: &'static str,
    /// Upward axis of a stakeholder grid.
    pub power: &'static str,
    /// Its axis to the right.
    pub interest: &'static str,
    /// Its quadrants: top left, top right, bottom left, bottom right.
    pub quadrants: [&'static str; 4],
}

// English for now: the words of the edition's language replace them.
pub(super) const LABELS: Labels = Labels {
    driver_columns: ["Aim", "Primary drivers", "Secondary drivers", "Change ideas"],
    pdsa: ["Plan", "Do", "Study", "Act"],
    learning: "Learning",
    cycle: "Cycle",
    yes: "yes",
    no: "no",
    median: "Median",
    goal: "Goal",
    power: "Power",
    interest: "Interest",
    quadrants: ["Keep satisfied", "Work closely", "Keep in touch", "Keep informed"],
};
