import { expect, test } from "vitest";
import { FakeIo, runWith } from "../helpers.js";
import { commands } from "./commands.js";

test("the help of all commands is as it was reviewed", async () => {
  const texts: string[] = [];
  for (const name of ["", "report", ...commands]) {
    const args = [...name.split(" ").filter(Boolean), "--help"];
    const { status, out, err } = await runWith(new FakeIo({}), ...args);
    expect({ status, err }, name).toEqual({ status: 0, err: "" });
    texts.push(`$ gitlab-job-token-scope ${args.join(" ")}\n${out}`);
  }
  await expect(texts.join("\n")).toMatchFileSnapshot("help.txt");
});
