import * as v from "valibot";
import type { Seed } from "./seed.js";

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
// "." and ".." are no names: no address could hold them.
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
// To valibot, a list is an object too.
const noList = v.check<unknown, string>((value) => !Array.isArray(value), "expected an object, not a list");
const roles = v.pipe(
  v.unknown(),
  noList,
  v.record(
    v.pipe(v.string(), v.regex(/^[1-9]\d*$/, "expected a numeric id")),
    v.picklist(["guest", "reporter", "developer", "maintainer", "owner"]),
  ),
);
const limit = 200;

/** The shape of a seed. Whether its parts agree with each other is checked apart from it. */
export const seedSchema: v.GenericSchema<unknown, Seed> = v.pipe(
  v.unknown(),
  noList,
  v.strictObject({
    instance: v.exactOptional(v.strictObject({ enforced: v.exactOptional(v.boolean()) })),
    projects: v.exactOptional(
      v.array(
        v.strictObject({
          id,
          path: projectPath,
          visibility: v.exactOptional(visibility),
          inboundEnabled: v.exactOptional(v.boolean()),
          allowedProjects: v.exactOptional(v.pipe(v.array(id), v.maxLength(limit))),
          allowedGroups: v.exactOptional(v.pipe(v.array(id), v.maxLength(limit))),
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
              v.regex(/^[\x21-\x7e]+$/, "expected printable characters without a space"),
            ),
            scopes: v.exactOptional(v.array(v.picklist(["api", "read_api"]))),
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
