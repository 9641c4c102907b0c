"""A Word or PowerPoint file as a package (ECMA-376 part 2), read with zipfile and lxml alone, so that
it shares nothing with the code that wrote it. Says what is wrong with the package itself: names,
content types, relationships, properties. What is in the parts is judged by word_rules.py and
powerpoint_rules.py."""

import posixpath
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
CORE = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
}
# What the main part of each kind of file is.
MAIN = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ".dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    ".potx": "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
}
# What a part of a media type is called; another name makes Word and PowerPoint offer a repair.
MEDIA = {"png": "image/png", "jpeg": "image/jpeg", "jpg": "image/jpeg", "svg": "image/svg+xml", "gif": "image/gif"}


@dataclass(frozen=True)
class Relation:
    """A relationship; the kind is the last word of its type, the target a part's name or an address."""

    id: str
    kind: str
    target: str
    outside: bool


class Package:
    """The parts of a file by their names, without the leading slash."""

    def __init__(self, path: Path):
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.damaged = archive.testzip()
            self.entries = archive.infolist()
            self.parts = {entry.filename: archive.read(entry) for entry in self.entries if not entry.is_dir()}
        self.trees: dict[str, etree._Element] = {}
        self.unreadable: list[str] = []
        self.defaults, self.overrides = self._types()
        self.relations: dict[str, list[Relation]] = {
            _owner(name): self._relations(name) for name in self.parts if name.endswith(".rels")
        }

    def tree(self, name: str) -> etree._Element | None:
        """A part as XML; nothing when it is not there or not XML."""
        if name not in self.trees and name in self.parts:
            try:
                self.trees[name] = etree.fromstring(self.parts[name])
            except etree.XMLSyntaxError as error:
                self.unreadable.append(f"`{name}` is not XML: {error}")
        return self.trees.get(name)

    def kind(self, name: str) -> str | None:
        """A part's content type."""
        return self.overrides.get(name) or self.defaults.get(name.rsplit(".", 1)[-1].lower())

    def related(self, name: str, kind: str) -> list[str]:
        """Parts to which a part has a relationship of a kind."""
        return [r.target for r in self.relations.get(name, []) if r.kind == kind and not r.outside]

    def main(self) -> str:
        """Name of the main part."""
        return next(iter(self.related("", "officeDocument")), "")

    def property(self, name: str) -> str:
        """A core property, for instance `dc:title`."""
        tree = self.tree(next(iter(self.related("", "core-properties")), ""))
        return "" if tree is None else (tree.findtext(name, namespaces=CORE) or "").strip()

    def _types(self) -> tuple[dict[str, str], dict[str, str]]:
        tree = self.tree("[Content_Types].xml")
        if tree is None:
            return {}, {}
        defaults = {e.get("Extension").lower(): e.get("ContentType") for e in tree.iter(CONTENT_TYPES + "Default")}
        overrides = {e.get("PartName").lstrip("/"): e.get("ContentType") for e in tree.iter(CONTENT_TYPES + "Override")}
        return defaults, overrides

    def _relations(self, name: str) -> list[Relation]:
        tree, owner = self.tree(name), _owner(name)
        found = []
        for e in tree.iter(RELATIONSHIPS + "Relationship") if tree is not None else ():
            outside, target = e.get("TargetMode") == "External", e.get("Target")
            if not outside:
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), target)).lstrip("/")
            found.append(Relation(e.get("Id"), e.get("Type").rsplit("/", 1)[-1], target, outside))
        return found


def _owner(relations: str) -> str:
    """The part whose relationships stand in a part: `word/_rels/document.xml.rels` → `word/document.xml`."""
    folder, file = posixpath.split(relations)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def faults(package: Package) -> list[str]:
    """What is wrong with a package as such."""
    for name in package.parts:
        if name.endswith((".xml", ".rels")):
            package.tree(name)
    return [*package.unreadable, *_zip(package), *_content_types(package), *_links(package), *_properties(package)]


def _zip(package: Package) -> list[str]:
    found = [f"`{package.damaged}` is damaged"] if package.damaged else []
    names = Counter(entry.filename.lower() for entry in package.entries)
    found += [f"`{name}` stands in it {count} times" for name, count in names.items() if count > 1]
    if package.entries[0].filename != "[Content_Types].xml":
        found.append("`[Content_Types].xml` is not its first entry")
    # 1980 is what a zip says when nobody says a time: two builds must be the same to the byte.
    timed = [entry for entry in package.entries if entry.date_time[0] != 1980]
    return found + ([f"{len(timed)} entries carry a time, such as `{timed[0].filename}`"] if timed else [])


def _content_types(package: Package) -> list[str]:
    found = []
    for name in package.parts:
        kind, extension = package.kind(name), name.rsplit(".", 1)[-1].lower()
        if name != "[Content_Types].xml" and not kind:
            found.append(f"`{name}` has no content type")
        # Programs find a part's reader by its type; only an organisation's own XML has none.
        if kind == "application/xml" and not name.startswith(("customXml/item", "[Content_Types]")):
            found.append(f"`{name}` has no content type of its own")
        if extension in MEDIA and kind != MEDIA[extension]:
            found.append(f"`{name}` has the content type `{kind}`")
    found += [f"there is a content type for `{name}`, which is not there" for name in package.overrides if name not in package.parts]
    wanted = MAIN[package.path.suffix]
    if package.kind(package.main()) != wanted:
        found.append(f"its main part `{package.main()}` has the content type `{package.kind(package.main())}`")
    return found


def _links(package: Package) -> list[str]:
    """Every relationship leads somewhere, every use of one is declared, every part is reached."""
    found, reached = [], {"[Content_Types].xml"}
    for owner, relations in package.relations.items():
        if owner and owner not in package.parts:
            found.append(f"there are relationships of `{owner}`, which is not there")
        for id_, count in Counter(relation.id for relation in relations).items():
            if count > 1:
                found.append(f"`{owner}` has {count} relationships `{id_}`")
        for relation in relations:
            if relation.outside:
                if not relation.target.startswith(("http://", "https://", "mailto:", "tel:")):
                    found.append(f"`{owner}`: {relation.id} leads outside, to `{relation.target}`")
            elif relation.target not in package.parts:
                found.append(f"`{owner}`: {relation.id} leads to `{relation.target}`, which is not there")
    waiting = [""]
    while waiting:
        for relation in package.relations.get(waiting.pop(), []):
            if not relation.outside and relation.target not in reached:
                reached.add(relation.target)
                waiting.append(relation.target)
    found += [f"nothing leads to `{name}`" for name in package.parts if name not in reached and not name.endswith(".rels")]
    for name in package.parts:
        if name.endswith(".rels") or not name.endswith(".xml"):
            continue
        declared = {relation.id for relation in package.relations.get(name, [])}
        tree = package.tree(name)
        used = set() if tree is None else {v for e in tree.iter() for k, v in e.attrib.items() if k.startswith(R)}
        found += [f"`{name}` uses the relationship `{id_}`, which it does not have" for id_ in sorted(used - declared - {""})]
    return found


def _properties(package: Package) -> list[str]:
    names = {"dc:title": "title", "dc:creator": "author", "dc:language": "language"}
    return [f"it has no {word} among its properties" for name, word in names.items() if not package.property(name)]
