import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A request to Grape. */
export interface GrapeRequest {
  method: string;
  /** The part after `/api/v4`. */
  path: string;
  body?: string;
  /** Without it, the request has no `Content-Type`. */
  contentType?: string;
  token?: boolean;
}

/** A response of Grape. */
export interface GrapeResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const endpoints = fileURLToPath(new URL("./endpoints.rb", import.meta.url));

/** The reason why Grape cannot run; undefined if it can. Debian has it in the package ruby-grape. */
export const missing: string | undefined =
  spawnSync("ruby", ["-e", "require 'grape'"]).status === 0
    ? undefined
    : "Ruby or its gem grape is not installed";

/** Sends requests to GitLab's endpoints, as declared in `endpoints.rb`, in a new Ruby process. */
export function runGrape(requests: readonly GrapeRequest[]): { version: string; responses: GrapeResponse[] } {
  const { status, stdout, stderr } = spawnSync("ruby", [endpoints], {
    input: JSON.stringify(requests),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`endpoints.rb failed: ${stderr}`);
  return JSON.parse(stdout);
}
