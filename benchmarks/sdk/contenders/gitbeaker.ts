import { ProjectJobTokenScopes } from "@gitbeaker/rest";
import { type Contender, token } from "../contender.ts";

/**
 * Gitbeaker queues requests above 3,000 a minute. Its limiter has no off switch: with no limits at all it makes a new
 * limiter for every request. A limit that is never reached costs least.
 */
const rateLimits = { "**": Number.MAX_SAFE_INTEGER };

export function gitbeaker(origin: string): Contender {
  const scopes = new ProjectJobTokenScopes({ host: origin, oauthToken: token, rateLimits });
  const show = async (): Promise<boolean> => (await scopes.show(1)).inbound_enabled;
  // Its type has no `perPage`, but the option is sent. Without it, GitLab's pages have 20 rows.
  const fullPages: object = { perPage: 100 };
  return {
    name: "gitbeaker",
    read: show,
    async save(enabled) {
      await scopes.edit(1, enabled);
      return show();
    },
    add: async (projectId) => (await scopes.addToInboundAllowList(1, projectId)).target_project_id,
    async remove(projectId) {
      await scopes.removeFromInboundAllowList(1, projectId);
    },
    list: () => scopes.showInboundAllowList(1, fullPages),
  };
}
