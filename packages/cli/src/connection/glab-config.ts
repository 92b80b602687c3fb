import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import type { Io } from "../io.js";
import type { Console } from "../output/console.js";

/** A host in the configuration of glab, GitLab's own command. */
export interface GlabHost {
  readonly file: string;
  readonly url: string;
  readonly token: string;
}

/**
 * Reads the token of a host from glab's configuration: of the given address, or of glab's default host. Undefined where there is no
 * configuration, or no token in it. A file that cannot be understood is not an error, since it is not ours.
 */
export async function readGlabHost(
  env: Io["env"],
  url: string | undefined,
  console: Console,
): Promise<GlabHost | undefined> {
  for (const file of candidates(env)) {
    let text: string;
    try {
      text = await readFile(file, "utf8");
    } catch {
      continue;
    }
    try {
      return findHost(file, record(parse(text)), url, console);
    } catch {
      console.detail(`${file} is not valid, and is ignored`);
    }
  }
  return undefined;
}

function candidates(env: Io["env"]): string[] {
  const own = env["GLAB_CONFIG_DIR"];
  if (own) return [join(own, "config.yml")];
  const home = env["HOME"] || homedir();
  const folders = [
    env["XDG_CONFIG_HOME"],
    join(home, ".config"),
    join(home, "Library", "Application Support"),
    env["LOCALAPPDATA"],
  ];
  return folders.filter((folder) => folder).map((folder) => join(folder ?? "", "glab-cli", "config.yml"));
}

function findHost(
  file: string,
  config: Record<string, unknown>,
  url: string | undefined,
  console: Console,
): GlabHost | undefined {
  const wanted = url === undefined ? undefined : URL.parse(url);
  const name = wanted === undefined ? text(config["host"]) : wanted?.host;
  const hosts = Object.entries(record(config["hosts"])).map(([key, value]) => [key, record(value)] as const);
  const found = hosts.find(([key, host]) => name !== undefined && [key, host["api_host"]].includes(name));
  if (found === undefined) return undefined;
  const [key, host] = found;
  const protocol = host["api_protocol"] === "http" ? "http" : "https";
  // A token that glab sends encrypted is not sent in plain text.
  if (wanted?.protocol === "http:" && protocol === "https") return undefined;
  const token = text(host["token"]);
  if (token === undefined) {
    console.detail(`${file} has no token for ${key}: if glab keeps it in a keyring, set GITLAB_TOKEN`);
    return undefined;
  }
  return { file, url: url ?? `${protocol}://${text(host["api_host"]) ?? key}`, token };
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
