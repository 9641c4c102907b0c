"""Imposes built documents in every way and asks qpdf whether each result is sound.

    python3 tests/validate/imposed.py target/release/packwright output/base

Words and fonts are compared by the Rust tests; here it is a reader that is not ours which looks at the
structure of the files. Ends with 1 when anything is wrong.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

SCHEMES = [
    ["single", "--marks", "--bleed", "3mm", "--stamp", "Facilitator copy"],
    ["booklet"], ["booklet", "--flip", "long", "--paper", "a3"],
    ["2-up"], ["4-up"], ["6-up"], ["8-up"], ["9-up"],
    ["cut-and-stack"], ["cut-and-stack", "--cells", "2", "--one-sided"],
    ["poster", "--to", "a1"], ["a3-on-a4"],
]


def check(packwright: str, source: Path, scheme: list[str], folder: Path) -> list[str]:
    made = folder / "imposed.pdf"
    ran = subprocess.run(
        [packwright, "impose", source, "--as", *scheme, "-o", made], capture_output=True, text=True
    )
    if ran.returncode:
        return [ran.stderr.strip()]
    said = subprocess.run(["qpdf", "--check", made], capture_output=True, text=True)
    words = said.stdout + said.stderr
    # The exit code is 3 for warnings; a sound file has neither.
    return [] if said.returncode == 0 and "WARNING" not in words else [words.strip()]


def main() -> int:
    packwright, output = sys.argv[1], Path(sys.argv[2])
    sources = sorted(output.glob("sessions/*/facilitator-guide.pdf"))[:1]
    sources += sorted(output.glob("sessions/*/slides.pdf"))[:1] + sorted(output.glob("sessions/*/worksheets.pdf"))[:2]
    if not sources:
        print(f"no documents in {output}: build first")
        return 1
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for source in sources:
            for scheme in SCHEMES:
                for problem in check(packwright, source, scheme, Path(folder)):
                    wrong += 1
                    print(f"{source} as {' '.join(scheme)}: {problem}")
    print(f"{len(sources) * len(SCHEMES)} imposed files, {wrong} with something wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
