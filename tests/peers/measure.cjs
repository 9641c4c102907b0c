// measure.cjs CONTENT FOLDER OF_TEMPLATES ROUNDS PEER END: milliseconds on the processor of each batch, as JSON.
// With ROUNDS 0: PEER is a list of content files with their peers, all written once (the hand-made pipeline).
const fs = require("fs");
const path = require("path");

const [, , contents, folder, , rounds] = process.argv;
const [peer, end] = process.argv.slice(6);
const PEERS = { docx: "./word.cjs", docxtemplater: "./template.cjs", pptxgenjs: "./powerpoint.cjs" };
// PEER-deflate: the same, compressed.
const compressed = (peer ?? "").endsWith("-deflate");

// Milliseconds that the main thread has been on a processor (proc(5): schedstat).
const spent = () => Number(fs.readFileSync("/proc/thread-self/schedstat", "utf8").split(" ")[0]) / 1e6;

async function batch(write, documents, end) {
  const start = spent();
  for (let at = 0; at < documents.length; at++) {
    await write(documents[at], path.join(folder, `${at}.${end}`), compressed);
  }
  return spent() - start;
}

async function main() {
  if (rounds === "0") {
    for (const [file, name, end] of JSON.parse(contents)) {
      await batch(require(PEERS[name]).write, JSON.parse(fs.readFileSync(file)), end);
    }
    return;
  }
  const { write } = require(PEERS[peer.replace("-deflate", "")]);
  const documents = JSON.parse(fs.readFileSync(contents));
  const times = [];
  for (let round = 0; round <= Number(rounds); round++) times.push(await batch(write, documents, end));
  console.log(JSON.stringify(times));
}

main();
