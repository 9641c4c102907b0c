"""Every PDF is accessible by two judges from outside: page-validation (the PDF/UA-1 rules, no failure)
and outloud (PDF/UA-1 and what a rule set cannot see, no error).

outloud takes a running header for prose that is lost to readers (TAG-002). That is what PDF/UA-1 asks
for (ISO 14289-1, 7.8), so lines in the margins are let pass, and so is what a slide says twice: the
name of its activity over its title, and the repeated head of a table, the name of a deck on each of its
cards, and the backs of cards after the first. Nothing else is.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import page
import pikepdf

from output import bare, listed, model, paper, pdfs, verdict

# Running headers and footers stand in so much of a page's height, in points.
MARGIN = 62
MARGIN_OF_SLIDE = 50


def rules(pdf: Path) -> list[str]:
    report = page.validate_pdf(str(pdf), profile=page.ValidationProfile.PDF_UA_1)
    return [f"{pdf}: PDF/UA-1: {failure}" for failure in report.failures]


def repeated() -> list[str]:
    """What stands twice on purpose, longest first: names of activities, heads of tables."""
    words = set()

    def heads(node) -> None:
        if isinstance(node, list):
            for child in node:
                heads(child)
        elif isinstance(node, dict):
            if node.get("kind") == "table":
                cells = ["".join(run.get("text", "") for run in cell) for cell in node["header"]]
                words.update([bare(" ".join(cells)), *map(bare, cells)])
            if node.get("role") == "card-sheet" and node.get("back"):
                words.update(back(card) for card in node["children"])
            for child in node.values():
                heads(child)

    def back(card: dict) -> str:
        return bare(" ".join(run.get("text", "") for part in card["children"] for run in part.get("runs", [])))

    for session in listed()["sessions"]:
        words.update(bare(activity["title"]) for activity in session["activities"])
        # Each card says of which deck it is, and all backs of a deck say the same.
        words.update(bare(sheet["title"]) for sheet in session["worksheets"])
        heads(model(session["number"]))
    for document in listed()["documents"]:
        heads(paper(document["id"]))
    return sorted(filter(None, words), key=len, reverse=True)


def excused(finding: dict, opened: pikepdf.Pdf, twice: list[str]) -> bool:
    if finding["rule"] != "TAG-002" or not finding.get("boxes"):
        return False
    left = bare(finding.get("evidence", ""))
    for words in twice:
        left = left.replace(words, "")
    if re.fullmatch(r"\d*", left):
        return True

    def in_margin(box: dict) -> bool:
        _, bottom, width, top = (float(x) for x in opened.pages[box["page"] - 1].mediabox)
        margin = MARGIN_OF_SLIDE if (width, top) == (960, 540) else MARGIN
        return box["y1"] <= bottom + margin or box["y0"] >= top - margin

    return all(in_margin(box) for box in finding["boxes"])


def aloud(all_pdfs: list[Path]) -> tuple[list[str], int, int]:
    """outloud's errors, and how many findings were let pass, and how many warnings there are."""
    with tempfile.NamedTemporaryFile(suffix=".json") as report:
        command = [Path(sys.executable).with_name("outloud"), "--quiet", "--no-info", "--fail-on", "never", "--json", report.name]
        subprocess.run([*map(str, command), *map(str, all_pdfs)], check=True, capture_output=True)
        results = json.load(open(report.name, encoding="utf-8"))["results"]
    if len(results) != len(all_pdfs):
        raise SystemExit(f"error: outloud read {len(results)} of {len(all_pdfs)} PDFs")
    twice, problems, passed, warnings = repeated(), [], 0, 0
    for result in results:
        if result["error"]:
            problems.append(f"{result['path']}: outloud: {result['error']}")
        with pikepdf.open(result["path"]) as opened:
            for finding in result["findings"]:
                warnings += finding["severity"] == "warning"
                if finding["severity"] != "error":
                    continue
                if excused(finding, opened, twice):
                    passed += 1
                else:
                    place = f"page {finding['page']}" if finding.get("page") else "document"
                    problems.append(f"{result['path']}, {place}: {finding['rule']} {finding['message']}: {finding.get('evidence', '')}")
    return problems, passed, warnings


def main() -> int:
    all_pdfs = pdfs()
    problems = [problem for pdf in all_pdfs for problem in rules(pdf)]
    said, passed, warnings = aloud(all_pdfs)
    return verdict(
        problems + said,
        f"{len(all_pdfs)} PDFs: no PDF/UA-1 failure, no error of outloud "
        f"({passed} running headers and repeated names let pass, {warnings} warnings)",
        "`outloud FILE` and `outloud --view FILE` show the place; mend the layout of that kind of document",
    )


if __name__ == "__main__":
    sys.exit(main())
