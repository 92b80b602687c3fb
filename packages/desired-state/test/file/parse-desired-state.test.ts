import {
  type DesiredState,
  formatDesiredState,
  isDesiredStateError,
  parseDesiredState,
} from "@gitlab-job-token-scope/desired-state";
import { describe, expect, test } from "vitest";
import { errorOf } from "../helpers.js";

const file = `# who may use which project
version: 1
defaults: { inboundEnabled: true, prune: true }
projects:
  group/app:
    allow: { projects: [group/tool, 42], groups: [partner] }
  group/library:
    prune: false
    allow: { groups: [group] }
  12: {}
`;

test("a file is read in its order, with the defaults where a project says nothing", () => {
  expect(parseDesiredState(file)).toEqual([
    {
      project: "group/app",
      inboundEnabled: true,
      prune: true,
      projects: ["group/tool", 42],
      groups: ["partner"],
    },
    { project: "group/library", inboundEnabled: true, prune: false, groups: ["group"] },
    { project: "12", inboundEnabled: true, prune: true },
  ]);
});

test("JSON is read, too", () => {
  const json = '{"version":1,"projects":{"group/app":{"inboundEnabled":false}}}';
  expect(parseDesiredState(json)).toEqual([{ project: "group/app", inboundEnabled: false }]);
});

test("without defaults, what a project does not mention is left out", () => {
  const yaml = "version: 1\nprojects: { group/app: { allow: { projects: [] } } }";
  expect(parseDesiredState(yaml)).toEqual([{ project: "group/app", projects: [] }]);
});

test("what is written is read as it was", () => {
  const states: DesiredState[] = [
    { project: "group/app", inboundEnabled: true, projects: ["group/tool", 42], groups: [], prune: true },
    { project: "12" },
    { project: "a.b/c-d_e", prune: false, groups: ["partner/sub"] },
  ];
  expect(parseDesiredState(formatDesiredState(states))).toEqual(states);
  expect(formatDesiredState(states)).toMatch(
    /^# yaml-language-server: \$schema=\S+desired-state\.schema\.json\n/,
  );
});

describe("what is wrong is refused, with its line and column", () => {
  const head = "version: 1\nprojects:\n  group/app:\n";
  const cases: [string, string, string | RegExp][] = [
    ["an empty file", "", /states\.yml:1:1: expected an object, not null; is something not set\?/],
    ["a list", "[]", /states\.yml:1:1: expected an object, not an array/],
    ["no version", "projects: {}", /states\.yml:1:1: version: missing/],
    ["another version", "version: 2\nprojects: {}", /states\.yml:1:1: version: expected 1, not 2/],
    ["no projects", "version: 1", /states\.yml:1:1: projects: missing/],
    [
      "projects without a value",
      "version: 1\nprojects:\n",
      /states\.yml:2:1: projects: expected an object, not null/,
    ],
    [
      "projects as a list",
      "version: 1\nprojects: [group/app]\n",
      /states\.yml:2:1: projects: expected an object, not an array/,
    ],
    [
      "a project without a value",
      head,
      /states\.yml:3:3: projects\."group\/app": expected an object, not null/,
    ],
    [
      "a typo",
      `${head}    inboundEnable: false\n`,
      /states\.yml:4:5: .*inboundEnable: unknown key, did you mean inboundEnabled\?/,
    ],
    ["another case", `${head}    Prune: true\n`, /4:5: .*Prune: unknown key, did you mean prune\?/],
    [
      "a typo in the defaults",
      "version: 1\ndefaults: { purne: true }\nprojects: {}\n",
      /2:13: defaults\.purne: unknown key, did you mean prune\?/,
    ],
    ["a typo at the top", "version: 1\nproject: {}\n", /2:1: project: unknown key, did you mean projects\?/],
    [
      "a setting without a value",
      `${head}    inboundEnabled:\n`,
      /4:5: .*inboundEnabled: expected true or false, not null/,
    ],
    ["no", `${head}    inboundEnabled: no\n`, /4:5: .*inboundEnabled: expected true or false, not "no"/],
    ["off", `${head}    inboundEnabled: off\n`, /4:5: .*expected true or false/],
    ["a text", `${head}    inboundEnabled: "false"\n`, /4:5: .*expected true or false, not "false"/],
    ["an empty text", `${head}    inboundEnabled: ""\n`, /4:5: .*is something not set\?/],
    ["0", `${head}    inboundEnabled: 0\n`, /4:5: .*expected true or false, not 0/],
    ["allow without a value", `${head}    allow:\n`, /4:5: .*allow: expected an object, not null/],
    ["allow as a list", `${head}    allow: [group/tool]\n`, /4:5: .*allow: expected an object, not an array/],
    [
      "a list without a value",
      `${head}    allow:\n      projects:\n`,
      /5:7: .*projects: expected a list, such as \[group\/tool\], not null/,
    ],
    [
      "a list as a text",
      `${head}    allow:\n      projects: group/tool\n`,
      /5:7: .*projects: expected a list/,
    ],
    [
      "an entry without a value",
      `${head}    allow:\n      projects:\n        -\n`,
      /6:\d+: .*projects\[0\]: .*not null; is something not set/,
    ],
    ["an empty entry", `${head}    allow:\n      groups:\n        - ""\n`, /6:11: .*groups\[0\]: .*empty/],
    [
      "a variable",
      `${head}    allow:\n      groups:\n        - partner\n        - \${GROUP}\n`,
      /7:11: .*groups\[1\]: /,
    ],
    [
      "an URL",
      `${head}    allow: { projects: ["https://gitlab.example.com/a/b"] }\n`,
      /4:25: .*without the host/,
    ],
    ["lists outside of allow", `${head}    projects: [group/tool]\n`, /4:5: .*projects: unknown key/],
    [
      "a project's key that is no reference",
      "version: 1\nprojects:\n  app: {}\n",
      /3:3: .*begins with its group/,
    ],
    ["an empty key", 'version: 1\nprojects:\n  "": {}\n', /3:3: .*empty/],
    ["an ID past 2^53", "version: 1\nprojects:\n  9007199254740993: {}\n", /3:3: .*2\^53/],
    ["the same project twice", `${head}    {}\n  group/app: {}\n`, /5:3: Map keys must be unique/],
    [
      "the same project in another case",
      `${head}    {}\n  Group/App: {}\n`,
      /5:3: .*the same project as group\/app/,
    ],
    [
      "the same ID in another form",
      'version: 1\nprojects:\n  42: {}\n  "gid://gitlab/Project/42": {}\n',
      /4:3: .*the same project as 42/,
    ],
    ["a syntax error", "version: 1\nprojects: {\n", /states\.yml:\d+:\d+: /],
    [
      "two documents",
      "version: 1\nprojects: {}\n---\nversion: 1\n",
      /states\.yml:\d+:\d+: .*multiple documents/,
    ],
    ["an unknown tag", "version: 1\nprojects: !!js/function x\n", /states\.yml:2:/],
    ["an alias without its anchor", "version: 1\nprojects: *x\n", /states\.yml/],
  ];
  test.for(cases)("%s", ([, text, message]) => {
    let error: unknown;
    try {
      parseDesiredState(text, { fileName: "states.yml" });
    } catch (thrown) {
      error = thrown;
    }
    if (!isDesiredStateError(error)) throw error ?? new Error("it was accepted");
    expect(error.code).toBe("invalid_state");
    expect(error.message).toMatch(message);
    expect(error.problems[0]).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
  });
});

test("all problems are in one message", () => {
  const yaml = "version: 1\nprojects:\n  group/app: { prune: 1 }\n  group/tool: { prune: 2 }\n";
  expect(() => parseDesiredState(yaml)).toThrow(/:3:16: .*\n.*:4:17: /);
});

test("no token is shown", () => {
  const yaml =
    'version: 1\nprojects: { a/b: { prune: "glpat-abcdefghijklmnopqrst", allow: { groups: ["glpat-abcdefghijklmnopqrst/"] } } }';
  expect(() => parseDesiredState(yaml)).toThrow(/^(?!.*glpat-abc)/s);
  // The line of a syntax error is not shown.
  expect(() => parseDesiredState("version: 1\nprojects: { glpat-abcdefghijklmnopqrst: {}")).toThrow(
    /^desired state:\d+:\d+: (?!.*glpat-abc)/s,
  );
});

test("a token in the place of a key is masked, and its place is shown", async () => {
  const yaml =
    "version: 1\nprojects:\n  group/app: { glpat-abcdefghijklmnopqrst: true, x: { gldt-abc: 1 } }\n";
  const error = await errorOf(() => parseDesiredState(yaml));
  expect(error.message).toContain('desired state:3:16: projects."group/app"."[masked]": unknown key');
  expect(JSON.stringify(error)).not.toMatch(/gl(?:pat|dt)-abc/);
  const other = await errorOf(() =>
    parseDesiredState("version: 1\nprojects:\n  group/glibc-tools: { prune: 1 }\n"),
  );
  expect(other.problems[0]?.path).toEqual(["projects", "group/glibc-tools", "prune"]);
});
