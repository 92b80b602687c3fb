import { fromTerraform } from "@gitlab-job-token-scope/desired-state";
import { describe, expect, test } from "vitest";

/** A state file as Terraform 1.9 writes it with the provider 18.3, shortened. */
const stateFile = {
  version: 4,
  terraform_version: "1.9.8",
  serial: 17,
  lineage: "0f6d0c1e-5d0c-6c3c-0d4e-8f0a4b3f2f11",
  outputs: {},
  resources: [
    {
      mode: "managed",
      type: "gitlab_project_job_token_scopes",
      name: "app",
      provider: 'provider["registry.terraform.io/gitlabhq/gitlab"]',
      instances: [
        {
          schema_version: 0,
          attributes: {
            enabled: true,
            id: "group/app",
            project: "group/app",
            project_id: null,
            target_group_ids: [7],
            target_project_ids: [42, 43],
          },
          sensitive_attributes: [],
        },
      ],
    },
    {
      module: "module.ci",
      mode: "managed",
      type: "gitlab_project_job_token_scope",
      name: "one",
      provider: 'module.ci.provider["registry.terraform.io/gitlabhq/gitlab"]',
      instances: [
        {
          index_key: "a",
          attributes: { id: "2:42", project: "2", target_project_id: 42, target_group_id: null },
        },
        {
          index_key: "b",
          attributes: { id: "2:7", project: "2", target_project_id: null, target_group_id: 7 },
        },
      ],
    },
    {
      mode: "data",
      type: "gitlab_project_job_token_scopes",
      name: "x",
      instances: [{ attributes: { project: "9" } }],
    },
    {
      mode: "managed",
      type: "gitlab_project",
      name: "app",
      instances: [{ attributes: { id: "1", token: "glpat-x" } }],
    },
  ],
};

const expected = [
  { project: "group/app", inboundEnabled: true, projects: [42, 43], groups: [7], prune: true },
  { project: "2", projects: [42], groups: [7] },
];

test("a state file: one resource for all entries, and one for each", () => {
  expect(fromTerraform(JSON.stringify(stateFile))).toEqual({ states: expected, notes: [] });
});

/** The same as `terraform show -json` prints it: of a state, and of a plan. */
const rootModule = {
  resources: [
    {
      address: "gitlab_project_job_token_scopes.app",
      mode: "managed",
      type: "gitlab_project_job_token_scopes",
      name: "app",
      values: { enabled: true, project: "group/app", target_group_ids: [7], target_project_ids: [42, 43] },
    },
    {
      address: "data.gitlab_project_job_token_scopes.x",
      mode: "data",
      type: "gitlab_project_job_token_scopes",
      name: "x",
      values: { project: "9" },
    },
  ],
  child_modules: [
    {
      address: "module.ci",
      resources: [
        {
          address: 'module.ci.gitlab_project_job_token_scope.one["a"]',
          mode: "managed",
          type: "gitlab_project_job_token_scope",
          name: "one",
          index: "a",
          values: { project: "2", target_project_id: 42 },
        },
      ],
      child_modules: [
        {
          address: "module.ci.module.groups",
          resources: [
            {
              address: 'module.ci.module.groups.gitlab_project_job_token_scope.one["b"]',
              mode: "managed",
              type: "gitlab_project_job_token_scope",
              name: "one",
              index: "b",
              values: { project: "2", target_group_id: 7 },
            },
          ],
        },
      ],
    },
  ],
};

test.for(["values", "planned_values"])("terraform show -json: %s", (name) => {
  const json = JSON.stringify({
    format_version: "1.0",
    terraform_version: "1.9.8",
    [name]: { root_module: rootModule },
  });
  expect(fromTerraform(json)).toEqual({ states: expected, notes: [] });
});

function ofScopes(...values: object[]): string {
  const instances = values.map((attributes, index) => ({ index_key: index, attributes }));
  const resource = { mode: "managed", type: "gitlab_project_job_token_scopes", name: "x", instances };
  return JSON.stringify({ version: 4, resources: [resource] });
}

describe("what is not set is left out, and does not open a project or empty a list", () => {
  test.for<[object, object]>([
    [{ project: "1" }, { project: "1", prune: true }],
    [
      { project_id: 1, enabled: null, target_project_ids: null },
      { project: "1", prune: true },
    ],
    [
      { project: "1", enabled: false },
      { project: "1", inboundEnabled: false, prune: true },
    ],
    [
      { project: "1", target_project_ids: [] },
      { project: "1", projects: [], prune: true },
    ],
    [
      { project: "1", target_group_ids: [] },
      { project: "1", groups: [], prune: true },
    ],
  ])("%j", ([values, state]) => {
    expect(fromTerraform(ofScopes(values)).states).toEqual([state]);
  });
});

test("resources that contradict each other are noted, and no entry is lost", () => {
  const twice = fromTerraform(
    ofScopes({ project: "1", target_project_ids: [42] }, { project: "1", target_project_ids: [43] }),
  );
  expect(twice.states).toEqual([{ project: "1", projects: [42, 43], prune: true }]);
  expect(twice.notes).toEqual([
    expect.stringMatching(/scopes\.x\[1\]: .*scopes\.x\[0\] manages the same project/),
  ]);
  const resources = [
    ...stateFile.resources,
    {
      mode: "managed",
      type: "gitlab_project_job_token_scope",
      name: "more",
      instances: [{ attributes: { project: "group/app", target_project_id: 44 } }],
    },
  ];
  const both = fromTerraform(JSON.stringify({ ...stateFile, resources }));
  expect(both.states[0]).toMatchObject({ projects: [42, 43, 44] });
  expect(both.notes).toEqual([expect.stringContaining("gitlab_project_job_token_scope.more: ")]);
});

test("a file that is not JSON is not quoted", () => {
  expect(() => fromTerraform('{"outputs":{"token":"Planted/secret}')).toThrow(/^(?!.*Planted)/s);
  expect(() => fromTerraform("Planted/secret")).toThrow(/^not JSON: use/);
});

test("a project whose path is written in two ways is one", () => {
  const resources = ["group/app", "Group/App"].map((project, index) => ({
    mode: "managed",
    type: "gitlab_project_job_token_scope",
    name: `x${index}`,
    instances: [{ attributes: { project, target_project_id: 42 + index } }],
  }));
  expect(fromTerraform(JSON.stringify({ ...stateFile, resources })).states).toEqual([
    { project: "group/app", projects: [42, 43] },
  ]);
});

describe("refused", () => {
  test.for<[string, string, RegExp]>([
    ["HCL", 'resource "gitlab_project" "app" {}', /not JSON.*terraform show -json/],
    ["other JSON", "{}", /not a Terraform state of version 4/],
    ["an older state", '{"version":3,"modules":[]}', /not a Terraform state of version 4/],
    [
      "a resource without a project",
      ofScopes({ target_project_ids: [1] }),
      /scopes\.x\[0\]: it has no project/,
    ],
    [
      "a target that is no ID",
      ofScopes({ project: "1", target_project_ids: ["a"] }),
      /target_project_ids\[0\]: /,
    ],
  ])("%s", ([, json, message]) => {
    expect(() => fromTerraform(json)).toThrow(message);
  });
});

test("no token is shown", () => {
  const json = ofScopes({ project: "1", target_project_ids: ["glpat-abcdefghijklmnopqrst"] });
  expect(() => fromTerraform(json)).toThrow(/Expected number but received a text$/);
});
