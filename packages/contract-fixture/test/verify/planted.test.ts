// @module-tag slow
/** A GitLab that differs in one way: `verify` reports it, on the rows about it and on no others. */
import {
  startMockGitLab,
  type Verification,
  type VerifyTarget,
  verifyGitLab,
} from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { type FrontRequest, type FrontResponse, type Plant, startFrontServer } from "./front-server.js";

type Change = (response: FrontResponse, request: FrontRequest) => void;

/** Changes the responses to some requests. */
const changed =
  (isMeant: (request: FrontRequest) => boolean, change: Change): Plant =>
  async (request, forward) => {
    const response = await forward();
    if (isMeant(request)) change(response, request);
    return response;
  };

const everything = (): boolean => true;
const isList = ({ method, path }: FrontRequest): boolean => method === "GET" && /allowlist(\?|$)/.test(path);
const isGroupList = ({ method, path }: FrontRequest): boolean =>
  method === "GET" && /groups\/\w+\/projects(\?|$)/.test(path);
const replaceText =
  (from: string, to: string): Change =>
  (response) => {
    response.body = response.body.replace(from, to);
  };
const replaceStatus =
  (from: number, to: number): Change =>
  (response) => {
    if (response.status === from) response.status = to;
  };
const removeHeader =
  (...names: string[]): Change =>
  ({ headers }) => {
    for (const name of names) delete headers[name];
  };
const setHeader =
  (name: string, value: string): Change =>
  ({ headers }) => {
    headers[name] = value;
  };
const reverse: Change = (response) => {
  if (response.status === 200) response.body = JSON.stringify(JSON.parse(response.body).reverse());
};
const editList =
  (edit: (entry: Record<string, unknown>) => void): Change =>
  (response) => {
    if (response.status !== 200) return;
    const entries: Record<string, unknown>[] = JSON.parse(response.body);
    for (const entry of entries) edit(entry);
    response.body = JSON.stringify(entries);
  };

const seed = {
  projects: [
    { id: 5, path: "group/app", allowedProjects: [3], allowedGroups: [9] },
    { id: 3, path: "group/library" },
    { id: 42, path: "someone/tool" },
  ],
  groups: [
    { id: 7, path: "group" },
    { id: 9, path: "partner" },
  ],
};

async function verifyBehind(plant: Plant, target?: VerifyTarget): Promise<Verification> {
  await using gitlab = await startMockGitLab({ seed });
  const before = gitlab.state();
  const options = {
    url: await startFrontServer(gitlab, plant),
    token: gitlab.token,
    project: 5,
    ...(target !== undefined && { write: true, target }),
    retryDelayMs: 1,
  };
  const result = await verifyGitLab(options);
  expect(gitlab.state()).toEqual(before);
  return result;
}

const listDifferences = ({ rows }: Verification): string[] =>
  rows.flatMap(({ fact, result }) => (result === "differs" ? [fact] : []));

test("reports nothing if nothing is planted", async () => {
  const result = await verifyBehind((_, forward) => forward(), { project: 42 });
  expect(listDifferences(result)).toEqual([]);
  expect(result).toMatchObject({ problems: [], putBack: "done" });
});

test.for<[name: string, plant: Plant, facts: string[]]>([
  [
    "the text of malformed JSON",
    changed(everything, replaceText("does not match", "is not in")),
    ["malformed-json"],
  ],
  [
    "the status of another content type",
    changed(everything, replaceStatus(415, 400)),
    ["content-type", "content-type"],
  ],
  ["the status of another format", changed(everything, replaceStatus(406, 404)), ["format-json-only"]],
  [
    "the text of a missing token",
    changed(everything, replaceText("401 Unauthorized", "Unauthorized")),
    [
      "token-unknown",
      "token-unknown",
      "auth-parameter",
      "current-user",
      "instance-version",
      "look-up-anonymous",
      "order-token-first",
      "order-token-first",
      "order-token-first",
      "order-token-first",
      "form-body",
      "options-allow",
      "path-variants",
      "path-variants",
      "auth-parameter",
    ],
  ],
  [
    "a list without namespaces",
    changed(
      isList,
      editList((entry) => delete entry["namespace"]),
    ),
    ["list-project-namespace"],
  ],
  [
    "a list with permissions",
    changed(
      isList,
      editList((entry) => (entry["job_token_policies"] = [])),
    ),
    ["policies-not-in-rest", "policies-not-in-rest"],
  ],
  [
    "a list without visibility",
    changed(
      isList,
      editList((entry) => delete entry["visibility"]),
    ),
    ["list-visibility"],
  ],
  ["a list in descending order", changed(isList, reverse), ["list-order"]],
  [
    "projects of another group",
    changed(
      isGroupList,
      editList((entry) => (entry["namespace"] = { id: 9, full_path: "partner" })),
    ),
    ["group-projects", "group-projects-shared"],
  ],
  [
    "archived projects, whatever was requested",
    changed(
      isGroupList,
      editList((entry) => (entry["archived"] = true)),
    ),
    ["group-projects-archived"],
  ],
  [
    "a group's projects without topics and visibility",
    changed(
      isGroupList,
      editList((entry) => {
        delete entry["topics"];
        delete entry["visibility"];
      }),
    ),
    ["group-projects-fields", "group-projects-all-fields"],
  ],
  ["a group's projects in another order", changed(isGroupList, reverse), ["group-projects-order"]],
  [
    "another text for a wrong choice",
    changed(everything, replaceText("does not have a valid value", "is invalid")),
    ["parameter-choice"],
  ],
  [
    "lists without Link",
    changed(isList, removeHeader("link")),
    ["page-headers", "page-links", "page-last", "page-last", "page-past-end"],
  ],
  [
    "lists without X-Total",
    changed(isList, removeHeader("x-total", "x-total-pages")),
    ["list-own-project", "page-headers", "page-totals"],
  ],
  [
    "200 rows per page",
    changed(({ path }) => path.includes("per_page=500"), setHeader("x-per-page", "200")),
    ["page-limit"],
  ],
  [
    "HEAD is not supported",
    changed(
      ({ method }) => method === "HEAD",
      (response) => (response.status = 405),
    ),
    ["head-like-get", "head-like-get"],
  ],
  [
    "outbound_enabled is true",
    changed(everything, replaceText('"outbound_enabled":false', '"outbound_enabled":true')),
    ["outbound-retired"],
  ],
  [
    "no permission for other origins",
    changed(everything, removeHeader("access-control-allow-origin")),
    ["cors-any-origin", "cors-preflight"],
  ],
  [
    "an unknown route is an HTML page",
    changed(everything, replaceText('{"error":"404 Not Found"}', "<html></html>")),
    ["route-unknown", "method-unknown", "path-variants", "route-unknown"],
  ],
  [
    "a bearer token is not accepted",
    (request, forward) => {
      const { authorization: _, ...headers } = request.headers;
      return forward({ headers });
    },
    ["auth-headers"],
  ],
  [
    "paths are case-sensitive",
    (request, forward) => forward({ path: request.path.replace("GROUP", "unknown") }),
    ["id-or-path"],
  ],
])("reading: %s", async ([, plant, facts]) => {
  const result = await verifyBehind(plant);
  expect(listDifferences(result)).toEqual(facts);
  for (const row of result.rows.filter((row) => row.result === "differs")) {
    expect(row).toMatchObject({ request: expect.stringMatching(/^[A-Z]+ \//), actual: expect.any(String) });
    expect(row.expected).not.toBe(row.actual);
  }
});

test.for<[name: string, plant: Plant, facts: string[], target?: VerifyTarget]>([
  [
    "PATCH claims to be successful, and changes nothing",
    async (request, forward) => {
      const settings = { method: "GET", path: "/projects/5/job_token_scope", body: "" };
      const { body } = await forward(settings);
      const response = await forward();
      const isChanged = (await forward(settings)).body !== body;
      if (isChanged)
        await forward({
          ...settings,
          method: "PATCH",
          body: '{"enabled":true}',
          headers: { ...request.headers, "content-type": "application/json" },
        });
      return response;
    },
    ["write-settings", "unknown-fields-ignored", "boolean-words", "parameter-places", "form-body"],
  ],
  [
    "another text for a duplicate project",
    changed(everything, replaceText("This project is already", "Project is already")),
    ["duplicate-project"],
  ],
  [
    "another text for a duplicate group",
    changed(everything, replaceText("This group is already", "Group is already")),
    ["duplicate-group"],
    { group: 7 },
  ],
  [
    "the status of a duplicate",
    changed(({ body }) => body === '{"target_project_id":42}', replaceStatus(400, 409)),
    ["duplicate-project"],
  ],
  [
    "a missing entry is removed",
    changed(
      ({ method, path }) => method === "DELETE" && path.endsWith("/5/job_token_scope/allowlist/42"),
      replaceStatus(400, 204),
    ),
    ["not-listed-project"],
  ],
  [
    "POST and DELETE accept paths",
    (request, forward) =>
      forward({
        path: ["POST", "DELETE"].includes(request.method)
          ? request.path.replace("group%2Fapp", "5")
          : request.path,
      }),
    ["id-number-only", "parameters-joined"],
  ],
  [
    "the response to POST lacks the project",
    changed(({ method }) => method === "POST", replaceText('"source_project_id":5,', "")),
    [
      "add-entry",
      "entry-id",
      "policies-not-in-rest",
      "list-while-disabled",
      "integer-words",
      "parameter-places",
    ],
  ],
  [
    "only true and false are booleans",
    async (request, forward) =>
      /"enabled":("\w+"|\d)\}/.test(request.body)
        ? { status: 400, headers: {}, body: '{"error":"enabled is invalid"}' }
        : forward(),
    ["boolean-words"],
  ],
  [
    "no forms",
    async (request, forward) =>
      /form/.test(request.headers["content-type"] ?? "")
        ? { status: 415, headers: {}, body: "{}" }
        : forward(),
    ["form-body", "multipart-incomplete", "form-body"],
  ],
])("writing: %s", async ([, plant, facts, target = { project: 42 }]) => {
  const result = await verifyBehind(plant, target);
  expect(listDifferences(result)).toEqual(facts);
  expect(result).toMatchObject({ problems: [], putBack: "done" });
});
