// Renders with citeproc-js, for comparison. One JSON request a line on stdin, one answer a line:
// {"style": xml, "lang": tag?, "items": [...], "format": "text", "citations": [[{cite}, ...], ...]}
// → {"bibliography": [[id, text], ...] | null, "citations": [text, ...], "error": text?}
// Usage: node citeproc_js.js FOLDER_OF_NODE_MODULES FOLDER_OF_LOCALES
"use strict";
const fs = require("fs");
const path = require("path");
const readline = require("readline");
const CSL = require(path.join(process.argv[2], "citeproc"));
const folder = process.argv[3];
const locales = {};

// An item that prints nothing has no entry: each entry says whose it is.
function entry(state, text) {
  return `${this.system_id}\u0001${text}`;
}
CSL.Output.Formats.text["@bibliography/entry"] = entry;
CSL.Output.Formats.html["@bibliography/entry"] = entry;

function retrieveLocale(lang) {
  if (!(lang in locales)) {
    const file = path.join(folder, `locales-${lang}.xml`);
    locales[lang] = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : null;
  }
  return locales[lang];
}

function render(request) {
  const items = {};
  for (const item of request.items) items[item.id] = item;
  const sys = { retrieveLocale, retrieveItem: (id) => JSON.parse(JSON.stringify(items[id])) };
  const engine = new CSL.Engine(sys, request.style, request.lang || undefined, !!request.lang);
  engine.opt.development_extensions.wrap_url_and_doi = false;
  engine.setOutputFormat(request.format || "text");
  engine.updateItems(request.items.map((item) => item.id));
  const citations = [];
  const shown = [];
  (request.citations || []).forEach((cites, index) => {
    const id = `c${index}`;
    const citation = {
      citationID: id,
      citationItems: JSON.parse(JSON.stringify(cites)),
      properties: { noteIndex: index + 1 },
    };
    const [, changed] = engine.processCitationCluster(citation, shown.map((c, i) => [c, i + 1]), []);
    shown.push(id);
    for (const [position, text] of changed) citations[position] = text;
  });
  const made = engine.makeBibliography();
  const bibliography = made ? made[1].map((entry) => entry.split("\u0001")) : null;
  return { bibliography, citations };
}

const lines = readline.createInterface({ input: process.stdin, crlfDelay: Infinity });
lines.on("line", (line) => {
  const started = process.hrtime.bigint();
  let answer;
  try {
    answer = render(JSON.parse(line));
  } catch (error) {
    answer = { error: String((error && error.stack) || error).slice(0, 500) };
  }
  answer.seconds = Number(process.hrtime.bigint() - started) / 1e9;
  process.stdout.write(JSON.stringify(answer) + "\n");
});
