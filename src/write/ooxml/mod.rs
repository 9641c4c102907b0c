//! What Word and PowerPoint files share: packages (ECMA-376 part 2), XML, units, ids, the theme part,
//! drawings as SVG with PNG, widths of text, and templates that an organisation brings.

mod accessible;
mod archive;
pub mod colour;
mod ids;
pub mod node;
mod office;
mod package;
mod properties;
mod raster;
mod read;
mod svg;
mod template;
mod theme;
pub mod tree;
mod units;
mod widths;
mod xml;

pub use accessible::{finished, inspect};
pub use ids::stable_id;
pub use office::{Office, Picture};
pub use package::{Package, PartName, relationship};
pub use properties::add_properties;
pub use read::read_package;
pub use svg::svg;
pub use template::{Mapping, Template, TemplateKind, TemplateProblem};
pub use theme::{DRAWINGML, THEME_TYPE, complex_family, complex_fonts, theme_part};
pub use units::{emu, half_points, twips};
pub use widths::{Face, Fitted, LINE, Widths, Word};
pub use xml::Xml;
