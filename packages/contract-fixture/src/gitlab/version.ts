/** The GitLab versions whose behaviour the fixture knows. */
export type GitLabVersion = "18.0" | "18.8" | "19.1";

/** What differs between versions. */
export interface VersionProfile {
  /** What an instance that enforces the scope makes of `enabled: false`. [enforced-silent] [enforced-refused] */
  readonly enforcement: "ignores" | "refuses";
  /** Whether a project may be added to its own list. [own-project-refused] [own-project-added] */
  readonly ownProjectCanBeAdded: boolean;
  /** Whether a project that the caller cannot read can be removed. [remove-unreadable-refused] [remove-unreadable] */
  readonly unreadableProjectCanBeRemoved: boolean;
  /** How a project that is listed already is refused. [duplicate-project] [duplicate-project-older] */
  readonly duplicateProject: string;
  /** Whether a listed project says its visibility. [list-visibility] */
  readonly listsVisibility: boolean;
}

const duplicateProject = "This project is already in the job token allowlist.";

/** The profile of each version. */
export const versionProfiles: Readonly<Record<GitLabVersion, VersionProfile>> = {
  "18.0": {
    enforcement: "ignores",
    ownProjectCanBeAdded: false,
    unreadableProjectCanBeRemoved: false,
    duplicateProject: "Target project is already in the job token scope",
    listsVisibility: false,
  },
  "18.8": {
    enforcement: "refuses",
    ownProjectCanBeAdded: true,
    unreadableProjectCanBeRemoved: false,
    duplicateProject,
    listsVisibility: false,
  },
  "19.1": {
    enforcement: "refuses",
    ownProjectCanBeAdded: true,
    unreadableProjectCanBeRemoved: true,
    duplicateProject,
    listsVisibility: true,
  },
};
