import { toNode } from "../lib/node.ts";
import { banner } from "./banner.ts";
import { readString, type Source } from "./document.ts";

/** Identifies the document that the client was generated from, as TypeScript. */
export function renderDocumentInfo({ document, sha256 }: Source): string {
  const info = toNode(document.root["info"]);
  const version = readString(info, "version", "info");
  const gitlabVersion = readString(info, "x-gitlab-checked-against", "info");
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
  version: ${JSON.stringify(version)},
  sha256: ${JSON.stringify(sha256)},
  gitlabVersion: ${JSON.stringify(gitlabVersion)},
};
`;
}
