import * as fc from "fast-check";
import { expect, test } from "vitest";
import { observe, rejection } from "./helpers.js";

const scope = "/api/v4/projects/{id}/job_token_scope";

/** A call with any values, as a caller without types can make it, and the same call with `prepare()`. */
type Place = readonly [
  name: string,
  method: "get" | "patch" | "post" | "delete",
  path: string,
  optionsOf: (value: unknown) => object,
];

const target = { target_project_id: 42 };
const referencePlaces: Place[] = [
  ["params.path.id", "get", scope, (id) => ({ params: { path: { id } } })],
  ["params.path.id", "get", `${scope}/allowlist`, (id) => ({ params: { path: { id } } })],
  ["params.path.id", "get", `${scope}/groups_allowlist`, (id) => ({ params: { path: { id } } })],
  ["params.path.id", "get", "/api/v4/projects/{id}", (id) => ({ params: { path: { id } } })],
  ["params.path.id", "get", "/api/v4/groups/{id}", (id) => ({ params: { path: { id } } })],
  ["params.path.id", "get", "/api/v4/groups/{id}/projects", (id) => ({ params: { path: { id } } })],
  ["params.path.id", "patch", scope, (id) => ({ params: { path: { id } }, body: { enabled: true } })],
];
const idPlaces: Place[] = [
  ["params.path.id", "post", `${scope}/allowlist`, (id) => ({ params: { path: { id } }, body: target })],
  ["body.target_project_id", "post", `${scope}/allowlist`, (id) => post({ target_project_id: id })],
  ["body.target_group_id", "post", `${scope}/groups_allowlist`, (id) => post({ target_group_id: id })],
  ...(["project", "group"] as const).flatMap((kind): Place[] => {
    const name = `target_${kind}_id`;
    const path = `${scope}/${kind === "group" ? "groups_" : ""}allowlist/{${name}}`;
    return [
      ["params.path.id", "delete", path, (id) => ({ params: { path: { id, [name]: 42 } } })],
      [`params.path.${name}`, "delete", path, (id) => ({ params: { path: { id: 1, [name]: id } } })],
    ];
  }),
];

function post(body: object): object {
  return { params: { path: { id: 1 } }, body };
}

/** Fails unless the call and `prepare()` reject with a TypeError that names the place, before a token is needed. */
async function expectRefusal([name, method, path, optionsOf]: Place, value: unknown): Promise<string> {
  let tokens = 0;
  const { api, requests } = observe({ token: () => `glpat-${++tokens}` });
  const call = api[method.toUpperCase() as "GET"] as (path: string, options: object) => Promise<unknown>;
  const prepare = api.prepare as (method: string, path: string, options: object) => Promise<unknown>;
  const reasons = [
    await rejection(call(path, optionsOf(value))),
    await rejection(prepare(method, path, optionsOf(value))),
  ];
  expect([requests, tokens]).toEqual([[], 0]);
  for (const reason of reasons) expect(reason).toBeInstanceOf(TypeError);
  const [message] = new Set(reasons.map((reason) => (reason as Error).message));
  expect(message?.startsWith(`${name}: `), message).toBe(true);
  return message ?? "";
}

const numbers = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  1.5,
  0,
  -0,
  -1,
  2 ** 53,
  1e300,
];
const others = [undefined, null, true, {}, [], [42], 42n, Symbol("42"), new Date(0), () => 42];
const texts = ["", " ", "\t", ".", "..", "0", "-1", "9007199254740992", "null/", "undefined\n"];
const paths = [
  "group/..",
  "../group",
  "group/./app",
  "group//app",
  "/group/app",
  "group/app/",
  "group%2Fapp",
  "%2e%2e",
  "group/app\n",
  "group\u0000/app",
  "group/app?private_token=x",
  "group/app#x",
  "group\\app/x",
  "group/a b",
  "https://gitlab.example.com/group/app",
  "gid://gitlab/Project/1",
  "{id}/app",
  "grüppe/app",
];

test.for([...referencePlaces, ...idPlaces])("%s of %s %s is refused if it is no ID", async (place) => {
  for (const value of [...numbers, ...others, ...texts, ...paths]) await expectRefusal(place, value);
});

test.for(idPlaces)("%s of %s %s accepts no path", async (place) => {
  for (const value of ["group/app", "42"]) {
    expect(await expectRefusal(place, value)).toContain("a path is not accepted");
  }
});

test("a project's path begins with its group; a group's path may have one segment", async () => {
  for (const place of referencePlaces.filter(([, , path]) => !path.includes("groups/"))) {
    for (const value of ["app", "1e3", "1.5", "NaN", "undefined"]) {
      expect(await expectRefusal(place, value)).toContain('begins with its group, such as "group/app"');
    }
  }
  const { api } = observe();
  await api.GET("/api/v4/groups/{id}", { params: { path: { id: "group" } } });
});

test("a message says what to do, and shows no text", async () => {
  const [place] = referencePlaces;
  if (place === undefined) throw new Error("no place");
  expect(await expectRefusal(place, undefined)).toContain("got undefined; is a variable not set?");
  for (const value of ["", " "]) {
    expect(await expectRefusal(place, value)).toContain("is empty; is a variable not set?");
  }
  expect(await expectRefusal(place, "group%2Fapp")).toContain("URL-encoded; pass the path as it is");
  const wholeNumber = "expected a whole number above 0 and below 2^53";
  expect(await expectRefusal(place, Number.NaN)).toContain(`${wholeNumber}, or a path; got NaN`);
  expect(await expectRefusal(place, "9007199254740992")).toContain(wholeNumber);
  expect(await expectRefusal(place, "glpat-secret\n")).not.toContain("secret");
});

test("the example in a message is a path of the kind that is expected", async () => {
  for (const place of referencePlaces) {
    const example = place[2].includes("groups/") ? "group/subgroup" : "group/app";
    expect(await expectRefusal(place, "a//b")).toContain(
      `is not a path; expected an ID, or a full path such as "${example}"`,
    );
  }
});

test("every ID and every path of GitLab is sent as one segment", async () => {
  const segment = fc
    .stringMatching(/^[A-Za-z0-9_.][A-Za-z0-9_.-]{0,9}$/)
    .filter((part) => !/^\.\.?$/.test(part));
  const path = fc.array(segment, { minLength: 2, maxLength: 4 }).map((segments) => segments.join("/"));
  const number = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
  const id = fc.oneof(number, number.map(String), path);
  await fc.assert(
    fc.asyncProperty(id, async (value) => {
      const { api, requests } = observe();
      await api.GET(scope, { params: { path: { id: value } } });
      const sent = new URL(requests[0]?.url ?? "").pathname;
      expect(sent).toBe(`/api/v4/projects/${encodeURIComponent(value)}/job_token_scope`);
    }),
  );
});

test.for<[object, string]>([
  [{}, "params: expected an object, got undefined"],
  [{ params: null }, "params: expected an object, got null"],
  [{ params: {} }, "params.path: expected an object, got undefined"],
  [{ params: { path: {} } }, "params.path.id: expected a whole number"],
  [{ params: { path: { id: 1, ID: 1 } } }, "params.path.ID: unknown, did you mean id?"],
  [{ params: { path: { id: 1, target_project_id: 42 } } }, "params.path.target_project_id: unknown"],
  [{ params: { path: { id: 1 }, header: {} } }, "params.header: unknown"],
  [
    { params: { path: { id: 1 }, query: { perPage: 1 } } },
    "params.query.perPage: unknown, did you mean per_page?",
  ],
  [{ params: { path: { id: 1 }, query: { private_token: "x" } } }, "params.query.private_token: unknown"],
  [
    { params: { path: { id: 1 }, query: { page: Number.NaN } } },
    "params.query.page: expected a whole number, got NaN",
  ],
  [{ params: { path: { id: 1 }, query: { page: "2" } } }, "params.query.page: expected a whole number"],
  [
    { params: { path: { id: 1 }, query: { page: 1e300 } } },
    "params.query.page: expected a whole number, got 1e+300",
  ],
  [{ params: { path: { id: 1 }, query: null } }, "params.query: expected an object, got null"],
  [{ params: { path: { id: 1 } }, body: {} }, "body: the operation has none"],
])("a list refuses %j", async ([options, message]) => {
  const { api, requests } = observe();
  const call = api.GET as (path: string, options: object) => Promise<unknown>;
  const reason = await rejection(call(`${scope}/allowlist`, options));
  expect(reason).toBeInstanceOf(TypeError);
  expect((reason as Error).message).toContain(message);
  expect(requests).toEqual([]);
});

test.for<[unknown, string]>([
  [undefined, "body: expected an object, got undefined"],
  [{}, "body.enabled: expected true or false, got undefined"],
  [{ enabled: "false" }, "body.enabled: expected true or false, got a value of type string"],
  [{ enabled: null }, "body.enabled: expected true or false, got null"],
  [{ inbound_enabled: true }, "body.inbound_enabled: unknown, did you mean enabled?"],
  [{ enabled: true, inbound_enabled: true }, "body.inbound_enabled: unknown"],
])("an update refuses the body %j", async ([body, message]) => {
  const { api } = observe();
  const call = api.PATCH as (path: string, options: object) => Promise<unknown>;
  const reason = await rejection(call(scope, { params: { path: { id: 1 } }, body }));
  expect((reason as Error).message).toContain(message);
});

test("a value that changes while the token is awaited is sent as it was checked", async () => {
  const path = { id: 1 as number | string };
  const { api, requests } = observe({
    token: () => {
      path.id = "..";
      return "glpat-test";
    },
  });
  await api.GET(scope, { params: { path } });
  expect(requests[0]?.url).toMatch(/projects\/1\/job_token_scope$/);
});
