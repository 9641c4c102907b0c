//! The `packwright` command.

fn main() -> std::process::ExitCode {
    packwright::cli::run()
}
