//! The `packwright` command.

/// Typesetting makes and drops very many small things; this allocator is made for that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    packwright::cli::run()
}
