"""measure.py CONTENT FOLDER TEMPLATES ROUNDS PEER: milliseconds on the processor of each batch with docxtpl or python-pptx, as JSON. With PEER `templates`: makes the templates of docxtpl and docxtemplater."""

import json
import sys
import time
from pathlib import Path

MOST_COLUMNS = 10
LETTERS = "abcdefghij"


def docxtpl(templates: Path):
    from docxtpl import DocxTemplate

    def write(content: dict, file: Path) -> None:
        blocks = []
        for block in content["blocks"]:
            if block["t"] == "table":
                blocks.append({"k": "t", "head": block["rows"][0], "rows": block["rows"][1:]})
            else:
                kind = {"h": f"h{min(block.get('level', 1), 4)}", "p": "p"}.get(block["t"])
                kind = kind or ("n" if block["ordered"] else "l") + str(min(block["level"], 2))
                blocks.append({"k": kind, "text": "".join(text for text, _, _ in block["runs"])})
        document = DocxTemplate(str(templates / "docxtpl.docx"))
        document.render({"title": content["title"], "blocks": blocks}, autoescape=True)
        document.save(str(file))

    return write, "docx"


def python_pptx(_: Path):
    from pptx import Presentation
    from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
    from pptx.util import Emu, Inches, Pt

    def fill(frame, blocks: list[dict]) -> None:
        frame.word_wrap = True
        for at, block in enumerate(blocks):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            paragraph.level = block.get("level", 0) if block["t"] == "li" else 0
            for text, bold, italic in block["runs"]:
                run = paragraph.add_run()
                run.text = text
                if bold:
                    run.font.bold = True
                if italic:
                    run.font.italic = True

    def point(x: float, y: float) -> tuple[Emu, Emu]:
        return Pt(43 + x), Pt(100 + y)

    kinds = {"box": MSO_SHAPE.RECTANGLE, "diamond": MSO_SHAPE.DIAMOND, "ellipse": MSO_SHAPE.OVAL}

    def write(content: dict, file: Path) -> None:
        deck = Presentation()
        deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
        deck.core_properties.title = content["title"]
        title_only, width = deck.slide_layouts[5], Inches(12.1)
        for one in content["slides"]:
            slide = deck.slides.add_slide(title_only)
            slide.shapes.title.text = one["title"]
            for at, column in enumerate(one["columns"]):
                each = width // len(one["columns"])
                fill(slide.shapes.add_textbox(Inches(0.6) + at * each, Inches(1.4), each, Inches(5)).text_frame, column)
            if one["table"]:
                rows = one["table"]
                table = slide.shapes.add_table(len(rows), len(rows[0]), Inches(0.6), Inches(1.4), width, Inches(4)).table
                for cells, row in zip(table.rows, rows):
                    for cell, text in zip(cells.cells, row):
                        cell.text_frame.text = text
            for shape in one["shapes"]:
                if shape["s"] == "line":
                    slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *point(*shape["from"]), *point(*shape["to"]))
                    continue
                x, y, w, h = shape["at"]
                place = (*point(x, y), Pt(w), Pt(h))
                kind = kinds.get(shape["s"])
                added = slide.shapes.add_shape(kind, *place) if kind else slide.shapes.add_textbox(*place)
                added.text_frame.text = shape["text"]
            if one["notes"]:
                slide.notes_slide.notes_text_frame.text = "\n".join(one["notes"])
        deck.save(str(file))

    return write, "pptx"


def templates(folder: Path) -> None:
    """The same template for both: a loop over the blocks, a branch for each kind of block."""
    import docx

    styles = {f"h{n}": f"Heading {n}" for n in (1, 2, 3, 4)} | {"p": "Normal"}
    styles |= {f"l{n}": f"List Bullet{' ' + str(n + 1) if n else ''}" for n in (0, 1, 2)}
    styles |= {f"n{n}": f"List Number{' ' + str(n + 1) if n else ''}" for n in (0, 1, 2)}

    jinja = docx.Document()
    jinja.add_paragraph("{{ title }}", "Title")
    jinja.add_paragraph("{%p for b in blocks %}")
    for number, (kind, style) in enumerate(styles.items()):
        jinja.add_paragraph("{%%p %s b.k == '%s' %%}" % ("elif" if number else "if", kind))
        jinja.add_paragraph("{{ b.text }}", style)
    jinja.add_paragraph("{%p else %}")
    table = jinja.add_table(4, 3, "Table Grid")
    for cell, text in zip(table.rows[0].cells, ("{%tc for c in b.head %}", "{{ c }}", "{%tc endfor %}")):
        cell.text = text
    table.rows[1].cells[0].text = "{%tr for r in b.rows %}"
    for cell, text in zip(table.rows[2].cells, ("{%tc for c in r %}", "{{ c }}", "{%tc endfor %}")):
        cell.text = text
    table.rows[3].cells[0].text = "{%tr endfor %}"
    jinja.add_paragraph("{%p endif %}")
    jinja.add_paragraph("{%p endfor %}")
    jinja.save(str(folder / "docxtpl.docx"))

    mustache = docx.Document()
    mustache.add_paragraph("{title}", "Title")
    mustache.add_paragraph("{#blocks}")
    for kind, style in styles.items():
        mustache.add_paragraph("{#%s}" % kind)
        mustache.add_paragraph("{text}", style)
        mustache.add_paragraph("{/%s}" % kind)
    for columns in range(1, MOST_COLUMNS + 1):
        mustache.add_paragraph("{#t%d}" % columns)
        table = mustache.add_table(2, columns, "Table Grid")
        for at in range(columns):
            table.rows[0].cells[at].text = "{#head}{%s}{/head}" % LETTERS[at]
            first, last = "{#rows}" if at == 0 else "", "{/rows}" if at == columns - 1 else ""
            table.rows[1].cells[at].text = first + "{%s}" % LETTERS[at] + last
        mustache.add_paragraph("{/t%d}" % columns)
    mustache.add_paragraph("{/blocks}")
    mustache.save(str(folder / "docxtemplater.docx"))


def main() -> None:
    content, folder, template, rounds, peer = sys.argv[1:]
    if peer == "templates":
        return templates(Path(template))
    write, end = {"docxtpl": docxtpl, "python-pptx": python_pptx}[peer](Path(template))
    documents, times = json.loads(Path(content).read_text(encoding="utf-8")), []
    for _ in range(int(rounds) + 1):
        start = time.thread_time()
        for at, document in enumerate(documents):
            write(document, Path(folder) / f"{at}.{end}")
        times.append(1000 * (time.thread_time() - start))
    print(json.dumps(times))


if __name__ == "__main__":
    main()
