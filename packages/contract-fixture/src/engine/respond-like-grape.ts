import { MIMEType } from "node:util";
import type { InMemoryGitLab } from "../gitlab/gitlab.js";
import type { GitLabResponse } from "../gitlab/response.js";
import { parseQuery } from "../grape/parse-query.js";
import type { EngineRequest, UnnamedResponse } from "./engine.js";
import type { Respond } from "./reading-engine.js";
import { type Rejection, rejectBody } from "./reject-body.js";
import { readToken, toCall } from "./to-call.js";

/** Responds to requests that GitLab handles before it looks for an operation, or for which the document has none. */
export function respondLikeGrape(gitlab: InMemoryGitLab): Respond {
  return (request, route) => {
    const { method, url } = request;
    const id = route?.operations.get(method);
    const operation = route?.isDeclared ? id : undefined;
    const respond = (
      { status, headers = {}, body }: GitLabResponse,
      violations: UnnamedResponse["violations"] = [],
    ): UnnamedResponse => {
      const type = body === undefined ? {} : { "content-type": "application/json" };
      return { operation, status, headers: { ...type, ...headers }, body, violations };
    };
    const reject = (rejection: Rejection, location: string): UnnamedResponse =>
      respond(rejection, [{ side: "request", location, message: rejection.body.error }]);

    const format = rejectFormat((request.sent ?? request).url);
    if (format !== undefined) return reject(format, "query.format");
    if (method === "OPTIONS" && route !== undefined) {
      const methods = [...route.operations.keys()];
      const allow = ["OPTIONS", ...methods, ...(methods.includes("GET") ? ["HEAD"] : [])].join(", ");
      return respond(gitlab.handleOptions(readToken(request), allow));
    }
    // The document declares no body for DELETE, and Prism cannot parse every content type.
    const isDeclared = operation !== undefined && method !== "DELETE" && isReadable(request);
    const body = isDeclared ? undefined : rejectBody(request);
    if (body !== undefined) return reject(body, body.status === 415 ? "header.content-type" : "body");
    if (route?.isDeclared) return undefined;
    if (id !== undefined) return respond(gitlab.handle(toCall(request, { id, path: url.pathname })));
    // [route-unknown] [method-unknown]
    return reject({ status: 404, body: { error: "404 Not Found" } }, route === undefined ? "path" : "method");
  };
}

/** [format-json-only] */
function rejectFormat({ pathname, search }: URL): Rejection | undefined {
  if (!/^\/+api\/+v4(\/|$)/.test(pathname)) return undefined;
  const { format = null } = parseQuery({ search });
  if (format === null || format === "json" || /\.json\.*$/.test(pathname)) return undefined;
  const name = typeof format === "string" ? format : JSON.stringify(format);
  return { status: 406, body: { error: `The requested format '${name}' is not supported.` } };
}

/** Whether Prism can parse the content type, which it does as `MIMEType` does. */
function isReadable({ headers }: EngineRequest): boolean {
  const type = headers["content-type"];
  if (type === undefined) return true;
  try {
    new MIMEType(type);
    return true;
  } catch {
    return false;
  }
}
