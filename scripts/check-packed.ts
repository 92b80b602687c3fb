/**
 * Packs the packages and installs them in an empty project, where it runs code that imports them, and type-checks that code
 * and the documentation's examples. The fixture is also installed alone, which must stay small.
 */
import { execFileSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkAlone } from "./check-packed/alone.ts";
import { writeEntryModules } from "./check-packed/entries.ts";
import { writeExamples } from "./check-packed/examples.ts";
import { copyTypeTests } from "./check-packed/type-tests.ts";
import { packBuilt } from "./lib/pack.ts";
import { listPublicPackages } from "./lib/packages.ts";

/** The supported TypeScript versions. The workspace itself uses the first: its generator needs 5.x. */
const typescriptVersions = ["5.9.3", "6.0.3", "7.0.2"];
/** The versions that compile the packages' declarations. The READMEs name the first. */
const declarationVersions = ["5.4.5", ...typescriptVersions] as const;
const root = fileURLToPath(new URL("..", import.meta.url));
const project = await mkdtemp(join(tmpdir(), "check-packed-"));

try {
  const tarballs = await pack();
  const alone = await checkFixtureAlone(tarballs);
  await install(tarballs);
  const examples = await writeExamples(root, project);
  const typeTests = await copyTypeTests(root, project);
  for (const version of typescriptVersions)
    typecheck(version, "consumer.ts", "consumer.test.ts", ...examples, ...typeTests.map(({ name }) => name));
  await checkStatedVersion();
  const entries = await writeEntryModules(listPublicPackages(root), project);
  // The fixture's declarations need Node's types.
  const webTypeTests = typeTests.filter(({ owner }) => owner !== "contract-fixture").map(({ name }) => name);
  const dom = ["es2023", "dom", "dom.iterable"];
  for (const version of declarationVersions) {
    await typecheckDeclarations(version, { lib: ["es2023"] }, "bare-consumer.ts", entries.web);
    await typecheckDeclarations(version, { lib: dom }, "bare-consumer.ts", entries.web, ...webTypeTests);
    await typecheckDeclarations(version, { lib: ["es2023"], types: ["node"] }, entries.node);
    await typecheckDeclarations(version, { lib: dom, types: ["node"] }, entries.node);
  }
  run(process.execPath, ["consumer.ts"]);
  run("npx", ["contract-fixture", "--version"]);
  run("npx", ["gitlab-job-token-scope", "--help"]);
  run("npx", ["vitest", "run"]);
  console.log(
    `check:packed: the packed packages install and run; with TypeScript ${typescriptVersions.join(", ")} they compile, and so do ${examples.length} documentation examples and ${typeTests.length} type tests; from TypeScript ${declarationVersions[0]} on, the declarations of all entries compile, with and without the DOM library; the fixture alone is ${alone.packages.length} package(s), ${alone.megabytes.toFixed(1)} MB`,
  );
} catch (error) {
  console.error(`check:packed: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  await rm(project, { recursive: true, force: true });
}

async function pack(): Promise<string[]> {
  const tarballs: string[] = [];
  for (const each of listPublicPackages(root)) {
    tarballs.push(`./${basename(await packBuilt(root, each, project))}`);
  }
  return tarballs;
}

async function checkFixtureAlone(tarballs: string[]): ReturnType<typeof checkAlone> {
  const tarball = tarballs.find((file) => file.includes("contract-fixture"));
  if (tarball === undefined) throw new Error("the fixture was not packed");
  return checkAlone(join(project, tarball), new URL("./check-packed/alone-consumer.ts", import.meta.url));
}

async function install(tarballs: string[]): Promise<void> {
  await writeFile(
    join(project, "package.json"),
    JSON.stringify({ name: "consumer", private: true, type: "module" }),
  );
  for (const file of ["consumer.ts", "consumer.test.ts", "bare-consumer.ts"]) {
    await cp(new URL(`./check-packed/${file}`, import.meta.url), join(project, file));
  }
  const compilers = declarationVersions.map((version) => `typescript-${version}@npm:typescript@${version}`);
  // The documentation's examples import these.
  const imported = ["undici@8", "vitest@5"];
  const tools = [...compilers, ...imported, "@types/node@24", "expect-type@1"];
  run("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", ...tarballs, ...tools]);
}

function typecheck(version: string, ...files: string[]): void {
  const compiler = join("node_modules", `typescript-${version}`, "bin", "tsc");
  const strict = [
    "--noEmit",
    "--strict",
    "--exactOptionalPropertyTypes",
    "--types",
    "node",
    "--target",
    "es2023",
  ];
  for (const resolution of [
    ["--module", "nodenext"],
    ["--module", "preserve", "--moduleResolution", "bundler"],
  ]) {
    run(process.execPath, [
      compiler,
      ...strict,
      "--lib",
      "es2023,esnext.disposable",
      ...resolution,
      ...files,
    ]);
  }
}

/** Fails if the README of a package with types does not state the first version of TypeScript. */
async function checkStatedVersion(): Promise<void> {
  const [major, minor] = declarationVersions[0].split(".");
  const statement = new RegExp(`TypeScript\\s+${major}\\.${minor} or later`);
  for (const { directory, manifest } of listPublicPackages(root)) {
    const hasTypes = JSON.stringify(manifest["exports"]).includes('"types"');
    if (hasTypes && !statement.test(await readFile(join(root, directory, "README.md"), "utf8"))) {
      throw new Error(`${directory}/README.md does not say "TypeScript ${major}.${minor} or later"`);
    }
  }
}

/** Compiles files, and the declarations that they import, with some libraries and types. */
async function typecheckDeclarations(
  version: string,
  { lib, types = [] }: { lib: readonly string[]; types?: readonly string[] },
  ...files: string[]
): Promise<void> {
  const compilerOptions = {
    noEmit: true,
    declaration: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    target: "es2022",
    module: "nodenext",
    lib,
    types,
  };
  await writeFile(join(project, "tsconfig.declarations.json"), JSON.stringify({ compilerOptions, files }));
  const compiler = join("node_modules", `typescript-${version}`, "bin", "tsc");
  run(process.execPath, [compiler, "-p", "tsconfig.declarations.json"]);
}

function run(command: string, args: string[], directory = project): void {
  try {
    execFileSync(command, args, { cwd: directory, stdio: "pipe", encoding: "utf8" });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(" ")}\n${stdout}${stderr}`, { cause: error });
  }
}
