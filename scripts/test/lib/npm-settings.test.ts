import { expect, test } from "vitest";
import { readNpmSettings } from "../../lib/npm-settings.ts";
import { createDirectory } from "../helpers.ts";

// Without the files of the person who runs the tests.
const env = {
  PATH: process.env["PATH"],
  npm_config_userconfig: "/no-such-directory/user",
  npm_config_globalconfig: "/no-such-directory/global",
};
const projectWith = (npmrc: string) => createDirectory({ "package.json": "{}", ".npmrc": npmrc });

test("the registry and the certificates are those of npm", async () => {
  const cwd = await projectWith("registry=https://npm.example/path/\ncafile=/certificates.pem\n");
  expect(await readNpmSettings({ cwd, env })).toEqual({
    registry: "https://npm.example/path/",
    certificates: "/certificates.pem",
  });
  const given = await readNpmSettings({ cwd, env: { ...env, NODE_EXTRA_CA_CERTS: "/other.pem" } });
  expect(given.certificates).toBe("/other.pem");
});

test("without certificates there are none, and a warning is no registry", async () => {
  const cwd = await projectWith("registry=http://127.0.0.1:1/\nalways-auth=true\n");
  expect(await readNpmSettings({ cwd, env })).toEqual({
    registry: "http://127.0.0.1:1/",
    certificates: undefined,
  });
});

test("a registry that is no URL is an error", async () => {
  const cwd = await projectWith("registry=ftp://npm.example/\n");
  await expect(readNpmSettings({ cwd, env })).rejects.toThrow("npm config get registry: no URL");
});
