import { absent, containing, every, fields, none, nothing, some, type } from "../matcher.js";
import type { Row, Step } from "../row.js";
import { badRequest, error, message } from "./responses.js";

const added = { status: 201, body: { source_project_id: "{project}", "{targetName}": "{target}" } };
const add: Step = { send: "POST {list}", body: { "{targetName}": "{target}" }, expect: added };
const remove: Step = { send: "DELETE {list}/{target}", expect: { status: 204, body: nothing } };
const page = "GET {list}?per_page=100&page={targetPage}";
const target = fields({ id: "{target}" });
const isListed: Step = { send: page, expect: { status: 200, body: some(target) } };
const isNotListed: Step = { send: page, expect: { status: 200, body: none(target) } };

const addRaw = (value: string, expect: Step["expect"]): Step => ({
  send: "POST {list}",
  body: `{"{targetName}":${value}}`,
  expect,
});
const duplicate = (reason: string): readonly Step[] => [{ ...add, expect: badRequest(reason) }, isListed];

/** Rows that add and remove the target. Rows with `given.listed` false or a DELETE are not tried if it was an entry before. */
export const allowlistRows: readonly Row[] = [
  {
    title: "[add-entry] POST adds an entry, and returns two fields",
    given: { listed: false },
    steps: [add, isListed],
  },
  {
    title: "[entry-id] an entry is identified by its target from POST to DELETE",
    given: { listed: false },
    steps: [add, isListed, remove, isNotListed],
  },
  {
    title: "[remove-entry] DELETE removes an entry, and has no body",
    given: { listed: true },
    steps: [remove, isNotListed],
  },
  {
    title: "[policies-not-in-rest] POST neither accepts nor returns permissions",
    given: { listed: false },
    steps: [
      {
        send: "POST {list}",
        body: { "{targetName}": "{target}", default_permissions: false, job_token_policies: ["read_jobs"] },
        expect: added,
      },
    ],
  },
  {
    title: "[duplicate-project] a project cannot be added twice",
    versions: ["18.8", "19.1"],
    target: "project",
    given: { listed: true },
    steps: duplicate("This project is already in the job token allowlist."),
  },
  {
    title: "[duplicate-project-older] a project cannot be added twice, with an older text",
    versions: ["18.0"],
    target: "project",
    given: { listed: true },
    steps: duplicate("Target project is already in the job token scope"),
  },
  {
    title: "[duplicate-group] a group cannot be added twice",
    target: "group",
    given: { listed: true },
    steps: duplicate("This group is already in the job token allowlist."),
  },
  {
    title: "[not-listed-project] a project that is not an entry cannot be removed",
    target: "project",
    given: { listed: false },
    steps: [{ ...remove, expect: badRequest("Target project is not in the job token scope") }],
  },
  {
    title: "[not-listed-group] a group that is not an entry cannot be removed",
    target: "group",
    given: { listed: false },
    steps: [{ ...remove, expect: badRequest("Target group is not in the job token scope") }],
  },
  {
    title: "[own-project-kept] the project itself cannot be removed",
    steps: [
      {
        send: "DELETE {scope}/allowlist/{own}",
        expect: badRequest("Source project cannot be removed from the job token scope"),
      },
    ],
  },
  {
    title: "[list-while-disabled] the allowlist can be changed and read while the scope is disabled",
    given: { enabled: false, listed: false },
    disables: true,
    steps: [add, isListed, remove, isNotListed],
  },
  {
    title: "[list-project-fields] an added project is listed with its fields",
    target: "project",
    given: { listed: true },
    steps: [
      {
        send: page,
        expect: {
          status: 200,
          body: some(
            fields({
              id: "{target}",
              name: type("string"),
              path_with_namespace: type("string"),
              created_at: type("string"),
              web_url: type("string"),
              namespace: fields({ full_path: type("string") }),
            }),
          ),
        },
      },
    ],
  },
  {
    title: "[list-group-fields] an added group is listed with its fields",
    target: "group",
    given: { listed: true },
    steps: [
      {
        send: page,
        expect: {
          status: 200,
          body: some(fields({ id: "{target}", name: type("string"), web_url: containing("/groups/") })),
        },
      },
    ],
  },
  {
    title: "[policies-not-in-rest] an added entry has no permissions",
    given: { listed: true },
    steps: [
      {
        send: page,
        expect: {
          status: 200,
          body: every(fields({ default_permissions: absent, job_token_policies: absent })),
        },
      },
    ],
  },
  {
    title: "[integer-words] the target can be a number with a fraction, or a text",
    given: { listed: false },
    steps: ["{target}.9", "{target}.0", '" {target} "', '"+{target}"', '"0{target}"', '"0d{target}"'].flatMap(
      (value) => [addRaw(value, added), remove],
    ),
  },
  {
    title: "[integer-words] the target cannot be another text",
    given: { listed: false },
    steps: ['"{target}.0"', '"0x0"', '"0__0"', '"0 0"', "true", "[{target}]"].map((value) =>
      addRaw(value, { status: 400, body: error("{targetName} is invalid") }),
    ),
  },
  {
    title: "[parameter-places] the target can be in the query, and the path takes precedence over the body",
    given: { listed: false },
    steps: [
      { send: "POST {list}?{targetName}={target}", expect: added },
      remove,
      { send: "POST {list}", body: { id: 0, "{targetName}": "{target}" }, expect: added },
    ],
  },
  {
    title: "[parameter-missing] the target is required",
    steps: [
      {
        send: "POST {list}",
        body: {},
        expect: { status: 400, body: error("{targetName} is missing, {targetName} is empty") },
      },
    ],
  },
  {
    title: "[parameter-blank] the target cannot be blank, or an empty array or object",
    steps: ['" "', "[]", "{}"].map((value) =>
      addRaw(value, { status: 400, body: error("{targetName} is invalid, {targetName} is empty") }),
    ),
  },
  {
    title: "[target-number-only] the target is a number",
    steps: [
      addRaw('"no/such-target"', { status: 400, body: error("{targetName} is invalid") }),
      { send: "DELETE {list}/no-number", expect: { status: 400, body: error("{targetName} is invalid") } },
    ],
  },
  {
    title: "[id-number-only] POST and DELETE reject the path of a project",
    steps: [
      ["allowlist", "target_project_id"] as const,
      ["groups_allowlist", "target_group_id"] as const,
    ].flatMap(([name, parameter]) => [
      {
        send: `POST /projects/{path}/job_token_scope/${name}`,
        body: { [parameter]: 0 },
        expect: { status: 400, body: error("id is invalid") },
      },
      {
        send: `DELETE /projects/{path}/job_token_scope/${name}/0`,
        expect: { status: 400, body: error("id is invalid") },
      },
    ]),
  },
  {
    title: "[parameters-joined] the errors of several parameters are joined",
    steps: [
      {
        send: "POST /projects/{path}/job_token_scope/allowlist",
        body: {},
        expect: {
          status: 400,
          body: error("id is invalid, target_project_id is missing, target_project_id is empty"),
        },
      },
      {
        send: "DELETE /projects/{path}/job_token_scope/groups_allowlist/no-number",
        expect: { status: 400, body: error("id is invalid, target_group_id is invalid") },
      },
    ],
  },
  {
    title: "[target-project-unknown] a project that does not exist cannot be added",
    steps: [
      {
        send: "POST {scope}/allowlist",
        body: { target_project_id: 0 },
        expect: { status: 404, body: message("404 target_project_id not found Not Found") },
      },
    ],
  },
  {
    title: "[target-project-unknown-delete] a project that does not exist cannot be removed",
    steps: [
      { send: "DELETE {scope}/allowlist/0", expect: { status: 404, body: message("404 Project Not Found") } },
    ],
  },
  {
    title: "[target-group-unknown] a group that does not exist can be neither added nor removed",
    steps: [
      {
        send: "POST {scope}/groups_allowlist",
        body: { target_group_id: 0 },
        expect: { status: 404, body: message("404 target_group_id not found Not Found") },
      },
      {
        send: "DELETE {scope}/groups_allowlist/0",
        expect: { status: 404, body: message("404 target_group_id not found Not Found") },
      },
    ],
  },
  {
    title: "[order-delete-target-first] DELETE looks up the target before the project",
    steps: [
      {
        send: "DELETE /projects/0/job_token_scope/groups_allowlist/0",
        expect: { status: 404, body: message("404 target_group_id not found Not Found") },
      },
    ],
  },
];
