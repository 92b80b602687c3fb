import { expect, test } from "vitest";
import { expectRefusal } from "../check-release/refusals.ts";
import { createDirectory } from "./helpers.ts";

const reason = "the work tree has changes";

test.for<[string, string, RegExp | undefined]>([
  ["fails for the reason", `console.error('${reason}'); process.exit(1)`, undefined],
  [
    "says the reason and succeeds",
    `console.error('${reason}')`,
    /^pnpm run release in package succeeded, but: the/,
  ],
  [
    "fails for another reason",
    "console.error('no such branch'); process.exit(1)",
    /^pnpm run release in package failed without "the work tree has changes":.*no such branch/s,
  ],
])("a command that %s", { tags: ["slow"] }, async ([, code, message]) => {
  const scripts = { release: `node -e "${code}"` };
  const cwd = await createDirectory({ "package/package.json": JSON.stringify({ name: "package", scripts }) });
  const refusal = expectRefusal({ cwd, env: process.env }, ["run", "release"], reason, "package");
  if (message === undefined) await refusal;
  else await expect(refusal).rejects.toThrow(message);
});
