import { expect, test } from "vitest";
import { startCommand } from "../../recipes/command.ts";

test("the command says where it listens, and ends with its standard input", async () => {
  const { apiUrl, token, end } = await startCommand("--gitlab", "18.0");
  const headers = { "private-token": token };
  const response = await fetch(`${apiUrl}/projects/1/job_token_scope`, { headers });
  expect(response.status).toBe(200);
  await end();
  await expect(fetch(apiUrl)).rejects.toThrow();
});

test("a command that cannot start says why", async () => {
  await expect(startCommand("--gitlab", "1.0")).rejects.toThrow('gitlab: "1.0" is not one of');
});
