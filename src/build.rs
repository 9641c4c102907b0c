//! Tells cargo that layouts and fonts are embedded, so that a change to them compiles again.

fn main() {
    println!("cargo:rerun-if-changed=layouts");
    println!("cargo:rerun-if-changed=fonts");
    println!("cargo:rerun-if-changed=src/build.rs");
}
