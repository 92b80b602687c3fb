import type {
  Method,
  OperationOf,
  ParametersOf,
  Paths,
  RequestBodyOf,
  ResponsesOf,
  SuccessBody,
  SuccessStatus,
} from "./operation-types.js";

/**
 * The kinds of values: the ID of a project or a group; its ID or its full path; a whole number; a boolean; one of several texts.
 */
export type Kind = "id" | "project" | "group" | "integer" | "boolean" | readonly string[];

/** What the client knows of an operation at run time. The compiler compares it with the document. */
export interface OperationRules {
  /** The parameters in the path, which are all required. */
  readonly path: Readonly<Record<string, Kind>>;
  /** The parameters in the query, which are all optional. */
  readonly query?: Readonly<Record<string, Kind>>;
  /** The fields of the body, which are all required. */
  readonly body?: Readonly<Record<string, Kind>>;
  /** The statuses of success, and whether the response has JSON. */
  readonly success: Readonly<Record<number, "json" | "empty">>;
}

type IdKind<Value> = string extends Value ? "project" | "group" : "id";
type ValueKind<Value> = [Value] extends [boolean]
  ? "boolean"
  : [Value] extends [string]
    ? readonly Value[]
    : "integer";

type Kinds<Fields> = {
  [Name in keyof Fields]-?: Name extends "id" | `${string}_id`
    ? IdKind<Fields[Name]>
    : ValueKind<NonNullable<Fields[Name]>>;
};

type Rules<Operation> = {
  path: Kinds<ParametersOf<Operation, "path">>;
  success: {
    [Status in SuccessStatus<Operation>]: SuccessBody<ResponsesOf<Operation>[Status]> extends undefined
      ? "empty"
      : "json";
  };
} & Section<"query", ParametersOf<Operation, "query">> &
  Section<"body", RequestBodyOf<Operation>>;

type Section<Name extends string, Fields> = [Fields] extends [never]
  ? { [Key in Name]?: never }
  : { [Key in Name]: Kinds<Fields> };

type Operations = { readonly [M in Method]: { readonly [Path in Paths<M>]: Rules<OperationOf<Path, M>> } };

const operations: Operations = {
  get: {
    "/api/v4/projects/{id}/job_token_scope": { path: { id: "project" }, success: { 200: "json" } },
    "/api/v4/projects/{id}/job_token_scope/allowlist": {
      path: { id: "project" },
      query: { page: "integer", per_page: "integer" },
      success: { 200: "json" },
    },
    "/api/v4/projects/{id}/job_token_scope/groups_allowlist": {
      path: { id: "project" },
      query: { page: "integer", per_page: "integer" },
      success: { 200: "json" },
    },
    "/api/v4/projects/{id}": { path: { id: "project" }, success: { 200: "json" } },
    "/api/v4/groups/{id}": {
      path: { id: "group" },
      query: { with_projects: "boolean" },
      success: { 200: "json" },
    },
    "/api/v4/groups/{id}/projects": {
      path: { id: "group" },
      query: {
        archived: "boolean",
        order_by: [
          "id",
          "name",
          "path",
          "created_at",
          "updated_at",
          "last_activity_at",
          "similarity",
          "star_count",
        ],
        sort: ["asc", "desc"],
        simple: "boolean",
        with_shared: "boolean",
        include_subgroups: "boolean",
        page: "integer",
        per_page: "integer",
      },
      success: { 200: "json" },
    },
  },
  patch: {
    "/api/v4/projects/{id}/job_token_scope": {
      path: { id: "project" },
      body: { enabled: "boolean" },
      success: { 204: "empty" },
    },
  },
  post: {
    "/api/v4/projects/{id}/job_token_scope/allowlist": {
      path: { id: "id" },
      body: { target_project_id: "id" },
      success: { 201: "json" },
    },
    "/api/v4/projects/{id}/job_token_scope/groups_allowlist": {
      path: { id: "id" },
      body: { target_group_id: "id" },
      success: { 201: "json" },
    },
  },
  delete: {
    "/api/v4/projects/{id}/job_token_scope/allowlist/{target_project_id}": {
      path: { id: "id", target_project_id: "id" },
      success: { 204: "empty" },
    },
    "/api/v4/projects/{id}/job_token_scope/groups_allowlist/{target_group_id}": {
      path: { id: "id", target_group_id: "id" },
      success: { 204: "empty" },
    },
  },
};

/**
 * Looks up an operation of the document.
 *
 * @throws {TypeError} When there is none. A caller without types could otherwise send the token to another host.
 */
export function rulesOf(method: string, path: string): OperationRules {
  const byPath = own(
    operations as Readonly<Record<string, Readonly<Record<string, OperationRules>>>>,
    method,
  );
  if (byPath === undefined) throw new TypeError('method: expected "get", "post", "patch" or "delete"');
  const rules = own(byPath, path);
  if (rules !== undefined) return rules;
  throw new TypeError(
    `path: ${method.toUpperCase()} has no such path; expected one with its placeholders: ${Object.keys(byPath).join(", ")}`,
  );
}

/** The value of a key, which has to be a string: an object could become another one each time it is converted. */
function own<Value>(record: Readonly<Record<string, Value>>, key: unknown): Value | undefined {
  return typeof key === "string" && Object.hasOwn(record, key) ? record[key] : undefined;
}
