import { authenticate } from "./access.js";
import type { Context } from "./call.js";
import type { GitLabResponse } from "./response.js";

/** Gets the version of GitLab. [instance-version] [scope-read-user] */
export function getMetadata({ store, version, call }: Context): GitLabResponse {
  authenticate(store, call.token, "read-user");
  return {
    status: 200,
    body: {
      version: `${version}.0`,
      revision: "0123456789a",
      kas: { enabled: false, externalUrl: null, externalK8sProxyUrl: null, version: null },
      enterprise: false,
    },
  };
}
