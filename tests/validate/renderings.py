"""Every Word and PowerPoint file opens in LibreOffice and looks as it should: as many pages as slides, or
about as many as the PDF; no page blank; no word lost or over the edge of its page; and a few pages of
the programme that `packwright new` makes look as they did when a person last looked at them.

`--accept` writes those pages anew into tests/references: look at every one before you keep it. They are
pages of the small programme, so that another word in a real session changes none of them.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import unescape

import docx
import pptx
from PIL import Image, ImageChops, ImageStat

from output import OUTPUT, PACKWRIGHT, bare, office_files, run, text, verdict

REFERENCES = Path("tests/references")
WORK = Path("target/renderings")
# The pages that are compared, by the end of their file's path below the edition.
COMPARED = [
    ("slides.pptx", 1),
    ("slides.pptx", 3),
    ("slides.pptx", 4),
    ("facilitator-guide.docx", 1),
    ("facilitator-guide.docx", 2),
    ("worksheets/counting-plan.docx", 1),
]
# References are so many pixels wide, in so many greys.
WIDTH, GREYS = 480, 16
# Pictures are compared block by block; a block is so many pixels wide.
BLOCK = 8
# A block differs when its grey does by so much of 255 …
DIFFERENT = 24
# … and a page when so large a share of its blocks does, or so much of 255 on average. Another version of
# LibreOffice or of a font moves edges by a pixel; another line break moves a paragraph.
SHARE, MEAN = 0.04, 6.0
# A Word file has so much more or fewer pages than the PDF of the same document.
PAGES = 0.4
# So much of a page must be ink.
INK = 0.0005
# Words may stand so far over the edge of a page, in points: italics lean out of their boxes.
LEANS = 2.0
# So large a share of the paragraphs may be cut by the end of a page or column.
CUT = 0.08


def converted(files: list[Path], folder: Path) -> dict[Path, Path]:
    """Each file as a PDF, by one LibreOffice with a profile of its own."""
    if "liberation" not in run("fc-match", "Arial").lower() and "arial" not in run("fc-match", "Arial").lower():
        raise SystemExit("error: no font has the widths of Arial\nhelp: apt-get install fonts-liberation2")
    # Names are the same in every session; LibreOffice puts all its PDFs into one folder.
    named = {file: folder / f"{number:03}{file.suffix}" for number, file in enumerate(files)}
    for file, copy in named.items():
        shutil.copyfile(file, copy)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').absolute().as_uri()}", "--headless", "--convert-to", "pdf"]
    done = subprocess.run([*command, "--outdir", str(folder), *map(str, named.values())], capture_output=True, text=True, timeout=1800)
    if done.returncode != 0:
        raise SystemExit(f"error: LibreOffice ended with {done.returncode}: {done.stderr.strip()}")
    return {file: copy.with_suffix(".pdf") for file, copy in named.items()}


def paragraphs(file: Path) -> Iterator[str]:
    """What a file shows, paragraph by paragraph; neither notes nor alternative texts."""
    if file.suffix == ".pptx":
        for slide in pptx.Presentation(str(file)).slides:
            for shape in slide.shapes:
                # A title that the design does not show stands above the slide.
                if shape.is_placeholder and shape.top is not None and shape.top + shape.height <= 0:
                    continue
                for paragraph in shape._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}p"):
                    yield "".join(paragraph.xpath("a:r/a:t/text()"))
    else:
        for paragraph in docx.Document(str(file)).element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"):
            # A text box stands twice: for programs that know drawings and for those that do not.
            if not paragraph.xpath("ancestor::*[local-name()='Fallback']"):
                found = paragraph.xpath(".//w:t[not(ancestor::*[local-name()='txbxContent'])] | .//w:r/w:tab")
                pieces = "".join(node.text or "" if node.tag.endswith("}t") else "\n" for node in found).split("\n")
                # Behind a tab may stand the number of a page, which is for the reader's program to tell.
                yield from (piece for piece in pieces if not piece.strip().isdigit())


def lost(file: Path, pdf: Path) -> tuple[list[str], int, int]:
    """Words that LibreOffice does not show; how many paragraphs were looked for, and how many are cut."""
    shown, problems, looked, cut = bare(text(pdf)), [], 0, 0
    for paragraph in dict.fromkeys(paragraphs(file)):
        if not bare(paragraph):
            continue
        looked += 1
        if bare(paragraph) in shown:
            continue
        cut += 1
        gone = [word for word in re.split(r"[\s\-–—/]+", paragraph) if bare(word) not in shown]
        if gone:
            problems.append(f"{file}: {', '.join(f'`{word}`' for word in gone[:5])} of `{paragraph[:80]}` is not shown")
    return problems, looked, cut


def over_the_edge(file: Path, pdf: Path) -> list[str]:
    """Words that stand outside their page."""
    problems, width, height, number = [], 0.0, 0.0, 0
    for line in run("pdftotext", "-bbox", "-enc", "UTF-8", str(pdf), "-").splitlines():
        if page := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line):
            width, height = map(float, page.groups())
            number += 1
        elif word := re.search(r'<word xMin="(\S+)" yMin="(\S+)" xMax="(\S+)" yMax="(\S+)">(.*)</word>', line):
            left, top, right, bottom = map(float, word.groups()[:4])
            # A mark that is larger than its slide is an ornament.
            if bare(word.group(5)) and max(-left, -top, right - width, bottom - height) > LEANS:
                problems.append(f"{file}, page {number}: `{unescape(word.group(5))}` stands over the edge of the page")
    return problems


def pages(pdf: Path) -> int:
    return int(re.search(r"Pages:\s*(\d+)", run("pdfinfo", str(pdf))).group(1))


def counted(file: Path, pdf: Path) -> list[str]:
    """A deck has a page for each slide; a Word file about as many pages as the PDF beside it."""
    there = pages(pdf)
    if file.suffix == ".pptx":
        slides = len(pptx.Presentation(str(file)).slides)
        return [] if there == slides else [f"{file}: {there} pages for {slides} slides"]
    twin = file.with_suffix(".pdf")
    if not twin.exists():
        return []
    wanted = pages(twin)
    # Of a worksheet's one page, a second is a page too many.
    more = max(PAGES * wanted, 0 if wanted == 1 else 1)
    return [] if abs(there - wanted) <= more else [f"{file}: {there} pages in LibreOffice, {wanted} in the PDF"]


def drawn(pdf: Path, folder: Path, *options: str) -> list[Path]:
    """Pages as greyscale pictures, in order."""
    root = folder / pdf.stem
    run("pdftoppm", "-gray", *options, str(pdf), str(root))
    return sorted(folder.glob(f"{pdf.stem}-*.pgm"))


def blank(file: Path, pdf: Path, folder: Path) -> list[str]:
    """Pages with nothing on them."""
    problems = []
    for number, picture in enumerate(drawn(pdf, folder, "-r", "36"), 1):
        with Image.open(picture) as page:
            histogram = page.histogram()
            paper = max(range(256), key=histogram.__getitem__)
            ink = sum(count for grey, count in enumerate(histogram) if abs(grey - paper) > 32)
            if ink < INK * page.width * page.height:
                problems.append(f"{file}, page {number}: blank")
        picture.unlink()
    return problems


def small_programme(folder: Path) -> list[Path]:
    """The files of the programme that `packwright new` makes, in the order of COMPARED."""
    shutil.rmtree(folder, ignore_errors=True)
    run(PACKWRIGHT, "new", str(folder))
    run(PACKWRIGHT, "-C", str(folder), "build", "--formats", "docx,pptx")
    made = [path for path in folder.rglob("*") if path.suffix in (".docx", ".pptx")]
    wanted = dict.fromkeys(end for end, _ in COMPARED)
    return [next(path for path in made if str(path).endswith("/" + end)) for end in wanted]


def name(end: str, page: int) -> str:
    return f"{Path(end).with_suffix('').name}-{page}.png"


def looks(files: list[Path], pdfs: dict[Path, Path], folder: Path) -> dict[str, Image.Image]:
    """The pages that are compared, as they look now."""
    found = {}
    for end, page in COMPARED:
        file = next(path for path in files if str(path).endswith("/" + end))
        only = ("-f", str(page), "-l", str(page), "-scale-to-x", str(WIDTH), "-scale-to-y", "-1")
        for picture in drawn(pdfs[file], folder, *only):
            found[name(end, page)] = Image.open(picture).convert("L").copy()
            picture.unlink()
    return found


def differences(now: dict[str, Image.Image]) -> list[str]:
    """Pages that no longer look like their reference; both are put side by side to be looked at."""
    problems = []
    for end, page in COMPARED:
        title, new = name(end, page), now.get(name(end, page))
        path = REFERENCES / title
        if new is None or not path.exists():
            problems.append(f"{title}: {'there is no such page' if new is None else 'there is no reference'}")
            continue
        old = Image.open(path).convert("L")
        if old.size != new.size:
            problems.append(f"{title}: {new.width} × {new.height} pixels, the reference has {old.width} × {old.height}")
            continue
        apart = ImageChops.difference(old, new)
        mean = ImageStat.Stat(apart).mean[0]
        blocks = [image.resize((old.width // BLOCK, old.height // BLOCK), Image.Resampling.BOX) for image in (old, new)]
        greys = ImageChops.difference(*blocks).tobytes()
        share = sum(grey > DIFFERENT for grey in greys) / len(greys)
        if mean > MEAN or share > SHARE:
            WORK.mkdir(parents=True, exist_ok=True)
            beside = Image.new("L", (2 * old.width + 8, old.height), 128)
            beside.paste(old, (0, 0))
            beside.paste(new, (old.width + 8, 0))
            beside.save(WORK / title)
            problems.append(f"{title} looks different: {share:.1%} of its blocks, by {mean:.1f} of 255 on average; see {WORK / title} (left the reference, right now)")
    return problems


def accept(now: dict[str, Image.Image]) -> None:
    REFERENCES.mkdir(parents=True, exist_ok=True)
    for old in REFERENCES.glob("*.png"):
        old.unlink()
    for title, picture in now.items():
        picture.quantize(GREYS).save(REFERENCES / title, optimize=True)
    size = sum(path.stat().st_size for path in REFERENCES.glob("*.png"))
    print(f"{len(now)} references, {size / 1000:.0f} kB, in {REFERENCES}: look at every one")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("--accept", action="store_true", help="write tests/references anew")
    arguments.add_argument("--files", nargs="*", type=Path, help="only these files, and no references")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="packwright-renderings-") as name_:
        folder = Path(name_)
        small = [] if asked.files else small_programme(WORK / "programme")
        files = [] if asked.accept else asked.files or office_files()
        pdfs = converted([*files, *small], folder)
        missing = [file for file, pdf in pdfs.items() if not pdf.exists()]
        if missing:
            return verdict([f"{file} does not open in LibreOffice" for file in missing], "", "soffice --headless --convert-to pdf FILE")
        if asked.accept:
            accept(looks(small, pdfs, folder))
            return 0
        problems, paragraphs_, cut = [], 0, 0
        # A template has no words of its own: that it opens is enough.
        for file in (file for file in files if file.suffix in (".docx", ".pptx")):
            gone, looked, pieces = lost(file, pdfs[file])
            problems += [*gone, *counted(file, pdfs[file]), *over_the_edge(file, pdfs[file]), *blank(file, pdfs[file], folder)]
            paragraphs_ += looked
            cut += pieces
        if cut > CUT * max(paragraphs_, 1):
            problems.append(f"{cut} of {paragraphs_} paragraphs are not shown in one piece")
        if small:
            problems += differences(looks(small, pdfs, folder))
        total = sum(pages(pdfs[file]) for file in files)
    compared = f"; {len(COMPARED)} pages look like their references" if small else ""
    return verdict(
        problems,
        f"{len(files)} Word and PowerPoint files, {total} pages in LibreOffice: none blank, no word lost or over the edge, "
        f"about as long as the PDFs{compared}",
        "look at the file in LibreOffice; if a page was changed on purpose and looks right: "
        "python tests/validate/renderings.py --accept, and look at tests/references",
    )


if __name__ == "__main__":
    sys.exit(main())
