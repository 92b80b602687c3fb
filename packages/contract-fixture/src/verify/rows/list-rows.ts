import { absent, ascendingIds, containing, every, fields, list, matching, some, type } from "../matcher.js";
import type { Row } from "../row.js";

const projects = "GET {scope}/allowlist";
const groups = "GET {scope}/groups_allowlist";
const withoutPolicies = fields({
  default_permissions: absent,
  job_token_policies: absent,
  autopopulated: absent,
});
const noGroups = { status: 200, body: [], reason: "the allowlist of groups is empty" };

/** Rows about what the allowlists contain. They require a token and a project, and change nothing. */
export const listRows: readonly Row[] = [
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
