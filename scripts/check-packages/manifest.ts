import { isNode, type Node, toList, toNode } from "../lib/node.ts";

/** Names what a published package.json lacks, and what would fail when somebody publishes it. */
export function findManifestProblems(manifest: Node, directory: string): string[] {
  const problems: string[] = [];
  const require = (isMet: boolean, problem: string): void => {
    if (!isMet) problems.push(`package.json: ${problem}`);
  };
  const scripts = toNode(manifest["scripts"]);
  const repository = toNode(manifest["repository"]);
  const publishConfig = toNode(manifest["publishConfig"]);

  for (const field of ["description", "license", "homepage"]) {
    require(typeof manifest[field] === "string", `"${field}" is missing`);
  }
  require(toList(manifest["keywords"]).length > 0, `"keywords" is missing`);
  require(typeof toNode(manifest["bugs"])["url"] === "string", `"bugs" is missing: { "url": … }`);
  require(repository["directory"] === directory, `"repository.directory" has to be "${directory}"`);
  require(String(manifest["homepage"]).includes(`/${directory}`), `"homepage" has to lead to ${directory}`);
  require(manifest["type"] === "module", `"type" has to be "module"`);
  require(manifest["sideEffects"] === false ||
    Array.isArray(
      manifest["sideEffects"],
    ), `"sideEffects" is missing: without it, bundlers keep what nobody imports`);
  require(typeof toNode(manifest["engines"])["node"] === "string", `"engines.node" is missing`);
  require(isNode(manifest["exports"]), `"exports" is missing`);
  require("./package.json" in toNode(manifest["exports"]), `"exports" lacks "./package.json"`);
  require(toList(manifest["files"]).includes(
    "CHANGELOG.md",
  ), `"files" lacks "CHANGELOG.md", which npm does not add itself`);
  require(String(scripts["prepack"]).includes(
    "build",
  ), `"scripts.prepack" has to build, or \`pnpm pack\` contains what was built last, or nothing`);
  require(String(scripts["prepublishOnly"]).includes(
    "check-publishable",
  ), `"scripts.prepublishOnly" has to run scripts/check-publishable.ts`);
  require(publishConfig["access"] === "public", `"publishConfig.access" has to be "public"`);
  require(publishConfig["provenance"] ===
    undefined, `"publishConfig.provenance" fails outside of CI: the workflow sets NPM_CONFIG_PROVENANCE`);
  return problems;
}
