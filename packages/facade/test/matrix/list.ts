import type {
  GitLab,
  GroupAllowlist,
  ProjectAllowlist,
  RequestOptions,
} from "@gitlab-job-token-scope/facade";

/** What differs between the two lists, of project 1. */
export interface List {
  kind: "project" | "group";
  /** An entry that is there, another that is not, and the path of that. */
  there: number;
  missing: number;
  missingPath: string;
  own: readonly number[];
  of(gitlab: GitLab, project: number | string): ProjectAllowlist | GroupAllowlist;
  create(gitlab: GitLab, id: number | string, options: RequestOptions): Promise<{ getId(): number }>;
}

/** Both lists, as the world has them. */
export const lists: readonly List[] = [
  {
    kind: "project",
    there: 2,
    missing: 42,
    missingPath: "group/tool",
    own: [1],
    of: (gitlab, project) => gitlab.project(project).jobTokenScope.allowlist,
    create: (gitlab, id, options) =>
      gitlab.project(1).jobTokenScope.allowlist.create({ targetProjectId: id }, options),
  },
  {
    kind: "group",
    there: 8,
    missing: 7,
    missingPath: "group",
    own: [],
    of: (gitlab, project) => gitlab.project(project).jobTokenScope.groupsAllowlist,
    create: (gitlab, id, options) =>
      gitlab.project(1).jobTokenScope.groupsAllowlist.create({ targetGroupId: id }, options),
  },
];
