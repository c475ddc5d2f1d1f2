// Renders requests (JSON Lines on stdin: {name, csl, input, locale}) with citeproc-js, in text form.
// Needs NODE_PATH to hold the npm package `citeproc`, and LOCALES, the folder of locale files.
const fs = require("fs");
const CSL = require("citeproc");
const folder = process.env.LOCALES + "/locales-";
console.log = () => {};
for (const line of fs.readFileSync(0, "utf8").split("\n")) {
  if (!line.trim()) continue;
  const request = JSON.parse(line);
  const answer = { name: request.name };
  try {
    const items = Object.fromEntries(request.input.map((item) => [item.id, item]));
    const sys = {
      retrieveLocale: (lang) => {
        const path = folder + lang + ".xml";
        return fs.existsSync(path) ? fs.readFileSync(path, "utf8") : false;
      },
      retrieveItem: (id) => JSON.parse(JSON.stringify(items[id])),
    };
    const engine = new CSL.Engine(sys, request.csl, request.locale || "en-US");
    engine.setOutputFormat("text");
    engine.updateItems(request.input.map((item) => item.id));
    answer.citations = {};
    for (const item of request.input) {
      try {
        answer.citations[item.id] = engine.makeCitationCluster([{ id: item.id }]);
      } catch (error) {
        answer.citations[item.id] = null;
      }
    }
    const bibliography = engine.makeBibliography();
    if (bibliography) {
      answer.entries = bibliography[1].map((text, i) => [bibliography[0].entry_ids[i][0], text]);
    }
  } catch (error) {
    answer.error = String(error);
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
