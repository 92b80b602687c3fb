import { absent, ascendingIds, descendingIds, every, fields, list, matching, type } from "../matcher.js";
import type { Row } from "../row.js";

const projects = "GET /groups/{group}/projects";
const isInGroup = every(fields({ namespace: fields({ id: "{group}" }) }));

/** Rows about the projects of the group that contains the project. They require a token and a project, and change nothing. */
export const groupProjectsRows: readonly Row[] = [
  {
    title: "[group-projects] the projects of a group are listed by its ID or path",
    steps: ["{group}", "{groupPath}"].map((id) => ({
      send: `GET /groups/${id}/projects?with_shared=false&include_subgroups=false`,
      expect: { status: 200, body: isInGroup, headers: { "x-page": "1", "x-per-page": "20" } },
    })),
  },
  {
    title: "[group-projects-shared] without shared projects, every project is in the group",
    steps: [{ send: `${projects}?with_shared=false`, expect: { status: 200, body: isInGroup } }],
  },
  {
    title: "[group-projects-archived] archived projects are listed alone, or left out",
    steps: [true, false].map((archived) => ({
      send: `${projects}?archived=${archived}`,
      expect: { status: 200, body: every(fields({ archived })) },
    })),
  },
  {
    title: "[group-projects-order] projects are sorted by ID, by default in descending order",
    steps: [
      { send: projects, expect: { status: 200, body: descendingIds } },
      { send: `${projects}?order_by=id`, expect: { status: 200, body: descendingIds } },
      { send: `${projects}?order_by=id&sort=asc`, expect: { status: 200, body: ascendingIds } },
    ],
  },
  {
    title: "[group-projects-fields] with simple=true, a project has these fields",
    steps: [
      {
        send: `${projects}?simple=true`,
        expect: {
          status: 200,
          body: every(
            fields({
              id: type("number"),
              description: type("string", "null"),
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
              avatar_url: type("string", "null"),
              star_count: type("number"),
              last_activity_at: type("string"),
              namespace: fields({ id: type("number"), full_path: type("string") }),
            }),
          ),
        },
      },
    ],
  },
  {
    title: "[group-projects-all-fields] by default, a project has more fields",
    steps: [
      {
        send: projects,
        expect: {
          status: 200,
          body: every(
            fields({
              visibility: matching(/^(private|internal|public)$/),
              archived: type("boolean"),
              empty_repo: type("boolean"),
              permissions: absent,
            }),
          ),
        },
      },
    ],
  },
];
