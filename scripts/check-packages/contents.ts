import { posix } from "node:path";
import { isNode, toList } from "../lib/node.ts";

/** The files of a tarball. Paths are relative to the package: `"dist/index.js"`. */
export interface Contents {
  readonly files: readonly string[];
  read(file: string): string;
}

const metadata = new Set(["package.json", "README.md", "LICENSE", "CHANGELOG.md"]);
const unwanted = /(^|\/)(\.|test\/|node_modules\/|tsconfig[^/]*\.json$)|\.tsbuildinfo$|\.test(-d)?\.ts$/;
/** Compiled files. Those of bundled libraries have no source of ours. */
const compiled = /^dist\/(?!libraries\/)(.+?)(\.d\.ts|\.js)(\.map)?$/;

/** Names the files of a tarball that do not belong there, those that are missing, and source maps that lead nowhere. */
export function findContentProblems({ files, read }: Contents): string[] {
  const present = new Set(files);
  return [
    ...["README.md", "LICENSE"].filter((file) => !present.has(file)).map((file) => `${file} is missing`),
    ...files.filter((file) => isStray(file, present)).map((file) => `${file} is a stray file`),
    ...files
      .filter((file) => /\.(js|ts|css)$/.test(file))
      .flatMap((file) => findMapProblems(file, present, read)),
  ];
}

function isStray(file: string, present: ReadonlySet<string>): boolean {
  if (metadata.has(file)) return false;
  const [, name] = compiled.exec(file) ?? [];
  return unwanted.test(file) || (name !== undefined && hasSources(present) && !present.has(`src/${name}.ts`));
}

/** A command comes without its sources: nobody imports it. */
function hasSources(present: ReadonlySet<string>): boolean {
  return [...present].some((file) => file.startsWith("src/"));
}

function findMapProblems(file: string, present: ReadonlySet<string>, read: Contents["read"]): string[] {
  const [, url] = /^\/\/# sourceMappingURL=(.+)$/m.exec(read(file)) ?? [];
  if (url === undefined || url.startsWith("data:")) return [];
  const map = resolve(file, url);
  if (!present.has(map)) return [`${file} names the source map ${map}, which is missing`];
  const parsed: unknown = JSON.parse(read(map));
  const { sources, sourcesContent, sourceRoot } = isNode(parsed) ? parsed : {};
  return toList(sources)
    .filter((_, index) => typeof toList(sourcesContent)[index] !== "string")
    .map((source) => resolve(map, `${sourceRoot ?? ""}${source}`))
    .filter((source) => !present.has(source))
    .map((source) => `${map} names the source ${source}, which is missing`);
}

function resolve(from: string, to: string): string {
  return posix.join(posix.dirname(from), to);
}
