import { ProjectJobTokenScopes } from "@gitbeaker/rest";
import { type ContenderFactory, token } from "../contender.ts";

/**
 * Gitbeaker's limiter has no off switch: with no limits at all it makes a new limiter for every request. A limit that is never
 * reached costs least.
 */
const noLimit = { rateLimits: { "**": Number.MAX_SAFE_INTEGER } };

/** @param isLimited Whether it is used as it comes: it queues requests above 3,000 a minute. */
export function gitbeaker(origin: string, isLimited: boolean): ContenderFactory {
  const scopes = new ProjectJobTokenScopes({ host: origin, oauthToken: token, ...(!isLimited && noLimit) });
  // Its type has no `perPage`, but the option is sent. Without it, GitLab's pages have 20 rows.
  const fullPages: object = { perPage: 100 };
  return (project) => {
    const read = async (): Promise<boolean> => (await scopes.show(project)).inbound_enabled;
    return {
      read,
      async save(enabled) {
        await scopes.edit(project, enabled);
        return read();
      },
      add: async (target) => (await scopes.addToInboundAllowList(project, target)).target_project_id,
      async remove(target) {
        await scopes.removeFromInboundAllowList(project, target);
      },
      list: async () => (await scopes.showInboundAllowList(project, fullPages)).map(({ id }) => id),
      listGroups: async () => (await scopes.showGroupsAllowList(project, fullPages)).map(({ id }) => id),
    };
  };
}
