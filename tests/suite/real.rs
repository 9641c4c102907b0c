//! The programme of this checkout, built once for all tests that look at it.

use super::project::{Built, Project, checkout};
use std::sync::OnceLock;

/// The project with its sources as they are in the checkout, not yet built by anybody else.
pub fn project() -> &'static Project {
    static PROJECT: OnceLock<Project> = OnceLock::new();
    PROJECT.get_or_init(|| Project::copy_of(&checkout().join("sources")))
}

/// The same, built.
pub fn built() -> (&'static Project, &'static Built) {
    static BUILT: OnceLock<Built> = OnceLock::new();
    (project(), BUILT.get_or_init(|| project().build()))
}
