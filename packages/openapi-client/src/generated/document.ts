// Generated from spec/openapi.yaml by `pnpm generate`. Do not edit.

/** The OpenAPI document that this client was generated from. */
export const openApiDocument: {
  /** The document's own version. */
  readonly version: string;
  /** The SHA-256 of its text, in hexadecimal. */
  readonly sha256: string;
  /** The version of GitLab's document that it was compared with. */
  readonly gitlabVersion: string;
} = {
  version: "0.1.0",
  sha256: "9920e6a957f97039936343dad049cb93565a8149f4cc99019ca66787a14a8340",
  gitlabVersion: "19.5",
};
