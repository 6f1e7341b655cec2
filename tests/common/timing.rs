//! Whether two samples of durations can be told apart.

use std::time::Duration;

/// The two-sided p-value of the Mann-Whitney U test, by its normal approximation, which is close from 20 values on.
pub fn p_value(one: &[Duration], other: &[Duration]) -> f64 {
    let mut all: Vec<_> = one.iter().map(|time| (time, true)).chain(other.iter().map(|time| (time, false))).collect();
    all.sort();
    let (mut rank, mut ranks_of_one, mut ties) = (0.0, 0.0, 0.0);
    for equal in all.chunk_by(|a, b| a.0 == b.0) {
        let count = equal.len() as f64;
        // Equal values share the mean of their ranks.
        ranks_of_one += equal.iter().filter(|(_, is_one)| *is_one).count() as f64 * (rank + (count + 1.0) / 2.0);
        ties += count.powi(3) - count;
        rank += count;
    }
    let (n, m) = (one.len() as f64, other.len() as f64);
    let u = ranks_of_one - n * (n + 1.0) / 2.0;
    let deviation = (n * m / 12.0 * (rank + 1.0 - ties / (rank * (rank - 1.0)))).sqrt();
    complementary_error((u - n * m / 2.0).abs() / deviation / std::f64::consts::SQRT_2)
}

/// Abramowitz and Stegun, 7.1.26, right to 1.5e-7.
fn complementary_error(x: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.327_591_1 * x);
    let series = [1.061_405_429, -1.453_152_027, 1.421_413_741, -0.284_496_736, 0.254_829_592];
    series.iter().fold(0.0, |sum, factor| (sum + factor) * t) * (-x * x).exp()
}

pub fn median(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort();
    times[times.len() / 2]
}
