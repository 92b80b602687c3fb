import { expect, test } from "vitest";
import { start } from "../helpers.js";

const list = "/projects/1/job_token_scope/allowlist";
const seed = {
  projects: [
    { id: 1, path: "group/sub/app", allowedProjects: [2], allowedGroups: [8] },
    { id: 2, path: "someone/open", visibility: "public" as const },
  ],
  groups: [
    { id: 7, path: "group" },
    { id: 8, path: "group/sub" },
  ],
};
const commonFields = [
  "id",
  "description",
  "name",
  "name_with_namespace",
  "path",
  "path_with_namespace",
  "created_at",
  "tag_list",
  "topics",
  "ssh_url_to_repo",
  "http_url_to_repo",
  "web_url",
  "avatar_url",
  "star_count",
  "last_activity_at",
  "namespace",
];

test("[list-project-fields] [list-project-nullable] every project has the common fields", async () => {
  const { gitlab, call } = await start({ seed, gitlab: "18.0" });
  const [secret] = (await call(`GET ${list}`)).body as object[];
  expect(Object.keys(secret ?? {}).sort()).toEqual([...commonFields].sort());
  expect(secret).toMatchObject({
    path_with_namespace: "group/sub/app",
    web_url: `${gitlab.url}/group/sub/app`,
    description: null,
    avatar_url: null,
  });
});

test.for([
  ["public", true],
  ["internal", false],
  ["private", false],
] as const)(
  "[list-project-code-fields] code-related fields of a %s project are included: %s",
  async ([visibility, isShown]) => {
    const { gitlab, call } = await start({ seed: { projects: [{ id: 1, path: "group/app", visibility }] } });
    const [project] = (await call(`GET ${list}`)).body as object[];
    const readme_url = `${gitlab.url}/group/app/-/blob/main/README.md`;
    const fields = { default_branch: "main", readme_url, forks_count: 0 };
    if (isShown) expect(project).toMatchObject(fields);
    else for (const name of Object.keys(fields)) expect(project).not.toHaveProperty(name);
  },
);

test.for([
  ["18.0", undefined],
  ["18.8", undefined],
  ["19.1", "private"],
] as const)("[list-visibility] visibility in %s: %s", async ([gitlab, visibility]) => {
  const { call } = await start({ seed, gitlab });
  const [project] = (await call(`GET ${list}`)).body as { visibility?: string }[];
  expect(project?.visibility).toBe(visibility);
});

test("[list-project-namespace] the namespace of a project is a group or a user", async () => {
  const { gitlab, call } = await start({ seed });
  const projects = (await call(`GET ${list}`)).body as { namespace: unknown }[];
  expect(projects.map(({ namespace }) => namespace)).toEqual([
    {
      id: 8,
      name: "sub",
      path: "sub",
      kind: "group",
      full_path: "group/sub",
      parent_id: 7,
      avatar_url: null,
      web_url: `${gitlab.url}/groups/group/sub`,
    },
    {
      // No group has this ID.
      id: 1_000_002,
      name: "someone",
      path: "someone",
      kind: "user",
      full_path: "someone",
      parent_id: null,
      avatar_url: null,
      web_url: `${gitlab.url}/someone`,
    },
  ]);
});

test("[list-group-fields] the path of a group appears only in its URL", async () => {
  const { gitlab, call } = await start({ seed });
  const { body } = await call("GET /projects/1/job_token_scope/groups_allowlist");
  expect(body).toEqual([{ id: 8, name: "sub", web_url: `${gitlab.url}/groups/group/sub` }]);
});
