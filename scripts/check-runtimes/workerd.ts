import { join } from "node:path";
import type { Runtime } from "./runtimes.ts";

/** What the script in the project prints. Miniflare starts workerd, the runtime of Cloudflare's workers. */
const script = `
import { readFileSync } from "node:fs";
import { Miniflare } from "miniflare";

const worker = new Miniflare({ modules: true, script: readFileSync("worker.bundle.js", "utf8"), compatibilityDate: "2026-07-01" });
const response = await worker.dispatchFetch("http://worker/", { method: "POST", body: process.env.TARGET });
const text = await response.text();
await worker.dispose();
if (!response.ok) throw new Error(text);
console.log(text);
`;

/** The runtime of Cloudflare's workers, with a bundle of the packages. */
export const workerd: Runtime = {
  name: "workerd",
  version: "1.20260730.1",
  dependencies: ["miniflare@4.20260730.0", "esbuild@0.28.2"],
  runs: (project) => ({
    import: async (target) => {
      const esbuild = join(project.directory, "node_modules", ".bin", "esbuild");
      await project.run(esbuild, [
        "worker.mjs",
        "--bundle",
        "--format=esm",
        "--target=es2022",
        "--outfile=worker.bundle.js",
        "--log-level=error",
      ]);
      const env = { TARGET: JSON.stringify(target) };
      return project.run(process.execPath, ["--input-type=module", "--eval", script], env);
    },
  }),
};
