"""What is sent and posted: drafts that Python's own mail parser takes without a defect, pages of well-formed
HTML with a title and a language, plain text that says what the page says, pictures of the sizes that social
media show whole, each with its alternative text."""

import email
import email.policy
import html
import re
import sys
from pathlib import Path

from lxml import etree
from PIL import Image

from output import OUTPUT, bare, verdict

SIZES = {"square": (1080, 1080), "wide": (1200, 630)}


def words(page: etree._Element) -> str:
    body = page.find("body")
    return bare(" ".join(body.itertext()))


def page(path: Path, text: bytes) -> tuple[list[str], str]:
    parser = etree.HTMLParser()
    root = etree.fromstring(text, parser)
    problems = [f"{path}: {error.message}" for error in parser.error_log if error.level_name in ("ERROR", "FATAL")]
    if not root.get("lang"):
        problems.append(f"{path}: no language")
    if not (root.findtext("head/title") or "").strip():
        problems.append(f"{path}: no title")
    problems += [f"{path}: a variable was left: {left}" for left in re.findall(r"\{\{.*?\}\}", html.unescape(text.decode()))]
    return problems, words(root)


def draft(path: Path) -> list[str]:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    problems = [f"{path}: {defect!r}" for part in message.walk() for defect in part.defects]
    plain, rich = message.get_body(("plain",)), message.get_body(("html",))
    if not message["subject"] or plain is None or rich is None:
        return problems + [f"{path}: it needs a subject, plain text and HTML"]
    found, said = page(path, rich.get_content().encode())
    problems += found
    for line in plain.get_content().splitlines():
        # Signs that stand for HTML's own; an address stands in its link.
        line = bare(re.sub(r"<\S+>|^[=\-]+$|^(\*|\d+\.|\[ \])\s|_{3,}", "", line.strip()))
        if line and line not in said:
            problems.append(f"{path}: the page does not say `{line}`")
    return problems


def picture(path: Path) -> list[str]:
    shape = path.stem.rsplit("-", 1)[-1]
    size = Image.open(path).size
    problems = []
    if size not in SIZES.values() or (shape in SIZES and size != SIZES[shape]):
        problems.append(f"{path}: {size[0]} by {size[1]} pixels")
    text = path.with_suffix(".txt")
    if not text.exists() or len(text.read_text(encoding="utf-8").strip()) < 20:
        problems.append(f"{path}: no alternative text in {text.name}")
    return problems


def main() -> int:
    folder = OUTPUT / "base" / "documents"
    drafts, pages, pictures = (sorted(folder.glob(f"*.{end}")) for end in ("eml", "html", "png"))
    problems = [problem for path in drafts for problem in draft(path)]
    problems += [problem for path in pages for problem in page(path, path.read_bytes())[0]]
    problems += [problem for path in pictures for problem in picture(path)]
    if not (drafts and pages and pictures):
        problems.append(f"{folder}: no drafts, no pages or no pictures")
    return verdict(
        problems,
        f"{len(drafts)} drafts, {len(pages)} pages and {len(pictures)} pictures: sound, and they say the same",
        "mend `src/write/html/` or the template in `layouts/`",
    )


if __name__ == "__main__":
    sys.exit(main())
