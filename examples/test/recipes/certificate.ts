import { generate } from "selfsigned";

/** A certificate authority of one's own, and a certificate for 127.0.0.1 that it signed. All are PEM. */
export async function createCertificate(): Promise<{ ca: string; cert: string; key: string }> {
  const authority = await generate([{ name: "commonName", value: "Example authority" }], {
    extensions: [{ name: "basicConstraints", cA: true, critical: true }],
  });
  const { cert, private: key } = await generate([{ name: "commonName", value: "gitlab.example.com" }], {
    ca: { key: authority.private, cert: authority.cert },
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  });
  return { ca: authority.cert, cert, key };
}
