import fc from "fast-check";
import { type ApiCall, type OperationId, operations } from "./api.js";
import { administrator, groups, projects, users } from "./seeds.js";

/** The parts of a call that depend on the operation. */
interface Parts {
  path: Record<string, fc.Arbitrary<string>>;
  query?: fc.Arbitrary<[name: string, value: string][]>;
  body?: fc.Arbitrary<unknown>;
}

const projectId = fc.constantFrom(...projects.map(({ id }) => id), 404);
const groupId = fc.constantFrom(...groups.map(({ id }) => id), 404);
const projectIdText = projectId.map(String);
const groupIdText = groupId.map(String);
const projectPath = fc.constantFrom(
  ...projects.flatMap(({ path, formerPath }) => [path, path.toUpperCase(), formerPath]),
  "no/such",
);
const groupPath = fc.constantFrom(...groups.flatMap(({ path }) => [path, path.toUpperCase()]), "no-such");
const projectIdOrPath = fc.oneof(
  { weight: 2, arbitrary: projectIdText },
  { weight: 1, arbitrary: projectPath },
);
const groupIdOrPath = fc.oneof(groupIdText, groupPath);

const page = parameter("page", fc.integer({ min: 1, max: 5 }));
const perPage = parameter("per_page", fc.integer({ min: 1, max: 100 }));
const pagination = fc.tuple(page, perPage).map((parameters) => parameters.flat());
const withProjects = parameter("with_projects", fc.boolean());
const booleans = ["archived", "simple", "with_shared", "include_subgroups"];
const groupProjects = fc
  .tuple(
    ...booleans.map((name) => parameter(name, fc.boolean())),
    parameter("order_by", fc.constantFrom("id", "created_at", "name", "path", "similarity", "star_count")),
    parameter("sort", fc.constantFrom("asc", "desc")),
    pagination,
  )
  .map((parameters) => parameters.flat());

/** Valid parameters of each operation. The document does not restrict callers or targets. */
const validParts: Record<OperationId, Parts> = {
  getJobTokenScope: { path: { id: projectIdOrPath } },
  updateJobTokenScope: { path: { id: projectIdOrPath }, body: fc.record({ enabled: fc.boolean() }) },
  listAllowedProjects: { path: { id: projectIdOrPath }, query: pagination },
  allowProject: { path: { id: projectIdText }, body: fc.record({ target_project_id: projectId }) },
  disallowProject: { path: { id: projectIdText, target_project_id: projectIdText } },
  listAllowedGroups: { path: { id: projectIdOrPath }, query: pagination },
  allowGroup: { path: { id: projectIdText }, body: fc.record({ target_group_id: groupId }) },
  disallowGroup: { path: { id: projectIdText, target_group_id: groupIdText } },
  getProject: { path: { id: projectIdOrPath } },
  getGroup: { path: { id: groupIdOrPath }, query: withProjects },
  listGroupProjects: { path: { id: groupIdOrPath }, query: groupProjects },
};

// Some of these users have no token in the seed, and are rejected as unknown.
const token = fc.oneof(
  { weight: 3, arbitrary: fc.constant(administrator) },
  { weight: 2, arbitrary: fc.constantFrom(...users) },
);

/** Any Unicode code point except surrogates. `unit: "binary"` does the same but takes seconds to initialize. */
const codePoint = fc
  .integer({ min: 0, max: 0x10_f7_ff })
  .map((n) => String.fromCodePoint(n < 0xd8_00 ? n : n + 0x8_00));

// "." and ".." are excluded: a URL cannot contain them as path segments.
const fuzzedId = fc.oneof(
  projectPath,
  fc.constantFrom("1e3", "1.0", "-1", "+1", "0", "01", "1 ", " ", "null", "99999999999999999999"),
  fc.constantFrom("group%2Fapp", "group/app/", "/", "../1", "1?page=2", "1#", "1;2", "%"),
  fc.string({ unit: codePoint, minLength: 1, maxLength: 8 }).filter((id) => id !== "." && id !== ".."),
);
// A dot begins an extension, which is not part of the target.
const fuzzedTarget = fuzzedId.filter((id) => !id.includes("."));
const fuzzedQuery = fc.array(
  fc.tuple(
    fc.constantFrom("page", "per_page", "with_projects", "include_subgroups", "order_by", "other"),
    fc.oneof(fc.constantFrom("0", "1", "2", "500", "true", "id", ""), fuzzedId),
  ),
  { minLength: 1, maxLength: 3 },
);
const fuzzedValue = fc.oneof(
  fc.constantFrom(null, "", " ", "true", "False", "off", "2", "42", "1e3", "1.0", "-1", "group/app"),
  fc.constantFrom(0, 1, -1, 1.5, 2 ** 53, [], [true], [1], {}, { id: 1 }),
);
const fuzzedField = fc.oneof(fuzzedValue, projectId);
const fuzzedBody = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      {
        enabled: fuzzedField,
        target_project_id: fuzzedField,
        target_group_id: fuzzedField,
        other: fuzzedField,
      },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: fuzzedValue },
);

const operationIds = fc.constantFrom(...Object.keys(operations).filter(isOperationId));

/** Calls that conform to the document. GitLab may still reject them. */
export const validCalls: fc.Arbitrary<ApiCall> = operationIds.chain((operation) =>
  callOf(operation, validParts[operation], token, true),
);

/** Calls with arbitrary values in some part. Some of them happen to be valid. */
export const fuzzedCalls: fc.Arbitrary<ApiCall> = operationIds.chain((operation) => {
  const { path, ...rest } = validParts[operation];
  const fuzzedPath = Object.fromEntries(
    Object.entries(path).map(([name, id]) => [name, fc.oneof(id, name === "id" ? fuzzedId : fuzzedTarget)]),
  );
  const parts = [
    { ...rest, path: fuzzedPath },
    { ...rest, path, query: fuzzedQuery },
    // `fetch` does not send a body with GET.
    ...(operations[operation].method === "GET"
      ? []
      : [
          { path, body: fuzzedBody },
          { path: fuzzedPath, body: fuzzedBody },
        ]),
  ];
  return fc.oneof(
    ...parts.map((alternative) => callOf(operation, alternative, token, false)),
    callOf(operation, validParts[operation], fc.constant(null), false),
  );
});

function callOf(
  operation: OperationId,
  { path, ...queryAndBody }: Parts,
  token: fc.Arbitrary<string | null>,
  isValid: boolean,
): fc.Arbitrary<ApiCall> {
  return fc.record({
    operation: fc.constant(operation),
    path: fc.record(path),
    ...queryAndBody,
    token,
    header: fc.constantFrom("authorization", "private-token"),
    isValid: fc.constant(isValid),
  });
}

/** An optional query parameter. */
function parameter(
  name: string,
  value: fc.Arbitrary<unknown>,
): fc.Arbitrary<[name: string, value: string][]> {
  const entry = value.map((item): [string, string] => [name, String(item)]);
  return fc.array(entry, { maxLength: 1 });
}

function isOperationId(key: string): key is OperationId {
  return key in operations;
}
