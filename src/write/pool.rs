//! Work on several threads, in order, with bounded memory.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Typst's stack use grows with nesting.
const STACK: usize = 16 << 20;

/// Runs `work` on every item, on so many threads; items start in their order and the results come
/// back in it.
///
/// Each thread works in a rayon pool of its own with one thread: Typst and its PDF writer use rayon
/// inside, and on the shared pool a join in one document would pick up whole other documents.
pub fn run<T: Sync, R: Send>(items: &[T], threads: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            match items.get(index) {
                Some(item) => done.push((index, work(item))),
                None => return done,
            }
        }
    };
    let pooled = || match rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build() {
        Ok(pool) => pool.install(worker),
        // Without a pool of its own the work is still right, only less even.
        Err(_) => worker(),
    };
    let threads = threads.clamp(1, items.len().max(1));
    let mut results: Vec<(usize, R)> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads).map(|_| scope.spawn(pooled)).collect();
        handles
            .into_iter()
            .flat_map(|handle| handle.join().unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    });
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
