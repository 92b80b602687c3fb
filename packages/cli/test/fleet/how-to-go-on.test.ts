import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { howToGoOn } from "../../src/fleet/how-to-go-on.js";

test("without a report, nothing can be resumed", () => {
  expect(howToGoOn(["plan", "states.yml"], undefined)).toBe(
    "Interrupted. Nothing was reported, since --report was not given: run the command again. What is in force is not changed again.",
  );
});

test.for([
  ["plan a.yml --report r.ndjson", "plan a.yml --resume r.ndjson"],
  ["plan --report r.ndjson a.yml", "plan a.yml --resume r.ndjson"],
  ["plan --report=r.ndjson a.yml", "plan a.yml --resume r.ndjson"],
  ["plan a.yml --resume r.ndjson --verbose", "plan a.yml --verbose --resume r.ndjson"],
  ["plan --resume=r.ndjson a.yml", "plan a.yml --resume r.ndjson"],
  ["plan --report r.ndjson -- -a.yml", "plan --resume r.ndjson -- -a.yml"],
  // Neither is the option.
  ["plan --reports=x a--report=x.yml", "plan --reports=x a--report=x.yml --resume r.ndjson"],
] as const)("%s goes on with %s", ([before, after]) => {
  expect(howToGoOn(before.split(" "), "r.ndjson")).toBe(
    `Interrupted. To go on: gitlab-job-token-scope ${after}`,
  );
});

test("a shell reads each argument as it was given", () => {
  const args = ["apply", "it's a file.yml", "$HOME", "a\nb", "`x`", "*", "", "a/b@c%d+e=f:g,h.i-j", "é"];
  const report = "my report.ndjson";
  const [, command = ""] = howToGoOn(args, report).split("Interrupted. To go on: gitlab-job-token-scope ");
  const script = `printf '%s\\0' ${command}`;
  const read = execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(0, -1);
  expect(read).toEqual([...args, "--resume", report]);
  // What needs no quotes has none.
  expect(command).toContain(" a/b@c%d+e=f:g,h.i-j ");
});
