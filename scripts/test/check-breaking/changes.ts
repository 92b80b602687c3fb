import { add, all, copy, type Edit, remove, rename, replaceText, reverse, set } from "./edit.ts";

/** A change of the document, and what the check has to report about it. */
export interface PlantedChange {
  readonly title: string;
  /** What the document has before the change, if it lacks what is to be changed. */
  readonly base?: Edit;
  readonly change: Edit;
  /** What shows the change: the documents, or (by default) the types that are generated from them. */
  readonly foundIn?: "documents";
  /** The whole report, without the words about the changeset. */
  readonly reported: readonly string[];
}

const scope = "/api/v4/projects/{id}/job_token_scope";
const schemas = "components > schemas";
const patch = `paths > ${scope} > patch`;
const list = `paths > ${scope}/allowlist > get`;
const group = "paths > /api/v4/groups/{id} > get";
const values = `${group} > parameters > level > schema > enum`;
const json = "content > application/json";
const kind = `${schemas} > Namespace > properties > kind`;
const project = `${schemas} > AllowedProject`;
const update = `${schemas} > JobTokenScopeUpdate`;
const reading = (...scopes: string[]): Edit =>
  set(`${group} > security`, [{ bearer: scopes }, { privateToken: scopes }]);
const perPage = "components > parameters > PerPage";
const limited = set(`${perPage} > schema`, { type: "integer", minimum: 1, maximum: 100, default: 20 });
const message = { $ref: "#/components/schemas/Message" };
const teapot = { description: "A teapot.", content: { "application/json": { schema: message } } };
const level = add(`${group} > parameters`, {
  name: "level",
  in: "query",
  schema: { type: "string", enum: ["low", "high"] },
});
const settings = set(`${update} > properties > level`, { type: "string", enum: ["low", "high"] });
const sort = { name: "sort", in: "query", schema: { type: "string" } };
const withText = set(`${group} > responses > 200 > content > text/plain`, { schema: { type: "string" } });

const small = { type: "object", required: ["id"], properties: { id: { type: "integer" } } };
const large = {
  type: "object",
  required: ["id", "name"],
  properties: { id: { type: "integer" }, name: { type: "string" } },
};

export const plantedChanges: readonly PlantedChange[] = [
  // Paths and operations.
  {
    title: "a removed path",
    change: remove("paths > /api/v4/groups/{id}"),
    reported: ["breaking /api/v4/groups/{id}: the path was removed (breaks compilation: restore it)"],
  },
  {
    title: "a renamed path parameter",
    change: rename("paths > /api/v4/groups/{id}", "/api/v4/groups/{group_id}"),
    reported: [
      "breaking /api/v4/groups/{id}: the path was removed (breaks compilation: restore it)",
      "addition /api/v4/groups/{group_id}: a new path",
    ],
  },
  {
    title: "a removed operation",
    change: remove(patch),
    reported: [
      "breaking PATCH /api/v4/projects/{id}/job_token_scope: the operation was removed (breaks compilation: restore it)",
    ],
  },
  {
    title: "a changed operationId",
    change: set(`${group} > operationId`, "readGroup"),
    reported: [
      "breaking GET /api/v4/groups/{id}: the operationId changed from getGroup to readGroup (breaks compilation: restore getGroup)",
    ],
  },
  {
    title: "a new operation",
    change: set(`paths > ${scope} > put`, {
      operationId: "new",
      responses: { 204: { description: "Done." } },
    }),
    reported: ["addition PUT /api/v4/projects/{id}/job_token_scope: a new operation"],
  },
  {
    title: "a new path",
    change: set("paths > /new", {
      get: { operationId: "new", responses: { 204: { description: "Done." } } },
    }),
    reported: ["addition /new: a new path"],
  },
  // Requests.
  {
    title: "a new required parameter",
    change: add(`${list} > parameters`, { ...sort, required: true }),
    reported: [
      "breaking GET /api/v4/projects/{id}/job_token_scope/allowlist query parameter sort: was added and is required (breaks compilation: make it optional)",
    ],
  },
  {
    title: "a new optional parameter",
    change: add(`${list} > parameters`, sort),
    reported: [
      "addition GET /api/v4/projects/{id}/job_token_scope/allowlist query parameter sort: was added",
    ],
  },
  {
    title: "a removed parameter",
    change: remove(`${list} > parameters > Page`),
    reported: [
      "breaking GET /api/v4/projects/{id}/job_token_scope/allowlist query parameter page: was removed (breaks compilation: restore it)",
    ],
  },
  {
    title: "an optional parameter that is now required",
    change: set(`${perPage} > required`, true),
    reported: ["breaking parameters/PerPage: is now required (breaks compilation: make it optional)"],
  },
  {
    title: "a parameter with fewer types",
    change: set("components > parameters > ProjectIdOrPath > schema > type", "integer"),
    reported: [
      "breaking parameters/ProjectIdOrPath: can no longer be string (breaks compilation: restore string)",
    ],
  },
  {
    title: "a parameter with more types",
    change: set(`${perPage} > schema > type`, ["integer", "string"]),
    reported: ["addition parameters/PerPage: can now be string"],
  },
  {
    title: "a parameter with fewer values",
    base: level,
    change: set(values, ["low"]),
    reported: [
      'breaking GET /api/v4/groups/{id} query parameter level: can no longer be "high" (breaks compilation: restore "high")',
    ],
  },
  {
    title: "a parameter with more values",
    base: level,
    change: set(values, ["low", "high", "top"]),
    reported: ['addition GET /api/v4/groups/{id} query parameter level: can now be "top"'],
  },
  {
    title: "a new required field of a request",
    change: all(
      set(`${update} > properties > reason`, { type: "string" }),
      set(`${update} > required`, ["enabled", "reason"]),
    ),
    reported: [
      "breaking schemas/JobTokenScopeUpdate.reason: was added and is required (breaks compilation: make it optional)",
    ],
  },
  {
    title: "a new optional field of a request",
    change: set(`${update} > properties > reason`, { type: "string" }),
    reported: ["addition schemas/JobTokenScopeUpdate.reason: was added"],
  },
  {
    title: "a removed field of a request",
    base: settings,
    change: remove(`${update} > properties > level`),
    reported: ["breaking schemas/JobTokenScopeUpdate.level: was removed (breaks compilation: restore it)"],
  },
  {
    title: "a field of a request that is now optional",
    change: set(`${update} > required`, []),
    reported: ["addition schemas/JobTokenScopeUpdate.enabled: is now optional"],
  },
  {
    title: "a field of a request with fewer values",
    base: settings,
    change: set(`${update} > properties > level > enum`, ["low"]),
    reported: [
      'breaking schemas/JobTokenScopeUpdate.level: can no longer be "high" (breaks compilation: restore "high")',
    ],
  },
  {
    title: "a field of a request that may now be null",
    change: set(`${update} > properties > enabled > type`, ["boolean", "null"]),
    reported: ["addition schemas/JobTokenScopeUpdate.enabled: can now be null"],
  },
  {
    title: "a default of a field, which makes it required in the types",
    foundIn: "documents",
    base: settings,
    change: set(`${update} > properties > level > default`, "low"),
    reported: [
      "breaking schemas/JobTokenScopeUpdate.level: is now required (breaks compilation: make it optional)",
      "docs schemas/JobTokenScopeUpdate.level: `default` low was added",
    ],
  },
  {
    title: "a new media type of a request",
    change: set(`${patch} > requestBody > content > application/merge-patch+json`, {
      schema: { $ref: "#/components/schemas/JobTokenScopeUpdate" },
    }),
    reported: [
      "addition PATCH /api/v4/projects/{id}/job_token_scope body: the media type application/merge-patch+json was added",
    ],
  },
  {
    title: "a removed request body",
    change: remove(`${patch} > requestBody`),
    reported: [
      "breaking PATCH /api/v4/projects/{id}/job_token_scope: the request body was removed (breaks compilation: restore it)",
    ],
  },
  {
    title: "a request body that is now optional",
    change: set(`${patch} > requestBody > required`, false),
    reported: ["addition PATCH /api/v4/projects/{id}/job_token_scope body: is now optional"],
  },
  {
    title: "a removed media type of a request",
    base: set(`${patch} > requestBody > content > application/merge-patch+json`, {
      schema: { type: "string" },
    }),
    change: remove(`${patch} > requestBody > content > application/merge-patch+json`),
    reported: [
      "breaking PATCH /api/v4/projects/{id}/job_token_scope body: the media type application/merge-patch+json was removed (breaks compilation: restore it)",
    ],
  },
  {
    title: "a field of a request that may no longer be null",
    base: set(`${update} > properties > enabled > type`, ["boolean", "null"]),
    change: set(`${update} > properties > enabled > type`, "boolean"),
    reported: [
      "breaking schemas/JobTokenScopeUpdate.enabled: can no longer be null (breaks compilation: restore null)",
    ],
  },
  // Responses.
  {
    title: "a new success status with a body",
    change: set(`${patch} > responses > 200`, teapot),
    reported: [
      "breaking PATCH /api/v4/projects/{id}/job_token_scope 200: the status was added (breaks compilation: remove it)",
    ],
  },
  {
    title: "a new success status without a body",
    change: set(`${list} > responses > 204`, { description: "Empty." }),
    reported: [
      "breaking GET /api/v4/projects/{id}/job_token_scope/allowlist 204: the status was added (breaks compilation: remove it)",
    ],
  },
  {
    title: "a new failure status with a body",
    change: set(`${patch} > responses > 418`, teapot),
    reported: [
      "breaking PATCH /api/v4/projects/{id}/job_token_scope 418: the status was added (breaks compilation: remove it)",
    ],
  },
  {
    title: "a removed status",
    change: remove(`${patch} > responses > 405`),
    reported: [
      "breaking PATCH /api/v4/projects/{id}/job_token_scope 405: the status was removed (breaks compilation: restore it)",
    ],
  },
  {
    title: "a new media type of a success",
    change: withText,
    reported: [
      "breaking GET /api/v4/groups/{id} 200: the media type text/plain was added (breaks compilation: remove it)",
    ],
  },
  {
    title: "a removed media type of a success",
    base: withText,
    change: remove(`${group} > responses > 200 > content > text/plain`),
    reported: [
      "breaking GET /api/v4/groups/{id} 200: the media type text/plain was removed (breaks compilation: restore it)",
    ],
  },
  {
    title: "a new media type of a failure",
    base: set("components > responses > TooManyRequests > content", {
      "text/plain": { schema: { type: "string" } },
    }),
    change: set(`components > responses > TooManyRequests > ${json}`, { schema: message }),
    reported: [
      "breaking responses/TooManyRequests: the media type application/json was added (breaks compilation: remove it)",
    ],
  },
  {
    title: "a body of a response that had none",
    change: set(`${patch} > responses > 204 > content`, teapot.content),
    reported: [
      "breaking PATCH /api/v4/projects/{id}/job_token_scope 204: the media type application/json was added (breaks compilation: remove it)",
    ],
  },
  {
    title: "a new alternative of a failure's body",
    base: set("components > responses > ForbiddenToLookUp > content > application/json > schema", {
      $ref: "#/components/schemas/OAuthError",
    }),
    change: set("components > responses > ForbiddenToLookUp > content > application/json > schema", {
      anyOf: [{ $ref: "#/components/schemas/OAuthError" }, message],
    }),
    reported: [
      "breaking responses/ForbiddenToLookUp body: can now be schemas/Message (breaks compilation: remove schemas/Message)",
    ],
  },
  {
    title: "an alternative less of a failure's body",
    change: remove(`${schemas} > BadRequest > anyOf > ParameterError`),
    reported: [
      "breaking schemas/BadRequest: can no longer be schemas/ParameterError (breaks compilation: restore schemas/ParameterError)",
    ],
  },
  {
    title: "a removed field of a response",
    change: remove(`${project} > properties > readme_url`),
    reported: ["breaking schemas/AllowedProject.readme_url: was removed (breaks compilation: restore it)"],
  },
  {
    title: "a renamed field of a response",
    change: rename(`${project} > properties > readme_url`, "readme"),
    reported: [
      "breaking schemas/AllowedProject.readme_url: was removed (breaks compilation: restore it)",
      "addition schemas/AllowedProject.readme: was added",
    ],
  },
  {
    title: "a new field of a response",
    change: set(`${project} > properties > stars`, { type: "integer" }),
    reported: ["addition schemas/AllowedProject.stars: was added"],
  },
  {
    title: "a new required field of a response",
    change: all(
      set(`${project} > properties > stars`, { type: "integer" }),
      add(`${project} > required`, "stars"),
    ),
    reported: ["addition schemas/AllowedProject.stars: was added"],
  },
  {
    title: "a field of a response that is now optional",
    change: remove(`${project} > required > id`),
    reported: ["breaking schemas/AllowedProject.id: is now optional (breaks compilation: make it required)"],
  },
  {
    title: "a field of a response that is now required",
    change: add(`${project} > required`, "visibility"),
    reported: ["addition schemas/AllowedProject.visibility: is now required"],
  },
  {
    title: "a field of a response that may now be null",
    change: set(`${project} > properties > web_url > type`, ["string", "null"]),
    reported: ["breaking schemas/AllowedProject.web_url: can now be null (breaks compilation: remove null)"],
  },
  {
    title: "a field of a response that is no longer null",
    change: set(`${project} > properties > avatar_url > type`, "string"),
    reported: ["addition schemas/AllowedProject.avatar_url: can no longer be null"],
  },
  {
    title: "a field of a response with another type",
    change: set(`${project} > properties > star_count > type`, "string"),
    reported: [
      "breaking schemas/AllowedProject.star_count: can now be string (breaks compilation: remove string)",
      "breaking schemas/AllowedProject.star_count: can no longer be number (breaks compilation: restore number)",
    ],
  },
  {
    title: "a field of a response that is now an array",
    change: set(`${project} > properties > name`, { type: "array", items: { type: "string" } }),
    reported: [
      "breaking schemas/AllowedProject.name: can now be string[] (breaks compilation: remove string[])",
      "breaking schemas/AllowedProject.name: can no longer be string (breaks compilation: restore string)",
    ],
  },
  {
    title: "another type of an array's items",
    change: set(`${project} > properties > topics > items > type`, "integer"),
    reported: [
      "breaking schemas/AllowedProject.topics[]: can now be number (breaks compilation: remove number)",
      "breaking schemas/AllowedProject.topics[]: can no longer be string (breaks compilation: restore string)",
    ],
  },
  {
    title: "a new enum value in a response",
    change: set(`${kind} > enum`, ["group", "user", "team"]),
    reported: ['breaking schemas/Namespace.kind: can now be "team" (breaks compilation: remove "team")'],
  },
  {
    title: "an enum value less in a response",
    change: set(`${kind} > enum`, ["group"]),
    reported: [
      'breaking schemas/Namespace.kind: can no longer be "user" (breaks compilation: restore "user")',
    ],
  },
  {
    title: "an enum of a response that became any text",
    change: remove(`${kind} > enum`),
    reported: ["breaking schemas/Namespace.kind: can now be string (breaks compilation: remove string)"],
  },
  {
    title: "a text of a response that became an enum",
    change: set(`${project} > properties > path > enum`, ["app", "tool"]),
    reported: ['addition schemas/AllowedProject.path: is now limited to "app", "tool"'],
  },
  {
    title: "a field that two alternatives were told apart by",
    base: set(`${group} > responses > 200 > ${json} > schema`, {
      anyOf: [{ $ref: "#/components/schemas/Group" }, { $ref: "#/components/schemas/Project" }],
    }),
    change: set(`${schemas} > Project > properties > full_path`, { type: "string" }),
    reported: [
      "breaking GET /api/v4/groups/{id} 200 body: the field full_path no longer distinguishes the alternatives (breaks compilation: remove full_path from schemas/Project)",
      "addition schemas/Project.full_path: was added",
    ],
  },
  {
    title: "an alternative with fields of its own",
    base: set(`${group} > responses > 200 > ${json} > schema`, small),
    change: set(`${group} > responses > 200 > ${json} > schema`, { anyOf: [small, large] }),
    reported: ["addition GET /api/v4/groups/{id} 200 body: can now be { id: number; name: string; }"],
  },
  {
    title: "an alternative less with fields of its own",
    base: set(`${group} > responses > 200 > ${json} > schema`, { anyOf: [small, large] }),
    change: set(`${group} > responses > 200 > ${json} > schema`, small),
    reported: [
      "breaking GET /api/v4/groups/{id} 200 body: can no longer be { id: number; name: string; } (breaks compilation: restore { id: number; name: string; })",
    ],
  },
  {
    title: "another type of the fields of any name",
    base: set(`${project} > properties > labels`, {
      type: "object",
      additionalProperties: { type: "string" },
    }),
    change: set(`${project} > properties > labels > additionalProperties > type`, "integer"),
    reported: [
      "breaking schemas/AllowedProject.labels.*: can now be number (breaks compilation: remove number)",
      "breaking schemas/AllowedProject.labels.*: can no longer be string (breaks compilation: restore string)",
    ],
  },
  {
    title: "an enum that became a const",
    change: set(`${kind} > const`, "group"),
    reported: [
      'breaking schemas/Namespace.kind: can no longer be "user" (breaks compilation: restore "user")',
    ],
  },
  {
    title: "a schema that refers to itself, and loses a field",
    base: set(`${schemas} > Namespace > properties > parent`, { $ref: "#/components/schemas/Namespace" }),
    change: remove(`${schemas} > Namespace > properties > full_path`),
    reported: ["breaking schemas/Namespace.full_path: was removed (breaks compilation: restore it)"],
  },
  {
    title: "a new header of a response",
    change: set(`${list} > responses > 200 > headers > X-New`, { schema: { type: "string" } }),
    reported: ["addition GET /api/v4/projects/{id}/job_token_scope/allowlist 200 header X-New: was added"],
  },
  {
    title: "a removed header of a response",
    change: remove(`${list} > responses > 200 > headers > X-Page`),
    reported: [
      "breaking GET /api/v4/projects/{id}/job_token_scope/allowlist 200 header X-Page: was removed (breaks compilation: restore it)",
    ],
  },
  // Components, which are exported types.
  {
    title: "a renamed component",
    change: all(
      replaceText('schemas/OAuthError"', 'schemas/TokenError"'),
      rename(`${schemas} > OAuthError`, "TokenError"),
    ),
    reported: [
      "breaking schemas/OAuthError: the component was removed (breaks compilation: restore it)",
      "addition schemas/TokenError: a new component",
    ],
  },
  {
    title: "a new component",
    change: set(`${schemas} > New`, { type: "string" }),
    reported: ["addition schemas/New: a new component"],
  },
  {
    title: "a response that states that other fields are allowed",
    change: set(`${project} > additionalProperties`, true),
    reported: ["addition schemas/AllowedProject: other fields are now typed"],
  },
  // Only at run time.
  {
    title: "a smaller maximum of a request",
    foundIn: "documents",
    base: limited,
    change: set(`${perPage} > schema > maximum`, 50),
    reported: [
      "breaking parameters/PerPage: `maximum` changed from 100 to 50 (breaks requests that were valid: restore 100)",
    ],
  },
  {
    title: "a larger maximum of a request",
    foundIn: "documents",
    base: limited,
    change: set(`${perPage} > schema > maximum`, 200),
    reported: ["addition parameters/PerPage: `maximum` changed from 100 to 200"],
  },
  {
    title: "a pattern of a request",
    foundIn: "documents",
    base: set(`${update} > properties > reason`, { type: "string" }),
    change: set(`${update} > properties > reason > pattern`, "^x"),
    reported: [
      "breaking schemas/JobTokenScopeUpdate.reason: `pattern` ^x was added (breaks requests that were valid: remove it)",
    ],
  },
  {
    title: "a request that allows other fields",
    foundIn: "documents",
    change: remove(`${update} > additionalProperties`),
    reported: ["addition schemas/JobTokenScopeUpdate: other fields are now allowed"],
  },
  {
    title: "a request that forbids other fields",
    foundIn: "documents",
    base: remove(`${update} > additionalProperties`),
    change: set(`${update} > additionalProperties`, false),
    reported: [
      "breaking schemas/JobTokenScopeUpdate: other fields are no longer allowed (breaks requests that were valid: allow them)",
    ],
  },
  {
    title: "a number that has to be an integer",
    foundIn: "documents",
    base: all(limited, set(`${perPage} > schema > type`, "number")),
    change: set(`${perPage} > schema > type`, "integer"),
    reported: [
      "breaking parameters/PerPage: changed from number to integer (breaks requests that were valid: restore number)",
    ],
  },
  {
    title: "a reference that matches two alternatives",
    foundIn: "documents",
    change: set("components > parameters > ProjectIdOrPath > schema", {
      oneOf: [{ type: "integer" }, { type: "string" }],
    }),
    reported: [
      "breaking parameters/ProjectIdOrPath: may match only one of its alternatives (breaks requests that were valid: use `anyOf`)",
    ],
  },
  {
    title: "a changed default of a parameter",
    foundIn: "documents",
    base: limited,
    change: set(`${perPage} > schema > default`, 50),
    reported: [
      "breaking parameters/PerPage: `default` changed from 20 to 50 (breaks requests that rely on it: restore 20)",
    ],
  },
  {
    title: "a removed format",
    foundIn: "documents",
    change: remove(`${schemas} > Project > properties > id > format`),
    reported: [
      "breaking schemas/Project.id: `format` int64 was removed (breaks types of other generators: restore int64)",
    ],
  },
  {
    title: "another style of a parameter",
    foundIn: "documents",
    change: set(`${perPage} > style`, "pipeDelimited"),
    reported: [
      "breaking parameters/PerPage: `style` changed from form to pipeDelimited (breaks requests of other generators: restore form)",
    ],
  },
  {
    title: "a stricter scope",
    foundIn: "documents",
    base: reading("read_api"),
    change: set(`${group} > security > 0 > bearer`, ["api"]),
    reported: [
      "breaking GET /api/v4/groups/{id}: no longer accepts bearer with `read_api` (breaks requests that were valid: accept it)",
    ],
  },
  {
    title: "a credential less",
    foundIn: "documents",
    base: reading("read_api"),
    change: remove(`${group} > security > 1`),
    reported: [
      "breaking GET /api/v4/groups/{id}: no longer accepts privateToken with `read_api` (breaks requests that were valid: accept it)",
    ],
  },
  {
    title: "another header for the token",
    foundIn: "documents",
    change: set("components > securitySchemes > privateToken > name", "JOB-TOKEN"),
    reported: [
      "breaking securitySchemes/privateToken: `name` changed from PRIVATE-TOKEN to JOB-TOKEN (breaks requests of other generators: restore PRIVATE-TOKEN)",
    ],
  },
  {
    title: "another server",
    foundIn: "documents",
    change: set("servers > 0 > url", "https://gitlab.example.com"),
    reported: [
      "breaking the document: the server https://gitlab.com was removed (breaks the default URL of other generators: restore it)",
      "addition the document: the server https://gitlab.example.com was added",
    ],
  },
  {
    title: "a removed example of a response",
    foundIn: "documents",
    change: remove(`${patch} > responses > 400 > ${json} > examples > empty`),
    reported: [
      "breaking PATCH /api/v4/projects/{id}/job_token_scope 400 body: the example empty disappeared (breaks `Prefer: example=…` of the fixture: restore it)",
    ],
  },
  {
    title: "another tag of an operation, which other generators name a class after",
    foundIn: "documents",
    change: set(`${group} > tags`, ["Job token scope"]),
    reported: [
      'breaking GET /api/v4/groups/{id}: `tags` changed from ["Lookup"] to ["Job token scope"] (breaks names that other generators made: restore ["Lookup"])',
    ],
  },
  {
    title: "another server of an operation",
    foundIn: "documents",
    change: set(`${group} > servers`, [{ url: "https://gitlab.example.com" }]),
    reported: [
      'breaking GET /api/v4/groups/{id}: `servers` [{"url":"https://gitlab.example.com"}] was added (breaks requests of other generators: remove it)',
    ],
  },
  {
    title: "a field that another schema of an allOf requires",
    foundIn: "documents",
    base: all(
      settings,
      set(`${patch} > requestBody > ${json} > schema`, {
        allOf: [{ $ref: "#/components/schemas/JobTokenScopeUpdate" }],
      }),
    ),
    change: add(`${patch} > requestBody > ${json} > schema > allOf`, { required: ["level"] }),
    reported: [
      "breaking PATCH /api/v4/projects/{id}/job_token_scope body.level: is now required (breaks requests that were valid: make it optional)",
    ],
  },
  {
    title: "a parameter that is sent as JSON",
    change: all(
      copy(`${perPage} > schema`, `${perPage} > content`),
      remove(`${perPage} > schema`),
      set(`${perPage} > content`, { "application/json": { schema: { type: "integer" } } }),
    ),
    reported: [
      "breaking parameters/PerPage: can no longer be number (breaks compilation: restore number)",
      "addition parameters/PerPage: can now be string",
    ],
  },
  {
    title: "an unknown keyword",
    foundIn: "documents",
    change: set(`${kind} > not`, { const: "user" }),
    reported: [
      "breaking schemas/Namespace.kind: the unknown keyword `not` changed (breaks an unknown use: restore it)",
    ],
  },
  {
    title: "a reference that may match both of two alternatives",
    foundIn: "documents",
    base: set("components > parameters > ProjectIdOrPath > schema", {
      oneOf: [{ type: "integer" }, { type: "string" }],
    }),
    change: set("components > parameters > ProjectIdOrPath > schema", {
      anyOf: [{ type: "integer" }, { type: "string" }],
    }),
    reported: ["addition parameters/ProjectIdOrPath: may match several of its alternatives"],
  },
  {
    title: "an integer of a response that may be any number",
    foundIn: "documents",
    change: set(`${schemas} > Project > properties > id > type`, "number"),
    reported: [
      "breaking schemas/Project.id: changed from integer to number (breaks types of other generators: restore integer)",
    ],
  },
  {
    title: "a list of a request that may not repeat its items",
    foundIn: "documents",
    base: set(`${update} > properties > names`, { type: "array", items: { type: "string" } }),
    change: all(
      set(`${update} > properties > names > uniqueItems`, true),
      set(`${update} > properties > names > minItems`, 1),
      set(`${update} > properties > names > items > minLength`, 2),
    ),
    reported: [
      "breaking schemas/JobTokenScopeUpdate.names: `uniqueItems` changed from false to true (breaks requests that were valid: restore false)",
      "breaking schemas/JobTokenScopeUpdate.names: `minItems` changed from 0 to 1 (breaks requests that were valid: restore 0)",
      "breaking schemas/JobTokenScopeUpdate.names[]: `minLength` changed from 0 to 2 (breaks requests that were valid: restore 0)",
    ],
  },
  {
    title: "a list of a request that may repeat its items",
    foundIn: "documents",
    base: set(`${update} > properties > names`, {
      type: "array",
      items: { type: "string" },
      uniqueItems: true,
    }),
    change: set(`${update} > properties > names > uniqueItems`, false),
    reported: ["addition schemas/JobTokenScopeUpdate.names: `uniqueItems` changed from true to false"],
  },
  {
    title: "fields of any name that may not be empty",
    foundIn: "documents",
    base: set(`${update} > properties > labels`, {
      type: "object",
      additionalProperties: { type: "string" },
    }),
    change: set(`${update} > properties > labels > additionalProperties > minLength`, 1),
    reported: [
      "breaking schemas/JobTokenScopeUpdate.labels.*: `minLength` changed from 0 to 1 (breaks requests that were valid: restore 0)",
    ],
  },
  {
    title: "several removed examples of a response",
    foundIn: "documents",
    base: set(`${patch} > responses > 400 > ${json} > examples > other`, { value: {} }),
    change: all(
      remove(`${patch} > responses > 400 > ${json} > examples > empty`),
      remove(`${patch} > responses > 400 > ${json} > examples > other`),
    ),
    reported: [
      "breaking PATCH /api/v4/projects/{id}/job_token_scope 400 body: the examples empty, other disappeared (breaks `Prefer: example=…` of the fixture: restore it)",
    ],
  },
  {
    title: "other parts of a security scheme",
    foundIn: "documents",
    change: all(
      set("components > securitySchemes > privateToken > in", "cookie"),
      set("components > securitySchemes > bearer > scheme", "basic"),
    ),
    reported: [
      "breaking securitySchemes/bearer: `scheme` changed from bearer to basic (breaks requests of other generators: restore bearer)",
      "breaking securitySchemes/privateToken: `in` changed from header to cookie (breaks requests of other generators: restore header)",
    ],
  },
  {
    title: "a renamed security scheme that no operation uses",
    foundIn: "documents",
    base: set("components > securitySchemes > basic", { type: "http", scheme: "basic" }),
    change: rename("components > securitySchemes > basic", "password"),
    reported: [
      "breaking securitySchemes/basic: the scheme was removed (breaks code of other generators: restore it)",
      "addition securitySchemes/password: a new scheme",
    ],
  },
  {
    title: "a second credential that is needed as well",
    foundIn: "documents",
    base: set(`${group} > security`, [{ bearer: ["read_api"] }]),
    change: set(`${group} > security`, [{ bearer: ["read_api"], privateToken: [] }]),
    reported: [
      "breaking GET /api/v4/groups/{id}: no longer accepts bearer with `read_api` (breaks requests that were valid: accept it)",
    ],
  },
  {
    title: "a credential less of all operations that have none of their own",
    foundIn: "documents",
    base: remove(`${group} > security`),
    change: remove("security > 2"),
    reported: [
      "breaking GET /api/v4/groups/{id}: no longer accepts privateTokenInQuery (breaks requests that were valid: accept it)",
    ],
  },
  // Not breaking.
  {
    title: "a new example of a response",
    foundIn: "documents",
    change: set(`${patch} > responses > 400 > ${json} > examples > other`, { value: {} }),
    reported: ["docs PATCH /api/v4/projects/{id}/job_token_scope 400 body: the examples changed"],
  },
  {
    title: "a removed example of a request",
    foundIn: "documents",
    base: set(`${perPage} > examples`, { one: { value: 1 }, two: { value: 2 } }),
    change: remove(`${perPage} > examples > two`),
    reported: ["docs parameters/PerPage: the examples changed"],
  },
  {
    title: "a parameter that is no longer deprecated",
    foundIn: "documents",
    base: set(`${perPage} > deprecated`, true),
    change: remove(`${perPage} > deprecated`),
    reported: ["addition parameters/PerPage: is no longer deprecated"],
  },
  {
    title: "a schema of a response that forbids other fields, or only one of its alternatives",
    foundIn: "documents",
    base: set(`${project} > properties > level`, { anyOf: [{ type: "integer" }, { type: "string" }] }),
    change: all(
      set(`${project} > additionalProperties`, false),
      set(`${project} > properties > level`, { oneOf: [{ type: "integer" }, { type: "string" }] }),
    ),
    reported: [
      "docs schemas/AllowedProject: other fields are no longer allowed",
      "docs schemas/AllowedProject.level: may match only one of its alternatives",
    ],
  },
  {
    title: "a smaller maximum of a header",
    foundIn: "documents",
    base: set(`${group} > responses > 200 > headers`, { Level: { schema: { type: "integer", maximum: 9 } } }),
    change: set(`${group} > responses > 200 > headers > Level > schema > maximum`, 8),
    reported: ["docs GET /api/v4/groups/{id} 200 header Level: `maximum` changed from 9 to 8"],
  },
  {
    title: "other descriptions of servers, tags and paths",
    foundIn: "documents",
    change: all(
      set("servers > 0 > description", "The public one."),
      set("tags > 0 > description", "Another one."),
      set("paths > x-note", "New."),
      set("paths > /api/v4/groups/{id} > summary", "A group."),
      set("openapi", "3.1.1"),
    ),
    reported: [
      "docs the paths: the x-note changed",
      "docs /api/v4/groups/{id}: the summary changed",
      "docs the server https://gitlab.com: the description changed",
      "docs the document: `openapi` changed",
      "docs the document: `tags` changed",
    ],
  },
  {
    title: "a description of a parameter that is not a component",
    foundIn: "documents",
    base: level,
    change: set(`${group} > parameters > level > description`, "The level."),
    reported: ["docs GET /api/v4/groups/{id} query parameter level: the description changed"],
  },
  {
    title: "a widened scope",
    foundIn: "documents",
    base: reading("api"),
    change: reading("read_api"),
    reported: [
      "addition GET /api/v4/groups/{id}: now accepts bearer with `read_api`",
      "addition GET /api/v4/groups/{id}: now accepts privateToken with `read_api`",
    ],
  },
  {
    title: "a look-up that needs no token",
    foundIn: "documents",
    base: reading("read_api"),
    change: add(`${group} > security`, {}),
    reported: ["addition GET /api/v4/groups/{id}: now accepts requests without a token"],
  },
  {
    title: "a new pattern of a response",
    foundIn: "documents",
    change: set(`${schemas} > Project > properties > path > pattern`, "^[a-z]"),
    reported: ["docs schemas/Project.path: `pattern` ^[a-z] was added"],
  },
  {
    title: "a removed pattern of a response",
    foundIn: "documents",
    change: remove("components > headers > X-Next-Page > schema > pattern"),
    reported: ["addition headers/X-Next-Page: `pattern` ^[0-9]*$ was removed"],
  },
  {
    title: "a stated default of a parameter",
    foundIn: "documents",
    base: all(limited, remove(`${perPage} > schema > default`)),
    change: set(`${perPage} > schema > default`, 20),
    reported: ["docs parameters/PerPage: `default` 20 was added"],
  },
  {
    title: "a deprecated field",
    foundIn: "documents",
    change: set(`${project} > properties > topics > deprecated`, true),
    reported: ["addition schemas/AllowedProject.topics: is now deprecated"],
  },
  {
    title: "a changed description",
    foundIn: "documents",
    change: set(`${project} > description`, "An allowed project."),
    reported: ["docs schemas/AllowedProject: the description changed"],
  },
  {
    title: "a changed example",
    foundIn: "documents",
    change: set("components > parameters > GroupIdOrPath > example", "team"),
    reported: ["docs parameters/GroupIdOrPath: the example changed"],
  },
  {
    title: "a changed summary",
    foundIn: "documents",
    change: set(`${group} > summary`, "Find a group"),
    reported: ["docs GET /api/v4/groups/{id}: the summary changed"],
  },
  {
    title: "a changed extension",
    foundIn: "documents",
    change: set(`${group} > x-gitlab-role`, "reporter"),
    reported: ["docs GET /api/v4/groups/{id}: the x-gitlab-role changed"],
  },
  {
    title: "another version of the document",
    foundIn: "documents",
    change: set("info > version", "0.2.0"),
    reported: ["docs the document: `info` changed"],
  },
  {
    title: "an allOf around a schema, with a description",
    foundIn: "documents",
    change: set(`${project} > properties > namespace`, {
      description: "Where it is.",
      allOf: [{ $ref: "#/components/schemas/Namespace" }],
    }),
    reported: ["docs schemas/AllowedProject.namespace: the description changed"],
  },
  {
    title: "a description beside a reference",
    foundIn: "documents",
    change: set(`${project} > properties > namespace > description`, "Where it is."),
    reported: ["docs schemas/AllowedProject.namespace: the description changed"],
  },
  // No change at all.
  {
    title: "parameters that moved from the path to its operations",
    change: all(
      set(`${patch} > parameters`, [{ $ref: "#/components/parameters/ProjectIdOrPath" }]),
      set(`paths > ${scope} > get > parameters`, [{ $ref: "#/components/parameters/ProjectIdOrPath" }]),
      remove(`paths > ${scope} > parameters`),
    ),
    reported: [],
  },
  {
    title: "an allOf around a schema",
    change: set(`${project} > properties > namespace`, {
      allOf: [{ $ref: "#/components/schemas/Namespace" }],
    }),
    reported: [],
  },
  {
    title: "an inline copy of a schema",
    change: copy(`${schemas} > Group`, `${group} > responses > 200 > ${json} > schema`),
    reported: [],
  },
  {
    title: "another order of fields and values",
    change: all(set(`${kind} > enum`, ["user", "group"]), reverse(schemas), reverse("paths")),
    reported: [],
  },
  {
    title: "another order of alternatives",
    change: set(`${schemas} > BadRequest > anyOf`, [
      message,
      { $ref: "#/components/schemas/ParameterError" },
    ]),
    reported: [],
  },
  {
    title: "another order of credentials",
    base: reading("read_api"),
    change: set(`${group} > security`, [{ privateToken: ["read_api"] }, { bearer: ["read_api"] }]),
    reported: [],
  },
  {
    title: "stated values that are the defaults",
    change: all(
      set(`${perPage} > style`, "form"),
      set(`${perPage} > explode`, true),
      set(`${perPage} > deprecated`, false),
      set(`${perPage} > allowReserved`, false),
      set(`${perPage} > allowEmptyValue`, false),
      set(`${project} > properties > topics > uniqueItems`, false),
      set(`${project} > properties > topics > minItems`, 0),
      set(`${project} > properties > path > readOnly`, false),
      set(`${project} > properties > path > writeOnly`, false),
      set(`${project} > properties > path > minLength`, 0),
    ),
    reported: [],
  },
  {
    title: "stated styles of a header and of a parameter with another style",
    base: add(`${group} > parameters`, {
      name: "ids",
      in: "query",
      style: "spaceDelimited",
      schema: { type: "string" },
    }),
    change: all(
      set("components > headers > X-Next-Page > style", "simple"),
      set("components > headers > X-Next-Page > explode", false),
      set(`${group} > parameters > ids > explode`, false),
    ),
    reported: [],
  },
];
