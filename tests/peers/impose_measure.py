"""impose_measure.py PEER SOURCE MADE SCHEME: seconds that one of the Python libraries takes to lay A4 pages onto A3, as JSON."""

import json
import sys
import time

WIDE, HIGH = 1190.551, 841.89


def sides(pages: int, scheme: str):
    """For each side of a sheet the columns that are not blank and their pages."""
    if scheme == "2-up":
        every = [(at, at + 1) for at in range(0, pages, 2)]
    else:
        padded = -(-pages // 4) * 4
        every = []
        for sheet in range(padded // 4):
            low, high = 2 * sheet, padded - 1 - 2 * sheet
            every += [(high, low), (low + 1, high - 1)]
    return [[(column, page) for column, page in enumerate(side) if page < pages] for side in every]


def with_pikepdf(source: str, made: str, scheme: str, small: bool) -> None:
    from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Page, Pdf

    old, new = Pdf.open(source), Pdf.new()
    pages, forms = list(old.pages), {}
    for side in sides(len(pages), scheme):
        named, content = Dictionary(), b""
        for column, page in side:
            if page not in forms:
                forms[page] = new.copy_foreign(pages[page].as_form_xobject())
            named[f"/P{column}"] = forms[page]
            content += b"q 1 0 0 1 %f 0 cm /P%d Do Q\n" % (column * WIDE / 2, column)
        sheet = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, WIDE, HIGH]), Contents=new.make_stream(content), Resources=Dictionary(XObject=named))
        new.pages.append(Page(new.make_indirect(sheet)))
    new.save(made, object_stream_mode=ObjectStreamMode.generate if small else ObjectStreamMode.disable)


def with_pymupdf(source: str, made: str, scheme: str, small: bool) -> None:
    import pymupdf

    old, new = pymupdf.open(source), pymupdf.open()
    for side in sides(len(old), scheme):
        sheet = new.new_page(width=WIDE, height=HIGH)
        for column, page in side:
            sheet.show_pdf_page(pymupdf.Rect(column * WIDE / 2, 0, (column + 1) * WIDE / 2, HIGH), old, page)
    new.save(made, **({"garbage": 3, "deflate": True, "use_objstms": 1} if small else {}))


def with_pypdf(source: str, made: str, scheme: str, _: bool) -> None:
    from pypdf import PdfReader, PdfWriter, Transformation

    old, new = PdfReader(source), PdfWriter()
    for side in sides(len(old.pages), scheme):
        sheet = new.add_blank_page(WIDE, HIGH)
        for column, page in side:
            sheet.merge_transformed_page(old.pages[page], Transformation().translate(column * WIDE / 2, 0))
    new.compress_identical_objects()
    new.write(made)


def with_pdfimpose(source: str, made: str, _scheme: str, _small: bool) -> None:
    from pdfimpose.schema import saddle

    saddle.impose([source], made, folds="h")


PEERS = {"pikepdf": with_pikepdf, "PyMuPDF": with_pymupdf, "pypdf": with_pypdf, "pdfimpose": with_pdfimpose}


def main() -> None:
    name, source, made, scheme = sys.argv[1:]
    library, _, small = name.partition(", ")
    # Loading the library is not counted.
    __import__({"PyMuPDF": "pymupdf", "pdfimpose": "pdfimpose.schema.saddle"}.get(library, library))
    wall, cpu = time.perf_counter(), time.process_time()
    PEERS[library](source, made, scheme, bool(small))
    print(json.dumps({"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}))


if __name__ == "__main__":
    main()
