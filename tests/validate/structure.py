"""Every PDF is sound and complete in itself: `qpdf --check`, fonts by `pdffonts`, title, language and
tags by `pdfinfo` and in the catalogue. Refuses a warning of qpdf as well as an error."""

import subprocess
import sys
from pathlib import Path

import pikepdf

from output import listed, pdfs, run, verdict


def sound(pdf: Path) -> list[str]:
    done = subprocess.run(["qpdf", "--check", str(pdf)], capture_output=True, text=True)
    return [] if done.returncode == 0 else [f"{pdf}: qpdf: {(done.stderr or done.stdout).strip()}"]


def fonts(pdf: Path) -> list[str]:
    rows = run("pdffonts", str(pdf)).splitlines()[2:]
    problems = [] if rows else [f"{pdf} has no fonts: it shows no text"]
    for row in rows:
        # name type encoding emb sub uni object ID: the type and the encoding may hold spaces.
        embedded, subset, unicode = row.split()[-5:-2]
        if (embedded, subset, unicode) != ("yes", "yes", "yes"):
            problems.append(f"{pdf}: {row.split()[0]} embedded: {embedded}, subset: {subset}, to Unicode: {unicode}")
    return problems


def facts(pdf: Path, titles: dict[Path, str]) -> list[str]:
    info = dict(line.split(":", 1) for line in run("pdfinfo", str(pdf)).splitlines() if ":" in line)
    problems = []
    title = info.get("Title", "").strip()
    expected = titles.get(pdf)
    if not title or (expected is not None and title != expected):
        problems.append(f"{pdf} has the title `{title}`, not `{expected}`")
    if info.get("Tagged", "").strip() != "yes":
        problems.append(f"{pdf} is not tagged")
    if not info.get("Author", "").strip():
        problems.append(f"{pdf} names no organisation as its author")
    with pikepdf.open(pdf) as opened:
        if not str(opened.Root.get("/Lang", "")).strip():
            problems.append(f"{pdf} has no language")
        if "/StructTreeRoot" not in opened.Root or "/Outlines" not in opened.Root and len(opened.pages) > 3:
            problems.append(f"{pdf} has no structure tree or no bookmarks")
    return problems


def main() -> int:
    programme = listed()
    folder = Path("output") / programme["edition"]
    titles = {folder / d["path"]: d["title"] for session in programme["sessions"] for d in session["documents"]}
    all_pdfs = pdfs()
    problems = [problem for pdf in all_pdfs for problem in sound(pdf) + fonts(pdf) + facts(pdf, titles)]
    return verdict(
        problems,
        f"{len(all_pdfs)} PDFs: sound, every font embedded and subset, title, author, language, tags, bookmarks",
        "look at src/write/pdf and at the layout of that kind of document",
    )


if __name__ == "__main__":
    sys.exit(main())
