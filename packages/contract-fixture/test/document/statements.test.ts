/**
 * Every statement of the OpenAPI document about a status, a header or a body is shown by a response of the fixture, or names its
 * source.
 */
import { type MockGitLabOptions, startMockGitLab } from "@gitlab-job-token-scope/contract-fixture";
import { expect, test } from "vitest";
import { type CallOptions, createCall } from "../helpers.js";
import { listShown, listStatements } from "./statements.js";

const scope = "/projects/1/job_token_scope";
const projects = `${scope}/allowlist`;
const groups = `${scope}/groups_allowlist`;
const text = { body: "{}", headers: { "content-type": "text/plain" } };
const app = { id: 1, path: "group/app", formerPaths: ["old/app"] };
const tool = { id: 42, path: "group/tool" };
const entries = Array.from({ length: 200 }, (_, i) => ({ id: 1001 + i, path: `group/service-${i}` }));
const ids = entries.map(({ id }) => id);

/** The same call of the list of projects and of that of groups. */
const both = (call: (list: string, target: string) => Exchange[]): Exchange[] => [
  ...call(projects, "target_project_id"),
  ...call(groups, "target_group_id"),
];

type Exchange = readonly [request: string, options?: CallOptions];

const everyOperation: Exchange[] = [
  [`GET ${scope}`],
  [`PATCH ${scope}`, { body: { enabled: true } }],
  ...both((list, target) => [
    [`GET ${list}`],
    [`POST ${list}`, { body: { [target]: target === "target_project_id" ? 42 : 7 } }],
    [`DELETE ${list}/${target === "target_project_id" ? 42 : 7}`],
  ]),
  ["GET /projects/1"],
  ["GET /groups/7"],
  ["GET /groups/7/projects"],
];

const worlds: [name: string, options: MockGitLabOptions, exchanges: Exchange[]][] = [
  [
    "an administrator",
    { seed: { projects: [app, tool], groups: [{ id: 7, path: "group" }] } },
    [
      ...everyOperation,
      [`PATCH ${scope}`, { body: {} }],
      [`PATCH ${scope}`, { body: { enabled: null } }],
      [`PATCH ${scope}`, { body: { enabled: "perhaps" } }],
      [`PATCH ${scope}`, { body: "{" }],
      [`PATCH ${scope}`, text],
      [`PATCH ${scope}`, { body: { enabled: false } }],
      [`GET ${scope}`],
      ["PATCH /projects/old%2Fapp/job_token_scope", { body: { enabled: true } }],
      ["GET /projects/old%2Fapp"],
      ["GET /projects/old%2Fapp/job_token_scope"],
      ["GET /projects/old%2Fapp/job_token_scope/allowlist"],
      ["GET /projects/old%2Fapp/job_token_scope/groups_allowlist"],
      ["GET /projects/2/job_token_scope"],
      ["PATCH /projects/2/job_token_scope", { body: { enabled: true } }],
      ["GET /projects/2"],
      ["GET /groups/2"],
      ["GET /groups/7?with_projects=perhaps"],
      ["GET /groups/2/projects"],
      ["GET /groups/7/projects?page=x&include_subgroups=perhaps"],
      ["GET /groups/7/projects?order_by=size"],
      ["GET /groups/7/projects?per_page=0"],
      [`DELETE ${projects}/1`],
      ...both((list, target) => [
        [`GET ${list}?page=x`],
        [`GET ${list}?per_page=x`],
        [`GET ${list}?page=x&per_page=x`],
        [`GET ${list}?per_page=0`],
        [`GET ${list.replace("1", "2")}`],
        [`POST ${list}`, { body: {} }],
        [`POST ${list}`, { body: "{" }],
        [`POST ${list}`, text],
        [`POST ${list}`, { body: { [target]: 99 } }],
        [`POST ${list.replace("1", "2")}`, { body: { [target]: 42 } }],
        [`POST ${list.replace("1", "group%2Fapp")}`, { body: {} }],
        [`POST ${list.replace("1", "group%2Fapp")}`, { body: { [target]: 42 } }],
        [`DELETE ${list.replace("1", "group%2Fapp")}/42`],
        [`DELETE ${list}/99`],
        [`DELETE ${list}/${target === "target_project_id" ? 42 : 7}`],
        [`DELETE ${list.replace("1", "2")}/${target === "target_project_id" ? 42 : 7}`],
      ]),
    ],
  ],
  [
    "entries that are there already",
    {
      seed: {
        projects: [{ ...app, allowedProjects: [42], allowedGroups: [7] }, tool],
        groups: [{ id: 7, path: "group" }],
      },
    },
    [
      [`POST ${projects}`, { body: { target_project_id: 42 } }],
      [`POST ${groups}`, { body: { target_group_id: 7 } }],
    ],
  ],
  [
    "full allowlists",
    {
      seed: {
        projects: [{ ...app, allowedProjects: ids, allowedGroups: ids }, tool, ...entries],
        groups: [{ id: 7, path: "group" }, ...entries.map(({ id }) => ({ id, path: `team-${id}` }))],
      },
    },
    [
      [`POST ${projects}`, { body: { target_project_id: 42 } }],
      [`POST ${groups}`, { body: { target_group_id: 7 } }],
    ],
  ],
  [
    "an instance that enforces the scope",
    { gitlab: "18.8", seed: { instance: { enforced: true }, projects: [app] } },
    [[`PATCH ${scope}`, { body: { enabled: false } }]],
  ],
  [
    "an older version",
    { gitlab: "18.0", seed: { projects: [{ ...app, allowedProjects: [42] }, tool] } },
    [
      [`POST ${projects}`, { body: { target_project_id: 42 } }],
      [`POST ${projects}`, { body: { target_project_id: 1 } }],
    ],
  ],
  [
    "a maintainer who cannot read the targets",
    {
      seed: {
        projects: [app, tool],
        groups: [{ id: 7, path: "partner" }],
        tokens: [{ token: "glpat-maintainer", roles: { projects: { "1": "maintainer" } } }],
      },
    },
    [
      [`POST ${projects}`, { body: { target_project_id: 42 } }],
      [`POST ${groups}`, { body: { target_group_id: 7 } }],
    ],
  ],
  ["no token", {}, everyOperation.map(([request, options]) => [request, { ...options, token: null }])],
  ...(["expired", "revoked"] as const).map((state): (typeof worlds)[number] => [
    `a token that is ${state}`,
    { seed: { projects: [app], tokens: [{ token: "glpat-old", state }] } },
    everyOperation,
  ]),
  [
    "a token without a scope",
    { seed: { projects: [app], tokens: [{ token: "glpat-none", admin: true, scopes: [] }] } },
    everyOperation,
  ],
  [
    "a developer",
    {
      seed: {
        projects: [{ ...app, allowedProjects: [42], allowedGroups: [7] }, tool],
        groups: [{ id: 7, path: "group" }],
        tokens: [{ token: "glpat-developer", roles: { groups: { "7": "developer" } } }],
      },
    },
    everyOperation,
  ],
];

test("every statement about a response is shown by the fixture, or has a source", async () => {
  const shown = new Set<string>();
  for (const [, options, exchanges] of worlds) {
    await using gitlab = await startMockGitLab(options);
    const call = createCall(gitlab);
    for (const [request, callOptions] of exchanges) {
      const response = await call(request, callOptions);
      const operation = gitlab.requests().at(-1)?.operation ?? "";
      for (const key of listShown(operation, response)) shown.add(key);
    }
    expect(gitlab.violations().filter(({ side }) => side === "response")).toEqual([]);
  }

  const statements = [...listStatements()];
  const isShown = statements.filter(({ key }) => shown.has(key));
  const hasSource = statements.filter(({ key, sources }) => !shown.has(key) && sources.length > 0);
  const hasNone = statements.filter(({ key, sources }) => !shown.has(key) && sources.length === 0);
  console.log(
    `${statements.length} statements about responses: ${isShown.length} shown by the fixture, ${hasSource.length} with a source only, ` +
      `${statements.filter(({ isUnconfirmed }) => isUnconfirmed).length} of these not confirmed, ${hasNone.length} without evidence`,
  );
  expect(hasNone.map(({ key }) => key)).toEqual([]);
  // Nothing is claimed of the fixture that it does not do.
  expect(isShown.length).toBeGreaterThan(200);
});

test("a source is a file of GitLab, a page of its documentation, or a library", () => {
  const valid =
    /^((app|config|lib|workhorse)\/[\w/.]+\.(rb|go|yml)|https:\/\/docs\.gitlab\.com\/[\w/#-]+|Grape 2\.0\.0, run|Rack::ETag)$/;
  expect(
    [...listStatements()].flatMap(({ sources }) => sources).filter((source) => !valid.test(source)),
  ).toEqual([]);
});
