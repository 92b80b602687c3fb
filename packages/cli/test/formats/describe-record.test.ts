import { expect, test } from "vitest";
import { describeRecord } from "../../src/formats/describe-record.js";
import type { ApplyRecord } from "../../src/record.js";

const gitlab = "https://gitlab.example.com";
const base = { version: 1, gitlab, command: "apply" } as const;

test("a project has its ID in its title, unless it is called by it", () => {
  const error = { code: "timeout", message: "GitLab did not respond." };
  const title = (project: ApplyRecord["project"]) => describeRecord({ ...base, project, error }).title;
  expect(title({ reference: "group/app", id: 1, path: "group/app" })).toBe("group/app (1)");
  expect(title({ reference: 1, id: 1 })).toBe("1");
  expect(title({ reference: "1", id: 1 })).toBe("1");
  expect(title({ reference: "group/app" })).toBe("group/app");
});

test("an error has the ID of its request, if there was one", () => {
  const project = { reference: 1 };
  const error = { code: "server_error", message: "GitLab failed." };
  expect(describeRecord({ ...base, project, error })).toMatchObject({
    status: "failed",
    headline: "server_error",
    lines: ["! GitLab failed."],
  });
  const { lines } = describeRecord({ ...base, project, error: { ...error, requestId: "01KB0Q" } });
  expect(lines).toEqual(["! GitLab failed.", "  Request ID: 01KB0Q"]);
});

test("what became of a plan is counted by status, with what was not found", () => {
  const add = (id: number) => ({ action: "add", kind: "project", id }) as const;
  const error = { code: "forbidden", message: "403 Forbidden" } as const;
  const record: ApplyRecord = {
    ...base,
    project: { reference: 1, id: 1 },
    plan: {
      version: 1,
      gitlab,
      project: { id: 1 },
      changes: [add(2), add(3), add(4), add(5)],
      unchanged: [],
      missing: [{ kind: "group", path: "none" }],
      warnings: [],
    },
    result: {
      ok: false,
      outcomes: [
        { change: add(2), status: "applied" },
        { change: add(3), status: "already" },
        { change: add(4), status: "failed", error },
        { change: add(5), status: "applied" },
      ],
    },
  };
  expect(describeRecord(record)).toMatchObject({
    status: "failed",
    headline: "2 applied, 1 made already, 1 failed, 1 not found",
    lines: [
      "+ project 2: applied",
      "+ project 3: already",
      "! + project 4: failed (forbidden): 403 Forbidden",
      "+ project 5: applied",
      "? group none: not found",
    ],
  });
  const done: ApplyRecord = { ...base, project: { reference: 1 }, result: { ok: true, outcomes: [] } };
  expect(describeRecord(done)).toMatchObject({
    status: "unchanged",
    headline: "nothing to change",
    lines: [],
  });
});
