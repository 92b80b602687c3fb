import fc from "fast-check";
import { type ApiCall, type OperationId, operations } from "./api.js";
import { administrator, groups, projects, users } from "./seeds.js";

/** The parts of a call that differ from one operation to the next. */
interface Parts {
  path: Record<string, fc.Arbitrary<string>>;
  query?: fc.Arbitrary<[name: string, value: string][]>;
  body?: fc.Arbitrary<unknown>;
}

const projectNumber = fc.constantFrom(...projects.map(({ id }) => id), 404);
const groupNumber = fc.constantFrom(...groups.map(({ id }) => id), 404);
const projectId = projectNumber.map(String);
const groupId = groupNumber.map(String);
const projectPath = fc.constantFrom(
  ...projects.flatMap(({ path, formerPath }) => [path, path.toUpperCase(), formerPath]),
  "no/such",
);
const groupPath = fc.constantFrom(...groups.flatMap(({ path }) => [path, path.toUpperCase()]), "nobody");
const projectIdOrPath = fc.oneof({ weight: 2, arbitrary: projectId }, { weight: 1, arbitrary: projectPath });
const groupIdOrPath = fc.oneof(groupId, groupPath);

const page = parameter("page", fc.integer({ min: 1, max: 5 }));
const perPage = parameter("per_page", fc.integer({ min: 1, max: 100 }));
const pages = fc.tuple(page, perPage).map((given) => given.flat());
const withProjects = parameter("with_projects", fc.boolean());

/** What the document allows of each operation. It does not say who may do it, nor to what. */
const rightParts: Record<OperationId, Parts> = {
  getJobTokenScope: { path: { id: projectIdOrPath } },
  updateJobTokenScope: { path: { id: projectIdOrPath }, body: fc.record({ enabled: fc.boolean() }) },
  listAllowedProjects: { path: { id: projectIdOrPath }, query: pages },
  allowProject: { path: { id: projectId }, body: fc.record({ target_project_id: projectNumber }) },
  disallowProject: { path: { id: projectId, target_project_id: projectId } },
  listAllowedGroups: { path: { id: projectIdOrPath }, query: pages },
  allowGroup: { path: { id: projectId }, body: fc.record({ target_group_id: groupNumber }) },
  disallowGroup: { path: { id: projectId, target_group_id: groupId } },
  getProject: { path: { id: projectIdOrPath } },
  getGroup: { path: { id: groupIdOrPath }, query: withProjects },
};

// A user without a token in the seed is unknown.
const token = fc.oneof(
  { weight: 3, arbitrary: fc.constant(administrator) },
  { weight: 2, arbitrary: fc.constantFrom(...users) },
);

// "." and ".." are left out: no address can hold them.
const oddId = fc.oneof(
  projectPath,
  fc.constantFrom("1e3", "1.0", "-1", "+1", "0", "01", "1 ", " ", "", "null", "99999999999999999999"),
  fc.constantFrom("group%2Fapp", "group/app/", "/", "../1", "1?page=2", "1#", "1;2", "%"),
  fc.string({ unit: "binary", minLength: 1, maxLength: 8 }).filter((id) => id !== "." && id !== ".."),
);
const oddQuery = fc.array(
  fc.tuple(
    fc.constantFrom("page", "per_page", "with_projects", "other"),
    fc.oneof(fc.constantFrom("0", "1", "2", "500", "true", ""), oddId),
  ),
  { minLength: 1, maxLength: 3 },
);
const oddValue = fc.oneof(
  fc.constantFrom(null, "", " ", "true", "False", "off", "2", "42", "1e3", "1.0", "-1", "group/app"),
  fc.constantFrom(0, 1, -1, 1.5, 2 ** 53, [], [true], [1], {}, { id: 1 }),
);
const oddField = fc.oneof(oddValue, projectNumber);
const oddBody = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      { enabled: oddField, target_project_id: oddField, target_group_id: oddField, other: oddField },
      { requiredKeys: [] },
    ),
  },
  { weight: 1, arbitrary: oddValue },
);

const operationIds = fc.constantFrom(...Object.keys(operations).filter(isOperationId));

/** Calls that the document allows, whether GitLab then does what they ask or not. */
export const rightCalls: fc.Arbitrary<ApiCall> = operationIds.chain((operation) =>
  callOf(operation, rightParts[operation], token, true),
);

/** Calls of which a part may be anything. Some are right by accident. */
export const oddCalls: fc.Arbitrary<ApiCall> = operationIds.chain((operation) => {
  const { path, ...right } = rightParts[operation];
  const oddPath = Object.fromEntries(Object.entries(path).map(([name, id]) => [name, fc.oneof(id, oddId)]));
  const parts = [
    { ...right, path: oddPath },
    { ...right, path, query: oddQuery },
    // `fetch` sends no body with a GET.
    ...(operations[operation].method === "GET"
      ? []
      : [
          { path, body: oddBody },
          { path: oddPath, body: oddBody },
        ]),
  ];
  return fc.oneof(
    ...parts.map((some) => callOf(operation, some, token, false)),
    callOf(operation, rightParts[operation], fc.constant(null), false),
  );
});

function callOf(
  operation: OperationId,
  { path, ...others }: Parts,
  token: fc.Arbitrary<string | null>,
  isRight: boolean,
): fc.Arbitrary<ApiCall> {
  return fc.record({
    operation: fc.constant(operation),
    path: fc.record(path),
    ...others,
    token,
    header: fc.constantFrom("authorization", "private-token"),
    isRight: fc.constant(isRight),
  });
}

/** A parameter of the query, there or not. */
function parameter(
  name: string,
  value: fc.Arbitrary<unknown>,
): fc.Arbitrary<[name: string, value: string][]> {
  const given = value.map((one): [string, string] => [name, String(one)]);
  return fc.array(given, { maxLength: 1 });
}

function isOperationId(key: string): key is OperationId {
  return key in operations;
}
