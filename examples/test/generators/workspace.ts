import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Result } from "../run.ts";
import { run } from "../run.ts";

const examples = fileURLToPath(new URL("../..", import.meta.url));
const document = fileURLToPath(new URL("../../../spec/openapi.yaml", import.meta.url));
const noNetwork = new URL("no-network.ts", import.meta.url).href;

/** The folder of the recipes. */
export const recipes: string = join(examples, "generators");

/** A temporary directory with recipes, in which packages of this workspace can be imported. */
export class Workspace implements AsyncDisposable {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  /** Copies recipes, each with the OpenAPI document. */
  static async create(names: readonly string[]): Promise<Workspace> {
    const directory = await mkdtemp(join(tmpdir(), "generators-"));
    await symlink(join(examples, "node_modules"), join(directory, "node_modules"));
    await writeFile(join(directory, "package.json"), JSON.stringify({ type: "module" }));
    for (const name of names) {
      await mkdir(join(directory, name));
      await cp(join(recipes, name), join(directory, name), { recursive: true });
      await cp(document, join(directory, name, "openapi.yaml"));
    }
    return new Workspace(directory);
  }

  /** Runs the command of a recipe in its folder, as `npx` would. It cannot use the network. */
  generate(name: string, command: string): Promise<Result> {
    const [program = "", ...args] = command.split(" ");
    return run(join(examples, "node_modules/.bin", program), args, {
      cwd: join(this.directory, name),
      env: { NODE_OPTIONS: `--import=${noNetwork}` },
    });
  }

  /** Type-checks the clients and the calls of all recipes, and compiles them into `dist`. */
  async compile(): Promise<Result> {
    const compilerOptions = {
      strict: true,
      noEmitOnError: true,
      skipLibCheck: true,
      target: "ES2023",
      lib: ["ES2023", "DOM", "DOM.Iterable"],
      module: "NodeNext",
      types: ["node"],
      outDir: "dist",
      rootDir: ".",
    };
    await writeFile(
      join(this.directory, "tsconfig.json"),
      JSON.stringify({ compilerOptions, include: ["*/calls.ts"] }),
    );
    return run(join(examples, "node_modules/.bin/tsc"), ["-p", "."], { cwd: this.directory });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.directory, { recursive: true });
  }
}
