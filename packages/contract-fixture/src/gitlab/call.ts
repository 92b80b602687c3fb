import type { VersionProfile } from "./version.js";
import type { World } from "./world.js";

/** A call of an operation, as it came: nothing in it is checked yet. */
export interface Call {
  readonly operation: string;
  /** The token, whichever header it came in. [auth-headers] */
  readonly token: string | undefined;
  /** The parameters of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | string[]>>;
  /** The body's fields; GitLab ignores those it does not know. [unknown-fields-ignored] */
  readonly body: Readonly<Record<string, unknown>>;
  /** The address that was called: what links in the answer begin with. */
  readonly url: URL;
}

/** A call and what it works on. */
export interface Context {
  readonly world: World;
  readonly profile: VersionProfile;
  readonly call: Call;
}
