//! `::: include {src="…"}` puts the blocks of another file in its place.

use crate::diag::{Code, Diagnostic, Findings, Sources};
use crate::syntax::{self, Container, Node, NodeKind};
use crate::world::{World, beside};

/// What including needs.
pub struct Reading<'a> {
    /// Where files come from.
    pub world: &'a World,
    /// Every file read.
    pub sources: &'a mut Sources,
    /// Where findings go.
    pub findings: &'a mut Findings,
    /// Indices of the files of the session.
    pub files: &'a mut Vec<u32>,
}

/// Replaces every include in the nodes. `chain` is the path from the session to here.
pub fn expand(
    nodes: Vec<Node>,
    folder: &str,
    chain: &mut Vec<String>,
    reading: &mut Reading,
) -> Vec<Node> {
    let mut out = Vec::with_capacity(nodes.len());
    for mut node in nodes {
        match &mut node.kind {
            NodeKind::Container(container) if container.name == "include" => {
                out.extend(include(container, folder, chain, reading));
            }
            NodeKind::Container(container) => {
                container.children =
                    expand(std::mem::take(&mut container.children), folder, chain, reading);
                out.push(node);
            }
            _ => out.push(node),
        }
    }
    out
}

fn include(
    container: &Container,
    folder: &str,
    chain: &mut Vec<String>,
    reading: &mut Reading,
) -> Vec<Node> {
    container.attributes.expect_only(&["src"], reading.findings);
    let Some(src) = container.attributes.value("src") else {
        let message = "an include without `src`";
        reading.findings.push(
            Diagnostic::new(Code::BadAttribute, container.name_span, message)
                .help("name the file: `src=\"shared/x.md\"`"),
        );
        return Vec::new();
    };
    let place = container.attributes.place("src");
    let text = beside(folder, src).and_then(|path| Ok((reading.world.text(&path)?, path)));
    let (text, path) = match text {
        Ok(found) => found,
        Err(problem) => {
            reading
                .findings
                .push(Diagnostic::new(problem.code, place, problem.message).help(problem.help));
            return Vec::new();
        }
    };
    if chain.contains(&path) {
        let message = format!("`{path}` includes itself: {} → {path}", chain.join(" → "));
        reading.findings.push(
            Diagnostic::new(Code::CircularInclude, place, message)
                .help("remove one of the includes"),
        );
        return Vec::new();
    }
    let index = reading.sources.add(&path, text);
    reading.files.push(index);
    let file = reading.sources.file(index).clone();
    let nodes = syntax::parse(&file, index, 0, reading.findings);
    let inner = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    chain.push(path);
    let nodes = expand(nodes, &inner, chain, reading);
    chain.pop();
    nodes
}
