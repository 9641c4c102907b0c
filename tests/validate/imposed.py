"""Imposes built documents, and PDFs of other makes, in every way and asks qpdf and pikepdf whether each result is sound.

    python3 tests/validate/imposed.py target/release/packwright output/base

Words and fonts are compared by the Rust tests; here it is readers that are not ours which look at the
structure of the files, at the boxes of every page (ISO 15930: trim in bleed in media) and at what the
pages look like: each page laid on a sheet of its own size must be the picture that it was. Ends with 1
when anything is wrong.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf
from PIL import Image, ImageChops, ImageFilter

SCHEMES = [
    ["single", "--marks", "--bleed", "3mm", "--stamp", "Facilitator copy"],
    ["booklet"], ["booklet", "--flip", "long", "--paper", "a3"],
    ["2-up"], ["4-up"], ["6-up"], ["8-up"], ["9-up"],
    ["cut-and-stack"], ["cut-and-stack", "--cells", "2", "--one-sided"],
    ["poster", "--to", "a1"], ["a3-on-a4"],
]
# Two renderings of the same page differ by less than this share of its dots.
DIFFERENT = 0.004


def run(*command) -> subprocess.CompletedProcess:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True)


def impose(packwright: str, source: Path, scheme: list[str], made: Path) -> list[str]:
    ran = run(packwright, "impose", source, "--as", *scheme, "-o", made)
    if ran.returncode:
        return [ran.stderr.strip()]
    said = run("qpdf", "--check", made)
    words = said.stdout + said.stderr
    # The exit code is 3 for warnings; a sound file has neither.
    wrong = [] if said.returncode == 0 and "WARNING" not in words else [words.strip()]
    with pikepdf.open(made) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            media, bleed, trim = ([float(side) for side in page[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
            for outer, inner in ((media, bleed), (bleed, trim)):
                if any(out > within + 0.01 for out, within in zip(outer[:2], inner[:2])) or any(out < within - 0.01 for out, within in zip(outer[2:], inner[2:])):
                    wrong.append(f"page {number}: {inner} is not in {outer}")
    return wrong


def pictures(pdf: Path, folder: Path, name: str) -> list[Image.Image]:
    run("pdftoppm", "-r", "50", "-cropbox", "-gray", pdf, folder / name)
    # Softened: a hairline may be drawn one dot further.
    return [Image.open(path).filter(ImageFilter.GaussianBlur(2)) for path in sorted(folder.glob(f"{name}-*.pgm"))]


def looks(packwright: str, source: Path, folder: Path) -> list[str]:
    """Compares the pages with themselves, imposed one to a sheet."""
    made = folder / "single.pdf"
    ran = run(packwright, "impose", source, "--as", "single", "-o", made)
    if ran.returncode:
        return [ran.stderr.strip()]
    before, after = pictures(source, folder, "before"), pictures(made, folder, "after")
    wrong = [] if len(before) == len(after) else [f"{len(before)} pages became {len(after)}"]
    for number, (one, other) in enumerate(zip(before, after), 1):
        if any(abs(a - b) > 1 for a, b in zip(one.size, other.size)):
            wrong.append(f"page {number} is {other.size} and was {one.size}")
            continue
        size = tuple(min(pair) for pair in zip(one.size, other.size))
        apart = ImageChops.difference(one.crop((0, 0, *size)), other.crop((0, 0, *size))).point(lambda dot: 255 * (dot > 48))
        share = apart.histogram()[255] / (size[0] * size[1])
        if share > DIFFERENT:
            wrong.append(f"page {number} looks different in {share:.1%} of its dots")
    for path in folder.glob("*.pgm"):
        path.unlink()
    return wrong


def others(folder: Path, source: Path) -> list[Path]:
    """A document in the shapes that other programs give it."""
    made = []

    def save(name: str, change, **how) -> None:
        path = folder / f"{name}.pdf"
        with pikepdf.open(source) as pdf:
            del pdf.pages[4:]
            change(pdf)
            pdf.save(path, **how)
        made.append(path)

    def each(change):
        return lambda pdf: [change(number, page) for number, page in enumerate(pdf.pages)] and None

    def mixed(number: int, page) -> None:
        page.rotate((0, 90, 180, 270)[number % 4], relative=False)
        wide, high = (float(side) for side in page.mediabox[2:])
        if number % 2:
            page.cropbox = [wide * 0.1, high * 0.2, wide * 0.9, high * 0.7]
        if number == 2:
            page.mediabox = [-50, -30, wide + 40, high + 90]

    def inherited(pdf) -> None:
        tree, first = pdf.Root.Pages, pdf.pages[0]
        tree.MediaBox, tree.Rotate = first.mediabox, 90
        for page in pdf.pages:
            for key in ("/MediaBox", "/Rotate", "/CropBox", "/TrimBox", "/BleedBox"):
                if key in page:
                    del page[key]

    def pieces(pdf) -> None:
        for page in pdf.pages:
            content = page.Contents.read_bytes()
            # Between two operators, which stand in lines of their own.
            middle = content.find(b"\n", len(content) // 2) + 1
            page.Contents = pikepdf.Array([pdf.make_stream(content[:middle]), pdf.make_stream(content[middle:])])

    nothing = each(lambda _number, _page: None)
    stream = pikepdf.ObjectStreamMode
    save("mixed", each(mixed))
    save("inherited", inherited)
    save("pieces", pieces)
    save("packed", nothing, object_stream_mode=stream.generate, min_version="2.0")
    save("plain", nothing, object_stream_mode=stream.disable, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    save("linearised", nothing, linearize=True)
    return made


def main() -> int:
    packwright, output = sys.argv[1], Path(sys.argv[2])
    guides = sorted(output.glob("sessions/*/facilitator-guide.pdf"))[:1]
    slides = sorted(output.glob("sessions/*/slides.pdf"))[:1]
    sources = guides + slides + sorted(output.glob("sessions/*/worksheets.pdf"))[:2]
    if not guides or not slides:
        print(f"no documents in {output}: build first")
        return 1
    wrong, files = [], 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        shapes = others(folder, guides[0])
        for source in sources + shapes:
            for scheme in SCHEMES:
                files += 1
                wrong += [f"{source} as {' '.join(scheme)}: {it}" for it in impose(packwright, source, scheme, folder / "imposed.pdf")]
        for source in slides + shapes:
            files += 1
            wrong += [f"{source}: {it}" for it in looks(packwright, source, folder)]
    print("\n".join(wrong), end="\n" if wrong else "")
    print(f"{files} imposed files, {len(wrong)} with something wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
