import { expect, test } from "vitest";
import { start } from "../helpers.js";

// Responses that no state leads to. The document declares them, so that `mode: "examples"` can return them.
const scope = "/projects/1/job_token_scope";
const prefer = (value: string) => ({ headers: { prefer: value } });

test("[rate-limited] is declared as plain text", async () => {
  const { gitlab, call } = await start({ mode: "examples" });
  const { status, headers, body } = await call(`GET ${scope}`, prefer("code=429"));
  expect({ status, body }).toEqual({ status: 429, body: "Retry later" });
  expect(headers.get("content-type")).toContain("text/plain");
  expect(headers.get("retry-after")).toMatch(/^\d+$/);
  expect(new Date(headers.get("ratelimit-resettime") ?? "").getTime()).not.toBeNaN();
  expect(gitlab.violations()).toEqual([]);
});

test.for([
  ["[resource-lock]", `PATCH ${scope}`, { enabled: true }, "code=409", "409 Conflict: Resource lock"],
  ["[server-error]", `GET ${scope}`, undefined, "code=500", "500 Internal Server Error"],
  [
    "[message-object]",
    `POST ${scope}/allowlist`,
    { target_project_id: 42 },
    "code=400, example=by_field",
    { target_project_id: ["is invalid"] },
  ],
] as const)("%s is declared", async ([, request, body, preference, message]) => {
  const { gitlab, call } = await start({ mode: "examples" });
  const { status, body: actual } = await call(request, { ...prefer(preference), body });
  expect({ status, body: actual }).toEqual({ status: Number(preference.slice(5, 8)), body: { message } });
  expect(gitlab.violations()).toEqual([]);
});

test("[fine-grained-token] is declared", async () => {
  const { gitlab, call } = await start({ mode: "examples" });
  expect(await call(`GET ${scope}`, prefer("code=403, example=granular"))).toMatchObject({
    status: 403,
    body: { error: "insufficient_granular_scope" },
  });
  expect(gitlab.violations()).toEqual([]);
});

test("[workhorse-error] is declared as plain text", async () => {
  const { gitlab, call } = await start({ mode: "examples" });
  const { headers, body } = await call(`GET ${scope}`, prefer("code=502"));
  expect(headers.get("content-type")).toContain("text/plain");
  expect(body).toBe("GitLab is not responding");
  expect(gitlab.violations()).toEqual([]);
});

test("[lookup-rate-limited] is declared as JSON", async () => {
  const { gitlab, call } = await start({ mode: "examples" });
  const headers = { prefer: "code=429, example=lookup_limited", accept: "application/json" };
  expect(await call("GET /projects/1", { headers })).toMatchObject({
    status: 429,
    body: { message: { error: "This endpoint has been requested too many times. Try again later." } },
  });
  expect(gitlab.violations()).toEqual([]);
});

test.for([502, 503])("[proxy-error] %i is declared as an HTML page", async (code) => {
  const { gitlab, call } = await start({ mode: "examples" });
  const { status, headers, body } = await call(`GET ${scope}`, {
    headers: { prefer: `code=${code}`, accept: "text/html" },
  });
  expect(status).toBe(code);
  expect(headers.get("content-type")).toContain("text/html");
  expect(body).toMatch(/^<html>/);
  expect(gitlab.violations()).toEqual([]);
});

test("[sign-in-page] is not declared: the document has no HTML for a 200", async () => {
  const { call } = await start({ mode: "examples" });
  expect(await call(`GET ${scope}`, { headers: { accept: "text/html" } })).toMatchObject({
    status: 406,
    body: { detail: "Unable to find content for text/html" },
  });
});
