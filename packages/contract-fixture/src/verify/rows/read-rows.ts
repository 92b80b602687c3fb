import {
  absent,
  ascendingIds,
  containing,
  every,
  fields,
  list,
  matching,
  nothing,
  present,
  some,
  type,
} from "../matcher.js";
import type { Row } from "../row.js";
import { error, message } from "./responses.js";

const ok = { status: 200 };
const projects = "GET {scope}/allowlist";
const groups = "GET {scope}/groups_allowlist";
const withoutPolicies = fields({
  default_permissions: absent,
  job_token_policies: absent,
  autopopulated: absent,
});
const noGroups = { status: 200, body: [], reason: "the allowlist of groups is empty" };
const routeNotFound = { status: 404, body: error("404 Not Found") };

/** Rows that require a token and a project, and change nothing. */
export const readRows: readonly Row[] = [
  {
    title: "[read-settings] the settings of a project have two fields",
    steps: [
      {
        send: "GET {scope}",
        expect: {
          status: 200,
          body: fields({ inbound_enabled: type("boolean"), outbound_enabled: type("boolean") }),
        },
      },
    ],
  },
  {
    title: "[outbound-retired] outbound_enabled is false",
    steps: [{ send: "GET {scope}", expect: { status: 200, body: fields({ outbound_enabled: false }) } }],
  },
  {
    title: "[auth-headers] the token is accepted in either header",
    steps: [
      { send: "GET {scope}", expect: ok },
      { send: "GET {scope}", token: "bearer", expect: ok },
    ],
  },
  {
    title: "[auth-parameter] a token in the query takes precedence over the headers",
    steps: [
      {
        send: "GET {scope}?private_token=unknown",
        expect: { status: 401, body: message("401 Unauthorized") },
      },
    ],
  },
  {
    title: "[id-or-path] an ID, a path and a path in upper case lead to the same project",
    steps: ["{project}", "{path}", "{upperPath}"].flatMap((id) =>
      ["", "/allowlist", "/groups_allowlist"].map((suffix) => ({
        send: `GET /projects/${id}/job_token_scope${suffix}`,
        expect: ok,
      })),
    ),
  },
  {
    title: "[look-up-project] a project is found by ID or path",
    steps: ["{project}", "{path}"].map((id) => ({
      send: `GET /projects/${id}`,
      expect: { status: 200, body: fields({ id: "{project}" }) },
    })),
  },
  {
    title: "[look-up-group] a group is found by ID or path",
    steps: ["{group}", "{groupPath}"].map((id) => ({
      send: `GET /groups/${id}?with_projects=false`,
      expect: { status: 200, body: fields({ id: "{group}" }) },
    })),
  },
  {
    title: "[look-up-project-fields] a project has more fields than one on the allowlist",
    steps: [
      {
        send: "GET /projects/{project}",
        expect: {
          status: 200,
          body: fields({
            path_with_namespace: type("string"),
            visibility: matching(/^(private|internal|public)$/),
            archived: type("boolean"),
            empty_repo: type("boolean"),
          }),
        },
      },
    ],
  },
  {
    title: "[look-up-permissions] a project has the roles of the caller, or null",
    steps: [
      {
        send: "GET /projects/{project}",
        expect: {
          status: 200,
          body: fields({ permissions: fields({ project_access: present, group_access: present }) }),
        },
      },
    ],
  },
  {
    title: "[look-up-group-fields] a group has its path, visibility, parent and address",
    steps: [
      {
        send: "GET /groups/{group}?with_projects=false",
        expect: {
          status: 200,
          body: fields({
            full_name: type("string"),
            full_path: type("string"),
            visibility: matching(/^(private|internal|public)$/),
            parent_id: type("number", "null"),
            web_url: containing("/groups/"),
          }),
        },
      },
    ],
  },
  {
    title: "[current-user] the user of the token",
    steps: [
      {
        send: "GET /user",
        expect: {
          status: 200,
          body: fields({
            id: type("number"),
            username: type("string"),
            name: type("string"),
            state: "active",
          }),
        },
      },
    ],
  },
  {
    title: "[instance-version] the version, in two places",
    steps: ["GET /version", "GET /metadata"].map((send) => ({
      send,
      expect: {
        status: 200,
        body: fields({
          version: matching(/^\d+\.\d+\.\d+/),
          revision: type("string"),
          enterprise: type("boolean"),
        }),
      },
    })),
  },
  {
    title: "[look-up-role] what is not visible is not found",
    steps: [
      { send: "GET /projects/0", expect: { status: 404, body: message("404 Project Not Found") } },
      { send: "GET /groups/0", expect: { status: 404, body: message("404 Group Not Found") } },
    ],
  },
  {
    title: "[order-parameters-second] parameters are validated before the project is looked up",
    steps: [
      {
        send: "GET /projects/0/job_token_scope/allowlist?page=two",
        expect: { status: 400, body: error("page is invalid") },
      },
      {
        send: "GET /projects/0/job_token_scope",
        expect: { status: 404, body: message("404 Project Not Found") },
      },
    ],
  },
  {
    title: "[head-like-get] HEAD of a list has its headers, and no body",
    steps: [
      {
        send: "HEAD {scope}/allowlist",
        expect: { status: 200, body: nothing, headers: { "x-page": "1", "x-total": matching(/^\d+$/) } },
      },
    ],
  },
  {
    title: "[path-variants] variants of the path lead to the same response",
    steps: [
      { send: "GET {scope}/", expect: ok },
      { send: "GET //projects//{project}//job_token_scope", expect: ok },
      { send: "GET {scope}.json", expect: ok },
      { send: "GET {scope}.any/", expect: ok },
      { send: "GET /projects/{project}/", expect: ok },
    ],
  },
  {
    title: "[route-unknown] an unknown path is not found, also with a token",
    steps: [{ send: "GET {scope}/no_such_route", expect: routeNotFound }],
  },
  {
    title: "[list-own-project] the project itself is on its allowlist",
    steps: [
      {
        send: projects,
        expect: { status: 200, headers: { "x-total": matching(/^[1-9]\d*$/) } },
      },
      {
        send: `${projects}?per_page=100&page={ownPage}`,
        expect: { status: 200, body: some(fields({ id: "{project}" })) },
      },
    ],
  },
  {
    title: "[list-order] projects are sorted by ID",
    steps: [{ send: `${projects}?per_page=100`, expect: { status: 200, body: ascendingIds } }],
  },
  {
    title: "[list-order] groups are sorted by ID",
    steps: [{ send: `${groups}?per_page=100`, expect: { status: 200, body: ascendingIds } }],
  },
  {
    title: "[list-project-fields] an allowed project has these fields",
    steps: [
      {
        send: projects,
        expect: {
          status: 200,
          body: every(
            fields({
              id: type("number"),
              name: type("string"),
              name_with_namespace: type("string"),
              path: type("string"),
              path_with_namespace: type("string"),
              created_at: type("string"),
              tag_list: list,
              topics: list,
              ssh_url_to_repo: type("string"),
              http_url_to_repo: type("string"),
              web_url: type("string"),
              star_count: type("number"),
              last_activity_at: type("string"),
            }),
          ),
        },
      },
    ],
  },
  {
    title: "[list-project-nullable] description and avatar_url are a text or null",
    steps: [
      {
        send: projects,
        expect: {
          status: 200,
          body: every(fields({ description: type("string", "null"), avatar_url: type("string", "null") })),
        },
      },
    ],
  },
  {
    title: "[list-project-namespace] the namespace of an allowed project has these fields",
    steps: [
      {
        send: projects,
        expect: {
          status: 200,
          body: every(
            fields({
              namespace: fields({
                id: type("number"),
                name: type("string"),
                path: type("string"),
                kind: matching(/^(group|user)$/),
                full_path: type("string"),
                parent_id: type("number", "null"),
                avatar_url: type("string", "null"),
                web_url: type("string"),
              }),
            }),
          ),
        },
      },
    ],
  },
  {
    title: "[list-visibility] an allowed project has no visibility",
    versions: ["18.0", "18.8"],
    steps: [{ send: projects, expect: { status: 200, body: every(fields({ visibility: absent })) } }],
  },
  {
    title: "[list-visibility] an allowed project has a visibility",
    versions: ["19.1"],
    steps: [
      {
        send: projects,
        expect: { status: 200, body: every(fields({ visibility: matching(/^(private|internal|public)$/) })) },
      },
    ],
  },
  {
    title: "[list-group-fields] an allowed group has an ID, a name and a URL, but no path",
    steps: [
      {
        send: groups,
        expect: {
          status: 200,
          body: every(
            fields({
              id: type("number"),
              name: type("string"),
              web_url: containing("/groups/"),
              path: absent,
              full_path: absent,
            }),
          ),
        },
      },
    ],
    unless: noGroups,
  },
  {
    title: "[policies-not-in-rest] the list of projects does not contain the permissions of entries",
    steps: [{ send: projects, expect: { status: 200, body: every(withoutPolicies) } }],
  },
  {
    title: "[policies-not-in-rest] the list of groups does not contain the permissions of entries",
    steps: [{ send: groups, expect: { status: 200, body: every(withoutPolicies) } }],
    unless: noGroups,
  },
];
