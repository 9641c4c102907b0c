//! Round numbers for an axis, and where its labels have room.

/// A scale between two round numbers.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    /// Value at the bottom.
    pub low: f64,
    /// Value at the top.
    pub high: f64,
    /// Between two ticks.
    pub step: f64,
}

impl Scale {
    /// A scale that holds the values with at most so many steps. It begins at nought unless that
    /// would press the data into its upper half.
    pub fn around(low: f64, high: f64, steps: usize) -> Self {
        let low = if low >= 0.0 && low < high * 0.6 { 0.0 } else { low };
        let span = if high > low { high - low } else { low.abs().max(1.0) };
        let steps = steps.max(2) as f64;
        let mut step = round_up(span / steps);
        loop {
            let bottom = (low / step).floor() * step;
            let top = ((high / step).ceil() * step).max(bottom + step);
            // Rounding at both ends may have added steps: then the next larger step it is.
            if (top - bottom) / step <= steps + 0.5 {
                return Self { low: bottom, high: top, step };
            }
            step = round_up(step * 1.01);
        }
    }

    /// The ticks, from the bottom.
    pub fn ticks(&self) -> Vec<f64> {
        let count = ((self.high - self.low) / self.step).round() as usize;
        (0..=count).map(|index| self.low + index as f64 * self.step).collect()
    }

    /// Share of the height at which a value stands.
    pub fn place(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// The next number of the series 1, 2, 5, 10, 20 …
fn round_up(value: f64) -> f64 {
    let power = 10f64.powi(value.log10().floor() as i32);
    [1.0, 2.0, 5.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= value * 0.999_999)
        .unwrap_or(10.0 * power)
}

/// Which of so many labels of this width stand at a pitch without touching: all whole numbers
/// that the result divides, or every so many labels.
pub(super) fn label_every(widest: f64, pitch: f64) -> usize {
    let least = widest / pitch.max(0.01);
    let rounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
    rounds.into_iter().find(|every| *every as f64 >= least).unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_the_data() {
        let scale = Scale::around(25.0, 52.0, 7);
        assert_eq!((scale.low, scale.high, scale.step), (0.0, 60.0, 10.0));
        let scale = Scale::around(96.2, 99.7, 5);
        assert_eq!((scale.low, scale.high, scale.step), (96.0, 100.0, 1.0));
        let flat = Scale::around(0.0, 0.0, 5);
        assert!(flat.high > flat.low);
        let deep = Scale::around(-7.0, -7.0, 5);
        assert!(deep.low <= -7.0 && deep.high >= -7.0);
    }
}
