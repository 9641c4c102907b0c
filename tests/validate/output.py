"""The finished documents of a build, and what packwright says is in them."""

import json
import subprocess
import unicodedata
from pathlib import Path

PACKWRIGHT = "target/release/packwright"
OUTPUT = Path("output")


def listed() -> dict:
    """`packwright list --json`."""
    return json.loads(run(PACKWRIGHT, "list", "--json"))


def model(session: int) -> dict:
    """`packwright model` of a session: everything that its documents have to show."""
    return json.loads(run(PACKWRIGHT, "model", "--session", str(session)))


def paper(document: str) -> dict:
    """`packwright model` of a document of the programme."""
    return json.loads(run(PACKWRIGHT, "model", "--document", document))["document"]


def pdfs() -> list[Path]:
    """Every PDF in the output; refuses an output without any, or without one that is listed."""
    return files(".pdf")


def office_files() -> list[Path]:
    """Every Word and PowerPoint file in the output; refuses the same."""
    return files(".docx", ".dotx", ".pptx", ".potx")


def files(*extensions: str) -> list[Path]:
    """Every file of some formats in the output."""
    found = sorted(path for path in OUTPUT.rglob("*") if path.suffix in extensions)
    programme = listed()
    papers = [file for paper in programme["documents"] for file in paper["files"]]
    for document in [*papers, *(file for session in programme["sessions"] for file in session["documents"])]:
        path = OUTPUT / programme["edition"] / document["path"]
        if path.suffix in extensions and path not in found:
            raise SystemExit(f"error: {path} is listed but not in the output\nhelp: cargo run --release -- build")
    if not found:
        raise SystemExit(f"error: no {' or '.join(extensions)} in {OUTPUT}\nhelp: cargo run --release -- build")
    return found


def text(pdf: Path, *options: str) -> str:
    """The text of a PDF in the order in which it was written, pages ended by form feeds."""
    # poppler complains on standard error about `/Suspects false`, which is well-formed.
    return run("pdftotext", "-raw", "-enc", "UTF-8", *options, str(pdf), "-")


def bare(words: str) -> str:
    """Only letters and digits, small: line breaks, hyphens and quotation marks differ on the page."""
    return "".join(c for c in unicodedata.normalize("NFKC", words).casefold() if c.isalnum())


def run(*command: str) -> str:
    """The standard output of a command that must succeed."""
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0:
        raise SystemExit(f"error: `{' '.join(command)}` failed ({done.returncode}): {done.stderr.strip()}")
    return done.stdout


def verdict(problems: list[str], fine: str, help_: str) -> int:
    """Prints every problem or the line that says that there is none; the exit code."""
    for problem in problems:
        print(f"error: {problem}")
    if problems:
        print(f"help: {help_}")
        return 1
    print(fine)
    return 0
