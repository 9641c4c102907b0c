"""Every Word and PowerPoint file opens without repair, as far as can be told without Office: openxml-audit
(Microsoft's schemas and semantic rules) and ooxml-integrity (references; text that does not fit its box)
report no error, python-docx and python-pptx read it, and what only a reader of the whole file can know
holds: see package.py, word_rules.py and powerpoint_rules.py."""

import logging
import re
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from copy import deepcopy
from functools import cache
from pathlib import Path

import docx
import ooxml_integrity
import openxml_audit
import pptx
import pptx.presentation
from pptx.oxml.ns import qn

import package
import powerpoint_rules
import word_rules
from output import office_files, verdict

# Templates are read as documents are.
WORD, POWERPOINT = (".docx", ".dotx"), (".pptx", ".potx")


@cache
def auditor() -> openxml_audit.OpenXmlValidator:
    return openxml_audit.OpenXmlValidator(file_format=openxml_audit.FileFormat.OFFICE_2019)


def audited(path: Path) -> list[str]:
    logging.getLogger("openxml_audit").setLevel(logging.ERROR)
    return [f"openxml-audit: {error}" for error in auditor().validate(str(path)).errors if error.severity.value == "error"]


def spelt_out(path: Path) -> pptx.presentation.Presentation:
    """A deck whose placeholders have the place and the styles that they take from their layout, by their
    index as python-pptx finds it. ooxml-integrity takes the first of the same type."""
    deck = pptx.Presentation(str(path))
    for shape in (shape for slide in deck.slides for shape in slide.placeholders):
        place = shape.left, shape.top, shape.width, shape.height
        shape.left, shape.top, shape.width, shape.height = place
        base = getattr(shape, "_base_placeholder", None)
        while shape.has_text_frame and base is not None and base.has_text_frame:
            own, theirs = shape.text_frame._txBody, deepcopy(base.text_frame._txBody)
            for name, wanted in theirs.bodyPr.attrib.items():
                own.bodyPr.set(name, own.bodyPr.get(name, wanted))
            styles, inherited = own.find(qn("a:lstStyle")), theirs.find(qn("a:lstStyle"))
            if styles is not None and inherited is not None and not len(styles):
                styles.extend(inherited)
            base = getattr(base, "_base_placeholder", None)
    return deck


def integrity(path: Path) -> list[str]:
    if path.suffix in WORD:
        findings = ooxml_integrity.check(path)
    elif path.suffix == ".potx":
        return []
    else:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / path.name
            spelt_out(path).save(str(copy))
            findings = ooxml_integrity.check_pptx(copy)
    # On a full picture the title's own shape is the card that the other words stand on.
    card = re.compile(r"PPT006 overlaps .*/Title \d+$")
    said = [f"{f.code} {f.message} {f.where or f.part or ''}" for f in findings if f.severity.value == "error"]
    return [f"ooxml-integrity: {line}" for line in said if not card.match(line)]


def read_back(path: Path) -> list[str]:
    """python-docx and python-pptx open it and find something in it; a template is no document to them."""
    if path.suffix == ".docx":
        found = len(docx.Document(str(path)).element.body)
    elif path.suffix == ".pptx":
        found = sum(len(slide.shapes) for slide in pptx.Presentation(str(path)).slides)
    else:
        return []
    return [] if found else ["python-docx or python-pptx finds nothing in it"]


def problems(path: Path) -> list[str]:
    """What is wrong with a file."""
    found = []
    for judge in (audited, integrity, read_back):
        try:
            found += judge(path)
        except Exception as error:  # whatever stops a reader is what we are here to find
            found.append(f"{judge.__name__}: {type(error).__name__}: {error}")
    try:
        opened = package.Package(path)
        rules = word_rules if path.suffix in WORD else powerpoint_rules
        found += [*package.faults(opened), *rules.faults(opened)]
    except Exception as error:
        found.append(f"the package cannot be read: {type(error).__name__}: {error}")
    return [f"{path}: {problem}" for problem in found]


def main() -> int:
    files = [Path(name) for name in sys.argv[1:]] or office_files()
    with ProcessPoolExecutor(max_workers=2) as pool:
        found = [problem for of_file in pool.map(problems, files) for problem in of_file]
    kinds = ", ".join(f"{sum(path.suffix == end for path in files)} {end}" for end in sorted({path.suffix for path in files}))
    return verdict(
        found,
        f"{kinds}: no error of openxml-audit and ooxml-integrity; read back by python-docx and python-pptx; "
        "relationships, content types, ids, tags, bookmarks, fields, header rows, alternative text, titles, "
        "language, headings, placeholders, notes, sections and places hold",
        "the rule stands in tests/validate/word_rules.py or powerpoint_rules.py; look at src/write/docx or src/write/pptx",
    )


if __name__ == "__main__":
    sys.exit(main())
