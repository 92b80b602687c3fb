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
  sha256: "6c150443955f4569b33547877a53a98d1fd6d41ee95d7db673442f6aa48d8afe",
  gitlabVersion: "19.5",
};
