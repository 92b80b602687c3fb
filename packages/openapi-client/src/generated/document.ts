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
  sha256: "fe53371796891427b45aac7878f630945f33629e5a46ca4fe6f5230649e66dbd",
  gitlabVersion: "19.5",
};
