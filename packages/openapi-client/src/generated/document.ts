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
  sha256: "b60987f7611c1bba966303715a8d6c70484a3f40ed7ce34ad5619bc7ebad5392",
  gitlabVersion: "19.5",
};
