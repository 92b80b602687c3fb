import { expect, test } from "vitest";
import { parseReportLine } from "../../src/report/report-line.js";

const line = (value: unknown) => () => parseReportLine(JSON.stringify(value));
const begin = { command: "plan", gitlab: "x" };
const project = { version: 1, command: "apply", gitlab: "x", project: { reference: 1 } };

test.for([
  { version: 1, begin },
  { version: 1, begin: { ...begin, command: "apply" } },
  { version: 1, begin: { ...begin, command: "audit" } },
  { version: 1, end: { projects: 3 } },
  project,
])("%j is a line", (value) => {
  expect(line(value)()).toEqual(value);
});

test.for([
  [null, "expected an object"],
  [1, "expected an object"],
  ["x", "expected an object"],
  [{ begin }, "version undefined: this program reads version 1"],
  [{ version: "1", begin }, "version 1: this program reads version 1"],
  [{ version: 1, begin: null }, "expected the beginning or the end of a report, or a project"],
  [{ version: 1, begin: { gitlab: "x" } }, "expected the beginning"],
  [{ version: 1, begin: { ...begin, command: "show" } }, "expected the beginning"],
  [{ version: 1, begin: { command: "plan" } }, "expected the beginning"],
  [{ version: 1, end: 3 }, "expected the beginning"],
  [{ ...project, command: "show" }, "expected the beginning"],
  [{ ...project, gitlab: 1 }, "expected the beginning"],
  [{ ...project, project: null }, "expected the beginning"],
  [{ ...project, project: {} }, "expected the beginning"],
  [{ version: 1, project: { reference: 1 } }, "expected the beginning"],
] as const)("%j is none", ([value, message]) => {
  expect(line(value)).toThrow(message);
});
