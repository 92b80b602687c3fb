import { generate } from "selfsigned";

/** Creates a private CA and a certificate for 127.0.0.1 that it signs, in PEM format. */
export async function createCertificate(): Promise<{ ca: string; cert: string; key: string }> {
  const root = await generate([{ name: "commonName", value: "Example CA" }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [{ name: "basicConstraints", cA: true, critical: true }],
  });
  const { cert, private: key } = await generate([{ name: "commonName", value: "gitlab.example.com" }], {
    keyType: "ec",
    algorithm: "sha256",
    ca: { key: root.private, cert: root.cert },
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  });
  return { ca: root.cert, cert, key };
}
