import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Manager } from "./managers.ts";
import type { FirstSteps } from "./readme.ts";

/**
 * Follows the first steps of a README in an empty project.
 *
 * @param project The folder of the project. It must not exist.
 * @throws {Error} If the installation fails, the example fails, or it reports an error.
 */
export async function followFirstSteps(project: string, steps: FirstSteps, manager: Manager): Promise<void> {
  await mkdir(project, { recursive: true });
  const files = {
    "package.json": JSON.stringify({ name: "consumer", private: true, type: "module" }),
    // Yarn would look for a project in the folders above.
    ...(manager.name === "Yarn PnP" ? { "yarn.lock": "" } : {}),
    ...(steps.example === undefined ? {} : { "example.js": steps.example }),
    ...steps.files,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(project, name), text);
  try {
    await manager.install(project, steps.packages);
    if (steps.example === undefined) return;
    const output = await manager.run(project, "example.js");
    if (/\bError\b/.test(output)) throw new Error(output);
  } catch (error) {
    throw new Error(
      `${steps.readme}, with ${manager.name}: ${error instanceof Error ? error.message : error}`,
      {
        cause: error,
      },
    );
  }
}
