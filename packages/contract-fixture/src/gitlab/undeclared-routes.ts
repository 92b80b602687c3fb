/**
 * Routes of GitLab that the document does not declare, but that clients request beside its operations: python-gitlab's command
 * reads the user before anything else.
 */
export const undeclaredRoutes = [
  { method: "get", path: "/api/v4/user", id: "getCurrentUser" },
  { method: "get", path: "/api/v4/version", id: "getMetadata" },
  { method: "get", path: "/api/v4/metadata", id: "getMetadata" },
] as const;

/** The operation of an undeclared route. */
export type UndeclaredId = (typeof undeclaredRoutes)[number]["id"];
