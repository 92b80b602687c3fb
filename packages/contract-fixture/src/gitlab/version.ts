/** The GitLab versions that the fixture can simulate. */
export type GitLabVersion = "18.0" | "18.8" | "19.1";

/** The behaviour that differs between versions. */
export interface VersionProfile {
  /** How an instance that enforces the scope handles `enabled: false`. [enforced-silent] [enforced-refused] */
  readonly enforcement: "ignore" | "reject";
  /** Whether a project can be added to its own allowlist. [own-project-refused] [own-project-added] */
  readonly ownProjectCanBeAdded: boolean;
  /** Whether a project that the caller cannot read can be removed. [remove-unreadable-refused] [remove-unreadable] */
  readonly unreadableProjectCanBeRemoved: boolean;
  /** The reason given when a project is already listed. [duplicate-project] [duplicate-project-older] */
  readonly duplicateProjectMessage: string;
  /** Whether the list includes the visibility of each project. [list-visibility] */
  readonly includesVisibility: boolean;
}

const duplicateProjectMessage = "This project is already in the job token allowlist.";

/** The profile of each version. */
export const versionProfiles: Readonly<Record<GitLabVersion, VersionProfile>> = {
  "18.0": {
    enforcement: "ignore",
    ownProjectCanBeAdded: false,
    unreadableProjectCanBeRemoved: false,
    duplicateProjectMessage: "Target project is already in the job token scope",
    includesVisibility: false,
  },
  "18.8": {
    enforcement: "reject",
    ownProjectCanBeAdded: true,
    unreadableProjectCanBeRemoved: false,
    duplicateProjectMessage,
    includesVisibility: false,
  },
  "19.1": {
    enforcement: "reject",
    ownProjectCanBeAdded: true,
    unreadableProjectCanBeRemoved: true,
    duplicateProjectMessage,
    includesVisibility: true,
  },
};
