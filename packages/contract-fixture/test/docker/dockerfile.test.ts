// @module-tag slow
/** There is no Docker here: the Dockerfile is validated, and its instructions are run as processes, with the packed package. */
import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { DockerfileParser } from "dockerfile-ast";
import { validate } from "dockerfile-utils";
import { afterAll, beforeAll, expect, test } from "vitest";

const packageRoot = new URL("../../", import.meta.url);
const dockerfile = readFileSync(new URL("Dockerfile", packageRoot), "utf8");
const instructions = new Map(
  DockerfileParser.parse(dockerfile)
    .getInstructions()
    .map((instruction) => [instruction.getKeyword(), instruction.getArgumentsContent() ?? ""]),
);
const folder = mkdtempSync(join(tmpdir(), "dockerfile-"));
const env = {
  ...process.env,
  // The workspace's Node.js itself: a shell script that starts it would receive the signals.
  PATH: `${folder}/bin:${dirname(process.execPath)}:${process.env["PATH"]}`,
  npm_config_prefix: folder,
  npm_config_cache: `${folder}/cache`,
  npm_config_update_notifier: "false",
};

/** The elements of an instruction in JSON format, with another port than the one of the container. */
function readCommand(keyword: string, port: string): string[] {
  const [json = ""] = /\[.*\]$/s.exec(instructions.get(keyword) ?? "") ?? [];
  return JSON.parse(json.replaceAll("8080", port));
}

beforeAll(() => {
  const packed = execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], {
    cwd: packageRoot,
    env,
    encoding: "utf8",
  });
  const run = (instructions.get("RUN") ?? "").replace(/"@gitlab-job-token-scope[^"]*"/, '"$PACKED"');
  execFileSync("sh", ["-e", "-c", run], { env: { ...env, PACKED: join(folder, packed.trim()) } });
});
afterAll(() => rmSync(folder, { recursive: true }));

test("the Dockerfile is valid, and has the Node.js version of the workspace", () => {
  expect(validate(dockerfile)).toEqual([]);
  const workspace = JSON.parse(readFileSync(new URL("../../package.json", packageRoot), "utf8"));
  expect(instructions.get("FROM")).toBe(`node:${workspace.devDependencies.node}-alpine`);
});

test("the build requires a version", () => {
  expect(() =>
    execFileSync("sh", ["-e", "-c", instructions.get("RUN") ?? ""], { env, stdio: "pipe" }),
  ).toThrow("VERSION: is the version of the package");
});

test("the container does not run as root, and exposes its port", () => {
  expect(instructions.get("USER")).toBe("node");
  expect(instructions.get("EXPOSE")).toBe("8080");
});

test("the entry point starts the fixture by the name gitlab, and the health check detects it", async () => {
  const [file = "", ...args] = readCommand("ENTRYPOINT", "0");
  const child = spawn(join(folder, "bin", file), [...args, "--ready-json", "--gitlab", "18.8"], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  // It ends without a line if it cannot start.
  const [line] = await Promise.race([once(createInterface(child.stdout), "line"), ended]);
  const { url, token } = JSON.parse(String(line));
  const { port } = new URL(url);
  const [probe = "", ...probeArgs] = readCommand("HEALTHCHECK", port);
  const checkHealth = () =>
    promisify(execFile)(probe, probeArgs, { env }).then(
      () => "healthy",
      () => "unhealthy",
    );
  try {
    expect(await checkHealth()).toBe("healthy");

    const { stdout } = await promisify(execFile)("curl", [
      ...["--silent", "--noproxy", "*", "--connect-to", `gitlab:${port}:127.0.0.1:${port}`],
      ...["--header", `PRIVATE-TOKEN: ${token}`, `http://gitlab:${port}/api/v4/version`],
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ version: "18.8.0" });
  } finally {
    // As `docker stop` does.
    child.kill("SIGTERM");
  }
  expect(await ended).toEqual([0, null]);
  expect(await checkHealth()).toBe("unhealthy");
});
