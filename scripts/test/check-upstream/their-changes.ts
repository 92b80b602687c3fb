import { add, all, type Edit, find, listOperations, remove, rename, set } from "./edit.ts";
import type { Planted } from "./our-mistakes.ts";

const json = "content application/json schema";
const fields = "responses/200/body/application/json/fields";
const base = "/api/v4/projects/{id}/job_token_scope";
const everyOperation =
  "{getJobTokenScope,updateJobTokenScope,listAllowedProjects,allowProject,disallowProject,listAllowedGroups,allowGroup,disallowGroup}";

/** Renames the first path parameter of every operation. */
const renameId: Edit = (document) => {
  for (const path of Object.keys(find(document, "paths")).filter((name) => name.startsWith(base))) {
    for (const operation of Object.values(find(document, `paths ${path}`))) {
      set("parameters 0 name", "project_id")(Object(operation));
    }
    rename(`paths ${path}`, path.replace("{id}", "{project_id}"))(document);
  }
};

/** Changes of GitLab's document. */
export const theirChanges: readonly Planted[] = [
  // Operations
  [
    "a new operation",
    set(`paths ${base} delete`, { responses: { 204: {} } }),
    [`new endpoint: DELETE ${base}: only in GitLab's document.`],
  ],
  [
    "a new path",
    set(`paths ${base}/policies/{policy_id}`, { get: { responses: {} } }),
    [`new endpoint: GET ${base}/policies/{policy_id}: only in GitLab's document.`],
  ],
  [
    "an operation is removed",
    remove(`paths ${base}/allowlist post`),
    [`removed endpoint: /allowProject (POST ${base}/allowlist): only in our document.`],
  ],
  [
    "a path has another name",
    rename(`paths ${base}/allowlist/{target_project_id}`, `${base}/projects/{target_project_id}`),
    [
      `removed endpoint: /disallowProject (DELETE ${base}/allowlist/{target_project_id}): only in our document.`,
      `new endpoint: DELETE ${base}/projects/{target_project_id}: only in GitLab's document.`,
    ],
  ],
  [
    "the path parameter of every operation has another name",
    renameId,
    [`renamed path parameter: /${everyOperation}/path: id is now project_id.`],
  ],
  [
    "an operation is deprecated",
    set("updateJobTokenScope deprecated", true),
    ["unrecorded difference: /updateJobTokenScope/deprecated: ours false; theirs true."],
  ],
  // Security and version
  [
    "a new security scheme",
    set("components securitySchemes jobToken", { type: "apiKey", in: "header", name: "JOB-TOKEN" }),
    ["unrecorded difference: /securitySchemes/header job-token: ours absent; theirs present."],
  ],
  [
    "a security scheme is removed",
    remove("components securitySchemes oauth2"),
    [
      "stale record: /securitySchemes/oauth2: neither document has it (recorded: ours absent; theirs present).",
    ],
  ],
  [
    "a scope that our operations require is removed",
    remove("components securitySchemes oauth2 flows authorizationCode scopes read_api"),
    ["unrecorded difference: /scopes/read_api: ours present; theirs absent."],
  ],
  [
    "an operation requires the recorded scope",
    set("allowProject security", [{ bearer: ["api"] }, { privateToken: [] }]),
    ["stale record: /allowProject/scopes: both documents have api (recorded: ours api; theirs none)."],
  ],
  [
    "an operation requires another scope",
    set("allowProject security", [{ bearer: ["manage_job_token_scope"] }, { privateToken: [] }]),
    [
      "changed difference: /allowProject/scopes: ours api; theirs manage_job_token_scope (recorded: ours api;",
    ],
  ],
  [
    "an operation is public",
    set("listAllowedGroups security", []),
    [
      "unrecorded difference: /listAllowedGroups/security/{bearer,header private-token}: ours present; theirs absent.",
    ],
  ],
  [
    "a newer version",
    set("info version", "99.9"),
    ["other version: /gitlabVersion: spec/openapi.yaml was compared with GitLab 19."],
  ],
  // Parameters
  [
    "a new parameter",
    add("listAllowedProjects parameters", { name: "search", in: "query", schema: { type: "string" } }),
    ["unrecorded difference: /listAllowedProjects/parameters/query/search: ours absent; theirs present."],
  ],
  [
    "a new required header of a request",
    set("allowGroup parameters 1", {
      name: "If-Match",
      in: "header",
      required: true,
      schema: { type: "string" },
    }),
    ["unrecorded difference: /allowGroup/parameters/header/If-Match: ours absent; theirs present."],
  ],
  [
    "a parameter is removed",
    remove("listAllowedGroups parameters 1"),
    ["unrecorded difference: /listAllowedGroups/parameters/query/page: ours present; theirs absent."],
  ],
  [
    "a parameter has another name",
    set("listAllowedGroups parameters 1 name", "cursor"),
    [
      "unrecorded difference: /listAllowedGroups/parameters/query/page: ours present; theirs absent.",
      "unrecorded difference: /listAllowedGroups/parameters/query/cursor: ours absent; theirs present.",
    ],
  ],
  [
    "a parameter is required",
    set("listAllowedGroups parameters 2 required", true),
    [
      "unrecorded difference: /listAllowedGroups/parameters/query/per_page/required: ours false; theirs true.",
    ],
  ],
  [
    "a parameter is deprecated",
    set("listAllowedGroups parameters 2 deprecated", true),
    [
      "unrecorded difference: /listAllowedGroups/parameters/query/per_page/deprecated: ours false; theirs true.",
    ],
  ],
  [
    "a parameter has another type",
    set("disallowProject parameters 1 schema", { type: "string" }),
    [
      "unrecorded difference: /disallowProject/parameters/path/target_project_id/type: ours integer; theirs string.",
    ],
  ],
  [
    "a path parameter accepts an ID only",
    set("updateJobTokenScope parameters 0 schema", { type: "integer" }),
    [
      "changed difference: /updateJobTokenScope/parameters/path/id/type: ours integer or string; theirs integer (recorded",
    ],
  ],
  [
    "a parameter has another default",
    set("listAllowedProjects parameters 2 schema default", 50),
    ["unrecorded difference: /listAllowedProjects/parameters/query/per_page/default: ours 20; theirs 50."],
  ],
  [
    "a parameter has a bound",
    set("listAllowedProjects parameters 2 schema maximum", 100),
    [
      "unrecorded difference: /listAllowedProjects/parameters/query/per_page/maximum: ours absent; theirs 100.",
    ],
  ],
  [
    "a parameter has an exclusive bound of OpenAPI 3.0",
    all(
      set("listAllowedProjects parameters 1 schema minimum", 0),
      set("listAllowedProjects parameters 1 schema exclusiveMinimum", true),
    ),
    [
      "unrecorded difference: /listAllowedProjects/parameters/query/page/exclusiveMinimum: ours absent; theirs 0.",
    ],
  ],
  [
    "a parameter has another style",
    all(
      set("listAllowedProjects parameters 1 style", "deepObject"),
      set("listAllowedProjects parameters 1 explode", true),
    ),
    [
      "unrecorded difference: /listAllowedProjects/parameters/query/page/style: ours form; theirs deepObject.",
    ],
  ],
  // Request bodies
  [
    "a request body is optional",
    remove("updateJobTokenScope requestBody required"),
    ["unrecorded difference: /updateJobTokenScope/body/required: ours true; theirs false."],
  ],
  [
    "a request body is removed",
    remove("updateJobTokenScope requestBody"),
    ["unrecorded difference: /updateJobTokenScope/body: ours present; theirs absent."],
  ],
  [
    "an operation without a request body gets one",
    set("disallowGroup requestBody", { content: { "application/json": { schema: { type: "object" } } } }),
    ["unrecorded difference: /disallowGroup/body: ours absent; theirs present."],
  ],
  [
    "a request body has a second media type",
    set("allowGroup requestBody content multipart/form-data", { schema: { type: "object" } }),
    ["unrecorded difference: /allowGroup/body/multipart/form-data: ours absent; theirs present."],
  ],
  [
    "a new field of a request",
    set(`allowProject requestBody ${json} properties permissions`, {
      type: "array",
      items: { type: "string" },
    }),
    [
      "unrecorded difference: /allowProject/body/application/json/fields/permissions: ours absent; theirs present.",
    ],
  ],
  [
    "a field of a request is optional",
    set(`allowProject requestBody ${json} required`, []),
    [
      "unrecorded difference: /allowProject/body/application/json/fields/target_project_id/required: ours true; theirs false.",
    ],
  ],
  [
    "a field of a request has another name",
    all(
      rename(`allowGroup requestBody ${json} properties target_group_id`, "group_id"),
      set(`allowGroup requestBody ${json} required`, ["group_id"]),
    ),
    [
      "unrecorded difference: /allowGroup/body/application/json/fields/target_group_id: ours present; theirs absent.",
      "unrecorded difference: /allowGroup/body/application/json/fields/group_id: ours absent; theirs present.",
    ],
  ],
  [
    "a field of a request is not nullable any more",
    remove(`allowGroup requestBody ${json} properties target_group_id nullable`),
    [
      "stale record: /allowGroup/body/application/json/fields/target_group_id/nullable: both documents have false (",
    ],
  ],
  [
    "a field of a request has an enum",
    set(`updateJobTokenScope requestBody ${json} properties enabled enum`, [true]),
    [
      "unrecorded difference: /updateJobTokenScope/body/application/json/fields/enabled/enum: ours absent; theirs true.",
    ],
  ],
  [
    "a field of a request is writeOnly",
    set(`updateJobTokenScope requestBody ${json} properties enabled writeOnly`, true),
    [
      "unrecorded difference: /updateJobTokenScope/body/application/json/fields/enabled/writeOnly: ours false; theirs true.",
    ],
  ],
  // Responses
  [
    "a new status",
    set("disallowProject responses 423", { description: "Locked." }),
    ["unrecorded difference: /disallowProject/responses/423: ours absent; theirs present."],
  ],
  [
    "a status is removed",
    remove("disallowProject responses 404"),
    ["unrecorded difference: /disallowProject/responses/404: ours present; theirs absent."],
  ],
  [
    "a recorded status appears",
    set("disallowProject responses 429", { description: "Too many." }),
    [
      "unrecorded difference: /disallowProject/responses/429/headers/{retry-after,",
      "unrecorded difference: /disallowProject/responses/429/body: ours present; theirs absent.",
      "stale record: /disallowProject/responses/429: both documents have present (",
    ],
  ],
  [
    "a recorded status disappears",
    remove("allowGroup responses 422"),
    ["stale record: /allowGroup/responses/422: neither document has it ("],
  ],
  [
    "a recorded list is an array",
    (document) => {
      const media = find(document, "listAllowedGroups responses 200 content application/json");
      media["schema"] = { type: "array", items: media["schema"] };
    },
    [
      "stale record: /listAllowedGroups/responses/200/body/application/json/type: both documents have array of object (",
    ],
  ],
  [
    "a success gets a body",
    set("updateJobTokenScope responses 204 content", { "application/json": { schema: { type: "object" } } }),
    ["unrecorded difference: /updateJobTokenScope/responses/204/body: ours absent; theirs present."],
  ],
  [
    "a failure gets the body that is recorded",
    set("getJobTokenScope responses 401 content", {
      "application/json": { schema: { type: "object", properties: { message: { type: "string" } } } },
    }),
    [
      "unrecorded difference: /getJobTokenScope/responses/401/body/application/json/fields/message/type: ours object or string;",
      "unrecorded difference: /getJobTokenScope/responses/401/body/application/json/fields/message/otherFields: ours present;",
      "unrecorded difference: /getJobTokenScope/responses/401/body/application/json/fields/{error,error_description,scope}: ours present;",
      "stale record: /getJobTokenScope/responses/401/body: both documents have present (",
    ],
  ],
  [
    "a new header",
    set("allowProject responses 201 headers", { Location: { schema: { type: "string" } } }),
    ["unrecorded difference: /allowProject/responses/201/headers/location: ours absent; theirs present."],
  ],
  [
    "a recorded header appears, with another type",
    set("listAllowedGroups responses 200 headers", { "X-TOTAL": { schema: { type: "string" } } }),
    [
      "unrecorded difference: /listAllowedGroups/responses/200/headers/x-total/type: ours integer; theirs string.",
      "stale record: /listAllowedGroups/responses/200/headers/x-total: both documents have present (",
    ],
  ],
  [
    "a new field",
    set(`listAllowedGroups responses 200 ${json} properties full_path`, { type: "string" }),
    [`unrecorded difference: /listAllowedGroups/${fields}/full_path: ours absent; theirs present.`],
  ],
  [
    "a field is removed",
    remove(`listAllowedProjects responses 200 ${json} properties namespace properties full_path`),
    [
      `unrecorded difference: /listAllowedProjects/${fields}/namespace/fields/full_path: ours present; theirs absent.`,
    ],
  ],
  [
    "a field that we leave out is removed",
    remove(`listAllowedProjects responses 200 ${json} properties license`),
    [`stale record: /listAllowedProjects/${fields}/license: neither document has it (`],
  ],
  [
    "a field has another type",
    set(`allowProject responses 201 ${json} properties target_project_id type`, "string"),
    [
      "unrecorded difference: /allowProject/responses/201/body/application/json/fields/target_project_id/type: ours integer; theirs string.",
    ],
  ],
  [
    "a field has fields",
    set(`listAllowedGroups responses 200 ${json} properties name`, {
      properties: { full: { type: "string" } },
    }),
    [
      `unrecorded difference: /listAllowedGroups/${fields}/name/type: ours string; theirs any.`,
      `unrecorded difference: /listAllowedGroups/${fields}/name/fields/full: ours absent; theirs present.`,
    ],
  ],
  [
    "a field has no format",
    remove(`allowProject responses 201 ${json} properties target_project_id format`),
    [
      "unrecorded difference: /allowProject/responses/201/body/application/json/fields/target_project_id/format: ours int64; theirs absent.",
    ],
  ],
  [
    "a field is nullable, beside a oneOf",
    set(`listAllowedGroups responses 200 ${json} properties name`, {
      oneOf: [{ type: "string" }],
      nullable: true,
    }),
    [`unrecorded difference: /listAllowedGroups/${fields}/name/nullable: ours false; theirs true.`],
  ],
  [
    "a recorded field is nullable",
    set(`listAllowedProjects responses 200 ${json} properties readme_url nullable`, true),
    [`stale record: /listAllowedProjects/${fields}/readme_url/nullable: both documents have true (`],
  ],
  [
    "a recorded field is required",
    set(`listAllowedProjects responses 200 ${json} required`, ["id"]),
    [`stale record: /listAllowedProjects/${fields}/id/required: both documents have true (`],
  ],
  [
    "another field is required",
    set(`listAllowedProjects responses 200 ${json} required`, ["visibility"]),
    [`unrecorded difference: /listAllowedProjects/${fields}/visibility/required: ours false; theirs true.`],
  ],
  [
    "a field is deprecated",
    set(`listAllowedProjects responses 200 ${json} properties star_count deprecated`, true),
    [`unrecorded difference: /listAllowedProjects/${fields}/star_count/deprecated: ours false; theirs true.`],
  ],
  [
    "an enum has another value",
    set(`listAllowedProjects responses 200 ${json} properties visibility enum`, [
      "private",
      "internal",
      "public",
      "secret",
    ]),
    [
      `changed difference: /listAllowedProjects/${fields}/visibility/enum: ours internal, private, public; theirs internal, private, public, secret (recorded`,
    ],
  ],
  [
    "a field has a maxLength in a branch",
    set(`listAllowedGroups responses 200 ${json} properties name`, {
      allOf: [{ type: "string" }, { maxLength: 255 }],
    }),
    [`unrecorded difference: /listAllowedGroups/${fields}/name/maxLength: ours absent; theirs 255.`],
  ],
  [
    "a field of a branch is another",
    set(`listAllowedGroups responses 200 ${json}`, {
      allOf: [
        { properties: { id: { type: "integer", format: "int64" }, web_url: { type: "string" } } },
        { type: "object", properties: { name: { type: "string" }, web_url: { format: "uri" } } },
      ],
    }),
    [`unrecorded difference: /listAllowedGroups/${fields}/web_url/format: ours absent; theirs uri.`],
  ],
];

/** Changes of GitLab's document that mean the same, or that do not concern the operations. */
export const neutralChanges: readonly Planted[] = [
  ["another operationId", set("allowProject operationId", "postApiV4ProjectsIdJobTokenScopeAllowlist"), []],
  [
    "other texts and tags",
    all(set("allowProject summary", "Other words than ours"), set("allowProject tags", ["any"])),
    [],
  ],
  ["other examples", set(`allowProject requestBody ${json} example`, { nullable: true }), []],
  ["an extension", set("allowProject x-internal", true), []],
  ["another server", set("servers", [{ url: "https://gitlab.example.com" }]), []],
  [
    "another order of parameters",
    (document) => void Object(find(document, "listAllowedProjects parameters")).reverse(),
    [],
  ],
  [
    "another name of a security scheme",
    all(rename("components securitySchemes bearer", "http"), (document) => {
      for (const operation of listOperations(document).filter(({ security }) => security)) {
        operation["security"] = [{ http: [] }, { privateToken: [] }];
      }
    }),
    [],
  ],
  [
    "a new scope",
    set("components securitySchemes oauth2 flows authorizationCode scopes mcp", "Another one."),
    [],
  ],
  [
    "another case of a media type",
    rename("allowGroup requestBody content application/json", "Application/JSON"),
    [],
  ],
  [
    "defaults that are stated",
    all(set("allowGroup deprecated", false), set("allowGroup parameters 0 style", "simple")),
    [],
  ],
  [
    "a schema by reference, and nullable by a branch",
    all(
      set("components schemas RequestBody_1", {
        type: "object",
        required: ["target_group_id"],
        properties: { target_group_id: { allOf: [{ type: "integer" }], nullable: true } },
      }),
      set(`allowGroup requestBody ${json}`, { $ref: "#/components/schemas/RequestBody_1" }),
    ),
    [],
  ],
  [
    "a body, a parameter and a path by reference",
    all(set("components requestBodies", { Group: {} }), (document) => {
      find(document, "components requestBodies")["Group"] = find(document, "allowGroup")["requestBody"];
      set("components parameters", { Id: find(document, "allowGroup parameters 0") })(document);
      set("allowGroup requestBody", { $ref: "#/components/requestBodies/Group" })(document);
      set("allowGroup parameters 0", { $ref: "#/components/parameters/Id" })(document);
      set("components pathItems", { Scope: find(document, `paths ${base}`) })(document);
      set(`paths ${base}`, { $ref: "#/components/pathItems/Scope" })(document);
    }),
    [],
  ],
  ["an operation of another resource", set("paths /api/v4/version", { get: { responses: {} } }), []],
];
