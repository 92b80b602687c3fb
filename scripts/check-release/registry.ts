import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

/** A registry on loopback. */
export interface Registry extends AsyncDisposable {
  /** Ends with a slash. */
  readonly url: string;
  /** Whether it can fetch packages from the other registry. */
  hasUpstream(): Promise<boolean>;
  /** The newest version of a package, or `undefined` if it was not published. */
  readVersion(name: string): Promise<string | undefined>;
}

/**
 * Starts Verdaccio. It stores packages of the scope, and fetches the others from another registry.
 *
 * @param folder Where it stores packages.
 * @param upstream The URL of the other registry.
 */
export async function startRegistry(
  verdaccio: string,
  {
    folder,
    scope,
    upstream,
    env,
  }: { folder: string; scope: string; upstream: string; env: NodeJS.ProcessEnv },
): Promise<Registry> {
  await mkdir(folder, { recursive: true });
  const config = {
    storage: "./storage",
    auth: {},
    uplinks: { upstream: { url: upstream, maxage: "60m" } },
    packages: {
      [`${scope}/*`]: { access: "$all", publish: "$all" },
      "**": { access: "$all", proxy: "upstream" },
    },
    // Tarballs of the fixture are larger than the default.
    max_body_size: "50mb",
    log: { type: "stdout", format: "json", level: "error" },
  };
  // JSON is YAML.
  await writeFile(join(folder, "config.yaml"), JSON.stringify(config));
  const port = await findFreePort();
  const args = [verdaccio, "--config", "config.yaml", "--listen", `127.0.0.1:${port}`];
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  // Its last words say why it ended.
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output = `${output}${text}`.slice(-2_000);
    });
  }
  const url = `http://127.0.0.1:${port}/`;
  const close = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    child.kill();
    await once(child, "close");
  };
  try {
    while (!(await isUp(url))) {
      if (child.exitCode !== null) {
        throw new Error(`verdaccio ended with status ${child.exitCode}\n${output}`);
      }
      await setTimeout(200);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    url,
    [Symbol.asyncDispose]: close,
    hasUpstream: async () => (await fetch(`${url}openapi-fetch`)).ok,
    async readVersion(name) {
      const response = await fetch(`${url}${name.replace("/", "%2f")}`);
      if (response.status === 404) return undefined;
      const { "dist-tags": tags } = (await response.json()) as { "dist-tags"?: { latest?: string } };
      return tags?.latest;
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}-/ping`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
