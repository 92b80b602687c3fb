import * as v from "valibot";
import { maxEntries } from "./allowlist-rules.js";
import type { Seed } from "./seed.js";

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
// "." and ".." are not allowed: a URL cannot contain them as path segments.
const segment = "(?!\\.{1,2}(?:/|$))[A-Za-z0-9_.][A-Za-z0-9_.-]*";
const groupPath = v.pipe(
  v.string(),
  v.regex(new RegExp(`^${segment}(/${segment})*$`), 'expected a full path such as "group/subgroup"'),
);
const projectPath = v.pipe(
  v.string(),
  v.regex(new RegExp(`^${segment}(/${segment})+$`), 'expected a full path such as "group/app"'),
);
const visibility = v.picklist(["private", "internal", "public"]);
// Valibot accepts arrays as objects.
const notAnArray = v.check<unknown, string>(
  (value) => !Array.isArray(value),
  "expected an object, received an array",
);
const roles = v.pipe(
  v.unknown(),
  notAnArray,
  v.record(
    v.pipe(v.string(), v.regex(/^[1-9]\d*$/, "expected a numeric ID")),
    v.picklist(["guest", "reporter", "developer", "maintainer", "owner"]),
  ),
);

/** The schema of a seed. `findInconsistencies` checks that its parts are consistent. */
export const seedSchema: v.GenericSchema<unknown, Seed> = v.pipe(
  v.unknown(),
  notAnArray,
  v.strictObject({
    instance: v.exactOptional(v.strictObject({ enforced: v.exactOptional(v.boolean()) })),
    projects: v.exactOptional(
      v.array(
        v.strictObject({
          id,
          path: projectPath,
          visibility: v.exactOptional(visibility),
          archived: v.exactOptional(v.boolean()),
          inboundEnabled: v.exactOptional(v.boolean()),
          allowedProjects: v.exactOptional(v.pipe(v.array(id), v.maxLength(maxEntries))),
          allowedGroups: v.exactOptional(v.pipe(v.array(id), v.maxLength(maxEntries))),
          formerPaths: v.exactOptional(v.array(projectPath)),
        }),
      ),
    ),
    groups: v.exactOptional(
      v.array(v.strictObject({ id, path: groupPath, visibility: v.exactOptional(visibility) })),
    ),
    tokens: v.exactOptional(
      v.pipe(
        v.array(
          v.strictObject({
            token: v.pipe(
              v.string(),
              v.regex(/^[\x21-\x7e]+$/, "expected printable ASCII characters without spaces"),
            ),
            scopes: v.exactOptional(v.array(v.picklist(["api", "read_api", "read_user"]))),
            state: v.exactOptional(v.picklist(["active", "expired", "revoked"])),
            admin: v.exactOptional(v.boolean()),
            roles: v.exactOptional(
              v.strictObject({ projects: v.exactOptional(roles), groups: v.exactOptional(roles) }),
            ),
          }),
        ),
        v.minLength(1),
      ),
    ),
  }),
);
