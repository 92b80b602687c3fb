import { expect, test } from "vitest";
import { createServers } from "../../dist/vitest/servers.js";

test("a GitLab that cannot be started does not keep the others from being closed", async () => {
  const servers = createServers();
  const { url } = await servers.get({});
  await expect(servers.get({ port: -1 })).rejects.toThrow("port: -1 is not a valid port");
  await servers.close();
  await expect(fetch(url)).rejects.toThrow();
});
