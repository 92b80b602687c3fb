/** What an error is about. */
export interface ErrorContext {
  /** The project, as the caller named it: `"group/app"`. */
  project?: string | number | undefined;
  /** The group whose projects are listed, as the caller named it: `"group"`. */
  group?: string | number | undefined;
  /** The project or group to be added or removed, as the caller named it. */
  target?: string | number | undefined;
  /** The URL of the request that failed, without its query. */
  url?: string | undefined;
}

/**
 * The context in words, for the end of a message: ` (project "group/app", target 42, https://…)`.
 *
 * @internal
 */
export function describeContext({ project, group, target, url }: ErrorContext): string {
  const parts = [
    project !== undefined && `project ${JSON.stringify(project)}`,
    group !== undefined && `group ${JSON.stringify(group)}`,
    target !== undefined && `target ${JSON.stringify(target)}`,
    url,
  ].filter((part) => typeof part === "string");
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}
