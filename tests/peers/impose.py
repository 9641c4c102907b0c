"""Imposing 1,000 pages beside the tools that people impose with today, in one run on one machine.

    python3 tests/peers/impose.py               our guides and light pages, as booklet and as 2-up
    python3 tests/peers/impose.py --all         the slow ones too: pdfjam, pypdf, pdf-lib

Installs the peers (PyPI, npm; versions in requirements.txt and package.json) into target/peers. Debian's
`pdfjam` and `podofoimpose` take part where they are installed (`apt-get install texlive-extra-utils
texlive-latex-recommended libpodofo-utils`). The same A4 pages go onto A3, two side by side, at their own
size. For libraries time runs from opening the file to the finished file on the disk, without starting
Python or node; programs, and packwright, are measured whole. What counts is the time on the processor,
so that a busy machine changes little. Peers write their smallest file, or their fastest where that is a
choice: each has a row. Every file is checked by qpdf and has its pages. Not part of `.ci/run`.
"""

import argparse
import json
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True
from run import HERE, PACKWRIGHT, ROOT, WORK, install, run

ROUNDS = 3
SLOW = 3  # seconds
LIBRARIES = ["pikepdf", "pikepdf, small", "PyMuPDF", "PyMuPDF, small", "pdfimpose"]
SLOW_LIBRARIES = ["pypdf", "pdf-lib"]


def light(path: Path, pages: int) -> None:
    """Pages with a few lines of text each, as a word processor writes them."""
    import zlib

    out, offsets = bytearray(b"%PDF-1.7\n"), []

    def add(body: bytes) -> None:
        offsets.append(len(out))
        out.extend(b"%d 0 obj\n%s\nendobj\n" % (len(offsets), body))

    add(b"<</Type/Catalog/Pages 2 0 R>>")
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(pages))
    add(b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids))
    add(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for at in range(pages):
        add(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.276 841.89]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>" % (5 + 2 * at))
        lines = b"".join(b"(Page %d, line %d of what there is to say) Tj T* " % (at + 1, line) for line in range(8))
        text = zlib.compress(b"BT /F 12 Tf 15 TL 60 760 Td " + lines + b"ET")
        add(b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(text), text))
    start = len(out)
    out.extend(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
    out.extend(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
    out.extend(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, start))
    path.write_bytes(out)


def guides(path: Path) -> None:
    """The facilitator guides of as many editions as 1,000 pages take."""
    project = WORK / "imposed"
    if not project.exists():
        for part in ("sources", "layouts", "fonts"):
            shutil.copytree(ROOT / part, project / part)
    for whose in ([], ["--all-organisations"]):
        run(PACKWRIGHT, "-C", project, "build", *whose, "--only", "guide", "--formats", "pdf")
    found = sorted((project / "output").glob("*/sessions/*/facilitator-guide.pdf"))
    run("qpdf", "--empty", "--pages", *found, "--", path)


def pages_of(path: Path) -> int:
    return int(run("qpdf", "--show-npages", path))


def spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def program(command: list) -> dict:
    before, start = spent(), time.perf_counter()
    run(*command)
    return {"cpu": spent() - before, "wall": time.perf_counter() - start}


def plan(path: Path, pages: int, scheme: str) -> Path:
    """The sheets as podofoimpose wants them told."""
    from impose_measure import HIGH, WIDE, sides

    lines = [f"$PageWidth={WIDE}", f"$PageHeight={HIGH}"]
    for number, side in enumerate(sides(pages, scheme), 1):
        lines += [f"{page + 1};{number};0;{column * WIDE / 2};0;" for column, page in side]
    path.write_text("\n".join(lines) + "\n")
    return path


def once(name: str, source: Path, scheme: str, made: Path) -> dict:
    if name == "packwright":
        return program([PACKWRIGHT, "impose", source, "--as", scheme, "--paper", "a3", "--margin", "0mm", "-o", made])
    if name == "pdfjam":
        how = ["--booklet", "true"] if scheme == "booklet" else ["--nup", "2x1"]
        return program(["pdfjam", "--quiet", "--paper", "a3paper", "--landscape", "--noautoscale", "true", *how, "--outfile", made, source])
    if name == "podofoimpose":
        return program(["podofoimpose", source, made, plan(WORK / "sheets.plan", pages_of(source), scheme)])
    if name == "pdf-lib":
        return json.loads(run("node", WORK / "impose.cjs", source, made, scheme, cwd=WORK))
    return json.loads(run(WORK / "venv/bin/python", HERE / "impose_measure.py", name, source, made, scheme))


def measured(name: str, source: Path, scheme: str) -> dict:
    made = WORK / "imposed.pdf"
    costs = []
    for _ in range(ROUNDS):
        made.unlink(missing_ok=True)
        costs.append(once(name, source, scheme, made))
        if costs[-1]["cpu"] > SLOW:  # another round would say the same
            break
    checked = subprocess.run(["qpdf", "--check", made], capture_output=True, text=True)
    sheets, wanted = pages_of(made), -(-pages_of(source) // 4) * 2
    sound = checked.returncode == 0 and abs(sheets - wanted) <= 1
    return {**min(costs, key=lambda cost: cost["cpu"]), "MB": made.stat().st_size / 1e6, "sound": sound}


def table(title: str, rows: dict[str, dict]) -> None:
    mine = rows["packwright"]
    print(f"\n| {title:<34} | CPU, s | times | clock, s |    MB | times |")
    print(f"|{'-' * 36}|-------:|------:|---------:|------:|------:|")
    for name, cost in sorted(rows.items(), key=lambda row: row[1]["cpu"]):
        said = name if cost["sound"] else f"{name} (not sound)"
        print(f"| {said:<34} | {cost['cpu']:6.2f} | {cost['cpu'] / mine['cpu']:5.1f} | {cost['wall']:8.2f} | {cost['MB']:5.2f} | {cost['MB'] / mine['MB']:5.2f} |")
    others = [cost for name, cost in rows.items() if name != "packwright"]
    for what, key in (("time", "cpu"), ("size", "MB")):
        best = min(cost[key] for cost in others) / mine[key]
        print(f"{title}, {what}: the best peer takes {best:.2f} times ours (at least 1: {'met' if best >= 1 else 'MISSED'})")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("--all", action="store_true", help="the slow ones too")
    everyone = arguments.parse_args().all
    install(bench=False)
    sources = {"guide pages": WORK / "guides.pdf", "light pages": WORK / "light.pdf"}
    guides(sources["guide pages"])
    light(sources["light pages"], 1000)
    peers = ["packwright", *LIBRARIES] + ["podofoimpose"] * bool(shutil.which("podofoimpose"))
    if everyone:
        peers += SLOW_LIBRARIES + ["pdfjam"] * bool(shutil.which("pdfjam"))
    for what, source in sources.items():
        for scheme in ("booklet", "2-up"):
            fitting = [name for name in peers if name != "pdfimpose" or scheme == "booklet"]
            rows = {name: measured(name, source, scheme) for name in fitting}
            table(f"{pages_of(source):,} {what}, {scheme}", rows)


if __name__ == "__main__":
    main()
