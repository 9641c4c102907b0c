// impose.cjs SOURCE MADE SCHEME: seconds that pdf-lib takes to lay A4 pages onto A3, as JSON.
"use strict";
const fs = require("fs");
const { PDFDocument } = require("pdf-lib");

const [WIDE, HIGH] = [1190.551, 841.89];

function sides(pages, scheme) {
  const every = [];
  if (scheme === "2-up") {
    for (let at = 0; at < pages; at += 2) every.push([at, at + 1]);
  } else {
    const padded = Math.ceil(pages / 4) * 4;
    for (let sheet = 0; sheet < padded / 4; sheet += 1) {
      const [low, high] = [2 * sheet, padded - 1 - 2 * sheet];
      every.push([high, low], [low + 1, high - 1]);
    }
  }
  return every;
}

async function main() {
  const [source, made, scheme] = process.argv.slice(2);
  const [wall, used] = [process.hrtime.bigint(), process.cpuUsage()];
  const old = await PDFDocument.load(fs.readFileSync(source));
  const created = await PDFDocument.create();
  const count = old.getPageCount();
  const pages = await created.embedPdf(old, [...Array(count).keys()]);
  for (const side of sides(count, scheme)) {
    const sheet = created.addPage([WIDE, HIGH]);
    side.forEach((page, column) => {
      if (page < count) sheet.drawPage(pages[page], { x: (column * WIDE) / 2, y: 0 });
    });
  }
  fs.writeFileSync(made, await created.save());
  const { user, system } = process.cpuUsage(used);
  console.log(JSON.stringify({ cpu: (user + system) / 1e6, wall: Number(process.hrtime.bigint() - wall) / 1e9 }));
}

main();
