"""Forms: every field of every PDF is tagged as PDF/UA-1 asks, by pikepdf's eyes; forms filled in by tools that
are not ours (pikepdf, pypdf, Chromium's own viewer; for Word python-docx, and LibreOffice saving it again) come
back through `packwright collect` with what was filled in.

Usage: forms.py PACKWRIGHT OUTPUT
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import docx
import pikepdf
import pypdf
from docx.oxml.ns import qn
from lxml import etree

from output import verdict
from viewer import Viewer

PACKWRIGHT, OUTPUT = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
FORMS = [
    "documents/session-feedback",
    "documents/application-form",
    "documents/coaching-agreement",
    "sessions/04-testing-change/worksheets/pdsa-record",
]
# What viewers must be able to set and store: Welsh, Polish, German, quotes, money.
WORDS = "Sŵn ŷr “ŵyn” – łódź, Übung, 5 €"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


# --- what fields there are

def fields(pdf: pikepdf.Pdf):
    """Full name and dictionary of each field that takes a value."""
    def walk(field, above):
        name = ".".join(filter(None, [above, str(field.get("/T", ""))]))
        named = [kid for kid in field.get("/Kids", []) if "/T" in kid]
        if named:
            for kid in named:
                yield from walk(kid, name)
        else:
            yield name, field
    for field in pdf.Root.AcroForm.Fields:
        yield from walk(field, "")


def parents(pdf: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    def walk(node):
        numbers = list(node.get("/Nums", []))
        yield from zip(map(int, numbers[::2]), numbers[1::2])
        for kid in node.get("/Kids", []):
            yield from walk(kid)
    return dict(walk(pdf.Root.StructTreeRoot.ParentTree))


def structure(path: Path) -> tuple[list[str], int]:
    """ISO 14289-1, 7.18: what is wrong with the fields of a PDF, and how many widgets it has."""
    wrong, count = [], 0
    with pikepdf.open(path) as pdf:
        if "/AcroForm" not in pdf.Root:
            return [], 0
        elements = parents(pdf)
        for number, page in enumerate(pdf.pages, 1):
            widgets = [it for it in page.get("/Annots", []) if it.get("/Subtype") == "/Widget"]
            if widgets and page.get("/Tabs") != "/S":
                wrong.append(f"{path}, page {number}: the order of tabs is not the structure's")
            for widget in widgets:
                count += 1
                name = widget.get("/T") or widget.Parent.get("/T")
                element = elements.get(int(widget.get("/StructParent", -1)))
                kid = element.get("/K") if element is not None else None
                kid = kid[0] if isinstance(kid, pikepdf.Array) and len(kid) == 1 else kid
                left, bottom, right, top = map(float, widget.Rect)
                _, _, width, height = map(float, page.MediaBox)
                for fault, so in {
                    "has no tooltip": not str(widget.get("/TU", "")).strip(),
                    "is not printed": int(widget.get("/F", 0)) != 4,
                    "has no appearance": "/N" not in widget.get("/AP", {}),
                    "is no form in the structure": element is None or element.get("/S") != "/Form",
                    "is not what its structure element refers to":
                        not isinstance(kid, pikepdf.Dictionary) or kid.get("/Obj").objgen != widget.objgen,
                    "is too small to be hit": right - left < 10 or top - bottom < 8,
                    "stands outside the page": left < 0 or bottom < 0 or right > width or top > height,
                }.items():
                    if so:
                        wrong.append(f"{path}, page {number}: field `{name}` {fault}")
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    if checked.returncode:
        wrong.append(f"{path}: qpdf: {checked.stdout}{checked.stderr}")
    return wrong, count


# --- what is filled in

def answer(name: str, field) -> tuple[str, object]:
    """An answer for a field, and what to set for it."""
    kind, flags = str(field.get("/FT")), int(field.get("/Ff", 0))
    if kind == "/Tx":
        if "/MaxLen" in field:
            value = {"day": "9", "month": "3", "year": "2027"}[name.rsplit(".", 1)[1]]
        else:
            value = "9/3/2027" if name.endswith("date") else WORDS + ("\nand more" if flags & 1 << 12 else "")
        return value, value
    if kind == "/Btn" and flags & 1 << 15:
        kid = field.Kids[-1]
        state = next(key for key in kid.AP.N.keys() if key != "/Off")
        options = field.get("/Opt")
        return str(options[int(state[1:])]) if options is not None else state[1:], (kid, state)
    if kind == "/Btn":
        return "1", (field, "/Yes")
    return "", None


def expected(path: Path) -> dict[str, str]:
    """Every field filled in, as it has to come back."""
    with pikepdf.open(path) as pdf:
        answers = {name: answer(name, field)[0] for name, field in fields(pdf) if field.get("/FT", field.get("/Parent", {}).get("/FT")) != "/Sig"}
    for name in [name for name in answers if name.endswith(".day")]:
        for part in ("day", "month", "year"):
            del answers[f"{name[:-4]}.{part}"]
        answers[name[:-4]] = "2027-03-09"
    return {name: "2027-03-09" if value == "9/3/2027" else value for name, value in answers.items()}


def with_pikepdf(path: Path, to: Path) -> None:
    with pikepdf.open(path) as pdf:
        for name, field in fields(pdf):
            _, value = answer(name, field)
            if isinstance(value, tuple):
                widget, state = value
                field.V = pikepdf.Name(state)
                widget.AS = pikepdf.Name(state)
            elif value is not None:
                field.V = pikepdf.String(value)
        pdf.save(to)


def with_pypdf(path: Path, to: Path) -> None:
    with pikepdf.open(path) as pdf:
        values = {}
        for name, field in fields(pdf):
            _, value = answer(name, field)
            if value is not None:
                values[name] = value[1] if isinstance(value, tuple) else value
    writer = pypdf.PdfWriter(clone_from=path)
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False)
    writer.write(to)


def with_chromium(path: Path, to: Path) -> None:
    """Typed and clicked, on the first page."""
    with pikepdf.open(path) as pdf, Viewer(path) as viewer:
        page = pdf.pages[0]
        height = float(page.MediaBox[3])
        on_page = {it.objgen for it in page.Annots}

        def middle(widget) -> tuple[float, float]:
            left, bottom, right, top = map(float, widget.Rect)
            return viewer.place(0, (left + right) / 2, (bottom + top) / 2, height)

        for name, field in fields(pdf):
            _, value = answer(name, field)
            widget = value[0] if isinstance(value, tuple) else field
            if value is None or widget.objgen not in on_page:
                continue
            viewer.click(middle(widget))
            if not isinstance(value, tuple):
                viewer.type(value)
        # A field is written when it is left.
        viewer.click(viewer.place(0, 20, height - 20, height))
        to.write_bytes(viewer.saved())
        to.with_suffix(".png").write_bytes(viewer.picture())


def with_word(path: Path, to: Path, answers: dict[str, str]) -> None:
    """Every content control by its tag, as a program does that knows python-docx."""
    document = docx.Document(path)
    for control in list(document.element.body.iter(qn("w:sdt"))):
        properties = control.find(qn("w:sdtPr"))
        tag = properties.find(qn("w:tag"))
        name = tag.get(qn("w:val")) if tag is not None else ""
        box = properties.find(W14 + "checkbox")
        if box is not None:
            # A choice of one has a box for each of its long options: the last is ticked, as in the PDF.
            if answers.get(name) == "1" or is_last(name, answers):
                box.find(W14 + "checked").set(W14 + "val", "1")
                next(control.iter(qn("w:t"))).text = "☒"
        elif name in answers:
            value = answers[name]
            shown = properties.find(qn("w:showingPlcHdr"))
            if shown is not None:
                properties.remove(shown)
            date = properties.find(qn("w:date"))
            if date is not None:
                date.set(qn("w:fullDate"), f"{value}T00:00:00Z")
            texts = list(control.iter(qn("w:t")))
            texts[0].text = value.split("\n")[0]
            for more in value.split("\n")[1:]:
                run = texts[0].getparent()
                etree.SubElement(run, qn("w:br"))
                etree.SubElement(run, qn("w:t")).text = more
            for text in texts[1:]:
                text.text = ""
    document.save(to)


def is_last(name: str, answers: dict[str, str]) -> bool:
    base, _, number = name.rpartition("-")
    return base in answers and number.isdigit() and OPTIONS.get(base) == int(number)


OPTIONS: dict[str, int] = {}


def options(path: Path) -> None:
    OPTIONS.clear()
    with pikepdf.open(path) as pdf:
        OPTIONS.update((name, len(field.Opt)) for name, field in fields(pdf) if "/Opt" in field)


def with_libreoffice(path: Path, folder: Path) -> Path:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", "--headless", profile, "--convert-to", "docx:MS Word 2007 XML", "--outdir", folder / "saved", path]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "saved" / path.name


# --- what comes back

def collected(path: Path) -> tuple[str, dict[str, str]]:
    said = subprocess.run([PACKWRIGHT, "collect", path, "--format", "json"], capture_output=True, text=True)
    if said.returncode:
        raise SystemExit(f"error: collect {path}: {said.stderr}")
    form = json.loads(said.stdout)[0]
    return form["form"], form["rows"][0]["answers"] if form["rows"] else {}


def differences(how: str, form: str, wanted: dict[str, str], got: dict[str, str]) -> list[str]:
    names = [f"{how}: {form}: fields {sorted(set(wanted) ^ set(got))} on one side only"] if set(wanted) != set(got) else []
    return names + [f"{how}: {form}: `{name}` is {got[name]!r}, not {value!r}" for name, value in wanted.items() if name in got and got[name] != value]


def main() -> int:
    problems, widgets, forms, read = [], 0, 0, 0
    for path in sorted(OUTPUT.rglob("*.pdf")):
        wrong, count = structure(path)
        problems, widgets, forms = problems + wrong, widgets + count, forms + (count > 0)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for form in FORMS:
            blank, wanted = OUTPUT / f"{form}.pdf", expected(OUTPUT / f"{form}.pdf")
            options(blank)
            if collected(blank)[1]:
                problems.append(f"{form}: nobody has filled it in, and yet it has answers")
            for how, fill in {"pikepdf": with_pikepdf, "pypdf": with_pypdf}.items():
                filled = folder / f"{how}-{Path(form).name}.pdf"
                fill(blank, filled)
                problems += differences(how, form, wanted, collected(filled)[1])
            word = folder / f"{Path(form).name}.docx"
            with_word(OUTPUT / f"{form}.docx", word, wanted)
            problems += differences("Word", form, wanted, collected(word)[1])
            saved = with_libreoffice(word, folder)
            # LibreOffice 7.4 loses line breaks within controls.
            flat = {key: value.replace("\n", "") for key, value in wanted.items()}
            problems += differences("LibreOffice", form, flat, collected(saved)[1])
            read += 4
        for form in FORMS[:2]:
            blank, filled = OUTPUT / f"{form}.pdf", folder / f"chromium-{Path(form).name}.pdf"
            with_chromium(blank, filled)
            # What is on its first page.
            wanted, (name, got) = expected(blank), collected(filled)
            with pikepdf.open(blank) as pdf:
                first = {it.objgen for it in pdf.pages[0].Annots}
                later = {key.removesuffix(".day") for key, field in fields(pdf)
                         if not ({field.objgen} | {kid.objgen for kid in field.get("/Kids", [])}) & first}
            wanted = {key: "" if key in later else value for key, value in wanted.items()}
            problems += differences("Chromium", form, wanted, got)
            if name != Path(form).name:
                problems.append(f"Chromium: {form} calls itself {name!r} when it is saved")
            read += 1
    return verdict(
        problems,
        f"{widgets} fields in {forms} PDFs: tagged, named, printed, clean for qpdf; "
        f"{read} forms filled in by pikepdf, pypdf, Chromium, python-docx and LibreOffice read back",
        "src/write/pdf/form makes fields, src/collect reads them",
    )


if __name__ == "__main__":
    sys.exit(main())
