import { authenticate } from "./access.js";
import type { Context } from "./call.js";
import { createdAt } from "./present.js";
import type { GitLabResponse } from "./response.js";

/** Gets the user of the token. Every token of a seed has its own. [current-user] [scope-read-user] */
export function getCurrentUser({ store, call }: Context): GitLabResponse {
  const { userId: id, admin } = authenticate(store, call.token, "read-user");
  const username = `user${id}`;
  const email = `${username}@example.com`;
  return {
    status: 200,
    body: {
      id,
      username,
      public_email: null,
      name: `User ${id}`,
      state: "active",
      locked: false,
      avatar_url: null,
      web_url: `${call.url.origin}/${username}`,
      created_at: createdAt,
      bot: false,
      email,
      can_create_group: true,
      can_create_project: true,
      two_factor_enabled: false,
      external: false,
      commit_email: email,
      // [current-user-admin]
      ...(admin && { is_admin: true }),
    },
  };
}
