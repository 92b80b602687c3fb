import { isResponseError } from "../errors/response-error.js";
import type { ProjectId } from "../ids.js";
import { projectAllowlist, type Row } from "./api/allowlists.js";
import type { Page } from "./api/page.js";
import type { Call } from "./http/call.js";
import type { Owner } from "./owner.js";
import { maxPerPage } from "./read-rows.js";

/** The ID of the project that owns a list, and the first page of the list if it was read on the way. */
export interface FirstPage<Id> {
  readonly source: ProjectId;
  readonly page?: Page<Row<Id>> | undefined;
}

/**
 * Finds out the ID of a project whose list of projects is to be read. The project is on its own list, so that a page that is read by
 * the project's path has its ID, which saves a look-up.
 */
export async function readFirstPage(
  call: Call,
  { projects, target }: Owner,
  limit: number,
): Promise<FirstPage<ProjectId>> {
  // The project's own row may not be among fewer rows.
  if (limit < maxPerPage) return { source: await projects.resolve(call, target) };
  let page: Page<Row<ProjectId>> | undefined;
  let found: ProjectId | undefined;
  const source = await projects.resolve(call, target, async (path) => {
    try {
      page = await projectAllowlist.list(call, path, { page: 1, perPage: maxPerPage });
    } catch (error) {
      if (isRedirected(error)) return undefined;
      throw error;
    }
    found = page.rows.find((row) => row.path?.toLowerCase() === path.toLowerCase())?.id;
    return found;
  });
  // After a move, a call at the same time may have found another ID. Then the page belongs to the other project.
  return { source, page: found === source ? page : undefined };
}

/** A project that has moved: only look-ups follow redirects. Browsers hide the status. */
function isRedirected(error: unknown): boolean {
  return isResponseError(error) && (error.status === 0 || (error.status >= 300 && error.status < 400));
}
