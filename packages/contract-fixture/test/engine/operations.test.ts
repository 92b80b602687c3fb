import { expect, test } from "vitest";
import { loadOperations } from "../../dist/engine/operations.js";

test("loads a document once per process", async () => {
  expect(loadOperations("openapi")).toBe(loadOperations("openapi"));
  expect(await loadOperations("control")).not.toBe(await loadOperations("openapi"));
});
