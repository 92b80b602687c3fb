import { banner } from "./banner.ts";
import type { Source } from "./document.ts";

/** Identifies the document that the client was generated from, as TypeScript. */
export function renderDocumentInfo({ document: { info }, sha256 }: Source): string {
  return `${banner}
/** The OpenAPI document that this client was generated from. */
export const openApiDocument: {
  /** The document's own version. */
  readonly version: string;
  /** The SHA-256 of its text, in hexadecimal. */
  readonly sha256: string;
  /** The GitLab version whose own OpenAPI document it was compared with. */
  readonly gitlabVersion: string;
} = {
  version: ${JSON.stringify(info.version)},
  sha256: ${JSON.stringify(sha256)},
  gitlabVersion: ${JSON.stringify(info["x-gitlab-checked-against"])},
};
`;
}
