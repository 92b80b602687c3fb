import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "@gitlab-job-token-scope/contract-fixture/vitest";
import { createGitLab } from "@gitlab-job-token-scope/facade";
import { expect, onTestFinished } from "vitest";
import { createGitLabWithPrivateCa } from "../../recipes/certificate-authority.ts";
import { run } from "../run.ts";
import { createCertificate } from "./certificate.ts";
import { startTls } from "./forward-proxy.ts";

const program = fileURLToPath(new URL("read-scope.ts", import.meta.url));
const untrusted = /unable to verify the first certificate|self-signed certificate|unable to get local issuer/;

test("rejects a private CA by default, with the reason in the message", async ({ gitlab }) => {
  const url = await startTls(gitlab.url, await createCertificate());
  const call = createGitLab({ url, token: gitlab.token, retry: { limit: 0 } })
    .project(1)
    .jobTokenScope.get();
  await expect(call).rejects.toMatchObject({ name: "ConnectionError", code: "network" });
  await expect(call).rejects.toThrow(untrusted);
  expect(gitlab.requests()).toEqual([]);
});

test("accepts the private CA it is given, for reads and writes", async ({ gitlab }) => {
  const { ca, ...certificate } = await createCertificate();
  const url = await startTls(gitlab.url, certificate);
  const { jobTokenScope } = createGitLabWithPrivateCa({ url, token: gitlab.token }, ca).project(1);
  expect((await jobTokenScope.update({ enabled: false })).inboundEnabled).toBe(false);
  expect(await jobTokenScope.allowlist.ensurePresent(42)).toBe(true);
});

test("rejects a certificate of another CA", async ({ gitlab }) => {
  const [{ ca: otherCa }, certificate] = await Promise.all([createCertificate(), createCertificate()]);
  const options = { url: await startTls(gitlab.url, certificate), token: gitlab.token, retry: { limit: 0 } };
  const call = createGitLabWithPrivateCa(options, otherCa).project(1).jobTokenScope.get();
  await expect(call).rejects.toMatchObject({ code: "network" });
});

test("Node reads CAs from its environment", { tags: ["slow"] }, async ({ gitlab }) => {
  const { ca, ...certificate } = await createCertificate();
  const url = await startTls(gitlab.url, certificate);
  const folder = await mkdtemp(join(tmpdir(), "ca-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "ca.pem");
  await writeFile(file, ca);

  const read = async (env: Record<string, string>) =>
    (await run(process.execPath, [program, url, gitlab.token], { env })).out;
  expect(await read({})).toMatch(/^network: /);
  expect(await read({ NODE_EXTRA_CA_CERTS: file })).toContain('"inboundEnabled":true');
  // The location of the system's CAs differs. OpenSSL reads them from this file.
  if (process.platform === "linux") {
    const fromSystem = { NODE_OPTIONS: "--use-system-ca", SSL_CERT_FILE: file };
    expect(await read(fromSystem)).toContain('"inboundEnabled":true');
  }
});
