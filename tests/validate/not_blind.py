"""The rules for Word and PowerPoint files are not blind: files of the output are spoilt in one place each,
and the rule that is there for it has to find it. A rule that finds nothing in a sound file proves
nothing by itself."""

import re
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import office_words
import package
import powerpoint_rules
import word_rules
from output import OUTPUT, listed, model, office_files, verdict

# What is spoilt, in which parts: a pattern and what stands there then (the first place that fits), and
# what has to be said.
Spoilt = tuple[str, str, str, str, str]

WORD: list[Spoilt] = [
    ("alternative text", r"word/document\.xml", r'(<wp:docPr [^>]*?descr=")[^"]*', r"\1", "has no alternative text"),
    ("a header row", r"word/document\.xml", r"<w:tblHeader\s*/>", "", "marks no header row"),
    ("a style's name", r"word/document\.xml", r'<w:pStyle w:val="\w+"/>', '<w:pStyle w:val="Nobody"/>', "there is no paragraph style `Nobody`"),
    ("a numbering", r"word/document\.xml", r'<w:numId w:val="[1-9]\d*"/>', '<w:numId w:val="9999"/>', "there is no numbering 9999"),
    ("the end of a bookmark", r"word/document\.xml", r"<w:bookmarkEnd [^>]*/>", "", "begins 1 and ends 0 times"),
    ("the end of a field", r"word/(footer\d+|document)\.xml", r'<w:fldChar w:fldCharType="end"\s*/>', "", "a field begins and does not end"),
    ("the language", r"word/styles\.xml", r"<w:lang [^>]*/>", "", "has no language"),
    ("a level of headings", r"word/document\.xml", r'<w:pStyle w:val="Heading2"/>', '<w:pStyle w:val="Heading4"/>', "of level 4 follows"),
    ("a column", r"word/document\.xml", r"<w:gridCol [^>]*/>", "", "cells for"),
    ("a control's tag", r"word/document\.xml", r'<w:tag w:val="[^"]+"/>', "", "lacks a title or a tag"),
    ("a relationship", r"word/_rels/document\.xml\.rels", r'Id="rId\d+"', 'Id="rId999"', "which it does not have"),
    ("a target", r"word/_rels/document\.xml\.rels", r'Target="[a-z]+\.xml"', 'Target="nowhere.xml"', "which is not there"),
    ("a content type", r"\[Content_Types\]\.xml", r'<Override [^>]*?/word/styles[^>]*/>', "", "content type"),
    ("the title", r"docProps/core\.xml", r"<dc:title>[^<]*", "<dc:title>", "it has no title"),
    ("the order of tags", r"word/settings\.xml", r"</w:settings>", "", "is not XML"),
]
POWERPOINT: list[Spoilt] = [
    ("a title", r"ppt/slides/slide2\.xml", r'<p:ph type="(title|ctrTitle)"[^>]*/>', "", "it has 0 titles"),
    ("a placeholder", r"ppt/slides/slide\d+\.xml", r'(<p:ph [^>]*?idx=")\d+', r"\g<1>987", "is not on its layout"),
    ("alternative text", r"ppt/slides/slide\d+\.xml", r'(<p:cNvPr [^>]*?descr=")[^"]+', r"\1", "has no alternative text"),
    ("a place", r"ppt/slides/slide\d+\.xml", r'<p:xfrm><a:off x="\d+"', '<p:xfrm><a:off x="99999999"', "over the edge"),
    ("the language", r"ppt/slides/slide\d+\.xml", r'(<a:rPr [^>]*?)lang="[^"]*"', r"\1", "has no language"),
    ("a header row", r"ppt/slides/slide\d+\.xml", r' firstRow="1"', "", "marks no header row"),
    ("the notes' master", r"ppt/notesSlides/_rels/notesSlide\d+\.xml\.rels", r"<Relationship [^>]*notesMaster[^>]*/>", "", "have no master"),
    ("the notes", r"ppt/notesSlides/notesSlide1\.xml", r"(?s)(type=\"body\".*?)<p:txBody>.*?</p:txBody>", r"\1<p:txBody><a:bodyPr/><a:p/></p:txBody>", "its notes page says nothing"),
    ("a section's slide", r"ppt/presentation\.xml", r'<p14:sldId id="\d+"/>', '<p14:sldId id="4711"/>', "slides of its sections"),
    ("a slide's id", r"ppt/presentation\.xml", r'<p:sldId id="\d+"', '<p:sldId id="7"', "slide ids"),
    ("a shape's id", r"ppt/slides/slide\d+\.xml", r'(<p:cNvPr id=")\d+("(?! name=""))', r"\g<1>1\2", "shapes have the id 1"),
    ("the title", r"docProps/core\.xml", r"<dc:title>[^<]*", "<dc:title>", "it has no title"),
]


def spoil(file: Path, copy: Path, part: str, pattern: str, instead: str) -> bool:
    """A copy of a file with the first fitting place changed; whether there is one."""
    done = False
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(copy, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if not done and re.fullmatch(part, entry.filename):
                text, count = re.subn(pattern, instead, content.decode("utf-8"), count=1)
                done, content = bool(count), text.encode("utf-8")
            new.writestr(zipfile.ZipInfo(entry.filename), content)
    return done


def faults(file: Path) -> list[str]:
    opened = package.Package(file)
    rules = word_rules if file.suffix == ".docx" else powerpoint_rules
    return [*package.faults(opened), *rules.faults(opened)]


def found(files: list[Path], spoilt: Spoilt, folder: Path) -> str | None:
    """What is wrong with the rule, if anything is."""
    what, part, pattern, instead, said = spoilt
    overlooked = None
    for file in files:
        copy = folder / f"spoilt{file.suffix}"
        if not spoil(file, copy, part, pattern, instead):
            continue
        problems = faults(copy)
        if any(said in problem for problem in problems):
            return None
        # Some places may be spoilt: a box needs no header row. One file where it matters is enough.
        overlooked = overlooked or f"{file}: {what} was spoilt and not found; said was: {problems[:3] or 'nothing'}"
    return overlooked or f"{what}: no {files[0].suffix} file has a place to spoil (`{pattern}` in `{part}`)"


def lost_words(files: list[Path], folder: Path) -> list[str]:
    """Each kind of loss that office_words.py is there for, in one deck and one guide."""
    whole = model(1)
    guide = next(file for file in files if file.name == "facilitator-guide.docx")
    deck = next(file for file in files if file.suffix == ".pptx")
    judge: dict[str, Callable[[Path], list[str]]] = {
        ".docx": lambda path: office_words.judge_word(path, office_words.guide_model(whole["guide"]))[0],
        ".pptx": lambda path: office_words.judge_deck(path, whole["guide"]["slides"], whole["notes"])[0],
    }
    problems = []
    for file, part, pattern, instead in (
        (guide, r"word/document\.xml", r"<w:t(?: [^>]*)?>([^<]{25,})</w:t>", "<w:t>gone</w:t>"),
        (guide, r"word/document\.xml", r'(<wp:docPr [^>]*?descr=")[^"]{20,}', r"\1gone"),
        (guide, r"word/document\.xml", r"(?s)<w:tr>(?:(?!<w:tr>).)*?09:30.*?</w:tr>", ""),
        (deck, r"ppt/slides/slide2\.xml", r"<a:t>[^<]{5,}</a:t>", "<a:t>gone</a:t>"),
        (deck, r"ppt/notesSlides/notesSlide1\.xml", r"<a:t>[^<]{12,}</a:t>", "<a:t>gone</a:t>"),
    ):
        copy = folder / f"lost{file.suffix}"
        if not spoil(file, copy, part, pattern, instead):
            problems.append(f"{file}: no place to spoil (`{pattern}` in `{part}`)")
        elif not judge[file.suffix](copy):
            problems.append(f"{file}: `{pattern}` was taken out of `{part}` and nothing is missed")
    return problems


def main() -> int:
    files = office_files()
    # A session that has everything there is to spoil.
    first = next(session["documents"] for session in listed()["sessions"] if session["id"] == "testing-change")
    of_first = [OUTPUT / listed()["edition"] / d["path"] for d in first if not d["path"].endswith(".pdf")]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        problems = []
        for end, kinds in ((".docx", WORD), (".pptx", POWERPOINT)):
            of_kind = [file for file in files if file.suffix == end]
            problems += filter(None, (found(of_kind, spoilt, folder) for spoilt in kinds))
        problems += lost_words(of_first, folder)
    return verdict(
        problems,
        f"{len(WORD) + len(POWERPOINT) + 5} ways to spoil a file are all found",
        "the rule has become blind, or the writers write it another way now: mend the pattern in tests/validate/not_blind.py",
    )


if __name__ == "__main__":
    sys.exit(main())
