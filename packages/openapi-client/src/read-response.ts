import { CallError } from "./call-error.js";
import type { CheckedCall } from "./check-call.js";
import { maskToken } from "./mask-token.js";

/** What openapi-fetch made of a response: the text of a 2xx, or the body of another status, parsed if it is JSON. */
export interface ReceivedResponse {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** The result of a call. */
export type CallResult =
  | { readonly data: unknown; readonly error: undefined; readonly response: Response }
  | { readonly data: undefined; readonly error: CallError; readonly response: Response };

/**
 * Decides whether a response is the success that the document declares. A sign-in page with status 200 is not.
 *
 * @param token The request's token, which a server may repeat.
 */
export function readResponse(call: CheckedCall, received: ReceivedResponse, token: string): CallResult {
  const { response } = received;
  const expected = call.rules.success[response.status];
  const body = response.ok ? parse(received.data) : toBody(received.error);
  if (expected === "empty") return { data: undefined, error: undefined, response };
  if (expected === "json" && typeof body === "object") return { data: body, error: undefined, response };
  // Before anything is cut off: a part of the token would not be found.
  const mask = (text: string): string => maskToken(text, token);
  const message = `${call.method.toUpperCase()} ${call.path}: ${describeFailure(call, response, body, mask)}`;
  const error = new CallError(message, response.status, body);
  return { data: undefined, error, response };
}

function describeFailure(
  call: CheckedCall,
  response: Response,
  body: object | string,
  mask: (text: string) => string,
): string {
  const { status, type, ok } = response;
  const hint = "if the project has moved, use its ID or its new path";
  if (type === "opaqueredirect") return `redirected, and browsers hide where to; ${hint}`;
  if (status >= 300 && status < 400 && status !== 304)
    return `${status}, a redirect, which is not followed; ${hint}`;
  if (!ok) return [status, reasonOf(status, body, mask)].join(" ").trim();
  const statuses = Object.entries(call.rules.success);
  const successes = statuses.map(([key, kind]) => (kind === "json" ? `${key} with JSON` : key));
  // Stryker disable next-line StringLiteral: no operation of the document has two statuses of success
  const expected = successes.join(" or ");
  const contentType = mask(response.headers.get("content-type") ?? "no content type").slice(0, 100);
  const isNoObject = typeof body === "string" && /\bjson\b/i.test(contentType);
  const found = body === "" ? "an empty body" : isNoObject ? "a body that is no JSON object" : contentType;
  return `${status} with ${found}, but expected ${expected}; does a proxy or a sign-in page respond?`;
}

/** The reason in a body of GitLab. Its messages can begin with the status. */
function reasonOf(status: number, body: object | string, mask: (text: string) => string): string {
  if (typeof body === "string") return "";
  const { message, error, error_description } = body as Readonly<Record<string, unknown>>;
  const texts = [message, error, error_description].filter((part) => typeof part === "string");
  return mask(texts.join(": "))
    .slice(0, 300)
    .replace(new RegExp(`^${status} `), "");
}

/** An object or an array if the text is one in JSON, and otherwise the text. */
function parse(text: unknown): object | string {
  try {
    return toBody(JSON.parse(String(text)), String(text));
  } catch {
    return toBody(text);
  }
}

function toBody(value: unknown, text: string = value === undefined ? "" : String(value)): object | string {
  return typeof value === "object" && value !== null ? value : text;
}
