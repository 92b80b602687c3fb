import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Secrets } from "../../src/output/secrets.js";
import { readReport } from "../../src/report/read-report.js";
import { ReportWriter } from "../../src/report/report-writer.js";
import { makeFolder } from "../helpers.js";

test("whatever stands around a token, it is masked, and the report can be read", async () => {
  const file = join(await makeFolder(), "report.ndjson");
  const around = fc.string({ unit: fc.constantFrom("\\", '"', "n", "/", " ", "é") });
  const token = fc.string({ unit: fc.constantFrom("\\", '"', "n", "/", "T"), minLength: 4 });
  await fc.assert(
    fc.asyncProperty(token, around, around, async (token, before, after) => {
      const secrets = new Secrets();
      secrets.add(`T${token}T`);
      const begin = { command: "plan", gitlab: "https://gitlab.example.com" } as const;
      const writer = ReportWriter.create(file, begin, secrets);
      const error = { code: "forbidden", message: `${before}T${token}T${after}` };
      writer.write({ version: 1, ...begin, project: { reference: 1 }, error });
      writer.close();
      const { records } = await readReport(file);
      expect(records[0]?.error?.message).toContain("[masked]");
    }),
  );
});
