import { add, all, type Edit, find, remove, rename, set } from "./edit.ts";

/** A change that a test plants in a document, and the beginnings of the problems that the check has to report. */
export type Planted = readonly [title: string, edit: Edit, problems: readonly string[]];

const json = "content application/json schema";
const fields = "responses/200/body/application/json/fields";
const byPath = "{getJobTokenScope,updateJobTokenScope,listAllowedProjects,listAllowedGroups}";
const byNumber = "{allowProject,disallowProject,allowGroup,disallowGroup}";
const lists = "{listAllowedProjects,listAllowedGroups}";
const allowlist = "/api/v4/projects/{id}/job_token_scope/allowlist";
const ref = (name: string): { $ref: string } => ({ $ref: `#/components/${name}` });

/** Mistakes in `spec/openapi.yaml`. */
export const ourMistakes: readonly Planted[] = [
  // Types and formats
  [
    "a field has another type",
    set("components schemas JobTokenScope properties inbound_enabled type", "string"),
    [`unrecorded difference: /getJobTokenScope/${fields}/inbound_enabled/type: ours string; theirs boolean.`],
  ],
  [
    "a field has two types",
    set("components schemas AllowedProject properties star_count type", ["integer", "string"]),
    [
      `unrecorded difference: /listAllowedProjects/${fields}/star_count/type: ours integer or string; theirs integer.`,
    ],
  ],
  [
    "a schema has no type",
    remove("components schemas JobTokenScope type"),
    [
      "unrecorded difference: /getJobTokenScope/responses/200/body/application/json/type: ours any; theirs object.",
    ],
  ],
  [
    "the items of a field have another type",
    set("components schemas AllowedProject properties topics items type", "integer"),
    [
      `unrecorded difference: /listAllowedProjects/${fields}/topics/type: ours array of integer; theirs array of string.`,
    ],
  ],
  [
    "a list is no array",
    set(`listAllowedGroups responses 200 ${json}`, ref("schemas/AllowedGroup")),
    [
      "stale record: /listAllowedGroups/responses/200/body/application/json/type: both documents have object (",
    ],
  ],
  [
    "a shared path parameter has another type",
    set("components parameters ProjectIdOrPath schema type", "string"),
    [
      `changed difference: /${byPath}/parameters/path/id/type: ours string; theirs oneOf integer or string (recorded`,
    ],
  ],
  [
    "one operation of a group has another path parameter",
    set("listAllowedGroups parameters 0", ref("parameters/ProjectId")),
    [
      "changed difference: /listAllowedGroups/parameters/path/id/type: ours integer; theirs oneOf integer or string (recorded",
      "unrecorded difference: /listAllowedGroups/parameters/path/id/format: ours int64; theirs absent.",
    ],
  ],
  [
    "a path parameter has a oneOf, which rejects numbers",
    set("components parameters ProjectIdOrPath schema", { oneOf: [{ type: "integer" }, { type: "string" }] }),
    [`stale record: /${byPath}/parameters/path/id/type: both documents have oneOf integer or string (`],
  ],
  [
    "a field lacks its format",
    remove("components schemas ProjectLink properties target_project_id format"),
    [
      "unrecorded difference: /allowProject/responses/201/body/application/json/fields/target_project_id/format: ours absent; theirs int64.",
    ],
  ],
  [
    "a field has another format",
    set("components schemas AllowedProject properties created_at format", "date"),
    [`unrecorded difference: /listAllowedProjects/${fields}/created_at/format: ours date; theirs date-time.`],
  ],
  [
    "a path parameter lacks its recorded format",
    remove("components parameters ProjectId schema format"),
    [`stale record: /${byNumber}/parameters/path/id/format: neither document has it (`],
  ],
  // Required and nullable
  [
    "a field that may be missing is required",
    add("components schemas AllowedProject required", "default_branch"),
    [
      `unrecorded difference: /listAllowedProjects/${fields}/default_branch/required: ours true; theirs false.`,
    ],
  ],
  [
    "a field that is always there is optional",
    set("components schemas AllowedGroup required", ["id", "web_url"]),
    [
      `stale record: /listAllowedGroups/${fields}/name/required: both documents have false (recorded: ours true;`,
    ],
  ],
  [
    "another field is required than the recorded one",
    (document) => {
      const required = find(document, "components schemas AllowedProject required");
      Object.assign(
        required,
        Object.values(required).map((name) => (name === "topics" ? "visibility" : name)),
      );
    },
    [
      `unrecorded difference: /listAllowedProjects/${fields}/visibility/required: ours true; theirs false.`,
      `stale record: /listAllowedProjects/${fields}/topics/required: both documents have false (`,
    ],
  ],
  [
    "a field of a request is optional",
    set("components schemas AllowProjectRequest required", []),
    [
      "unrecorded difference: /allowProject/body/application/json/fields/target_project_id/required: ours false; theirs true.",
    ],
  ],
  [
    "a query parameter is required",
    set("components parameters Page required", true),
    [`unrecorded difference: /${lists}/parameters/query/page/required: ours true; theirs false.`],
  ],
  [
    "a request body is optional",
    set("allowGroup requestBody required", false),
    ["unrecorded difference: /allowGroup/body/required: ours false; theirs true."],
  ],
  [
    "a field is nullable",
    set("components schemas AllowedProject properties web_url type", ["string", "null"]),
    [`unrecorded difference: /listAllowedProjects/${fields}/web_url/nullable: ours true; theirs false.`],
  ],
  [
    "a field of a field is not nullable",
    set("components schemas Namespace properties parent_id type", "integer"),
    [
      `stale record: /listAllowedProjects/${fields}/namespace/fields/parent_id/nullable: both documents have false (`,
    ],
  ],
  [
    "a field of a request is nullable",
    set("components schemas JobTokenScopeUpdate properties enabled type", ["boolean", "null"]),
    [
      "stale record: /updateJobTokenScope/body/application/json/fields/enabled/nullable: both documents have true (",
    ],
  ],
  // Keywords
  [
    "an enum lacks a value",
    set("components schemas AllowedProject properties visibility enum", ["private", "public"]),
    [
      `changed difference: /listAllowedProjects/${fields}/visibility/enum: ours private, public; theirs absent (recorded: ours internal, private, public;`,
    ],
  ],
  [
    "an enum is missing",
    remove("components schemas Namespace properties kind enum"),
    [`stale record: /listAllowedProjects/${fields}/namespace/fields/kind/enum: neither document has it (`],
  ],
  [
    "a default is another",
    set("components parameters PerPage schema default", 100),
    [`unrecorded difference: /${lists}/parameters/query/per_page/default: ours 100; theirs 20.`],
  ],
  [
    "a parameter has a bound",
    set("components parameters PerPage schema maximum", 100),
    [`unrecorded difference: /${lists}/parameters/query/per_page/maximum: ours 100; theirs absent.`],
  ],
  [
    "a field has a pattern",
    set("components schemas AllowedGroup properties name pattern", "^[a-z]+$"),
    [`unrecorded difference: /listAllowedGroups/${fields}/name/pattern: ours ^[a-z]+$; theirs absent.`],
  ],
  [
    "a number has a multipleOf",
    set("components schemas AllowedProject properties forks_count multipleOf", 2),
    [`unrecorded difference: /listAllowedProjects/${fields}/forks_count/multipleOf: ours 2; theirs absent.`],
  ],
  [
    "a field is writeOnly",
    set("components schemas ProjectLink properties source_project_id writeOnly", true),
    [
      "unrecorded difference: /allowProject/responses/201/body/application/json/fields/source_project_id/writeOnly: ours true; theirs false.",
    ],
  ],
  [
    "a field is readOnly",
    set("components schemas AllowGroupRequest properties target_group_id readOnly", true),
    [
      "unrecorded difference: /allowGroup/body/application/json/fields/target_group_id/readOnly: ours true; theirs false.",
    ],
  ],
  [
    "a field has a keyword that the check does not know",
    set("components schemas AllowedProject properties name contentEncoding", "base64"),
    [
      `unrecorded difference: /listAllowedProjects/${fields}/name/contentEncoding: ours base64; theirs absent.`,
    ],
  ],
  [
    "a request accepts other fields",
    remove("components schemas AllowGroupRequest additionalProperties"),
    ["stale record: /allowGroup/body/application/json/additionalProperties: neither document has it ("],
  ],
  // Statuses and headers
  [
    "a status is missing",
    remove("allowProject responses 403"),
    ["unrecorded difference: /allowProject/responses/403: ours absent; theirs present."],
  ],
  [
    "a status is not GitLab's",
    set("allowProject responses 202", { description: "Accepted." }),
    ["unrecorded difference: /allowProject/responses/202: ours present; theirs absent."],
  ],
  [
    "a success has another status",
    rename("allowGroup responses 201", "200"),
    [
      "unrecorded difference: /allowGroup/responses/200: ours present; theirs absent.",
      "unrecorded difference: /allowGroup/responses/201: ours absent; theirs present.",
    ],
  ],
  [
    "one operation of a group lacks a recorded status",
    remove("disallowGroup responses 429"),
    ["stale record: /disallowGroup/responses/429: neither document has it ("],
  ],
  [
    "one operation of a group has another status than the recorded one",
    rename("disallowGroup responses 502", "504"),
    [
      "unrecorded difference: /disallowGroup/responses/504: ours present; theirs absent.",
      "stale record: /disallowGroup/responses/502: neither document has it (",
    ],
  ],
  [
    "a recorded body is missing",
    remove("allowProject responses 404 content"),
    ["stale record: /allowProject/responses/404/body: neither document has it ("],
  ],
  [
    "a header is missing in one list",
    remove("listAllowedGroups responses 200 headers X-Total"),
    ["stale record: /listAllowedGroups/responses/200/headers/x-total: neither document has it ("],
  ],
  [
    "a header is not recorded",
    set("allowProject responses 201 headers Location", { schema: { type: "string" } }),
    ["unrecorded difference: /allowProject/responses/201/headers/location: ours present; theirs absent."],
  ],
  // Parameters, fields and media types
  [
    "a parameter has another name",
    set("listAllowedProjects parameters 1", { name: "offset", in: "query", schema: { type: "integer" } }),
    [
      "unrecorded difference: /listAllowedProjects/parameters/query/offset: ours present; theirs absent.",
      "unrecorded difference: /listAllowedProjects/parameters/query/page: ours absent; theirs present.",
    ],
  ],
  [
    "a parameter is not GitLab's",
    add("listAllowedProjects parameters", { name: "search", in: "query", schema: { type: "string" } }),
    ["unrecorded difference: /listAllowedProjects/parameters/query/search: ours present; theirs absent."],
  ],
  [
    "a parameter is in another place",
    set("components parameters PerPage in", "header"),
    [
      `unrecorded difference: /${lists}/parameters/header/per_page: ours present; theirs absent.`,
      `unrecorded difference: /${lists}/parameters/query/per_page: ours absent; theirs present.`,
    ],
  ],
  [
    "a parameter has another style",
    all(
      set("components parameters Page style", "pipeDelimited"),
      set("components parameters PerPage explode", false),
    ),
    [
      `unrecorded difference: /${lists}/parameters/query/page/style: ours pipeDelimited; theirs form.`,
      `unrecorded difference: /${lists}/parameters/query/{page,per_page}/explode: ours false; theirs true.`,
    ],
  ],
  [
    "a path parameter has another name",
    all(
      rename(`paths ${allowlist}/{target_project_id}`, `${allowlist}/{project_id}`),
      set("disallowProject parameters 1 name", "project_id"),
    ),
    ["renamed path parameter: /disallowProject/path: project_id is now target_project_id."],
  ],
  [
    "a field is missing",
    remove("components schemas AllowedProject properties topics"),
    [`unrecorded difference: /listAllowedProjects/${fields}/topics: ours absent; theirs present.`],
  ],
  [
    "a field is not GitLab's",
    set("components schemas AllowedGroup properties full_path", { type: "string" }),
    [`unrecorded difference: /listAllowedGroups/${fields}/full_path: ours present; theirs absent.`],
  ],
  [
    "a field is called path, and missing",
    remove("components schemas AllowedProject properties path"),
    [`unrecorded difference: /listAllowedProjects/${fields}/path: ours absent; theirs present.`],
  ],
  [
    "a response has another media type",
    rename("getJobTokenScope responses 200 content application/json", "text/plain"),
    [
      "unrecorded difference: /getJobTokenScope/responses/200/body/text/plain: ours present; theirs absent.",
      "unrecorded difference: /getJobTokenScope/responses/200/body/application/json: ours absent; theirs present.",
    ],
  ],
  [
    "a request has a second media type",
    set("allowProject requestBody content application/xml", { schema: { type: "string" } }),
    ["unrecorded difference: /allowProject/body/application/xml: ours present; theirs absent."],
  ],
  // Security and deprecation
  [
    "a security scheme does not exist",
    add("updateJobTokenScope security", { job: [] }),
    [
      "check:upstream: spec/openapi.yaml: the security scheme job does not exist. Add it to components.securitySchemes.",
    ],
  ],
  [
    "one operation of a group requires another scope",
    set("listAllowedGroups x-gitlab-scopes", ["api"]),
    [
      "changed difference: /listAllowedGroups/scopes: ours api; theirs none (recorded: ours api, read_api; theirs none)",
    ],
  ],
  [
    "an operation requires a scope that GitLab does not have",
    set("allowGroup x-gitlab-scopes", ["api", "write_api"]),
    [
      "unrecorded difference: /scopes/write_api: ours present; theirs absent.",
      "changed difference: /allowGroup/scopes: ours api, write_api; theirs none (recorded",
    ],
  ],
  [
    "an operation has no scopes",
    remove("allowProject x-gitlab-scopes"),
    ["stale record: /allowProject/scopes: both documents have none (recorded: ours api;"],
  ],
  [
    "an operation lacks a scheme",
    set("updateJobTokenScope security", [{ bearer: [] }]),
    [
      "unrecorded difference: /updateJobTokenScope/security/header private-token: ours absent; theirs present.",
    ],
  ],
  [
    "an operation has the document's schemes, with a token in the query",
    remove("allowProject security"),
    ["unrecorded difference: /allowProject/security/query private_token: ours present; theirs absent."],
  ],
  [
    "an operation needs no token",
    set("getJobTokenScope security", [{}, { bearer: [] }, { privateToken: [] }]),
    ["unrecorded difference: /getJobTokenScope/security/none: ours present; theirs absent."],
  ],
  [
    "a scheme is missing",
    all(
      remove("components securitySchemes privateTokenInQuery"),
      set("security", [{ bearer: [] }, { privateToken: [] }]),
    ),
    ["stale record: /securitySchemes/query private_token: neither document has it ("],
  ],
  [
    "a token is in another header",
    set("components securitySchemes privateToken name", "X-Token"),
    [
      "unrecorded difference: /securitySchemes/header x-token: ours present; theirs absent.",
      "unrecorded difference: /securitySchemes/header private-token: ours absent; theirs present.",
    ],
  ],
  [
    "an operation is deprecated",
    set("allowGroup deprecated", true),
    ["unrecorded difference: /allowGroup/deprecated: ours true; theirs false."],
  ],
  [
    "a parameter is deprecated",
    set("components parameters Page deprecated", true),
    [`unrecorded difference: /${lists}/parameters/query/page/deprecated: ours true; theirs false.`],
  ],
  [
    "another field is deprecated than the recorded one",
    all(
      remove("components schemas AllowedProject properties tag_list deprecated"),
      set("components schemas AllowedProject properties topics deprecated", true),
    ),
    [
      `unrecorded difference: /listAllowedProjects/${fields}/topics/deprecated: ours true; theirs false.`,
      `stale record: /listAllowedProjects/${fields}/tag_list/deprecated: both documents have false (`,
    ],
  ],
  // Operations, names and the version
  [
    "an operation is missing",
    remove(`paths ${allowlist}/{target_project_id}`),
    [`new endpoint: DELETE ${allowlist}/{target_project_id}: only in GitLab's document.`],
  ],
  [
    "an operation is not GitLab's",
    set(`paths ${allowlist} put`, { operationId: "replaceAllowlist", responses: {} }),
    ["removed endpoint: /replaceAllowlist (PUT "],
  ],
  [
    "a path has another name",
    rename(`paths ${allowlist}/{target_project_id}`, `${allowlist}s/{target_project_id}`),
    [
      "removed endpoint: /disallowProject (DELETE ",
      `new endpoint: DELETE ${allowlist}/{target_project_id}: only in GitLab's document.`,
    ],
  ],
  [
    "an operation has another name",
    set("disallowGroup operationId", "removeGroup"),
    [
      "unknown operation: /disallowGroup: recorded in spec/deviations.yaml, and no operationId in spec/openapi.yaml (which has removeGroup without records).",
    ],
  ],
  [
    "the version of GitLab is not the one that was compared",
    set("info x-gitlab-checked-against", "19.4"),
    [
      "other version: /gitlabVersion: spec/openapi.yaml was compared with GitLab 19.4, and this document is of GitLab 19.",
    ],
  ],
  [
    "a text is GitLab's own",
    set("allowProject summary", "A sentence that the stand-in contains"),
    ['copied text: "A sentence that the stand-in contains" is also in GitLab\'s document, word for word.'],
  ],
  [
    "a schema contains itself",
    set("components schemas Namespace properties parent", ref("schemas/Namespace")),
    [
      `unrecorded difference: /listAllowedProjects/${fields}/namespace/fields/parent: ours present; theirs absent.`,
    ],
  ],
  [
    "a $ref leads to itself",
    set("components schemas Namespace", ref("schemas/Namespace")),
    ["check:upstream: spec/openapi.yaml:"],
  ],
  [
    "a $ref leads nowhere, where GitLab's document has nothing to compare with",
    set("allowGroup responses 429", ref("responses/None")),
    ["check:upstream: spec/openapi.yaml:"],
  ],
  [
    "a $ref leads nowhere",
    set("components schemas AllowedProject properties namespace", ref("schemas/Space")),
    ["check:upstream: spec/openapi.yaml:"],
  ],
];
