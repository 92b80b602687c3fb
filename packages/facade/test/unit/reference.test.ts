import {
  InvalidReferenceError,
  parseGroupReference,
  parseProjectReference,
} from "@gitlab-job-token-scope/facade";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { numRuns } from "../../../../vitest.properties.js";
import { connectTo, errorOf, sent, start } from "../helpers.js";

const requests: string[] = [];
/** Every path belongs to project 42. */
const gitlab = connectTo(({ url }) => {
  requests.push(new URL(url).pathname);
  return Response.json(url.endsWith("job_token_scope") ? { inbound_enabled: true } : { id: 42 });
});

/** The paths of the requests of a read. */
async function requested(reference: number | string): Promise<string[]> {
  requests.length = 0;
  gitlab.forget();
  await gitlab.project(reference).jobTokenScope.get();
  return [...requests];
}

test.for<[number | string, string]>([
  ["group/app", "group%2Fapp"],
  ["group/sub-group/app.js", "group%2Fsub-group%2Fapp.js"],
  ["Group/App_1", "Group%2FApp_1"],
  ["1group/app", "1group%2Fapp"],
])("%j is looked up as %s", async ([reference, path]) => {
  expect(await requested(reference)).toEqual([
    `/api/v4/projects/${path}`,
    "/api/v4/projects/42/job_token_scope",
  ]);
});

test.for([42, "42", "042", "gid://gitlab/Project/42"])(
  "%j is project 42, without a look-up",
  async (reference) => {
    expect(await requested(reference)).toEqual(["/api/v4/projects/42/job_token_scope"]);
  },
);

test.for<[number | string, string]>([
  [7, "7"],
  ["7", "7"],
  ["gid://gitlab/Group/7", "7"],
  ["group", "7"],
  ["group/sub-group", "9"],
  ["Group/Sub-Group", "9"],
])("%j is group %s", async ([reference, id]) => {
  const groups = [
    { id: 7, path: "group" },
    { id: 9, path: "group/sub-group" },
  ];
  const { gitlab } = await start({ seed: { projects: [{ id: 1, path: "group/app" }], groups } });
  const entry = await gitlab.project(1).jobTokenScope.groupsAllowlist.create({ targetGroupId: reference });
  expect(`${entry.getId()}`).toBe(id);
});

test.for<[unknown, string]>([
  ["", '"" is not a reference to a project: it is empty'],
  [".", "expected a full path"],
  ["..", "expected a full path"],
  ["group/..", "expected a full path"],
  ["group//app", "expected a full path"],
  ["/group/app", "expected a full path"],
  ["group/app/", "expected a full path"],
  ["group/a pp", "expected a full path"],
  ["group/app?x=1", "expected a full path"],
  ["group/app#1", "expected a full path"],
  ["group", "a project's path begins with its group"],
  ["group%2Fapp", "not URL-encoded"],
  ["https://gitlab.com/group/app", "pass the path alone, without the host"],
  ["http://gitlab.com/group/app", "pass the path alone, without the host"],
  ["HTTPS://gitlab.com/group/app", "pass the path alone, without the host"],
  ["group/http://gitlab.com", 'expected a full path such as "group/app"'],
  ["gid://gitlab/Group/7", "expected gid://gitlab/Project/"],
  ["gid://gitlab/Project/app", "a global ID ends with a number"],
  ["see gid://gitlab/Project/42", "expected a full path"],
  ["gid://gitlab/Project/42\n7", "expected a full path"],
  ["x ".repeat(100), `"${"x ".repeat(50)}" is not a reference to a project: `],
  ["0", "expected a whole number above 0"],
  ["9007199254740992", "below 2^53"],
  [0, "expected a whole number above 0"],
  [-1, "expected a whole number above 0"],
  [1.5, "expected a whole number above 0"],
  [Number.NaN, "expected a whole number above 0"],
  [Number.POSITIVE_INFINITY, "expected a whole number above 0"],
  [2 ** 53, "expected a whole number above 0"],
  [undefined, "expected a number or a string"],
  [null, "expected a number or a string"],
  [{ id: 1 }, "expected a number or a string"],
  [1n, "expected a number or a string"],
  [Object.create(null), "expected a number or a string"],
])("project() refuses %o", async ([reference, words]) => {
  requests.length = 0;
  // A caller without types can pass anything.
  const error = await errorOf(() => gitlab.project(reference as string));
  expect(error).toMatchObject({ name: "InvalidReferenceError", code: "invalid_reference" });
  expect(error.message).toContain(words);
  expect(requests).toEqual([]);
});

const segment = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_.][A-Za-z0-9_.-]*$/),
  fc.constantFrom(".", "..", "", "%2F", " ", "-"),
);
/** Any code point, also half of a pair. */
const character = fc.integer({ min: 0, max: 0x10_ff_ff }).map((code) => String.fromCodePoint(code));
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join("/"));

test("any string is refused, or requests exactly one project below /projects/", async () => {
  const outcomes = { refused: 0, sent: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(path, fc.string({ unit: character }), fc.nat().map(String)),
      async (reference) => {
        let project: ReturnType<typeof gitlab.project>;
        try {
          project = gitlab.project(reference);
        } catch (error) {
          outcomes.refused++;
          expect(error).toMatchObject({ code: "invalid_reference" });
          return;
        }
        outcomes.sent++;
        requests.length = 0;
        gitlab.forget();
        await project.jobTokenScope.get();
        const isNumber = /^\d+$/.test(reference);
        const id = isNumber ? Number(reference) : 42;
        expect(requests.slice(-1)).toEqual([`/api/v4/projects/${id}/job_token_scope`]);
        const lookUps = requests.slice(0, -1).map((path) => {
          const [, segment = ""] = /^\/api\/v4\/projects\/([^/]+)$/.exec(path) ?? [];
          return decodeURIComponent(segment);
        });
        expect(lookUps).toEqual(isNumber ? [] : [reference]);
      },
    ),
    { numRuns: numRuns(300) },
  );
  // Both outcomes occur often enough to mean something.
  expect(Math.min(outcomes.refused, outcomes.sent)).toBeGreaterThan(20);
});

test("an invalid target is refused before anything is sent", async () => {
  const { server, gitlab } = await start();
  const { allowlist, groupsAllowlist } = gitlab.project("group/app").jobTokenScope;
  for (const call of [
    () => allowlist.create({ targetProjectId: "tool" }),
    () => allowlist.create("tool"),
    () => allowlist.delete(-1),
    () => allowlist.ensurePresent("gid://gitlab/Group/7"),
    () => groupsAllowlist.create({ targetGroupId: "gid://gitlab/Project/42" }),
    () => groupsAllowlist.delete(""),
    () => groupsAllowlist.ensureAbsent("a//b"),
    // @ts-expect-error -- no reference
    () => allowlist.create(null),
  ]) {
    const error = await errorOf(call);
    expect(error).toMatchObject({ name: "InvalidReferenceError", code: "invalid_reference" });
    expect(error).toMatchObject({ project: "group/app", url: undefined });
    expect(error.message).toMatch(/ is not a reference to a (project|group): /);
  }
  expect(sent(server)).toEqual([]);
});

test("the example in the message is a path of the kind that is expected", async () => {
  const { groupsAllowlist } = gitlab.project(1).jobTokenScope;
  expect((await errorOf(() => groupsAllowlist.delete("a//b"))).message).toContain(
    'expected a full path such as "group/subgroup"',
  );
});

test("a token in the place of a reference is masked", () => {
  expect(() => gitlab.project("glpat-20charactersofsecret")).toThrow(
    '"[masked]" is not a reference to a project',
  );
});

// GitLab's own, by https://docs.gitlab.com/security/tokens/#token-prefixes.
const prefixes = "agent cbt dt ffct ft imt oas pat ptt rt rtr soat wt".split(" ");
test.for(prefixes)("a token that begins with gl%s- is masked in the place of a reference", (prefix) => {
  const token = `gl${prefix}-20charactersofsecret`;
  expect(() => gitlab.project(token)).toThrow('"[masked]" is not a reference to a project');
});

test("a reference is parsed into an ID or a path, without a client", () => {
  expect(parseProjectReference("gid://gitlab/Project/42")).toEqual({ id: 42 });
  expect(parseProjectReference("042")).toEqual({ id: 42 });
  expect(parseProjectReference("Group/app")).toEqual({ path: "Group/app" });
  expect(parseGroupReference(7)).toEqual({ id: 7 });
  expect(parseGroupReference("partner")).toEqual({ path: "partner" });
  expect(() => parseProjectReference("app")).toThrow(InvalidReferenceError);
  expect(() => parseGroupReference("gid://gitlab/Project/42")).toThrow(InvalidReferenceError);
});

test("a token in the place of a reference is masked without a client, too", () => {
  const message = '"[masked]" is not a reference to a project';
  expect(() => parseProjectReference("glpat-20charactersofsecret")).toThrow(message);
  expect(() => parseGroupReference("glpat-20charactersofsecret!")).toThrow('"[masked]!" is not a reference');
});
