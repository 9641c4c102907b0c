//! What a process costs: CPU time of children that have ended, and the peak of resident memory, as
//! Linux tells them in `/proc`.

use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// What some work took.
#[derive(Clone, Copy, Default)]
pub struct Cost {
    /// Seconds of CPU time, user and system.
    pub cpu: f64,
    /// Seconds on the clock.
    pub wall: f64,
    /// Largest resident memory of the work's children, in MB.
    pub peak_mb: f64,
}

/// Runs commands, so many at once, and says what they cost together.
pub fn cost(commands: &mut [Command], at_once: usize) -> Cost {
    let (start, before) = (Instant::now(), children_cpu());
    let waiting = Mutex::new(commands.iter_mut());
    let peak_kb = AtomicU64::new(0);
    let worker = || {
        loop {
            let next = waiting.lock().expect("no thread panicked").next();
            let Some(command) = next else { return };
            peak_kb.fetch_max(one(command), Ordering::Relaxed);
        }
    };
    std::thread::scope(|scope| {
        (0..at_once.max(1)).for_each(|_| {
            scope.spawn(worker);
        });
    });
    Cost {
        cpu: children_cpu() - before,
        wall: start.elapsed().as_secs_f64(),
        peak_mb: peak_kb.into_inner() as f64 / 1024.0,
    }
}

/// Runs a command to its end; the number that it prints last.
fn one(command: &mut Command) -> u64 {
    let output = command.stdin(Stdio::null()).output().expect("the program is there");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "a measured process failed: {complaint}");
    let printed = String::from_utf8_lossy(&output.stdout);
    printed.lines().last().and_then(|line| line.trim().parse().ok()).unwrap_or(0)
}

/// This program as a child that does some work, with the work's arguments.
pub fn this_program(arguments: &[&str]) -> Command {
    let mut command =
        Command::new(std::env::current_exe().expect("the running program has a path"));
    command.arg("--child").args(arguments);
    command
}

/// Seconds of CPU time of all children that were waited for. The kernel adds nanoseconds and shows
/// hundredths (proc(5): `cutime` and `cstime`, in clock ticks, 100 a second on Linux).
pub fn children_cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").expect("Linux has /proc");
    // The second field may hold spaces; it ends at the last parenthesis.
    let rest = stat.rsplit(')').next().unwrap_or("");
    let field = |index: usize| {
        rest.split_whitespace().nth(index).and_then(|ticks| ticks.parse().ok()).unwrap_or(0.0)
    };
    (field(13) + field(14)) / 100.0
}

/// The largest resident memory that this process has had, in kB.
pub fn own_peak_kb() -> u64 {
    peak_kb("self")
}

/// The largest resident memory that a running process has had, in kB (`VmHWM`); 0 when it is gone.
pub fn peak_kb(process: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// Seconds that this thread has been on a processor (proc(5): `schedstat`, in nanoseconds): what its
/// work takes on the clock of a machine that does nothing else.
pub fn thread_cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux has /proc");
    let nanoseconds: f64 =
        stat.split_whitespace().next().and_then(|it| it.parse().ok()).unwrap_or(0.0);
    nanoseconds / 1e9
}
