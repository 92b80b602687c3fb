// @module-tag slow
import { expect, test } from "vitest";
import { startCommand } from "../../recipes/command.ts";

test("the command prints its URL, and exits when its standard input closes", async () => {
  const { apiUrl, token, stop } = await startCommand("--gitlab", "18.0");
  const headers = { "private-token": token };
  const response = await fetch(`${apiUrl}/projects/1/job_token_scope`, { headers });
  expect(response.status).toBe(200);
  await stop();
  await expect(fetch(apiUrl)).rejects.toThrow();
});

test("a command that fails to start reports the reason", async () => {
  await expect(startCommand("--gitlab", "1.0")).rejects.toThrow('"1.0"');
});
