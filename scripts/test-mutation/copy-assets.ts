/** Copies what the fixture's build adds to `dist` beside the sources, which look for it there when tests run them. */
import { copyFileSync, readdirSync } from "node:fs";

const fixture = "packages/contract-fixture";

for (const file of readdirSync(`${fixture}/dist`).filter((name) => /\.(json|yaml)$/.test(name))) {
  copyFileSync(`${fixture}/dist/${file}`, `${fixture}/src/${file}`);
}
