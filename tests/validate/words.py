"""No word is lost, and a slide is read title first.

What every session has to show comes from `packwright model` (the resolved sources before any
typesetting); whether it is on the pages is asked of poppler. Slides are looked for in the deck and in
the handout, everything said, done and asked in the guide, everything to fill in in the worksheets.
Refuses a word that is nowhere, and more than a few sentences that are not in one piece: those run
over the end of a page, where a footer stands between.
"""

import re
import sys
from pathlib import Path

from output import bare, listed, model, text, verdict

# Keys whose texts a reader sees; runs of inline text are found by themselves.
SEEN = {"title", "purpose", "label", "value", "method", "low", "high", "resources", "start", "end"}
# So large a share of the sentences may be cut by the end of a page or column.
CUT = 0.06


def phrases(node) -> list[str]:
    """Every text of a model that is to be seen, in order."""
    if isinstance(node, list):
        if node and all(isinstance(run, dict) and "run" in run for run in node):
            return inline(node)
        return [phrase for child in node for phrase in phrases(child)]
    if not isinstance(node, dict):
        return []
    found = []
    for key, value in node.items():
        if key in SEEN and isinstance(value, str):
            found.append(value)
        elif key in SEEN and isinstance(value, list) and all(isinstance(one, str) for one in value):
            found.extend(value)
        elif key not in ("activity", "drawing") or isinstance(value, dict) and key == "drawing":
            found.extend(phrases(value))
    return found


def inline(runs: list[dict]) -> list[str]:
    """The sentence of some runs, and after it each of its footnotes."""
    sentence, notes = "", []
    for run in runs:
        if run["run"] == "text":
            sentence += run["text"]
        elif run["run"] == "link":
            sentence += inline(run["runs"])[0]
        elif run["run"] == "icon":
            sentence += run["label"] + " "
        elif run["run"] == "footnote":
            notes.extend(inline(run["runs"]))
        elif run["run"] == "break":
            sentence += " "
        else:
            raise SystemExit(f"error: unknown run `{run['run']}`\nhelp: teach it to tests/validate/words.py")
    return [sentence, *notes]


def missing(name: str, expected: list[str], pdf: Path) -> tuple[list[str], int, int]:
    """Words that are not in a PDF; how many sentences were looked for, and how many are cut."""
    shown = bare(text(pdf))
    problems, cut = [], 0
    expected = [phrase for phrase in dict.fromkeys(expected) if bare(phrase)]
    for phrase in expected:
        if bare(phrase) in shown:
            continue
        cut += 1
        lost = [word for word in re.split(r"[\s\-–—/]+", phrase) if bare(word) not in shown]
        if lost:
            problems.append(f"{pdf}: {name}: {', '.join(f'`{word}`' for word in lost[:5])} of `{phrase[:90]}` is not there")
    return problems, len(expected), cut


def reading_order(slides: list[dict], pdf: Path) -> list[str]:
    """Each slide on its page, its title before its body."""
    pages = [bare(page) for page in text(pdf).split("\f")]
    problems = []
    for slide, page in zip(slides, pages):
        title = bare(inline(slide["title"])[0])
        at = page.find(title)
        if at < 0:
            problems.append(f"{pdf}, page {slide['number']}: no title `{inline(slide['title'])[0]}` ({slide['src']})")
            continue
        for phrase in phrases(slide["slots"]):
            if bare(phrase) in page and bare(phrase) not in page[at + len(title) :] and bare(phrase) not in title:
                problems.append(f"{pdf}, page {slide['number']}: `{phrase[:60]}` is read before the title ({slide['src']})")
    if len(pages) - 1 != len(slides):
        problems.append(f"{pdf} has {len(pages) - 1} pages for {len(slides)} slides")
    return problems


def main() -> int:
    programme = listed()
    problems, sentences, cut = [], 0, 0
    for session in programme["sessions"]:
        guide = model(session["number"])["guide"]
        folder = (Path("output") / programme["edition"] / session["documents"][0]["path"]).parent
        slides = [phrase for slide in guide["slides"] for phrase in phrases([slide["title"], slide["slots"]])]
        looked_for = [
            ("slides", slides, folder / "slides.pdf"),
            ("slides", slides, folder / "slides-handout.pdf"),
            ("notes", phrases(guide["parts"]), folder / "facilitator-guide.pdf"),
            ("worksheets", phrases(guide["worksheets"]), folder / "worksheets.pdf"),
        ]
        looked_for += [
            ("worksheet", phrases(sheet), folder / "worksheets" / f"{sheet['id']}.pdf") for sheet in guide["worksheets"]
        ]
        problems += reading_order(guide["slides"], folder / "slides.pdf")
        for name, expected, pdf in looked_for:
            lost, count, in_pieces = missing(name, expected, pdf)
            problems += lost
            sentences += count
            cut += in_pieces
    if cut > CUT * sentences:
        problems.append(f"{cut} of {sentences} sentences are not in one piece: is the reading order right?")
    return verdict(
        problems,
        f"{sentences} sentences of {len(programme['sessions'])} sessions are all there ({cut} cut by the end of a page); "
        "every slide is read title first",
        "`pdftotext -raw FILE -` shows what poppler reads; the layout dropped it or put it in another order",
    )


if __name__ == "__main__":
    sys.exit(main())
