import { join, sep } from "node:path";
import ts from "typescript";
import { root } from "../helpers.ts";

/** A program that uses the client, and the generated types that it is compiled with. */
export interface Compilation {
  readonly consumer: string;
  readonly types: string;
}

const client = join(root, "packages/openapi-client");
const options: ts.CompilerOptions = {
  lib: [
    "lib.es2023.d.ts",
    "lib.esnext.disposable.d.ts",
    "lib.dom.d.ts",
    "lib.dom.iterable.d.ts",
    "lib.dom.asynciterable.d.ts",
  ],
  types: [],
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
};

/**
 * Compiles programs with the real client, each with its own generated types, and returns each one's errors. All of them are
 * in one TypeScript program, in folders beside the client's source that exist in memory only: the libraries are read once.
 */
export function compile(compilations: readonly Compilation[]): string[][] {
  const folder = (index: number) => join(client, `src${index}`);
  const texts = new Map(
    compilations.flatMap(({ consumer, types }, index) => [
      [join(folder(index), "consumer.ts"), consumer],
      [join(folder(index), "generated/openapi.ts"), types],
    ]),
  );
  const toReal = (path: string) => path.replace(/(openapi-client.src)\d+/, "$1");
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, directoryExists } = host;
  host.fileExists = (path) => texts.has(path.replaceAll("/", sep)) || fileExists(toReal(path));
  host.readFile = (path) => texts.get(path.replaceAll("/", sep)) ?? readFile(toReal(path));
  host.directoryExists = (path) => directoryExists?.(toReal(path)) ?? true;
  const consumers = compilations.map((_, index) => join(folder(index), "consumer.ts"));
  const program = ts.createProgram({ rootNames: consumers, options, host });
  return consumers.map((path) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(path))
      .concat(program.getSyntacticDiagnostics(program.getSourceFile(path)))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " ")),
  );
}
