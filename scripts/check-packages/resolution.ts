import { checkPackage, type Package } from "@arethetypeswrong/core";
import { filterProblems, problemKindInfo } from "@arethetypeswrong/core/problems";
import { isNode, type Node, toNode } from "../lib/node.ts";

/** How ES modules are resolved. The packages have no CommonJS version, which `esmOnly` requires their READMEs to say. */
const resolutionKinds = ["node16-esm", "bundler"] as const;

/** What a README has to say of a package that has ES modules only. */
export const esmOnly = /\bES modules only\b|\bESM only\b/;

/** Names the entries whose types TypeScript does not find, or finds in another form than Node finds their code. */
export async function findResolutionProblems(pkg: Package, manifest: Node): Promise<string[]> {
  const entrypoints = listCodeEntries(manifest);
  if (entrypoints.length === 0) return [];
  const analysis = await checkPackage(pkg, { entrypoints });
  if (analysis.types === false) return ["no types"];
  return entrypoints.flatMap((entrypoint) =>
    resolutionKinds.flatMap((resolutionKind) =>
      filterProblems(analysis, { entrypoint, resolutionKind }).map(
        ({ kind }) => `${entrypoint}: ${problemKindInfo[kind].title} (${resolutionKind})`,
      ),
    ),
  );
}

/** Lists the entries that are modules: `[".", "./vitest"]`. */
function listCodeEntries({ exports }: Node): string[] {
  return Object.entries(toNode(exports))
    .filter(([, target]) => isNode(target))
    .map(([entry]) => entry);
}
