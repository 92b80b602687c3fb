import {
  formatVerification,
  startMockGitLab,
  type Verification,
  verifyGitLab,
} from "@gitlab-job-token-scope/contract-fixture";
import { expect, onTestFinished, test, vi } from "vitest";
import { settle } from "../helpers.js";

/** Sends requests to a fixture, except for those that `respond` has a response for. */
async function start(
  respond: (request: Request, count: number) => Response | undefined | Promise<never>,
): Promise<{ url: string; token: string; fetch: typeof fetch; requests: Request[] }> {
  const gitlab = await startMockGitLab();
  onTestFinished(() => gitlab.close());
  const requests: Request[] = [];
  const send = async (...args: Parameters<typeof fetch>): Promise<Response> => {
    const request = new Request(...args);
    requests.push(request);
    return (await respond(request, requests.length)) ?? gitlab.fetch(request);
  };
  return { url: gitlab.url, token: gitlab.token, fetch: send, requests };
}

const summarize = ({ rows }: Verification) => ({
  differs: rows.filter(({ result }) => result === "differs").map(({ fact }) => fact),
  hasHeld: rows.some(({ result }) => result === "holds"),
});

test("accepts slashes at the end of the URL", async () => {
  const { requests, url, token: _, ...options } = await start(() => undefined);
  await verifyGitLab({ ...options, url: `${url}//`, facts: ["route-unknown"] });
  expect(requests[0]?.url).toBe(`${url}/api/v4/projects/0`);
});

test("without a token, sends only requests that require none", async () => {
  const { requests, token: _, ...options } = await start(() => undefined);
  const result = await verifyGitLab(options);
  expect(summarize(result)).toEqual({ differs: [], hasHeld: true });
  expect(result).toMatchObject({ putBack: "not needed", problems: [], version: { compared: "19.1" } });
  const tokens = new Set(requests.map(({ headers }) => headers.get("private-token")));
  expect([...tokens]).toEqual([null, "unknown"]);
  expect(new Set(requests.map(({ redirect }) => redirect))).toEqual(new Set(["manual"]));
  expect(requests[0]?.headers.get("user-agent")).toMatch(/^contract-fixture\/\d+\.\d+\.\d+ verify$/);
});

test("with a project, reads, and changes nothing", async () => {
  const { requests, ...options } = await start(() => undefined);
  expect(summarize(await verifyGitLab({ ...options, project: "group/app" })).differs).toEqual([]);
  const writes = requests.filter(
    ({ method, url }) => !/GET|HEAD/.test(method) && !url.includes("/projects/0"),
  );
  expect(writes).toEqual([]);
  // It would be in the log of the server.
  expect(requests.filter(({ url }) => url.includes(options.token))).toEqual([]);
});

test("masks the token in what a server responds, also where it is encoded or cut", async () => {
  // Its base64 has all the characters that base64url replaces.
  const token = 'Planted??>>>"secret+/0123456789';
  const bytes = Buffer.from(token);
  const percentEncoded = encodeURIComponent(token);
  const echoes = [
    token,
    percentEncoded,
    percentEncoded.toLowerCase(),
    bytes.toString("base64"),
    bytes.toString("base64url"),
    encodeURIComponent(bytes.toString("base64")),
  ];
  for (const echo of echoes) {
    for (const length of [0, 270, 570]) {
      const body = JSON.stringify({ message: `${"x".repeat(length)}${echo}` });
      const { url, fetch } = await start(({ headers, url }) => {
        const isEcho = headers.get("private-token") === token || url.endsWith("/metadata");
        return isEcho ? new Response(body, { status: 403 }) : undefined;
      });
      const result = await verifyGitLab({ url, fetch, token, project: 1 });
      const shown = JSON.stringify(result);
      expect(shown).toContain("the project cannot be read");
      expect(shown).not.toContain(echo.slice(0, 10));
    }
  }
});

test("masks the token in the reason why a request failed", async () => {
  const { token, ...options } = await start(({ headers }) =>
    headers.get("private-token") === "unknown" || !headers.has("private-token")
      ? undefined
      : Promise.reject(new TypeError(`cannot send ${headers.get("private-token")}`)),
  );
  const result = await verifyGitLab({ ...options, token, project: 1 });
  expect(result.problems).toEqual(["reading was not tried: GET /projects/1: cannot send [masked]"]);
  expect(result.rows).toContainEqual(
    expect.objectContaining({
      reason: "the project cannot be read: GET /projects/1: cannot send [masked]",
    }),
  );
  expect(JSON.stringify(result)).not.toContain(token);
});

test("tries only the facts that are named", async () => {
  const options = await start(() => undefined);
  const { rows } = await verifyGitLab({ ...options, project: 1, facts: ["page-limit", "token-expired"] });
  expect(rows.map(({ fact, result }) => `${fact} ${result}`)).toEqual([
    "page-limit holds",
    "token-expired not tried",
  ]);
});

test.for([
  ["17.11.0", "18.0"],
  ["18.7.3-ee", "18.0"],
  ["18.8.0-pre", "18.8"],
  ["19.0.1", "18.8"],
  ["19.12.0", "19.1"],
  ["unknown", "18.8"],
] as const)("compares GitLab %s with the account of %s", async ([version, compared]) => {
  const options = await start(({ url }) =>
    url.endsWith("/version") ? Response.json({ version }) : undefined,
  );
  const result = await verifyGitLab({ ...options, gitlab: "18.8" });
  expect(result.version).toEqual({ compared, ...(version !== "unknown" && { reported: version }) });
  const line = version === "unknown" ? "which it does not report" : `which it reports as ${version}`;
  expect(formatVerification(result)).toContain(`compared with GitLab ${compared}, ${line}\n`);
});

test("waits for the rate limit, and sends the request again", async () => {
  const limited = () => new Response("Retry later", { status: 429, headers: { "retry-after": "0" } });
  const options = await start((_, count) => (count % 3 === 2 ? limited() : undefined));
  expect(summarize(await verifyGitLab({ ...options, project: 1 }))).toEqual({ differs: [], hasHeld: true });
});

test.for<[string, () => string]>([
  ["a number", () => "61"],
  ["a date", () => new Date(Date.now() + 3_600_000).toUTCString()],
])("does not wait for a rate limit that is too long: %s", async ([, retryAfter]) => {
  const limited = () =>
    new Response("Retry later", { status: 429, headers: { "retry-after": retryAfter() } });
  const { requests, ...options } = await start(({ url }) =>
    url.endsWith("/projects/0.json") ? limited() : undefined,
  );
  const { rows } = await verifyGitLab(options);
  expect(requests.filter(({ url }) => url.endsWith("/projects/0.json"))).toHaveLength(1);
  expect(rows.filter(({ reason }) => reason?.includes("rate limit refuses"))).toMatchObject([
    {
      fact: "path-variants",
      result: "not tried",
      reason: "GET /projects/0.json: the rate limit refuses the request",
    },
  ]);
});

test("waits for the rate limit while it puts the project back, also when it was stopped", async () => {
  const controller = new AbortController();
  let isLimited = false;
  const options = await start(() => {
    isLimited = controller.signal.aborted && !isLimited;
    return isLimited ? new Response("", { status: 429, headers: { "retry-after": "0" } }) : undefined;
  });
  const { putBack, problems } = await verifyGitLab({
    ...options,
    project: 1,
    write: true,
    target: { project: 42 },
    facts: ["add-entry"],
    signal: controller.signal,
    onRow: ({ result }) => result === "holds" && controller.abort(),
    retryDelayMs: 1,
  });
  expect({ putBack, problems }).toEqual({ putBack: "done", problems: ["verify was stopped before its end"] });
});

test("sends no further request of a row when it is stopped", async () => {
  const controller = new AbortController();
  const { requests, ...options } = await start(({ method }) => {
    if (method === "POST") controller.abort();
    return undefined;
  });
  const { rows, putBack } = await verifyGitLab({
    ...options,
    project: 1,
    write: true,
    target: { project: 42 },
    facts: ["entry-id"],
    signal: controller.signal,
    retryDelayMs: 1,
  });
  expect(rows).toMatchObject([{ result: "not tried", reason: "verify was stopped" }]);
  expect(putBack).toBe("done");
  const methods = requests.map(({ method }) => method);
  // It reads the state, puts back the setting and the entry, and reads the state again.
  expect(methods.slice(methods.indexOf("POST") + 1)).toEqual(
    "GET GET GET PATCH DELETE GET GET GET".split(" "),
  );
});

test("announces how to put the project back before it changes anything", async () => {
  const { requests, ...options } = await start(() => undefined);
  const announced: string[][] = [];
  await verifyGitLab({
    ...options,
    project: 1,
    write: true,
    target: { project: 42 },
    facts: ["add-entry"],
    onWrite: () => announced.push(requests.flatMap(({ method }) => (method === "GET" ? [] : [method]))),
  });
  // A request without its parameter changes nothing: it shows whether the token may write.
  expect(announced).toEqual([["PATCH"]]);
});

test("does not wait for the rate limit when it is stopped", async () => {
  const controller = new AbortController();
  const limited = (): Response => {
    // By then, the wait has begun.
    void settle().then(() => controller.abort());
    return new Response("Retry later", { status: 429, headers: { "retry-after": "50" } });
  };
  const options = await start((_, count) => (count > 10 ? limited() : undefined));
  const { problems } = await verifyGitLab({ ...options, signal: controller.signal });
  expect(problems).toEqual(["verify was stopped before its end"]);
});

test("does not try a row again whose response is lost or late", async () => {
  // Each request has a time limit of its own. That of the second one is over at once, and those of the others never.
  let limit = new AbortController();
  const timeout = vi.spyOn(AbortSignal, "timeout").mockImplementation(() => {
    limit = new AbortController();
    return limit.signal;
  });
  onTestFinished(() => timeout.mockRestore());
  const lost = new TypeError("fetch failed", { cause: new Error("read ECONNRESET") });
  const options = await start(({ url, signal }) => {
    if (url.endsWith("/projects/0/")) return Promise.reject(lost);
    if (!url.endsWith("/projects/0.json")) return undefined;
    const late = new Promise<never>((_, reject) =>
      signal.addEventListener("abort", () => reject(signal.reason)),
    );
    limit.abort(new DOMException("late", "TimeoutError"));
    return late;
  });
  const { rows } = await verifyGitLab({ ...options, timeoutMs: 1000 });
  expect(rows.flatMap(({ fact, reason }) => (fact === "path-variants" ? [reason] : [])).slice(0, 2)).toEqual([
    "GET /projects/0/: read ECONNRESET",
    "GET /projects/0.json: no response within 1 s",
  ]);
  expect(new Set(timeout.mock.calls.flat())).toEqual(new Set([1000]));
});

test.for([
  [{ url: "gitlab.example.com" }, "url: expected a URL"],
  [{ url: "https://gitlab.example.com/api/v4/" }, "url: omit /api/v4"],
  [{ token: "two words" }, "token: empty, or it has spaces"],
  [{ project: 0 }, 'project: "0" is neither an ID nor a full path'],
  [{ project: "a/../b?" }, 'project: "a/../b?" is neither'],
  [{ write: true }, "write: requires a project"],
  [{ write: true, project: 1 }, "write: requires a target"],
  [{ write: true, project: 1, target: { group: "-1/ " } }, 'target: "-1/ " is neither'],
  [{ facts: ["page-limt"] }, 'facts: "page-limt" is not a fact'],
  [{ target: { project: 2 } }, "target: only used to write"],
  [{ timeoutMs: 0 }, "timeoutMs: expected milliseconds from 1 to 2147483647"],
  [{ timeoutMs: 2 ** 31 }, "timeoutMs: expected milliseconds from 1"],
  [{ maxWaitMs: -1 }, "maxWaitMs: expected milliseconds from 0"],
  [{ retryDelayMs: Number.NaN }, "retryDelayMs: expected milliseconds from 0"],
  [{ retryDelayMs: "10" }, "retryDelayMs: expected milliseconds from 0"],
])("rejects %j", async ([options, message]) => {
  const given = { url: "https://gitlab.example.com", token: "glpat-x", ...(options as object) };
  await expect(verifyGitLab(given)).rejects.toThrow(message as string);
});
