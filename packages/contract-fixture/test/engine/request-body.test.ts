/** What becomes of bodies of all types: GitLab reads them, or says why it does not. */
import { expect, test } from "vitest";
import { start } from "../helpers.js";

const scope = "/projects/1/job_token_scope";

/** Sends a body of a type; without a type, the request has none. */
async function send(contentType: string | undefined, body: string, request = `PATCH ${scope}`) {
  const { gitlab } = await start();
  const [method = "", path = ""] = request.split(" ");
  const headers = { "private-token": gitlab.token, ...(contentType && { "content-type": contentType }) };
  const bytes = new TextEncoder().encode(body);
  const response = await gitlab.fetch(`${gitlab.apiUrl}${path}`, { method, headers, body: bytes });
  const text = await response.text();
  return {
    status: response.status,
    error: text === "" ? undefined : JSON.parse(text).error,
    violations: gitlab.violations(),
    recorded: gitlab.requests()[0]?.body,
    isEnabled: gitlab.state().projects[0]?.inboundEnabled,
  };
}

const part = '--b\r\nContent-Disposition: form-data; name="enabled"\r\n\r\nfalse\r\n--b--\r\n';

test.for([
  ["application/json", '{"enabled":false}'],
  ["APPLICATION/Json", '{"enabled":false}'],
  ["application/json ; charset=utf-8", '{"enabled":false}'],
  ["application/x-www-form-urlencoded", "enabled=false"],
  ["Application/X-WWW-Form-Urlencoded; charset=utf-8", "enabled=false"],
  ["multipart/form-data; boundary=b", part],
  ["multipart/mixed; boundary=b", part],
  ["multipart/related; Boundary=b", part],
  ["multipart/form-data", "enabled=false"],
] as const)("[form-body] reads a body of the type %s", async ([contentType, body]) => {
  expect(await send(contentType, body)).toEqual({
    status: 204,
    error: undefined,
    violations: [],
    recorded: contentType.toLowerCase().startsWith("application/json") ? { enabled: false } : body,
    isEnabled: false,
  });
});

test.for([
  ["text/plain; boundary=b", "text/plain", "body"],
  ["application/jsonp", "application/jsonp", "body"],
  ["x/multipart/mixed; boundary=b", "x/multipart/mixed", "header.content-type"],
  ["text/pl(ain", "text/pl(ain", "header.content-type"],
  ["nonsense", "nonsense", "header.content-type"],
  ["text/", "text/", "header.content-type"],
  ["/plain", "/plain", "header.content-type"],
  ["te xt/plain", "te xt/plain", "header.content-type"],
  ["text/ plain", "text/ plain", "header.content-type"],
  ["; charset=utf-8", "", "header.content-type"],
] as const)("[content-type] rejects a body of the type %s", async ([contentType, named, location]) => {
  expect(await send(contentType, '{"enabled":false}')).toMatchObject({
    status: 415,
    error: `The provided content-type '${named}' is not supported.`,
    violations: [{ side: "request", location }],
    recorded: named === "" ? { enabled: false } : '{"enabled":false}',
    isEnabled: true,
  });
});

test.for([
  `POST ${scope}/allowlist`,
  `PATCH ${scope}`,
  `PUT ${scope}`,
  `DELETE ${scope}`,
  `DELETE ${scope}/allowlist/42`,
])("[malformed-json] [content-type] rejects what is not JSON in %s", async (request) => {
  expect(await send("application/json", "{", request)).toMatchObject({
    status: 400,
    error: expect.stringContaining("message body does not match declared format"),
    violations: [{ location: "body" }],
  });
  expect(await send("text/plain", "{", request)).toMatchObject({
    status: 415,
    violations: [{ side: "request" }],
  });
});

test("[multipart-incomplete] rejects a multipart body that ends early", async () => {
  expect(await send("multipart/form-data; boundary=b", part.slice(0, -8))).toMatchObject({
    status: 400,
    error: "Empty message body supplied with multipart/form-data; boundary=b content-type",
    violations: [{ side: "request" }],
  });
});

test("a file is not a boolean", async () => {
  const file = part.replace('"enabled"', '"enabled"; filename="a.txt"');
  expect(await send("multipart/form-data; boundary=b", file)).toMatchObject({ error: "enabled is invalid" });
});

test.for([
  ['"ab"', "Request body must be object"],
  ["[1]", "Request body must be object"],
  ["1", "Request body must be object"],
  ["null", "Body parameter is required"],
] as const)("%s has no fields", async ([body, message]) => {
  expect(await send("application/json", body)).toMatchObject({
    status: 400,
    error: "enabled is missing, enabled is empty",
    violations: [{ location: "body", message }],
  });
});

test.for([
  ['{"enabled":1.0}', 400],
  ['{"enabled":1e0}', 400],
  ['{"enabled":1E0}', 400],
  ['{"enabled":0.0,"more":{"enabled":1.0}}', 400],
  ['{"more":{"enabled":1.0},"enabled":0}', 204],
  ['{"enabled":"false"}', 204],
] as const)("[boolean-words] a number with a fraction is not a boolean: %s", async ([body, status]) => {
  expect(await send("application/json", body)).toMatchObject({ status, isEnabled: status === 400 });
});

test("[malformed-json] JSON can be nested 100 levels deep", async () => {
  const nest = (levels: number) => `{"enabled":${"[".repeat(levels - 1)}${"]".repeat(levels - 1)},"more":1}`;
  expect(await send("application/json", nest(100))).toMatchObject({ error: "enabled is invalid" });
  expect(await send("application/json", nest(101))).toMatchObject({
    error: expect.stringContaining("message body does not match declared format"),
  });
});
