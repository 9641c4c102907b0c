"""Licences of every crate that is compiled in, against the list in `.deny.toml`.

In: `cargo metadata` and `.deny.toml`, as cargo-deny reads them. Out: a line, or every crate that may
not be used. Refuses a crate that names no licence. Compiling cargo-deny itself takes longer than
everything else here; who has it can run `cargo deny --config .deny.toml check licenses`.
"""

import json
import re
import subprocess
import sys
import tomllib

TOKEN = re.compile(r"\s*(\(|\)|[^\s()]+)")


def allows(expression: str, allowed: set[str]) -> bool:
    """Whether an SPDX expression can be satisfied from a set of licences (SPDX 2.3, annex D)."""
    # Before 2018 crates wrote `MIT/Apache-2.0` for OR.
    tokens = TOKEN.findall(expression.replace("/", " OR "))
    at = 0

    def either() -> bool:
        nonlocal at
        fits = both()
        while at < len(tokens) and tokens[at] == "OR":
            at += 1
            fits = both() or fits
        return fits

    def both() -> bool:
        nonlocal at
        fits = one()
        while at < len(tokens) and tokens[at] == "AND":
            at += 1
            fits = one() and fits
        return fits

    def one() -> bool:
        nonlocal at
        token = tokens[at]
        at += 1
        if token == "(":
            fits = either()
            at += 1
            return fits
        if at < len(tokens) and tokens[at] == "WITH":
            token = f"{token} WITH {tokens[at + 1]}"
            at += 2
        return token in allowed

    fits = either()
    if at != len(tokens):
        raise ValueError(f"`{expression}` is no SPDX expression")
    return fits


def main() -> int:
    with open(".deny.toml", "rb") as file:
        licences = tomllib.load(file)["licenses"]
    allowed = set(licences["allow"])
    extra = {entry["crate"]: set(entry["allow"]) for entry in licences.get("exceptions", [])}
    host = re.search(r"host: (\S+)", run("rustc", "-vV")).group(1)
    metadata = json.loads(run("cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", host))
    used = {node["id"] for node in metadata["resolve"]["nodes"]}
    refused = []
    for package in metadata["packages"]:
        if package["id"] not in used:
            continue
        licence, name = package["license"], f"{package['name']} {package['version']}"
        if not licence:
            refused.append(f"{name} names no licence")
        elif not allows(licence, allowed | extra.get(package["name"], set())):
            refused.append(f"{name} is under `{licence}`")
    for line in refused:
        print(f"error: {line}", file=sys.stderr)
    if refused:
        print("help: choose another crate, or allow the licence in .deny.toml if it fits MIT OR Apache-2.0", file=sys.stderr)
        return 1
    print(f"{len(used)} crates, all under licences that .deny.toml allows")
    return 0


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main())
