import { createGitLab } from "@gitlab-job-token-scope/facade";
import { describe, expect, test } from "vitest";
import { errorOf, sent, start } from "../helpers.js";

const token = "glpat-guest";
const seed = {
  projects: [
    { id: 1, path: "group/app" },
    { id: 2, path: "other/app" },
  ],
  groups: [
    { id: 7, path: "group" },
    { id: 8, path: "other" },
  ],
  tokens: [{ token, scopes: ["api" as const], roles: { groups: { "7": "guest" as const } } }],
};

describe.for(["project", "group"] as const)("a %s", (kind) => {
  const [visible, hidden] = kind === "project" ? [1, 2] : [7, 8];
  const path = kind === "project" ? "group/app" : "group";

  test("is visible to those who have a role in it, and each question is one request", async () => {
    const { server } = await start({ seed });
    const gitlab = createGitLab({ url: server.url, token });
    expect(await gitlab[kind](visible).isVisible()).toBe(true);
    expect(await gitlab[kind](path).isVisible()).toBe(true);
    expect(await gitlab[kind](hidden).isVisible()).toBe(false);
    expect(await gitlab[kind](999).isVisible()).toBe(false);
    const target = gitlab[kind](path);
    expect([await target.isVisible(), await target.isVisible()]).toEqual([true, true]);
    expect(sent(server)).toHaveLength(6);
  });

  test("is asked for by its ID once that is known: its path may be another one's", async () => {
    const { server, gitlab } = await start({ seed });
    const target = gitlab[kind](path);
    expect(await target.id()).toBe(visible);
    server.reset();
    expect(await target.isVisible()).toBe(true);
    const query = kind === "group" ? "?with_projects=false" : "";
    expect(sent(server)).toEqual([`GET /${kind}s/${visible}${query}`]);
  });

  test("is not reported as invisible when the look-up fails, and the error names it", async () => {
    const { server, gitlab } = await start({ seed });
    await expect(
      createGitLab({ url: server.url, token: "glpat-x" })[kind](1).isVisible(),
    ).rejects.toMatchObject({
      code: "unauthorized",
    });
    server.script(kind === "project" ? "getProject" : "getGroup", [{ status: 500 }]);
    const error = await errorOf(() => createGitLab({ url: server.url, token })[kind](path).isVisible());
    expect(error).toMatchObject({ code: "server_error", [kind]: path });
    void gitlab;
  });
});
