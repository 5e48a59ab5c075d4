//! Running a program and asking the system what it has cost.

use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use wait4::Wait4;

use crate::run::shown;

/// What a run has cost.
#[derive(Clone, Copy)]
pub(super) struct Figures {
    /// By the clock on the wall.
    pub(super) seconds: f64,
    /// Of all cores together.
    pub(super) cpu: f64,
    /// Millions of bytes: the most that was in memory at one time.
    pub(super) megabytes: f64,
}

/// Runs a program to its end; what it prints is dropped, its errors are shown.
pub(super) fn run(command: &mut Command) -> Result<Figures> {
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot run `{}`", shown(command)))?;
    let used = child.wait4().context("cannot wait for the program")?;
    let seconds = start.elapsed().as_secs_f64();
    ensure!(used.status.success(), "`{}` failed ({})", shown(command), used.status);
    let cpu = (used.rusage.utime + used.rusage.stime).as_secs_f64();
    Ok(Figures { seconds, cpu, megabytes: used.rusage.maxrss as f64 / 1e6 })
}

/// The median of each figure by itself.
pub(super) fn median(figures: Vec<Figures>) -> Figures {
    let middle = |of: fn(&Figures) -> f64| middle(figures.iter().map(of));
    Figures { seconds: middle(|f| f.seconds), cpu: middle(|f| f.cpu), megabytes: middle(|f| f.megabytes) }
}

/// The median of some numbers, the upper one of two; not a number if there are none.
pub(crate) fn middle(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = numbers.collect();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slow_run_does_not_count() {
        let figures = [1.0, 9.0, 2.0].map(|seconds| Figures { seconds, cpu: seconds, megabytes: 1.0 });
        assert!((median(figures.to_vec()).seconds - 2.0).abs() < f64::EPSILON);
    }
}
