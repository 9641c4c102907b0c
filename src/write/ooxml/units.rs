//! Lengths of Office Open XML from points.

/// English Metric Units, 12,700 to the point (ECMA-376 part 1, 20.1.2.1).
pub fn emu(points: f64) -> i64 {
    (points * 12_700.0).round() as i64
}

/// Twentieths of a point (ECMA-376 part 1, 17.18.81 `ST_TwipsMeasure`).
pub fn twips(points: f64) -> i64 {
    (points * 20.0).round() as i64
}

/// Half points, the unit of type sizes in Word (ECMA-376 part 1, 17.3.2.38 `sz`).
pub fn half_points(points: f64) -> i64 {
    (points * 2.0).round() as i64
}
