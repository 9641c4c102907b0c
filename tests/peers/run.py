"""Our Word and PowerPoint files beside what people write them with today, in one run on one machine.

    python3 tests/peers/run.py                  documents per second: docx, docxtpl, docxtemplater; PptxGenJS, python-pptx
    python3 tests/peers/run.py --pipeline       six outputs a session, 20 sessions, two cores

Installs the peers (npm, PyPI; versions in package.json and requirements.txt) into target/peers and leaves
nothing elsewhere. Same content for all, from `packwright model`: see content.py. Every process is warm:
programs are loaded, the first batch is not counted, and a document's time runs from the planned content
to the file on the disk. What counts is the time of the main thread on the processor, so that a busy
machine changes little; what peers leave to other threads is free. Peers get their fastest options, such as files that are not compressed, and are
spared what they have no means for (content controls, drawings in Word, brand styles); we are spared
nothing. Not part of `.ci/run`.
"""

import argparse
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True
import content

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "target/peers"
PACKWRIGHT = ROOT / "target/release/packwright"
BATCH, ROUNDS = 20, 7
CORES = 2


def run(*command, **options) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise SystemExit(f"error: `{' '.join(map(str, command))[:200]}` ended with {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def install(bench: bool = True) -> None:
    WORK.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "package.json", WORK)
    if not all((WORK / "node_modules" / name).exists() for name in json.loads((HERE / "package.json").read_text())["dependencies"]):
        run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", cwd=WORK)
    if not (WORK / "venv").exists():
        run(sys.executable, "-m", "venv", WORK / "venv")
    run(WORK / "venv/bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", HERE / "requirements.txt")
    for script in HERE.glob("*.cjs"):  # node looks for packages beside the script
        shutil.copy(script, WORK)
    run("cargo", "build", "--release", cwd=ROOT)
    if bench:
        run("cargo", "bench", "--no-run", cwd=ROOT)


def models(project: Path) -> list[dict]:
    listed = json.loads(run(PACKWRIGHT, "-C", project, "list", "--json"))
    return [json.loads(run(PACKWRIGHT, "-C", project, "model", "--session", s["number"])) for s in listed["sessions"]]


def batch(all_models: list[dict], make) -> list[dict]:
    return [make(all_models[number % len(all_models)], number) for number in range(BATCH)]


def saved(name: str, documents: list[dict]) -> Path:
    path = WORK / f"{name}.json"
    path.write_text(json.dumps(documents, ensure_ascii=False), encoding="utf-8")
    return path


def ours(figure: str) -> dict:
    """A figure of `cargo bench --bench speed -- office`."""
    out = run("cargo", "bench", "--bench", "speed", "--", figure, cwd=ROOT)
    lines = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    return {line["figure"]: line for line in lines}


def peer(name: str, documents: Path) -> dict:
    folder = WORK / "out" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    end = "docx" if name.startswith("docx") else "pptx"
    if name in ("docxtpl", "python-pptx"):
        out = run(WORK / "venv/bin/python", HERE / "measure.py", documents, folder, WORK, ROUNDS, name)
    else:
        out = run("node", WORK / "measure.cjs", documents, folder, WORK, ROUNDS, name, end, cwd=WORK)
    sizes = [path.stat().st_size for path in folder.iterdir()]
    assert len(sizes) == BATCH, f"{name} made {len(sizes)} files"
    first, *later = json.loads(out)
    return {"first": first / BATCH, "ms": min(later) / BATCH, "kB": sum(sizes) / 1000 / BATCH}


def table(title: str, rows: dict[str, dict]) -> None:
    """One row for each program; how many times as long it takes as we do."""
    ours_ = rows["packwright"]
    heads = [title, "ms, first 20", "times", "ms, later", "per s", "times", "kB"]
    print(f"| {heads[0]:<26} | " + " | ".join(f"{head:>12}" for head in heads[1:]) + " |")
    print(f"|{'-' * 28}|" + f"{'-' * 14}|" * 6)
    for name, cost in sorted(rows.items(), key=lambda entry: entry[1]["ms"]):
        cells = [cost["first"], cost["first"] / ours_["first"], cost["ms"], 1000 / cost["ms"], cost["ms"] / ours_["ms"], cost["kB"]]
        print(f"| {name:<26} | " + " | ".join(f"{cell:12.1f}" for cell in cells) + " |")


def writers() -> None:
    """Documents per second."""
    all_models = models(ROOT)
    run(WORK / "venv/bin/python", HERE / "measure.py", "-", "-", WORK, 0, "templates")
    guides, decks = saved("guides", batch(all_models, content.guide)), saved("decks", batch(all_models, content.deck))
    peers = {"office-docx": {name: peer(name, guides) for name in ("docx", "docxtpl", "docxtemplater", "docxtemplater-deflate")}}
    peers["office-pptx"] = {name: peer(name, decks) for name in ("python-pptx", "pptxgenjs")}
    found = ours("office")
    print(f"\nbatches of {BATCH}, main thread on the processor, each document; later: best of {ROUNDS} batches\n")
    for figure, theirs in peers.items():
        mine = found[figure]["from"]
        ours_ = {"first": mine["ms_each_first"], "ms": mine["ms_each"], "kB": mine["bytes"] / BATCH / 1000}
        table(figure[-4:], {"packwright": ours_, **theirs})
        for what, key in (("the first batch", "first"), ("later batches", "ms")):
            times = min(cost[key] for cost in theirs.values()) / ours_[key]
            print(f"{figure}, {what}: {times:.1f} times the fastest peer (at least 5: {'met' if times >= 5 else 'MISSED'})")
        print()


def twenty(folder: Path) -> None:
    """A project of 20 sessions: the real ones under other titles and ids, each with one worksheet."""
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("sources", "layouts", "fonts"):
        shutil.copytree(ROOT / part, folder / part)
    sessions = folder / "sources/sessions"
    real = sorted(path for path in sessions.iterdir() if path.is_dir())
    ids = []
    for number in range(BATCH):
        one = real[number % len(real)]
        copy = sessions / f"{one.name}-{number}"
        shutil.copytree(one, copy)
        text = (copy / "session.md").read_text(encoding="utf-8")
        text = re.sub(r"(?m)^title: (.*)$", lambda found: f"title: {found[1]} {number}", text, count=1)
        (copy / "session.md").write_text(one_worksheet(text), encoding="utf-8")
        ids.append(copy.name)
    for one in real:
        shutil.rmtree(one)
    programme = folder / "sources/programme.toml"
    text = programme.read_text(encoding="utf-8")
    programme.write_text(re.sub(r"(?ms)^sessions = \[.*?\]", f"sessions = {json.dumps(ids)}", text, count=1), encoding="utf-8")


def one_worksheet(text: str) -> str:
    """The source with all worksheets taken out but the first."""
    out, colons, seen = [], 0, 0
    for line in text.splitlines():
        opened = re.match(r"(:{3,}) *worksheet\b", line)
        if opened and not colons:
            seen += 1
            if seen > 1:
                colons = len(opened[1])
                continue
        if colons:
            if line.strip() == ":" * colons:
                colons = 0
            continue
        out.append(line)
    # Activities name the worksheets that they hand out.
    return re.sub(r' worksheets="[^"]*"', "", "\n".join(out) + "\n")


def pipeline() -> None:
    """Six outputs a session: slides, guide and worksheet, each as PDF and to be edited."""
    project, laid_out = WORK / "twenty", WORK / "hand-made"
    twenty(project)
    all_models = models(project)
    shutil.rmtree(laid_out, ignore_errors=True)
    out = run("cargo", "bench", "--bench", "speed", "--", "--child", "hand-made", project, laid_out, cwd=ROOT)
    commands = json.loads(next(line for line in out.splitlines() if line.startswith("{")))["commands"]
    office = []
    for name, make, peer_, end in (("deck", content.deck, "pptxgenjs", "pptx"), ("guide", content.guide, "docx", "docx"), ("worksheet", content.worksheet, "docx", "docx")):
        office.append([str(saved(f"twenty-{name}", [make(m, n) for n, m in enumerate(all_models)])), peer_, end])
    written = WORK / "out/pipeline"
    written.mkdir(parents=True, exist_ok=True)
    node = ["node", str(WORK / "measure.cjs"), json.dumps(office), str(written), str(WORK), "0"]

    def spent() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    def hand_made() -> tuple[float, float]:
        start, before = time.perf_counter(), spent()
        with ThreadPoolExecutor(CORES) as pool:  # the long process first, the short ones beside it
            list(pool.map(lambda command: run(*command, cwd=WORK), [node, *commands]))
        return time.perf_counter() - start, spent() - before

    def packwright() -> tuple[float, float]:
        for made in (project / "output", project / ".packwright"):
            shutil.rmtree(made, ignore_errors=True)
        start, before = time.perf_counter(), spent()
        run(PACKWRIGHT, "-C", project, "build", "--only", "slides,guide,worksheets", "--jobs", CORES)
        return time.perf_counter() - start, spent() - before

    mine, theirs = [], []
    for _ in range(3):
        mine.append(packwright())
        theirs.append(hand_made())
    made = sum(1 for path in (project / "output").rglob("*") if path.suffix in (".pdf", ".docx", ".pptx"))
    (best, cpu), (peer_best, peer_cpu) = min(mine), min(theirs)
    node_alone = time.perf_counter()
    run(*node, cwd=WORK)
    node_alone = time.perf_counter() - node_alone
    print(f"\n{len(all_models)} sessions, {CORES} cores, from nothing, best of 3 in turn")
    print(f"packwright build: {best:.2f} s for {made} files ({', '.join(f'{s:.2f}' for s, _ in mine)}), {cpu:.1f} s CPU")
    print(f"PptxGenJS and docx in one node process beside one Typst process per PDF, two at a time: {peer_best:.2f} s for {3 * len(all_models) + len(commands)} files ({', '.join(f'{s:.2f}' for s, _ in theirs)}), {peer_cpu:.1f} s CPU; node alone {node_alone:.2f} s")
    print(f"pipeline: {peer_best / best:.1f} times (at least 3: {'met' if peer_best >= 3 * best else 'MISSED'}); by CPU {peer_cpu / cpu:.1f} times")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    arguments.add_argument("--pipeline", action="store_true", help="six outputs a session, 20 sessions, two cores")
    asked = arguments.parse_args()
    os.environ.pop("NODE_OPTIONS", None)
    install()
    pipeline() if asked.pipeline else writers()


if __name__ == "__main__":
    main()
