import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor";
import { firstLine } from "../lib/first-line.ts";
import { toNode } from "../lib/node.ts";
import type { PublicPackage } from "../lib/packages.ts";

/** The public API of an entry of a package, as TypeScript declarations without comments. */
export interface ApiReport {
  /** The entry of `exports`: `"./vitest"`. */
  readonly entry: string;
  /** Where it is recorded, relative to the root of the repository. */
  readonly file: string;
  readonly text: string;
}

/**
 * Describes the public API of each entry of a package, from its built declarations.
 *
 * @throws {Error} If the package is not built, or a declaration names what does not exist.
 */
export async function renderReports(root: string, each: PublicPackage): Promise<ApiReport[]> {
  const folder = await mkdtemp(join(tmpdir(), "check-api-"));
  try {
    const reports: ApiReport[] = [];
    for (const [entry, types] of listTypedEntries(each)) {
      const name = entry === "." ? "index" : entry.slice(2).replaceAll("/", "-");
      extract(join(root, each.directory), each, { types, name, folder });
      const text = toText(await readFile(join(folder, `${name}.api.md`), "utf8"));
      reports.push({ entry, file: `${each.directory}/api/${name}.api.md`, text });
    }
    return reports;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function listTypedEntries({ manifest }: PublicPackage): [string, string][] {
  return Object.entries(toNode(manifest["exports"])).flatMap(([entry, target]) => {
    const { types } = toNode(target);
    return typeof types === "string" ? [[entry, types]] : [];
  });
}

function extract(
  directory: string,
  { name: packageName, manifest }: PublicPackage,
  { types, name, folder }: { types: string; name: string; folder: string },
): void {
  const silent = { logLevel: ExtractorLogLevel.None };
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: join(directory, "package.json"),
    packageJson: { ...manifest, name: packageName },
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: directory,
      mainEntryPointFilePath: join(directory, types),
      newlineKind: "lf",
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            module: "nodenext",
            target: "es2023",
            lib: ["es2023", "esnext.disposable", "dom", "dom.iterable"],
            strict: true,
            skipLibCheck: true,
          },
          files: [types],
        },
      },
      apiReport: {
        enabled: true,
        reportFolder: folder,
        reportTempFolder: join(folder, "temp"),
        reportFileName: name,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: silent },
        extractorMessageReporting: { default: silent },
        tsdocMessageReporting: { default: silent },
      },
    },
  });
  try {
    Extractor.invoke(config, {
      localBuild: true,
      messageCallback(message) {
        message.handled = true;
      },
    });
  } catch (reason) {
    throw new Error(`${directory}/${types}: ${firstLine(reason)}`);
  }
}

/** Leaves out which members have no comments: that is not part of the API. */
function toText(report: string): string {
  const lines = report.split("\n").filter((line) => line.trim() !== "// (undocumented)");
  return lines.join("\n").replaceAll(/^\/\/ @public\n/gm, "");
}
