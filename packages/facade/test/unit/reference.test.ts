import { createGitLab } from "@gitlab-job-token-scope/facade";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { errorOf, sent, start } from "../helpers.js";

const requests: string[] = [];
const gitlab = createGitLab({
  token: "glpat-test",
  fetch: async (request) => {
    requests.push(new URL(request.url).pathname);
    return Response.json({ inbound_enabled: true, outbound_enabled: false });
  },
});

/** The path that a reference becomes. */
async function called(reference: number | string): Promise<string> {
  requests.length = 0;
  await gitlab.project(reference).jobTokenScope.get();
  return requests.join();
}

test.for<[number | string, string]>([
  [42, "42"],
  ["42", "42"],
  ["gid://gitlab/Project/42", "42"],
  ["group/app", "group%2Fapp"],
  ["group/sub-group/app.js", "group%2Fsub-group%2Fapp.js"],
  ["Group/App_1", "Group%2FApp_1"],
])("%j names %s", async ([reference, id]) => {
  expect(await called(reference)).toBe(`/api/v4/projects/${id}/job_token_scope`);
});

test.for<[number | string, string]>([
  [7, "7"],
  ["7", "7"],
  ["gid://gitlab/Group/7", "7"],
  ["group", "7"],
  ["group/sub-group", "9"],
  ["Group/Sub-Group", "9"],
])("%j names group %s", async ([reference, id]) => {
  const groups = [
    { id: 7, path: "group" },
    { id: 9, path: "group/sub-group" },
  ];
  const { gitlab } = await start({ seed: { projects: [{ id: 1, path: "group/app" }], groups } });
  const entry = await gitlab.project(1).jobTokenScope.groupsAllowlist.create({ targetGroupId: reference });
  expect(`${entry.getId()}`).toBe(id);
});

test.for<[unknown, string]>([
  ["", '"" is no reference to a project: it is empty'],
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
  ["https://gitlab.com/group/app", "without the address"],
  ["gid://gitlab/Group/7", "expected gid://gitlab/Project/"],
  ["gid://gitlab/Project/app", "a global id ends in a number"],
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
])("refuses %o before anything is sent", async ([reference, words]) => {
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
const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join("/"));

test("any string is refused, or names exactly one project below /projects/", async () => {
  const outcomes = { refused: 0, sent: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(path, fc.string({ unit: "binary" }), fc.nat().map(String)),
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
        await project.jobTokenScope.get();
        const id = /^\/api\/v4\/projects\/([^/]+)\/job_token_scope$/.exec(requests.join())?.[1];
        expect(decodeURIComponent(id ?? "")).toBe(
          /^\d+$/.test(reference) ? String(Number(reference)) : reference,
        );
      },
    ),
    { numRuns: 500 },
  );
  // Otherwise the property says little.
  expect(Math.min(outcomes.refused, outcomes.sent)).toBeGreaterThan(50);
});

test("a bad target is refused before anything is sent", async () => {
  const { server, gitlab } = await start();
  const { allowlist, groupsAllowlist } = gitlab.project("group/app").jobTokenScope;
  for (const call of [
    () => allowlist.create({ targetProjectId: "tool" }),
    () => allowlist.delete(-1),
    () => allowlist.ensurePresent("gid://gitlab/Group/7"),
    () => groupsAllowlist.create({ targetGroupId: "gid://gitlab/Project/42" }),
    () => groupsAllowlist.delete(""),
    () => groupsAllowlist.ensureAbsent("a//b"),
  ]) {
    expect(await errorOf(call)).toMatchObject({ code: "invalid_reference" });
  }
  expect(sent(server)).toEqual([]);
});

test("a target under the wrong name is refused before anything is sent", async () => {
  const { server, gitlab } = await start();
  const { allowlist } = gitlab.project(1).jobTokenScope;
  // @ts-expect-error -- a project list takes no group
  const error = await errorOf(() => allowlist.create({ targetGroupId: 7 }));
  expect(error).toMatchObject({
    code: "invalid_request",
    message: "expected an object with targetProjectId and nothing else",
  });
  expect(sent(server)).toEqual([]);
});

test("a token given for a reference is not shown", () => {
  expect(() => gitlab.project("glpat-20charactersofsecret")).toThrow(
    '"[masked]" is no reference to a project',
  );
});
