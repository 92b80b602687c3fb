import { containing, fields, matching, nothing, present, type } from "../matcher.js";
import type { Row } from "../row.js";
import { error, message } from "./responses.js";

const ok = { status: 200 };
const routeNotFound = { status: 404, body: error("404 Not Found") };

/** Rows about a project, look-ups and paths that require a token and a project, and change nothing. */
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
];
