const otherToken = "needs a token of another kind or user";
const otherRole = "needs a user with another role";
const administrator = "needs an instance that enforces the scope, which only administrators can change";
const fullList = "needs an allowlist with 200 entries";
const moved = "needs a project that was moved";
const hidden = "needs a target that the user cannot read";
const load = "is caused by load, by an error, or by a proxy";
const rateLimit = "would need so many requests that others are affected";
const ownProject = "would add an entry that the REST API cannot remove";

/** The facts of `docs/gitlab-behaviour.md` that no row can try on a GitLab of someone else, and why. */
export const untriedFacts: Readonly<Record<string, string>> = {
  "job-token-refused": "needs the token of a running CI/CD job",
  "token-expired": "needs an expired token",
  "token-revoked": "needs a revoked token",
  "scope-read": otherToken,
  "scope-write": otherToken,
  "scope-read-user": otherToken,
  "fine-grained-token": otherToken,
  "current-user-admin": otherRole,
  "look-up-code-fields": otherRole,
  "look-up-anonymous-fields": "needs a public project",
  "role-maintainer": otherRole,
  "role-forbidden": otherRole,
  "role-forbidden-delete": otherRole,
  "role-inherited": otherRole,
  "role-administrator": otherRole,
  "project-invisible": otherRole,
  "project-open": otherRole,
  "group-readable": otherRole,
  "order-project-before-role": otherRole,
  "order-role-before-target": otherRole,
  "order-target-before-rules": fullList,
  "order-limit-before-duplicate": fullList,
  "limit-projects": fullList,
  "limit-groups": fullList,
  "target-unreadable": hidden,
  "remove-unreadable-group": hidden,
  "remove-unreadable-refused": hidden,
  "remove-unreadable": hidden,
  "list-unreadable": hidden,
  "enforced-effective": administrator,
  "enforced-silent": administrator,
  "enforced-true": administrator,
  "own-project-refused": ownProject,
  "own-project-added": ownProject,
  "list-own-project-twice": ownProject,
  "list-project-code-fields": "depends on who can read the code of a project, which its settings decide",
  "group-projects-subgroups": "needs a project in a subgroup",
  "group-projects-visible": otherRole,
  "group-projects-code-fields": otherRole,
  "page-totals-limit": "needs a group with more than 10,000 projects",
  "page-no-snapshot": "needs a change of an entry that was there before",
  "moved-read": moved,
  "moved-text": moved,
  "moved-write": moved,
  "moved-visible-only": moved,
  "rate-limit-name": rateLimit,
  "rate-limit-period": rateLimit,
  "rate-limit-headers": "depends on a setting of the instance",
  "rate-limited": rateLimit,
  "lookup-rate-limited": rateLimit,
  "resource-lock": load,
  "server-error": load,
  "workhorse-error": load,
  "proxy-error": load,
  "sign-in-page": load,
  "message-object": load,
};
