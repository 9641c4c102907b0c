//! Documents to bytes in memory. Never touches the disk except through the world.

pub mod pdf;
mod pool;

pub use pool::run;
