"""What has to hold in a PowerPoint file (PresentationML, ECMA-376 part 1, clause 19) beyond its schema:
titles, placeholders that their layout has, notes with a master, sections of slides that exist, shapes
on the slide, alternative text, header rows, language, reading order."""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from lxml import etree

from package import Package, R

NAMES = {
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
}
P, A, P14 = ("{%s}" % NAMES[name] for name in ("p", "a", "p14"))
SHAPES = ("sp", "pic", "graphicFrame", "grpSp", "cxnSp")
TITLES = ("title", "ctrTitle")
# Placeholders that say the same on every slide and are read where they stand.
STANDING = ("dt", "ftr", "sldNum", "hdr")
# A hair over the edge, from rounding to whole units, in EMU.
HAIR = 1000


def faults(package: Package) -> list[str]:
    """What is wrong in a PowerPoint file."""
    main = package.main()
    presentation = package.tree(main)
    if presentation is None:
        return ["it has no presentation"]
    names = {r.id: r.target for r in package.relations.get(main, [])}
    slides = [(e.get("id"), names.get(e.get(R + "id"), "")) for e in at(presentation, "p:sldIdLst/p:sldId")]
    found = [] if slides or package.path.suffix == ".potx" else ["it has no slides"]
    found += lists(package, presentation, [id_ for id_, _ in slides])
    size = at(presentation, "p:sldSz")[0]
    paper = int(size.get("cx")), int(size.get("cy"))
    for number, (_, name) in enumerate(slides, 1):
        slide = package.tree(name)
        if slide is None:
            found.append(f"slide {number} is not there")
            continue
        problems = [*titled(slide), *placeholders(package, name, slide), *notes(package, name)]
        problems += [*placed(slide, paper), *alternative_text(slide), *tables(slide), *language(slide), *ids(slide)]
        found += [f"slide {number}: {problem}" for problem in problems]
    for name in [name for name in package.parts if "/slideLayouts/" in name or "/slideMasters/" in name]:
        if name.endswith(".xml"):
            found += [f"`{name}`: {problem}" for problem in ids(package.tree(name))]
    return found


@cache
def compiled(path: str) -> etree.XPath:
    return etree.XPath(path, namespaces=NAMES)


def at(node: etree._Element, path: str) -> list:
    """What a path leads to from a node."""
    return compiled(path)(node)


def text(node: etree._Element) -> str:
    return "".join(at(node, ".//a:t/text()"))


def shapes(node: etree._Element) -> list[etree._Element]:
    """The shapes of a slide in reading order; those inside a group belong to the group."""
    return [e for e in at(node, "p:cSld/p:spTree")[0] if isinstance(e.tag, str) and etree.QName(e).localname in SHAPES]


def facts(shape: etree._Element) -> etree._Element:
    """Its name, id and alternative text (p:cNvPr)."""
    return at(shape, "*[1]/p:cNvPr")[0]


def placeholder(shape: etree._Element) -> tuple[str, str] | None:
    """Type and index of a placeholder (19.3.1.36)."""
    found = at(shape, "*[1]/p:nvPr/p:ph")
    return (found[0].get("type", "obj"), found[0].get("idx", "0")) if found else None


def titled(slide: etree._Element) -> Iterator[str]:
    """A title with words, before anything else that has words."""
    kinds = [(placeholder(shape) or ("", ""), text(shape).strip()) for shape in shapes(slide)]
    titles = [words for (kind, _), words in kinds if kind in TITLES]
    if len(titles) != 1 or not titles[0]:
        yield f"it has {len(titles)} titles" if len(titles) != 1 else "its title is empty"
        return
    before = [words for (kind, _), words in kinds[: [kind in TITLES for (kind, _), _ in kinds].index(True)] if words and kind not in STANDING]
    if before:
        yield f"`{before[0][:40]}` is read before the title"


def placeholders(package: Package, name: str, slide: etree._Element) -> Iterator[str]:
    """Each fills one of its layout, none is left empty, none is filled twice."""
    layouts = package.related(name, "slideLayout")
    layout = package.tree(layouts[0]) if len(layouts) == 1 else None
    if layout is None or len(package.related(layouts[0], "slideMaster")) != 1:
        yield "it has no layout, or its layout no master"
        return
    there = {placeholder(shape) for shape in shapes(layout)} - {None}
    used = Counter()
    for shape in shapes(slide):
        filled = placeholder(shape)
        if not filled:
            continue
        used[filled] += 1
        kind, index = filled
        # A title has no index; its two types stand for each other.
        fits = any(kind in TITLES for kind, _ in there) if kind in TITLES else any(
            other == index and (kind == other_kind or "obj" in (kind, other_kind)) for other_kind, other in there
        )
        if not fits:
            yield f"the placeholder `{facts(shape).get('name')}` ({kind} {index}) is not on its layout"
        if etree.QName(shape).localname == "sp" and not text(shape).strip() and not at(shape, ".//a:blip"):
            yield f"the placeholder `{facts(shape).get('name')}` is empty"
    yield from (f"{count} shapes fill the placeholder {kind} {index}" for (kind, index), count in used.items() if count > 1)


def notes(package: Package, name: str) -> Iterator[str]:
    """Notes have a master that the presentation lists, and lead back to their slide."""
    for page in package.related(name, "notesSlide"):
        masters = package.related(page, "notesMaster")
        if len(masters) != 1 or masters[0] not in package.related(package.main(), "notesMaster"):
            yield "its notes have no master, or one that the presentation does not list"
        if package.related(page, "slide") != [name]:
            yield "its notes do not lead back to it"
        bodies = [shape for shape in shapes(package.tree(page)) if (placeholder(shape) or ("",))[0] == "body"]
        if len(bodies) != 1 or not text(bodies[0]).strip():
            yield "its notes page says nothing"
        yield from (f"notes: {problem}" for problem in [*ids(package.tree(page)), *language(package.tree(page))])


def placed(slide: etree._Element, paper: tuple[int, int]) -> Iterator[str]:
    """Shapes with a place of their own stand on the slide. A title that the design does not show may
    stand outside: it is there for the outline and for screen readers."""
    for shape in shapes(slide):
        places = at(shape, "*/a:xfrm | p:xfrm")
        hidden_title = (placeholder(shape) or ("",))[0] in TITLES
        if not places or hidden_title:
            continue
        offset, extent = at(places[0], "a:off")[0], at(places[0], "a:ext")[0]
        left, top, width, height = (int(e.get(k)) for e, k in ((offset, "x"), (offset, "y"), (extent, "cx"), (extent, "cy")))
        over = max(-left, -top, left + width - paper[0], top + height - paper[1])
        if over > HAIR:
            yield f"`{facts(shape).get('name')}` is {over / 12700:.1f} points over the edge of the slide"


def alternative_text(slide: etree._Element) -> Iterator[str]:
    """Pictures and drawings (groups, and shapes without words) say what they show."""
    for shape in shapes(slide):
        kind, about = etree.QName(shape).localname, facts(shape)
        if kind == "sp" and (placeholder(shape) or text(shape).strip()) or at(shape, ".//a:tbl"):
            continue
        if about.get("descr", "").strip() or at(about, ".//adec:decorative[@val='1' or @val='true']"):
            continue
        yield f"`{about.get('name')}` ({kind}) has no alternative text and is not marked as a decoration"


def tables(slide: etree._Element) -> Iterator[str]:
    for table in slide.iter(A + "tbl"):
        columns, rows = len(at(table, "a:tblGrid/a:gridCol")), at(table, "a:tr")
        where = f"the table `{text(table)[:40]}`"
        if any(len(at(row, "a:tc")) != columns for row in rows):
            yield f"{where} has a row with another number of cells than its {columns} columns"
        if not at(table, "a:tblPr[@firstRow='1' or @firstRow='true']"):
            yield f"{where} marks no header row"


def language(page: etree._Element) -> Iterator[str]:
    for run in at(page, ".//a:r | .//a:fld"):
        if text(run).strip() and not at(run, "a:rPr/@lang"):
            yield f"`{text(run)[:40]}` has no language"
            return


def ids(page: etree._Element) -> Iterator[str]:
    counts = Counter(e.get("id") for e in page.iter(P + "cNvPr"))
    yield from (f"{count} shapes have the id {id_}" for id_, count in counts.items() if count > 1)
    names = Counter(facts(shape).get("name") for shape in shapes(page))
    yield from (f"{count} shapes are called `{name}`" for name, count in names.items() if count > 1)


def lists(package: Package, presentation: etree._Element, slides: list[str]) -> Iterator[str]:
    """Ids of slides, masters and layouts (19.7.13 to 19.7.15); sections."""
    if len(set(slides)) != len(slides) or any(not 256 <= int(id_) < 1 << 31 for id_ in slides):
        yield "slide ids are not unique, or not from 256 on"
    high = [e.get("id") for e in at(presentation, "p:sldMasterIdLst/p:sldMasterId")]
    for master in package.related(package.main(), "slideMaster"):
        listed = at(package.tree(master), "p:sldLayoutIdLst/p:sldLayoutId")
        high += [e.get("id") for e in listed]
        if len(listed) != len(package.related(master, "slideLayout")):
            yield f"`{master}` does not list all its layouts"
        names = Counter(at(package.tree(name), "p:cSld")[0].get("name") for name in package.related(master, "slideLayout"))
        yield from (f"{count} layouts are called `{name}`" for name, count in names.items() if count > 1 or not name)
    if len(set(high)) != len(high) or any(int(id_) < 1 << 31 for id_ in high):
        yield "ids of masters and layouts are not unique, or not from 2147483648 on"
    if package.related(package.main(), "notesMaster") and not at(presentation, "p:notesMasterIdLst/p:notesMasterId"):
        yield "its notes master is not listed"
    sections = [(e.get("name"), [s.get("id") for s in e.iter(P14 + "sldId")]) for e in presentation.iter(P14 + "section")]
    in_sections = [id_ for _, of in sections for id_ in of]
    if sections and in_sections != slides:
        yield "the slides of its sections are not the slides it has, in their order"
    yield from (f"the section `{name}` has no name or no slides" for name, of in sections if not name or not of)
