import type { ScriptedResponse } from "@gitlab-job-token-scope/contract-fixture";
import type { ErrorCode } from "@gitlab-job-token-scope/facade";
import type { Strike } from "./operation.js";

/** When GitLab carries the request out: never, at once, or after the client has given up. */
export type When = "before" | "after" | "late";

/** What goes wrong with a request. */
export interface Fault {
  name: string;
  /** Only `before` for answers by which GitLab says that it changed nothing. */
  whens: readonly When[];
  /** What the fixture answers instead of its own answer. */
  answer?(strike: Strike, isApplied: boolean): ScriptedResponse;
  /** What happens to the answer on its way, in a fetch between facade and fixture. */
  wire?: "breaks off" | "does not end" | "no answer";
  /** The requests it can happen to. @default All. */
  strikes?(strike: Strike): boolean;
  /** What it is called when nothing comes after it. */
  code: ErrorCode;
  status?(strike: Strike): number;
  /** Which requests are sent again after it. */
  sentAgain: "never" | "unless POST" | "always";
  /** Whether a read goes on, to where it is sent. */
  isFollowed?: boolean;
  /** Whether a connection is needed to show it. */
  isOnSocket?: boolean;
  /** Whether the token is given as a function. */
  isTokenFunction?: boolean;
}

const now = { "retry-after": "0" };
const both = ["before", "after"] as const;
const timed = ["before", "after", "late"] as const;

const successStatus = { GET: 200, PATCH: 204, POST: 201, DELETE: 204 };
const hasBody = ({ method }: Strike) => method === "GET" || method === "POST";
const page = "<html><body>Bad Gateway</body></html>";

function failure(name: string, status: number, body: object): Fault {
  return {
    name,
    whens: both,
    answer: (_, applied) => ({ status, applied, headers: now, ...body }),
    code: "server_error",
    status: () => status,
    sentAgain: "unless POST",
  };
}

function tooMany(name: string, headers: Record<string, string>): Fault {
  return {
    name,
    whens: ["before"],
    answer: () => ({ status: 429, body: "Retry later", headers }),
    code: "rate_limited",
    status: () => 429,
    sentAgain: "always",
  };
}

function redirect(name: string, to: (strike: Strike) => string): Fault {
  return {
    name,
    whens: ["before"],
    answer: (strike) => ({ redirect: to(strike) }),
    code: "unexpected_response",
    status: () => 302,
    sentAgain: "never",
    isOnSocket: true,
  };
}

function unauthorized(name: string): Fault {
  return {
    name,
    whens: ["before"],
    answer: () => ({ status: 401, body: { message: "401 Unauthorized" } }),
    code: "unauthorized",
    status: () => 401,
    sentAgain: "never",
  };
}

/** What can go wrong. `elsewhere` is the address of another origin. */
export function faultsWith(elsewhere: string): readonly Fault[] {
  return [
    failure("an empty 502", 502, {}),
    failure("a page with 502", 502, { html: page }),
    failure("503", 503, { html: page }),
    failure("504", 504, {}),
    {
      ...failure("500", 500, { body: { message: "500 Internal Server Error" } }),
      sentAgain: "never",
    },
    tooMany("429 with seconds", now),
    tooMany("429 with a date", { "retry-after": "Sun, 22 Nov 2020 12:00:00 GMT" }),
    tooMany("429 without a header", {}),
    {
      name: "409",
      whens: ["before"],
      answer: () => ({ status: 409, body: { message: "409 Conflict: Resource lock" } }),
      code: "conflict",
      status: () => 409,
      sentAgain: "never",
    },
    {
      name: "a page with 200",
      whens: both,
      answer: (_, applied) => ({ html: "<html>Sign in</html>", applied }),
      code: "unexpected_response",
      status: () => 200,
      sentAgain: "never",
    },
    {
      name: "malformed JSON",
      whens: both,
      answer: (strike, applied) => ({
        malformedJson: '{"inbound_enabled":',
        status: hasBody(strike) ? successStatus[strike.method] : 200,
        applied,
      }),
      code: "unexpected_response",
      status: (strike) => (hasBody(strike) ? successStatus[strike.method] : 200),
      sentAgain: "never",
    },
    {
      name: "an empty success",
      whens: both,
      strikes: hasBody,
      answer: (strike, applied) => ({ status: successStatus[strike.method], applied }),
      code: "unexpected_response",
      status: (strike) => successStatus[strike.method],
      sentAgain: "never",
    },
    {
      name: "another success",
      whens: both,
      answer: ({ method }, applied) => ({ status: method === "GET" ? 202 : 200, body: {}, applied }),
      code: "unexpected_response",
      status: ({ method }) => (method === "GET" ? 202 : 200),
      sentAgain: "never",
    },
    redirect("a redirect to another origin", () => elsewhere),
    {
      ...redirect("a redirect at the same origin", ({ address }) => `/api/v4${address}`),
      isFollowed: true,
    },
    {
      name: "a reset connection",
      whens: both,
      answer: (_, applied) => ({ drop: applied ? "after" : "before" }),
      code: "network",
      sentAgain: "unless POST",
    },
    {
      name: "an answer that breaks off",
      whens: ["after"],
      strikes: hasBody,
      wire: "breaks off",
      code: "network",
      sentAgain: "unless POST",
    },
    {
      name: "a page with 502 that breaks off",
      whens: both,
      answer: (_, applied) => ({ status: 502, html: page, applied }),
      wire: "breaks off",
      code: "network",
      sentAgain: "unless POST",
    },
    {
      name: "an answer that does not end",
      whens: ["after"],
      strikes: hasBody,
      wire: "does not end",
      code: "timeout",
      sentAgain: "unless POST",
    },
    {
      name: "no answer",
      whens: timed,
      wire: "no answer",
      code: "timeout",
      sentAgain: "unless POST",
    },
    unauthorized("401"),
    { ...unauthorized("401 to a token function"), isTokenFunction: true },
  ];
}
