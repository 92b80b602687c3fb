/** All `operationId`s of the OpenAPI document. */
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
  "listGroupProjects",
] as const;

/** The `operationId` of an operation in the OpenAPI document. */
export type OperationId = (typeof operationIds)[number];
