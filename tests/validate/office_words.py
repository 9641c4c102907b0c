"""No word, note, alternative text, table or control is lost in Word and PowerPoint files.

What has to be there comes from `packwright model`: the sources resolved, before any writer has seen
them. What is there is asked of python-docx and python-pptx, slide by slide, table by table, and of the
controls of a worksheet by the id that the author's text gives them. The words of a drawing in Word are
looked for in its SVG, where `Convert to shape` finds them.
"""

import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pptx
from lxml import etree

from output import OUTPUT, bare, listed, model, office_files, paper, verdict
from word_rules import W, at
from words import inline, phrases

ALTERNATIVES = ("picture", "drawing")


class Word:
    """What python-docx finds in a Word file: the words in the order of reading, each picture's
    alternative text where the picture stands; tables; controls."""

    def __init__(self, path: Path):
        self.document = docx.Document(str(path))
        self.pieces, self.alternatives, self.tags = [], [], []
        relations = self.document.part.rels.values()
        stories = [self.document.element.body]
        for relation in relations:
            if relation.reltype.rsplit("/", 1)[-1] in ("header", "footer", "footnotes", "endnotes"):
                stories.append(etree.fromstring(relation.target_part.blob))
        for story in stories:
            self._read(story)
        with zipfile.ZipFile(path) as archive:
            for name in sorted(archive.namelist()):
                if name.endswith(".svg"):
                    self.pieces += etree.fromstring(archive.read(name)).itertext()
        self.words = bare(" ".join(self.pieces))

    def _read(self, story: etree._Element) -> None:
        for node in story.iter():
            if node.tag == W + "t":
                self.pieces.append(node.text or "")
            elif isinstance(node.tag, str) and node.tag.endswith("}docPr"):
                self.alternatives.append(bare(node.get("descr", "")))
                self.pieces.append(node.get("descr", ""))
            elif node.tag == W + "listItem":
                self.pieces.append(node.get(W + "displayText") or node.get(W + "value") or "")
            elif node.tag == W + "tag":
                self.tags.append(node.get(W + "val"))

    def tables(self) -> Iterator[list[list[str]]]:
        """The words of every table's cells, also of tables inside controls and cells."""
        for table in self.document.element.body.iter(W + "tbl"):
            rows = at(table, "w:tr | w:sdt/w:sdtContent/w:tr | w:sdt/w:sdtContent/w:sdt/w:sdtContent/w:tr")
            yield [[bare("".join(at(c, ".//w:t/text()"))) for c in at(row, "w:tc | w:sdt/w:sdtContent/w:tc")] for row in rows]


class Page:
    """What python-pptx finds on a slide."""

    def __init__(self, slide):
        self.pieces, self.alternatives, self.grids = [], [], []
        for shape in slide.shapes:
            self._read(shape)
        self.words = bare(" ".join(self.pieces))
        self.title = bare(slide.shapes.title.text_frame.text) if slide.shapes.title is not None else ""
        notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        self.notes = bare(notes.text) if notes is not None else ""

    def _read(self, shape) -> None:
        about = shape._element.xpath("./*[1]/p:cNvPr")[0].get("descr", "")
        if about:
            self.alternatives.append(bare(about))
            self.pieces.append(about)
        if shape.shape_type == 6:  # a group
            for inner in shape.shapes:
                self._read(inner)
        elif getattr(shape, "has_table", False) and shape.has_table:
            self.grids.append([[bare(cell.text_frame.text) for cell in row.cells] for row in shape.table.rows])
            self.pieces += [cell.text_frame.text for row in shape.table.rows for cell in row.cells]
        elif shape.has_text_frame:
            self.pieces.append(shape.text_frame.text)


def parts(node, kinds: tuple[str, ...]) -> Iterator[dict]:
    """The parts of some kinds in a model, in order."""
    if isinstance(node, list):
        for child in node:
            yield from parts(child, kinds)
    elif isinstance(node, dict):
        if node.get("kind") in kinds:
            yield node
        for child in node.values():
            yield from parts(child, kinds)


def lost(where: str, expected: list[str], words: str) -> list[str]:
    """Phrases that are not there in one piece."""
    found = []
    for phrase in dict.fromkeys(expected):
        if bare(phrase) and bare(phrase) not in words:
            gone = [word for word in re.split(r"[\s\-–—/]+", phrase) if bare(word) not in words]
            found.append(f"{where}: `{phrase[:90]}` is not there" + (f" (nowhere: {', '.join(gone[:5])})" if gone else ", though its words are"))
    return found


def without_alternative(where: str, node, alternatives: list[str]) -> list[str]:
    """Pictures and drawings whose alternative text is not that of any picture in the file."""
    found = []
    for part in parts(node, ALTERNATIVES):
        if bare(part["alt"]) and not any(bare(part["alt"]) in alternative for alternative in alternatives):
            found.append(f"{where}: no picture has the alternative text `{part['alt'][:90]}`")
    return found


def broken_tables(where: str, node, tables: list[list[list[str]]]) -> list[str]:
    """Tables that are in the file with other rows, columns or words, or not at all."""
    found = []
    for table in parts(node, ("table",)):
        rows = [table["header"], *(row["cells"] for row in table["rows"])]
        wanted = [[bare(inline(cell)[0]) for cell in row] for row in rows]

        def same(there: list[list[str]]) -> bool:
            # A control in an empty cell says what is to be written there.
            return len(there) == len(wanted) and all(
                len(a) == len(b) and all(words in cell for words, cell in zip(a, b)) for a, b in zip(wanted, there)
            )

        if not any(same(there) for there in tables):
            found.append(f"{where}: no table has the {len(wanted)} rows of `{' | '.join(wanted[0])[:70]}`")
    return found


def without_control(where: str, node, tags: list[str]) -> list[str]:
    """Fields that nobody can fill in on a computer."""
    return [
        f"{where}: no control has the tag of the field `{part['id']}`"
        for part in parts(node, ("field",))
        if part.get("id") and not any(re.match(re.escape(part["id"]) + r"(\W|$)", tag) for tag in tags)
    ]


def judge_word(path: Path, node) -> tuple[list[str], int]:
    """What of a part of the model is not in a Word file; how many phrases were looked for."""
    file, expected = Word(path), phrases(node)
    found = lost(str(path), expected, file.words) + without_alternative(str(path), node, file.alternatives)
    found += broken_tables(str(path), node, list(file.tables())) + without_control(str(path), node, file.tags)
    return found, len(expected)


def guide_model(guide: dict) -> list:
    """What a guide has to show: its parts, and on its cover what the session is."""
    session = guide["info"]["session"]
    cover = [{"run": "text", "text": session[key]} for key in ("title", "subtitle", "summary")]
    return [[run] for run in cover] + [guide["parts"]]


def paper_model(document: dict) -> list:
    """What a document of the programme has to show: its title and its parts."""
    return [[{"run": "text", "text": document["info"]["title"]}], document["parts"]]


def judge_deck(path: Path, slides: list[dict], notes: list[list[dict]]) -> tuple[list[str], int]:
    pages = [Page(slide) for slide in pptx.Presentation(str(path)).slides]
    found, count = [], 0
    if len(pages) != len(slides):
        return [f"{path} has {len(pages)} slides, not {len(slides)}"], 0
    for slide, said, page in zip(slides, notes, pages):
        where = f"{path}, slide {slide['number']} ({slide['src']})"
        expected, spoken = phrases([slide["title"], slide["slots"], slide["notes"]]), phrases(said)
        count += len(expected) + len(spoken)
        if page.title != bare(inline(slide["title"])[0]):
            found.append(f"{where}: its title is not `{inline(slide['title'])[0]}`")
        found += lost(where, expected, page.words) + lost(f"{where}, notes", spoken, page.notes)
        found += without_alternative(where, slide["slots"], page.alternatives) + broken_tables(where, slide["slots"], page.grids)
    return found, count


def main() -> int:
    programme = listed()
    asked = [Path(name) for name in sys.argv[1:]] or office_files()
    judged_files = []
    for document in programme["documents"]:
        path = OUTPUT / programme["edition"] / f"documents/{document['id']}.docx"
        if path in asked:
            judged_files.append(judge_word(path, paper_model(paper(document["id"]))))
    for session in programme["sessions"]:
        whole = model(session["number"])
        guide = whole["guide"]
        for document in session["documents"]:
            path = OUTPUT / programme["edition"] / document["path"]
            if path not in asked:
                continue
            if path.suffix == ".pptx":
                judged_files.append(judge_deck(path, guide["slides"], whole["notes"]))
            elif path.suffix == ".docx" and path.parent.name == "worksheets":
                judged_files.append(judge_word(path, [sheet for sheet in guide["worksheets"] if sheet["id"] == path.stem]))
            else:
                judged_files.append(judge_word(path, guide_model(guide)))
    return verdict(
        [problem for problems, _ in judged_files for problem in problems],
        f"{sum(count for _, count in judged_files)} phrases of {len(judged_files)} Word and PowerPoint files are all there, and every note, alternative text, table and control",
        "the writer dropped it or put something into the middle of it: look at src/write/docx or src/write/pptx",
    )


if __name__ == "__main__":
    sys.exit(main())
