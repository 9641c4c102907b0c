// Word files with npm's docx: one process, every file from the planned content to the disk.
const fs = require("fs");
const docx = require("docx");
const { Document, Packer, Paragraph, TextRun, Table, TableRow, TableCell, WidthType, HeadingLevel, Footer, PageNumber, LevelFormat } = docx;

const LEVELS = [1, 2, 3, 4].map((n) => HeadingLevel[`HEADING_${n}`]);
const runs = (all) => all.map(([text, bold, italics]) => new TextRun({ text, bold, italics }));
const numbering = {
  config: [
    { reference: "numbers", levels: [0, 1, 2].map((level) => ({ level, format: LevelFormat.DECIMAL, text: `%${level + 1}.` })) },
  ],
};

function block(one) {
  switch (one.t) {
    case "h":
      return new Paragraph({ heading: LEVELS[Math.min(one.level, 4) - 1], children: runs(one.runs) });
    case "li": {
      const level = Math.min(one.level, 2);
      const list = one.ordered ? { numbering: { reference: "numbers", level } } : { bullet: { level } };
      return new Paragraph({ ...list, children: runs(one.runs) });
    }
    case "table":
      return new Table({
        width: { size: 100, type: WidthType.PERCENTAGE },
        rows: one.rows.map((row, at) => new TableRow({
          tableHeader: at === 0,
          cantSplit: true,
          children: row.map((text) => new TableCell({ children: [new Paragraph({ children: [new TextRun(text)] })] })),
        })),
      });
    default:
      return new Paragraph({ children: runs(one.runs) });
  }
}

exports.write = async (content, file) => {
  const footer = new Footer({ children: [new Paragraph({ children: [new TextRun({ children: [content.title, " ", PageNumber.CURRENT] })] })] });
  const document = new Document({
    title: content.title,
    numbering,
    sections: [{ footers: { default: footer }, children: [new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(content.title)] }), ...content.blocks.map(block)] }],
  });
  fs.writeFileSync(file, await Packer.toBuffer(document));
};
