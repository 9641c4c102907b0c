"""The content of our documents as the peers get it: headings, paragraphs, list items, tables, shapes and
notes, in order, with nothing left to work out. Where a peer has no such thing (content controls, SVG
pictures, icons), it gets a paragraph or nothing, never more work than we have."""


def runs(all_runs: list[dict]) -> list[list]:
    """Words with bold and italic; links as their words, footnotes not at all."""
    found = []
    for run in all_runs:
        if run["run"] == "text":
            found.append([run["text"], run.get("strong", False), run.get("emph", False)])
        elif run["run"] == "link":
            found += runs(run["runs"])
        elif run["run"] == "icon":
            found.append([run["label"] + " ", False, False])
    return found


def words(all_runs: list[dict]) -> str:
    return "".join(text for text, _, _ in runs(all_runs))


def plain(text: str) -> list[list]:
    return [[text, False, False]]


def blocks(parts: list[dict], guide: dict, level: int = 0) -> list[dict]:
    """Parts as a flat list of blocks: `h`, `p`, `li` and `table`."""
    found = []
    for part in parts:
        kind = part["kind"]
        if kind == "heading":
            found.append({"t": "h", "level": part["level"], "runs": runs(part["runs"])})
        elif kind == "text":
            found.append({"t": "p", "runs": runs(part["runs"])})
        elif kind == "list":
            for item in part["items"]:
                for at, child in enumerate(item["parts"]):
                    if at == 0 and child["kind"] == "text":
                        found.append({"t": "li", "ordered": part["ordered"], "level": level, "runs": runs(child["runs"])})
                    else:
                        found += blocks([child], guide, level + 1)
        elif kind == "table":
            rows = [part["header"], *(row["cells"] for row in part["rows"])]
            found.append({"t": "table", "rows": [[words(cell) for cell in row] for row in rows]})
        elif kind in ("picture", "drawing"):
            if part["caption"]:
                found.append({"t": "p", "runs": runs(part["caption"])})
        elif kind == "field":
            for text in (part["label"], part["hint"]):
                if text:
                    found.append({"t": "p", "runs": runs(text)})
            options = part["field"].get("options", []) if isinstance(part["field"], dict) else part.get("options", [])
            found += [{"t": "li", "ordered": False, "level": 0, "runs": runs(option)} for option in options]
            found.append({"t": "p", "runs": plain("")})
        elif kind == "callout":
            if part["title"]:
                found.append({"t": "p", "runs": runs(part["title"])})
            found += blocks(part["children"], guide, level)
        elif kind == "group":
            found += group(part, guide, level)
    return found


def group(part: dict, guide: dict, level: int) -> list[dict]:
    role, found = part["role"], []
    if role == "activity":
        facts = f"{part['start']}–{part['end']}, {part['minutes']} min, {part['lead']} {part['method']} {', '.join(part['resources'])}"
        found += [{"t": "h", "level": 2, "runs": plain(f"{part['number']} {part['title']}")}, {"t": "p", "runs": plain(facts)}]
    elif role == "card":
        found.append({"t": "h", "level": 3, "runs": plain(part["title"])})
    elif role == "fact":
        found.append({"t": "p", "runs": plain(f"{part['label']}: {part['value']}")})
    elif role == "step":
        found += [{"t": "p", "runs": runs(guide["slides"][index]["title"])} for index in part["slides"]]
    elif role == "hand-out":
        found.append({"t": "p", "runs": plain(guide["worksheets"][part["worksheet"]]["title"])})
    return found + blocks(part["children"], guide, level)


def shapes(drawing: dict) -> list[dict]:
    """A drawing's boxes, lines and words in points; outlines of curves are left out."""
    found = []
    for shape in drawing["shapes"]:
        kind = shape["shape"]
        label = shape.get("label")
        if kind in ("box", "diamond", "ellipse", "text"):
            found.append(
                {
                    "s": kind,
                    "at": [shape["x"], shape["y"], shape["w"], shape["h"]],
                    "text": words(label["runs"]) if label else "",
                    "size": label["size"] if label else 12,
                    "fill": kind != "text" and bool(shape.get("fill")),
                }
            )
        elif kind == "line":
            for one, other in zip(shape["points"], shape["points"][1:]):
                found.append({"s": "line", "from": one, "to": other})
    return found


def drawings(part) -> list[dict]:
    return shapes(part["drawing"]) if part and part["kind"] == "drawing" else []


def deck(model: dict, number: int) -> dict:
    """A slide deck with the notes of each slide."""
    guide, slides = model["guide"], []
    for slide, said in zip(guide["slides"], model["notes"]):
        slots = slide["slots"]
        figure = slots["figure"]
        bodies = [slots["body"], *(column["parts"] for column in slots["columns"])]
        tables = [block["rows"] for block in blocks([figure] if figure else [], guide) if block["t"] == "table"]
        slides.append(
            {
                "title": words(slide["title"]),
                "columns": [[one for one in blocks(body, guide) if one["t"] != "table"] for body in bodies if body],
                "table": tables[0] if tables else None,
                "shapes": drawings(figure),
                "notes": [words_of(block) for block in blocks(said, guide)],
            }
        )
    return {"title": f"{guide['info']['title']} ({number})", "slides": slides}


def words_of(block: dict) -> str:
    if block["t"] == "table":
        return " | ".join(cell for row in block["rows"] for cell in row)
    return "".join(text for text, _, _ in block["runs"])


def guide(model: dict, number: int) -> dict:
    """A facilitator guide."""
    whole = model["guide"]
    return {"title": f"{whole['info']['title']} ({number})", "blocks": blocks(whole["parts"], whole)}


def worksheet(model: dict, number: int) -> dict:
    """The session's first worksheet."""
    sheet = model["guide"]["worksheets"][0]
    purpose = {"t": "p", "runs": plain(sheet["purpose"])}
    return {"title": f"{sheet['title']} ({number})", "blocks": [purpose, *blocks(sheet["parts"], model["guide"])]}
