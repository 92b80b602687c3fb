/** The `operationId`s of the OpenAPI document. */
export const operationIds = [
  "getJobTokenScope",
  "updateJobTokenScope",
  "listAllowedProjects",
  "allowProject",
  "disallowProject",
  "listAllowedGroups",
  "allowGroup",
  "disallowGroup",
  "getProject",
  "getGroup",
] as const;

/** The `operationId` of one of the ten operations. */
export type OperationId = (typeof operationIds)[number];
