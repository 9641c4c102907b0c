//! The properties of a file: title, author, language (ECMA-376 part 2, 11; part 1, 15.2.12).

use super::package::{Package, relationship};
use super::xml::Xml;
use crate::part::Info;
use crate::world::World;

/// Adds both property parts to a package.
pub fn add_properties(package: &mut Package, info: &Info, application: &str) {
    package.add(
        "docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        core_properties(info),
    );
    package.relate("", relationship::CORE, "docProps/core.xml");
    package.add(
        "docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        app_properties(info, application),
    );
    package.relate("", "extended-properties", "docProps/app.xml");
}

fn core_properties(info: &Info) -> String {
    let mut xml = Xml::part();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.leaf("dc:title", &[], &info.title);
    xml.leaf("dc:subject", &[], &info.programme);
    xml.leaf("dc:creator", &[], &info.organisation.name);
    xml.leaf("dc:language", &[], &info.language);
    xml.leaf("cp:version", &[], &info.version);
    // Files carry no time unless one is given: two builds give the same bytes.
    let time = World::timestamp().and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    if let Some(time) = time {
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.leaf(name, &[("xsi:type", "dcterms:W3CDTF")], &time.to_string());
        }
    }
    xml.finish()
}

fn app_properties(info: &Info, application: &str) -> String {
    let mut xml = Xml::part();
    let space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.open("Properties", &[("xmlns", space)]);
    xml.leaf("Application", &[], application);
    xml.leaf("Company", &[], &info.organisation.name);
    // Programs take the number for the version of the format's features; 16 is today's.
    xml.leaf("AppVersion", &[], "16.0000");
    xml.finish()
}
