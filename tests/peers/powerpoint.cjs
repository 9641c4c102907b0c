// PowerPoint files with npm's PptxGenJS.
const PptxGenJS = require("pptxgenjs");

const INCH = 72;
const inches = ([x, y, w, h]) => ({ x: 0.6 + x / INCH, y: 1.4 + y / INCH, w: w / INCH, h: h / INCH });

function paragraph(one) {
  const bullet = one.t === "li" ? { bullet: one.ordered ? { type: "number" } : true, indentLevel: one.level } : {};
  const last = one.runs.length - 1;
  return one.runs.map(([text, bold, italic], at) => ({ text, options: { bold, italic, ...(at === 0 ? bullet : {}), breakLine: at === last } }));
}

function slide(deck, one) {
  const page = deck.addSlide({ masterName: "CONTENT" });
  page.addText(one.title, { placeholder: "title" });
  const width = 12.1 / Math.max(one.columns.length, 1);
  one.columns.forEach((column, at) => {
    page.addText(column.flatMap(paragraph), { x: 0.6 + at * width, y: 1.4, w: width - 0.2, h: 5, fontSize: 20 });
  });
  if (one.table) {
    page.addTable(one.table.map((row) => row.map((text) => ({ text }))), { x: 0.6, y: 1.4, w: 12.1, fontSize: 16 });
  }
  for (const shape of one.shapes) {
    if (shape.s === "line") {
      const [[x1, y1], [x2, y2]] = [shape.from, shape.to];
      const at = inches([Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1)]);
      page.addShape("line", { ...at, flipV: (x2 - x1) * (y2 - y1) < 0, line: { color: "0B4F6C", width: 1 } });
    } else {
      const name = { box: "rect", diamond: "diamond", ellipse: "ellipse", text: "rect" }[shape.s];
      const fill = shape.fill ? { fill: { color: "DCE9EF" } } : {};
      page.addText(shape.text, { shape: name, ...inches(shape.at), ...fill, fontSize: shape.size });
    }
  }
  page.addNotes(one.notes.join("\n"));
}

exports.write = async (content, file) => {
  const deck = new PptxGenJS();
  deck.layout = "LAYOUT_WIDE";
  deck.title = content.title;
  deck.defineSlideMaster({
    title: "CONTENT",
    objects: [{ placeholder: { options: { name: "title", type: "title", x: 0.6, y: 0.4, w: 12.1, h: 0.9 }, text: "" } }],
    slideNumber: { x: 12.3, y: 7 },
  });
  for (const one of content.slides) slide(deck, one);
  // On node its files are never compressed, whatever is asked.
  await deck.writeFile({ fileName: file });
};
