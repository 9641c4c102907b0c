// Word files with docxtemplater, from a template with loops that run.py makes.
const fs = require("fs");
const path = require("path");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");

const LETTERS = "abcdefghij";
let template;

// What a block is called in the template: h1 to h4, p, li0 to li2, n0 to n2, t1 to t10.
function block(one) {
  if (one.t === "table") {
    const row = (cells) => Object.fromEntries(cells.map((text, at) => [LETTERS[at], text]));
    return { [`t${one.rows[0].length}`]: true, head: row(one.rows[0]), rows: one.rows.slice(1).map(row) };
  }
  const text = one.runs.map(([text]) => text).join("");
  if (one.t === "h") return { [`h${Math.min(one.level, 4)}`]: true, text };
  if (one.t === "li") return { [(one.ordered ? "n" : "l") + Math.min(one.level, 2)]: true, text };
  return { p: true, text };
}

exports.write = async (content, file, compressed) => {
  template ??= fs.readFileSync(path.join(process.argv[4], "docxtemplater.docx"));
  const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: false });
  document.render({ title: content.title, blocks: content.blocks.map(block) });
  // Not compressed is its fastest, and its default.
  fs.writeFileSync(file, document.getZip().generate({ type: "nodebuffer", compression: compressed ? "DEFLATE" : "STORE" }));
};
