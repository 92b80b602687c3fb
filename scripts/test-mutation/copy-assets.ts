/** Copies what the builds add to `dist` beside the sources, which look for it there when tests run them. */
import { copyFileSync, readdirSync } from "node:fs";

const fixture = "packages/contract-fixture";

for (const file of readdirSync(`${fixture}/dist`).filter((name) => /\.(json|yaml)$/.test(name))) {
  copyFileSync(`${fixture}/dist/${file}`, `${fixture}/src/${file}`);
}
const page = "formats/html/page-assets.js";
copyFileSync(`packages/cli/dist/${page}`, `packages/cli/src/${page}`);
