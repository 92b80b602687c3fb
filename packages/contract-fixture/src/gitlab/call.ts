import type { Store } from "./store.js";
import type { GitLabVersion, VersionProfile } from "./version.js";

/** A call of one API operation, as received: nothing is validated yet. */
export interface Call {
  readonly operation: string;
  /** The token, from a header or a parameter. [auth-headers] [auth-parameter] */
  readonly token: string | undefined;
  /** The path parameters, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** The fields of the body. GitLab ignores unknown ones. [unknown-fields-ignored] */
  readonly body: Readonly<Record<string, unknown>>;
  /** The URL as sent. Links in the response have its origin and its query. */
  readonly url: URL;
}

/** A call, and the state and version profile it is handled with. */
export interface Context {
  readonly store: Store;
  readonly version: GitLabVersion;
  readonly profile: VersionProfile;
  readonly call: Call;
}
