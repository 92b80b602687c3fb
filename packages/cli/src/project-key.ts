import { type ProjectReference, parseProjectReference } from "@gitlab-job-token-scope/facade";

/** The same text for all references that name a project by the same means: paths in any case, IDs in any form. */
export function projectKey(reference: ProjectReference): string {
  const parsed = parseProjectReference(reference);
  return "id" in parsed ? String(parsed.id) : parsed.path.toLowerCase();
}
