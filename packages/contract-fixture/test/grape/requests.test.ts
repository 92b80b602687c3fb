// @module-tag slow
/** Grape, the framework of GitLab's API, and the fixture treat generated requests alike. */
import { request as sendOverHttp } from "node:http";
import { type MockGitLab, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { type GrapeRequest, type GrapeResponse, missing, runGrape } from "./grape.js";
import { generateRequests } from "./requests.js";

/*
 * Unlike the properties, which are random, the requests are the same in every run. To try others, or more of them:
 *
 *   FC_SEED=7 FC_REQUESTS=50000 vitest run --config ../../vitest.config.ts test/grape
 */
const seed = Number(process.env["FC_SEED"] ?? 1);
const count = Number(process.env["FC_REQUESTS"] ?? 8000);

if (missing !== undefined) console.warn(`The comparison with Grape is skipped: ${missing}.`);

/** A world in which every operation can succeed: 42 and 8 can be allowed, 43 and 9 can be removed. */
const world = {
  projects: [
    {
      id: 1,
      path: "group/app",
      visibility: "public",
      inboundEnabled: true,
      allowedProjects: [43],
      allowedGroups: [9],
    },
    { id: 42, path: "group/tool" },
    { id: 43, path: "group/other" },
  ],
  groups: [
    { id: 7, path: "group", visibility: "public" },
    { id: 8, path: "eight" },
    { id: 9, path: "nine" },
  ],
  tokens: [{ token: "token", admin: true }],
} as const;

/** The part of a response that Grape decides. */
interface Verdict {
  status: number | "passed";
  error?: unknown;
  allow?: string;
  /** What became of the parameters. */
  enabled?: boolean;
  page?: string;
  added?: unknown;
}

test.skipIf(missing !== undefined)(
  "treats generated requests as Grape does",
  { timeout: 900_000 + count * 20 },
  async () => {
    await using gitlab = await startMockGitLab({ seed: structuredClone(world) as never });
    const requests = generateRequests(count, seed);
    const { version, responses } = runGrape(requests);
    const differences: unknown[] = [];
    const seen = new Map<string, number>();
    for (const [i, sent] of requests.entries()) {
      const grape = responses[i];
      // Grape raised an error that is no response: Rails responds in its place.
      if (grape === undefined || grape.status === 0) continue;
      gitlab.reset();
      const expected = verdictOfGrape(sent, grape);
      const actual = verdictOfFixture(sent, await send(gitlab, sent), gitlab, expected);
      seen.set(`${expected.status}`, (seen.get(`${expected.status}`) ?? 0) + 1);
      if (JSON.stringify(expected) !== JSON.stringify(actual)) differences.push({ sent, expected, actual });
    }
    const compared = [...seen.values()].reduce((a, b) => a + b, 0);
    console.log(
      `Grape ${version}, Node ${process.versions.node}, seed ${seed}: ${compared} requests compared, ${differences.length} differ. ` +
        [...seen].map(([status, times]) => `${status}: ${times}`).join(", "),
    );
    const repeat = `to repeat it, set FC_SEED=${seed} FC_REQUESTS=${count}`;
    expect(differences.slice(0, 20), repeat).toEqual([]);
    expect(compared).toBeGreaterThan(count * 0.9);
  },
);

function verdictOfGrape({ method, path }: GrapeRequest, { status, headers, body }: GrapeResponse): Verdict {
  if (method === "OPTIONS" && status === 204) return { status, allow: headers["Allow"] ?? "" };
  if (status >= 300) return { status, ...(method !== "HEAD" && { error: JSON.parse(body) }) };
  const read: Record<string, unknown> = JSON.parse(headers["X-Parameters"] ?? "{}");
  return {
    status: "passed",
    ...(typeof read["enabled"] === "boolean" && isScope(path, 1) && { enabled: read["enabled"] }),
    ...(typeof read["page"] === "number" && isList(path) && { page: toPage(read) }),
    ...(status === 201 && isScope(path, 1) && canBeAdded(read) && { added: read }),
  };
}

interface Received {
  status: number;
  headers: Record<string, string>;
  body: string;
}

function verdictOfFixture(
  { method }: GrapeRequest,
  { status, headers, body }: Received,
  gitlab: MockGitLab,
  expected: Verdict,
): Verdict {
  if (method === "OPTIONS" && status === 204) return { status, allow: headers["allow"] ?? "" };
  const value: Record<string, unknown> = body === "" ? {} : JSON.parse(body);
  const isRefused = status >= 500 || status === 401 || status === 406 || status === 415 || "error" in value;
  if (isRefused || (method === "HEAD" && expected.status === status)) {
    return { status, ...(method !== "HEAD" && { error: value }) };
  }
  const project = gitlab.state().projects.find(({ id }) => id === 1);
  return {
    status: "passed",
    ...(expected.enabled !== undefined && status === 204 && { enabled: project?.inboundEnabled ?? false }),
    ...(expected.page !== undefined && { page: `${headers["x-page"]} ${headers["x-per-page"]}` }),
    ...(expected.added !== undefined && { added: toAdded(value) }),
  };
}

function isScope(path: string, id: number): boolean {
  return new RegExp(`^/+projects/+${id}/`).test(path);
}

/** Whether a path that has pages is found: that of a list, and of nothing that does not exist. */
function isList(path: string): boolean {
  return isScope(path, 1) || /^\/+groups\/+7\/+projects/.test(path);
}

function canBeAdded({
  target_project_id: project,
  target_group_id: group,
}: Record<string, unknown>): boolean {
  return project === 42 || group === 8;
}

/** What GitLab makes of the numbers. */
function toPage({ page, per_page: size }: Record<string, unknown>): string {
  const perPage = Number(size) < 0 ? 20 : Math.min(100, Number(size));
  return `${Math.max(1, Number(page))} ${perPage}`;
}

function toAdded({ source_project_id: id, ...target }: Record<string, unknown>): unknown {
  return { id, ...target };
}

/** Without a socket, except for a body in a GET, which `fetch` does not send. */
async function send(
  gitlab: MockGitLab,
  { method, path, body, contentType, token }: GrapeRequest,
): Promise<Received> {
  const headers = {
    ...(token && { "private-token": "token" }),
    ...(contentType && { "content-type": contentType }),
  };
  const url = `${gitlab.apiUrl}${path}`;
  if (body !== undefined && (method === "GET" || method === "HEAD"))
    return sendRaw(url, method, headers, body);
  const bytes = body === undefined ? {} : { body: new TextEncoder().encode(body) };
  const response = await gitlab.fetch(url, { method, headers, ...bytes });
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

function sendRaw(
  url: string,
  method: string,
  headers: Record<string, string>,
  body: string,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const request = sendOverHttp(
      url,
      { method, headers: { ...headers, "content-length": Buffer.byteLength(body) } },
      (response) => {
        let received = "";
        response.setEncoding("utf8").on("data", (chunk: string) => (received += chunk));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers as Record<string, string>,
            body: received,
          }),
        );
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}
