import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "@gitlab-job-token-scope/contract-fixture/vitest";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { expect, onTestFinished } from "vitest";
import { createGitLabWithAuthority } from "../../recipes/certificate-authority.ts";
import { run } from "../run.ts";
import { createCertificate } from "./certificate.ts";
import { startTls } from "./forward-proxy.ts";

const program = fileURLToPath(new URL("read-scope.ts", import.meta.url));
const unknown = /unable to verify the first certificate|self-signed certificate|unable to get local issuer/;

test("without its authority a GitLab is not trusted, and the message says why", async ({ gitlab }) => {
  const url = await startTls(gitlab.url, await createCertificate());
  const call = createGitLab({ url, token: gitlab.token, retry: { limit: 0 } })
    .project(1)
    .jobTokenScope.get();
  await expect(call).rejects.toMatchObject({ name: "ConnectionError", code: "network" });
  await expect(call).rejects.toThrow(unknown);
  expect(gitlab.requests()).toEqual([]);
});

test("with its authority it is, for reads and writes", async ({ gitlab }) => {
  const { ca, ...certificate } = await createCertificate();
  const url = await startTls(gitlab.url, certificate);
  const { jobTokenScope } = createGitLabWithAuthority({ url, token: gitlab.token }, ca).project(1);
  expect((await jobTokenScope.update({ enabled: false })).inboundEnabled).toBe(false);
  expect(await jobTokenScope.allowlist.ensurePresent(42)).toBe(true);
});

test("another authority does not do", async ({ gitlab }) => {
  const [{ ca: another }, certificate] = await Promise.all([createCertificate(), createCertificate()]);
  const options = { url: await startTls(gitlab.url, certificate), token: gitlab.token, retry: { limit: 0 } };
  const call = createGitLabWithAuthority(options, another).project(1).jobTokenScope.get();
  await expect(call).rejects.toMatchObject({ code: "network" });
});

test("Node takes authorities from its environment", async ({ gitlab }) => {
  const { ca, ...certificate } = await createCertificate();
  const url = await startTls(gitlab.url, certificate);
  const folder = await mkdtemp(join(tmpdir(), "authority-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "ca.pem");
  await writeFile(file, ca);

  const read = async (env: Record<string, string>) =>
    (await run(process.execPath, [program, url, gitlab.token], { env })).out;
  expect(await read({})).toMatch(/^network: /);
  expect(await read({ NODE_EXTRA_CA_CERTS: file })).toContain('"inboundEnabled":true');
  // Where the system keeps its authorities differs; OpenSSL looks into this file.
  if (process.platform === "linux") {
    const fromSystem = { NODE_OPTIONS: "--use-system-ca", SSL_CERT_FILE: file };
    expect(await read(fromSystem)).toContain('"inboundEnabled":true');
  }
});
