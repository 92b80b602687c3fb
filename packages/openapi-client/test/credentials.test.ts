import {
  createOpenApiClient,
  createRequestBuilder,
  type HeadersInput,
} from "@gitlab-job-token-scope/openapi-client";
import { expect, test } from "vitest";
import { observe, rejection } from "./helpers.js";

const scope = "/api/v4/projects/{id}/job_token_scope";
const params = { path: { id: 1 } };

const names = ["authorization", "private-token", "job-token", "deploy-token"];
const cases = names.flatMap((name) => [
  name,
  name.toUpperCase(),
  name.replace(/^./, (letter) => letter.toUpperCase()),
]);
const formats: [string, (name: string) => HeadersInput][] = [
  ["a record", (name) => ({ [name]: "planted" })],
  ["Headers", (name) => new Headers({ [name]: "planted" })],
  ["an array", (name) => [[name, "planted"]]],
  ["a record that would remove it", (name) => ({ [name]: null })],
  ["a Map", (name) => new Map([[name, "planted"]]) as unknown as HeadersInput],
];

test.for(formats)("a header with credentials is refused in %s", async ([, format]) => {
  for (const tokenHeader of ["authorization", "private-token"] as const) {
    for (const name of cases) {
      const { api, requests } = observe({ tokenHeader });
      const options = { params, headers: format(name) };
      for (const reason of [
        await rejection(api.GET(scope, options)),
        await rejection(api.prepare("get", scope, options)),
      ]) {
        expect(reason).toBeInstanceOf(TypeError);
        expect((reason as Error).message).toBe(
          `headers: ${name.toLowerCase()} is not accepted; use the client's options token and tokenHeader`,
        );
      }
      expect(requests).toEqual([]);
    }
  }
});

test("the headers of a client cannot have credentials either", () => {
  for (const name of cases) {
    for (const create of [createOpenApiClient, createRequestBuilder]) {
      expect(() => create({ token: "glpat-test", headers: { [name]: "planted" } })).toThrow(
        `headers: ${name.toLowerCase()} is not accepted`,
      );
    }
  }
});

test.for<[string, HeadersInput]>([
  ["a record", { "X-Reason": "audit", "x-none": undefined }],
  ["Headers", new Headers({ "X-Reason": "audit" })],
  ["an array", [["X-Reason", "audit"]]],
])("other headers are sent from %s, and have precedence over the client's", async ([, headers]) => {
  const { api, requests } = observe({ headers: { "x-reason": "client", "x-one": "1" } });
  await api.GET(scope, { params, headers });
  const prepared = await api.prepare("get", scope, { params, headers });
  for (const sent of [requests[0]?.headers, prepared.headers]) {
    expect(sent?.get("x-reason")).toBe("audit");
    expect(sent?.get("x-one")).toBe("1");
    expect(sent?.has("x-none")).toBe(false);
    expect(sent?.get("authorization")).toBe("Bearer glpat-test");
    expect(sent?.has("0")).toBe(false);
  }
});

test("a header that is given twice is joined, and null removes one of the client's", async () => {
  const { api, requests } = observe({ headers: { "x-reason": "client" } });
  await api.GET(scope, {
    params,
    headers: [
      ["accept-language", "de"],
      ["Accept-Language", "en"],
    ],
  });
  const removing = { params, headers: { "x-reason": null } };
  await api.GET(scope, removing);
  expect(requests[0]?.headers.get("accept-language")).toBe("de, en");
  expect(requests[1]?.headers.has("x-reason")).toBe(false);
  expect((await api.prepare("get", scope, removing)).headers.has("x-reason")).toBe(false);
});
