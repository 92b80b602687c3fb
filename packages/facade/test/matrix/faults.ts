import type { ErrorCode } from "@gitlab-job-token-scope/facade";
import type { Injection } from "./faulty-fetch.js";
import type { NamedRequest } from "./operation.js";

/** When GitLab carries out the request: never, before the fault, or after the client has given up. */
export type When = "before" | "after" | "late";

/** A response that is delivered instead of GitLab's. */
export interface FaultyResponse {
  status: number;
  headers?: Record<string, string>;
  body?: string;
}

/** Something that goes wrong with a request. */
export interface Fault {
  name: string;
  /** Only `before` for responses by which GitLab reports that it changed nothing. */
  whens: readonly When[];
  /** What is delivered instead of GitLab's response. @default GitLab's response. */
  response?(request: NamedRequest, url: URL): FaultyResponse;
  /** What happens to the response on its way. */
  transport?: "reset" | "breaks off" | "does not end" | "silence" | "broken gzip" | "no Response object";
  /** The requests it can happen to. @default All. */
  isPossible?(request: NamedRequest): boolean;
  /** The code of the failure when the fault has the last word. */
  code: ErrorCode;
  /** The status of the failure. */
  status?(request: NamedRequest): number;
  /** Which requests are sent again after it, as often as the retry limit allows. */
  retried: "never" | "unless POST" | "always";
  /** Whether it leaves open if GitLab has carried out a write. */
  isOpen: boolean;
  /** Whether it is handled like another fault: it is not tried without retries again. */
  isVariant?: boolean;
  /** Whether a read follows it. */
  isFollowed?: boolean;
  /** Whether it holds the client for longer than its calls wait, so that the calls after it send nothing. */
  isHold?: boolean;
  /** Whether the token is given as a function. */
  isTokenFunction?: boolean;
}

const now = { "retry-after": "0" };
const both = ["before", "after"] as const;
const json = { "content-type": "application/json" };
const html = { "content-type": "text/html; charset=utf-8" };

const successStatus = { GET: 200, PATCH: 204, POST: 201, DELETE: 204 };
/** The success status of requests whose success has a body, and otherwise 200. */
const bodyStatus = ({ method }: NamedRequest) => (hasBody({ method }) ? successStatus[method] : 200);
const hasBody = ({ method }: Pick<NamedRequest, "method">) => method === "GET" || method === "POST";
const isPost = ({ method }: NamedRequest) => method === "POST";
const page = "<html><body>Bad Gateway</body></html>";

/** A proxy's or GitLab's word that it failed: it leaves open what became of the request. */
function failure(name: string, status: number, response: Omit<FaultyResponse, "status"> = {}): Fault {
  return {
    name,
    whens: both,
    response: () => ({ status, ...response, headers: { ...now, ...response.headers } }),
    code: "server_error",
    status: () => status,
    retried: "unless POST",
    isOpen: true,
  };
}

/** GitLab's word that it has changed nothing. */
function refusal(
  name: string,
  code: ErrorCode,
  retried: Fault["retried"],
  response: FaultyResponse & { status: number },
): Fault {
  return {
    name,
    whens: ["before"],
    response: () => response,
    code,
    status: () => response.status,
    retried,
    isOpen: false,
  };
}

/** A success that is not GitLab's: it leaves open what became of the request. */
function unexpected(name: string, response: (request: NamedRequest) => FaultyResponse): Fault {
  return {
    name,
    whens: both,
    response,
    code: "unexpected_response",
    status: (request) => response(request).status,
    retried: "never",
    isOpen: true,
  };
}

function variants(...similar: Fault[]): Fault[] {
  return similar.map((fault) => ({ ...fault, isVariant: true }));
}

function redirect(name: string, to: (url: URL) => string): Fault {
  return {
    name,
    whens: ["before"],
    response: (_, url) => ({ status: 302, headers: { location: to(url) } }),
    code: "unexpected_response",
    status: () => 302,
    retried: "never",
    isOpen: false,
  };
}

function lost(name: string, fault: Pick<Fault, "whens" | "transport"> & Partial<Fault>): Fault {
  return { name, code: "network", retried: "unless POST", isOpen: true, ...fault };
}

/** No request may go there. */
const otherOrigin = "https://elsewhere.example.com";

/** The connection is lost. */
export const lostConnection: Fault = lost("a reset connection", { whens: both, transport: "reset" });

const unauthorized = { status: 401, headers: json, body: '{"message":"401 Unauthorized"}' };
const tooMany = (headers: Record<string, string>) => ({ status: 429, headers, body: "Retry later" });
const conflict = (text: string) => ({
  status: 409,
  headers: { ...json, ...now },
  body: `{"message":"409 Conflict${text}"}`,
});
const inTenMinutes = () => String(Math.ceil(Date.now() / 1_000) + 600);

/** Everything that can go wrong. */
export const faults: readonly Fault[] = [
  failure("a page with 502", 502, { headers: html, body: page }),
  ...variants(
    failure("an empty 502", 502),
    failure("408", 408),
    failure("503", 503, { headers: html, body: page }),
    failure("503 with RateLimit-Reset", 503, { headers: { "ratelimit-reset": inTenMinutes() } }),
    failure("504", 504),
    failure("520", 520, { headers: html, body: page }),
    failure("524", 524, { headers: html, body: page }),
  ),
  {
    ...failure("500", 500, { headers: json, body: '{"message":"500 Internal Server Error"}' }),
    retried: "never",
  },
  refusal("429 with seconds", "rate_limited", "always", tooMany(now)),
  ...variants(
    refusal(
      "429 with a date",
      "rate_limited",
      "always",
      tooMany({ "retry-after": "Sun, 22 Nov 2020 12:00:00 GMT" }),
    ),
    refusal("429 without a header", "rate_limited", "always", tooMany({})),
  ),
  {
    ...refusal("429 with two minutes", "rate_limited", "never", tooMany({ "retry-after": "120" })),
    isHold: true,
  },
  refusal("409 for a resource lock", "conflict", "always", conflict(": Resource lock")),
  refusal("another 409", "conflict", "never", conflict("")),
  refusal("401", "unauthorized", "never", unauthorized),
  {
    ...refusal("401 to a token function", "unauthorized", "never", unauthorized),
    isTokenFunction: true,
  },
  unexpected("a page with 200", () => ({ status: 200, headers: html, body: "<html>Sign in</html>" })),
  unexpected("malformed JSON", (request) => ({
    status: bodyStatus(request),
    headers: json,
    body: '{"inbound_enabled":',
  })),
  unexpected("a success with another status", ({ method }) => ({
    status: method === "GET" ? 202 : 200,
    headers: json,
    body: "{}",
  })),
  {
    ...unexpected("an empty success", (request) => ({ status: bodyStatus(request) })),
    isPossible: hasBody,
  },
  {
    ...unexpected("a 201 that names another target", ({ name }) => ({
      status: 201,
      headers: json,
      body: JSON.stringify({
        source_project_id: 1,
        [name.includes("groups_") ? "target_group_id" : "target_project_id"]: 999,
      }),
    })),
    isPossible: isPost,
  },
  {
    ...unexpected("a 201 that names another source", ({ name }) => ({
      status: 201,
      headers: json,
      body: JSON.stringify({ source_project_id: 999, ...JSON.parse(/{.*}/.exec(name)?.[0] ?? "{}") }),
    })),
    isPossible: isPost,
  },
  { ...unexpected("broken gzip", (request) => ({ status: bodyStatus(request) })), transport: "broken gzip" },
  { ...unexpected("no Response object", () => ({ status: 0 })), transport: "no Response object" },
  redirect("a redirect to another origin", ({ pathname, search }) => otherOrigin + pathname + search),
  {
    ...redirect("a redirect at the same origin", ({ pathname, search }) => pathname + search),
    isFollowed: true,
  },
  lostConnection,
  lost("a response that breaks off", { whens: ["after"], transport: "breaks off", isPossible: hasBody }),
  lost("a page with 502 that breaks off", {
    whens: both,
    response: () => ({ status: 502, headers: html, body: page }),
    transport: "breaks off",
  }),
  lost("a response that does not end", {
    whens: ["after"],
    transport: "does not end",
    isPossible: hasBody,
    code: "timeout",
  }),
  lost("silence", { whens: ["before", "after", "late"], transport: "silence", code: "timeout" }),
];

/** The loss of every response to a request. */
export function lossOf(target: NamedRequest, when: When = "before"): Injection {
  return { target, fault: lostConnection, when, isRepeated: true };
}
