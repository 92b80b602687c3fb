// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

/** The OpenAPI document that this client was generated from. */
export const openApiDocument: {
  /** The document's own version. */
  readonly version: string;
  /** The SHA-256 of its text, in hexadecimal. */
  readonly sha256: string;
  /** The GitLab version whose own OpenAPI document it was compared with. */
  readonly gitlabVersion: string;
} = {
  version: "0.1.0",
  sha256: "b238abc7d15fb9899e255b6b9a15b6c2fccb425a9bd1a869b44e19cc026dec01",
  gitlabVersion: "19.5",
};
