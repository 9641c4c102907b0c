"""What has to hold in a Word file (WordprocessingML, ECMA-376 part 1, clause 17) beyond its schema: ids
and tags that are unique, references that lead somewhere, fields and bookmarks that end, tables with
header rows, alternative text, headings that follow each other."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from lxml import etree

from package import Package

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "ds": "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
}
W = "{%s}" % NAMES["w"]


def faults(package: Package) -> list[str]:
    """What is wrong in a Word file."""
    main = package.main()
    document, styles = package.tree(main), package.tree(next(iter(package.related(main, "styles")), ""))
    if document is None or styles is None:
        return ["it has no document or no styles"]
    stories = [(main, document)]
    for kind in ("header", "footer", "footnotes", "endnotes"):
        stories += [(name, package.tree(name)) for name in package.related(main, kind)]
    found = []
    for name, story in stories:
        for problem in [*balanced(story), *tables(story), *alternative_text(story), *references(package, story, styles)]:
            found.append(f"`{name}`: {problem}")
    found += controls([story for _, story in stories]) + bindings(package, [story for _, story in stories])
    found += unique([story for _, story in stories]) + headings(document, styles) + numbering(package, document)
    language = at(styles, "w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val")
    if not language:
        found.append("its text has no language (w:docDefaults)")
    if not at(document, "w:body/w:sectPr/w:pgSz/@w:w"):
        found.append("its body ends without a page size")
    return found


@cache
def compiled(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces=NAMES)


def at(node: etree._Element, path: str) -> list:
    """What a path leads to from a node."""
    return compiled(path)(node)


def value(node: etree._Element, path: str) -> str:
    return next(iter(at(node, path + "/@w:val")), "")


def text(node: etree._Element) -> str:
    return "".join(at(node, ".//w:t/text()"))


def balanced(story: etree._Element) -> Iterator[str]:
    """Fields and bookmarks that begin, end, in that order and inside each other (17.16.18, 17.13.6)."""
    depth = 0
    for mark in story.iter(W + "fldChar"):
        kind = mark.get(W + "fldCharType")
        depth += {"begin": 1, "end": -1}.get(kind, 0)
        if depth < 0 or kind == "separate" and depth == 0:
            yield "a field ends that did not begin"
            depth = 0
    if depth:
        yield "a field begins and does not end"
    begun = Counter(mark.get(W + "id") for mark in story.iter(W + "bookmarkStart"))
    ended = Counter(mark.get(W + "id") for mark in story.iter(W + "bookmarkEnd"))
    for id_ in begun.keys() | ended.keys():
        if begun[id_] != 1 or ended[id_] != 1:
            yield f"bookmark {id_} begins {begun[id_]} and ends {ended[id_]} times"


def tables(story: etree._Element) -> Iterator[str]:
    """Every table has as many cells as columns; one with rows and columns has a header row (17.4.49)."""
    for table in story.iter(W + "tbl"):
        rows = at(table, "w:tr | w:sdt/w:sdtContent/w:tr | w:sdt/w:sdtContent/w:sdt/w:sdtContent/w:tr")
        columns = len(at(table, "w:tblGrid/w:gridCol"))
        where = f"the table `{text(table)[:40]}`"
        if not rows or not columns:
            yield f"{where} has no rows or no columns"
            continue
        for row in rows:
            cells = at(row, "w:tc | w:sdt/w:sdtContent/w:tc")
            skipped = sum(int(value(row, f"w:trPr/w:{side}") or 0) for side in ("gridBefore", "gridAfter"))
            width = skipped + sum(int(value(cell, "w:tcPr/w:gridSpan") or 1) for cell in cells)
            if width != columns:
                yield f"{where} has a row of {width} cells for {columns} columns"
            for cell in cells:
                if not at(cell, "*[not(self::w:bookmarkStart or self::w:bookmarkEnd)][last()][self::w:p or self::w:sdt]"):
                    yield f"{where} has a cell that does not end with a paragraph (17.4.65)"
        marked = at(rows[0], "w:trPr/w:tblHeader[not(@w:val) or @w:val='1' or @w:val='true']")
        if len(rows) > 1 and columns > 1 and not marked:
            yield f"{where} marks no header row"


def alternative_text(story: etree._Element) -> Iterator[str]:
    for drawing in at(story, ".//wp:docPr"):
        decoration = at(drawing, ".//adec:decorative[@val='1' or @val='true']")
        if not drawing.get("descr", "").strip() and not decoration:
            yield f"the drawing `{drawing.get('name')}` has no alternative text and is not marked as a decoration"
    if at(story, ".//w:pict"):
        yield "there is a VML picture, which carries no alternative text that today's programs read"


def references(package: Package, story: etree._Element, styles: etree._Element) -> Iterator[str]:
    """Styles, notes and places that are named exist."""
    known = {(style.get(W + "type"), style.get(W + "styleId")) for style in styles.iter(W + "style")}
    for element, kind in (("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table")):
        used = {mark.get(W + "val") for mark in story.iter(W + element)}
        yield from (f"there is no {kind} style `{name}`" for name in sorted(used) if (kind, name) not in known)
    main = package.main()
    for kind in ("footnote", "endnote"):
        part = package.tree(next(iter(package.related(main, kind + "s")), ""))
        there = set() if part is None else {note.get(W + "id") for note in part.iter(W + kind)}
        used = {mark.get(W + "id") for mark in story.iter(W + kind + "Reference")}
        yield from (f"there is no {kind} {id_}" for id_ in sorted(used - there))
    document = package.tree(main)
    places = {mark.get(W + "name") for mark in document.iter(W + "bookmarkStart")}
    used = {link.get(W + "anchor") for link in story.iter(W + "hyperlink") if link.get(W + "anchor")}
    # \\h PAGEREF and REF name a bookmark too.
    used |= {m for code in at(story, ".//w:instrText/text()") for m in re.findall(r"^\s*(?:PAGE)?REF\s+(\S+)", code)}
    yield from (f"a link leads to the bookmark `{name}`, which is not there" for name in sorted(used - places))


def controls(stories: list[etree._Element]) -> list[str]:
    """Content controls have a title, a tag of their own and an id of their own (17.5.2). Controls bound to
    the same place of the custom XML part show the same and may share a tag."""
    found, ids, tags = [], Counter(), {}
    for story in stories:
        for properties in story.iter(W + "sdtPr"):
            if at(properties, "w:docPartObj"):  # a table of contents is no control to fill in
                continue
            tag, title = value(properties, "w:tag"), value(properties, "w:alias")
            bound = next(iter(at(properties, "w:dataBinding/@w:xpath")), "")
            ids[value(properties, "w:id")] += 1
            # The items of a repeating section are alike on purpose (w15:repeatingSectionItem).
            item = any(etree.QName(child).localname == "repeatingSectionItem" for child in properties)
            if not item and (not tag or not title):
                found.append(f"the control `{tag or title or text(properties.getparent())[:40]}` lacks a title or a tag")
            if tag and tag in tags and (not bound or tags[tag] != bound):
                found.append(f"two controls have the tag `{tag}`")
            tags[tag] = bound
    return found + [f"{count} controls have the id `{id_}`" for id_, count in ids.items() if count > 1 or not id_]


def bindings(package: Package, stories: list[etree._Element]) -> list[str]:
    """A bound control names a part of the package and a place in it (17.5.2.6)."""
    stores = {}
    for name in package.related(package.main(), "customXml"):
        for properties in package.related(name, "customXmlProps"):
            stores[package.tree(properties).get("{%s}itemID" % NAMES["ds"])] = package.tree(name)
    found = []
    for story in stories:
        for binding in story.iter(W + "dataBinding"):
            path, store = binding.get(W + "xpath"), stores.get(binding.get(W + "storeItemID"))
            names = dict(re.findall(r"xmlns:(\w+)=['\"]([^'\"]+)['\"]", binding.get(W + "prefixMappings") or ""))
            if store is None or not store.getroottree().xpath(path, namespaces=names or None):
                found.append(f"a control is bound to `{path}`, which is not there")
    return found


def unique(stories: list[etree._Element]) -> list[str]:
    drawings = Counter(e.get("id") for story in stories for e in at(story, ".//wp:docPr"))
    places = Counter(e.get(W + "name") for story in stories for e in story.iter(W + "bookmarkStart"))
    found = [f"{count} drawings have the id {id_}" for id_, count in drawings.items() if count > 1]
    found += [f"{count} bookmarks are called `{name}`" for name, count in places.items() if count > 1]
    return found + [f"the bookmark name `{name}` is longer than Word's 40 characters" for name in places if len(name) > 40]


def levels(styles: etree._Element) -> dict[str, int]:
    """The outline level of each paragraph style that has one, from 1, through what it is based on."""
    by_id = {style.get(W + "styleId"): style for style in styles.iter(W + "style")}
    found = {}
    for id_ in by_id:
        style = by_id.get(id_)
        for _ in range(20):
            if style is None:
                break
            level = value(style, "w:pPr/w:outlineLvl")
            if level:
                if int(level) < 9:
                    found[id_] = int(level) + 1
                break
            style = by_id.get(value(style, "w:basedOn"))
    return found


def headings(document: etree._Element, styles: etree._Element) -> list[str]:
    """Headings start at the first level and skip none."""
    level_of, found, before = levels(styles), [], 0
    for paragraph in document.iter(W + "p"):
        level = level_of.get(value(paragraph, "w:pPr/w:pStyle"))
        if not level or not text(paragraph).strip():
            continue
        if level > before + 1:
            found.append(f"the heading `{text(paragraph)[:60]}` of level {level} follows one of level {before}")
        before = level
    return found


def numbering(package: Package, document: etree._Element) -> list[str]:
    part = package.tree(next(iter(package.related(package.main(), "numbering")), ""))
    there = set() if part is None else {num.get(W + "numId") for num in part.iter(W + "num")}
    used = {value(mark, "w:numId") for mark in document.iter(W + "numPr")} - {"0", ""}
    found = [f"there is no numbering {id_}" for id_ in sorted(used - there)]
    if part is not None:
        abstract = {e.get(W + "abstractNumId") for e in part.iter(W + "abstractNum")}
        found += [f"numbering {e.get(W + 'numId')} has no form" for e in part.iter(W + "num") if value(e, "w:abstractNumId") not in abstract]
    return found
