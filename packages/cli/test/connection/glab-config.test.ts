import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readGlabHost } from "../../src/connection/glab-config.js";
import type { Io } from "../../src/io.js";
import { Console } from "../../src/output/console.js";
import { FakeIo, makeFolder } from "../helpers.js";

async function folderWith(config: unknown): Promise<string> {
  const folder = await makeFolder();
  await writeFile(join(folder, "config.yml"), typeof config === "string" ? config : JSON.stringify(config));
  return folder;
}

async function find(config: unknown, url?: string) {
  const folder = await folderWith(config);
  const io = new FakeIo({});
  const console = new Console(io as unknown as Io);
  console.isVerbose = true;
  const host = await readGlabHost({ GLAB_CONFIG_DIR: folder }, url, console);
  await new Promise((resolve) => setImmediate(resolve));
  return { url: host?.url, token: host?.token, err: io.err.replaceAll(folder, "") };
}

const hosts = {
  "gitlab.example.com": { token: "one" },
  "other.example.com:8443": { token: "two", api_protocol: "http" },
  ssh: { token: "three", api_host: "api.example.com" },
  empty: { token: "" },
  none: null,
};

test.for<[string | undefined, string | undefined, string | undefined]>([
  ["https://gitlab.example.com", "https://gitlab.example.com", "one"],
  ["https://gitlab.example.com/gitlab/", "https://gitlab.example.com/gitlab/", "one"],
  // Its token is never sent in plain text.
  ["http://gitlab.example.com", undefined, undefined],
  ["http://other.example.com:8443", "http://other.example.com:8443", "two"],
  ["https://other.example.com:8443", "https://other.example.com:8443", "two"],
  ["https://other.example.com", undefined, undefined],
  ["https://api.example.com", "https://api.example.com", "three"],
  ["https://elsewhere.example.com", undefined, undefined],
  ["no address", undefined, undefined],
  [undefined, undefined, undefined],
])("for %s, the address is %s and the token %s", async ([given, url, token]) => {
  expect(await find({ hosts }, given)).toEqual({ url, token, err: "" });
});

test.for([
  ["gitlab.example.com", "https://gitlab.example.com", "one"],
  ["other.example.com:8443", "http://other.example.com:8443", "two"],
  ["ssh", "https://api.example.com", "three"],
  ["elsewhere", undefined, undefined],
] as const)("without an address, it is that of the default host %s", async ([host, url, token]) => {
  expect(await find({ host, hosts })).toEqual({ url, token, err: "" });
});

test("a host without a token is mentioned", async () => {
  for (const host of ["empty", "none"]) {
    expect(await find({ host, hosts })).toEqual({
      url: undefined,
      token: undefined,
      err: `/config.yml has no token for ${host}: if glab keeps it in a keyring, set GITLAB_TOKEN\n`,
    });
  }
});

test("what is not a configuration is ignored", async () => {
  expect(await find("hosts: [", "https://x")).toMatchObject({
    err: "/config.yml is not valid, and is ignored\n",
  });
  for (const config of ["", "text", { hosts: "x" }, { host: 1, hosts }, { host: "", hosts }]) {
    expect(await find(config)).toEqual({ url: undefined, token: undefined, err: "" });
  }
});

test("it is looked for where glab does", async () => {
  const home = await makeFolder();
  const xdg = await makeFolder();
  const own = await folderWith({ host: "own", hosts: { own: { token: "own" } } });
  const write = async (folder: string, name: string) => {
    await mkdir(join(folder, "glab-cli"), { recursive: true });
    const config = { host: name, hosts: { [name]: { token: name } } };
    await writeFile(join(folder, "glab-cli", "config.yml"), JSON.stringify(config));
  };
  const token = async (env: Record<string, string>) =>
    (await readGlabHost(env, undefined, new Console(new FakeIo({}) as unknown as Io)))?.token;
  expect(await token({ HOME: home, XDG_CONFIG_HOME: xdg })).toBeUndefined();
  await write(join(home, "Library", "Application Support"), "mac");
  expect(await token({ HOME: home })).toBe("mac");
  await write(join(home, ".config"), "home");
  expect(await token({ HOME: home })).toBe("home");
  expect(await token({ HOME: home, XDG_CONFIG_HOME: "" })).toBe("home");
  expect(await token({ HOME: home, XDG_CONFIG_HOME: xdg })).toBe("home");
  await write(xdg, "xdg");
  expect(await token({ HOME: home, XDG_CONFIG_HOME: xdg })).toBe("xdg");
  expect(await token({ HOME: await makeFolder(), LOCALAPPDATA: xdg })).toBe("xdg");
  expect(await token({ HOME: home, XDG_CONFIG_HOME: xdg, GLAB_CONFIG_DIR: own })).toBe("own");
  expect(await token({ HOME: home, GLAB_CONFIG_DIR: await makeFolder() })).toBeUndefined();
});
