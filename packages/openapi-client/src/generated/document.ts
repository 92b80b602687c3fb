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
  sha256: "7ff39d2a5c997e091fe96513128dd5382654b175a626b03ac71ecd00c2589e07",
  gitlabVersion: "19.5",
};
