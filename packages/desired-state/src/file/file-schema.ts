import * as v from "valibot";
import { describeValue, knownObject, notAnArray } from "../internal/known-object.js";
import { groupReference, parseReference, projectReference } from "../internal/reference-schema.js";
import { settingsSchema } from "../internal/settings-schema.js";

/** A project by ID or path, as the key of an object. */
const projectKey = /* @__PURE__ */ v.pipe(
  /* @__PURE__ */ v.string(),
  /* @__PURE__ */ v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    try {
      parseReference("project", dataset.value);
    } catch (error) {
      addIssue({ message: error instanceof Error ? error.message : String(error) });
    }
  }),
);

const list = (kind: "project" | "group"): v.GenericSchema<unknown, (string | number)[]> =>
  v.array(kind === "project" ? projectReference : groupReference, ({ received }) =>
    describeValue("a list, such as [group/tool]", received),
  );

const projectSchema = /* @__PURE__ */ knownObject({
  ...settingsSchema,
  allow: /* @__PURE__ */ v.exactOptional(
    /* @__PURE__ */ knownObject({
      projects: /* @__PURE__ */ v.exactOptional(/* @__PURE__ */ list("project")),
      groups: /* @__PURE__ */ v.exactOptional(/* @__PURE__ */ list("group")),
    }),
  ),
});

/** What a file contains about a project. */
interface FileProject {
  inboundEnabled?: boolean;
  prune?: boolean;
  allow?: { projects?: (string | number)[]; groups?: (string | number)[] };
}

/** What a file of desired states contains. */
export const fileSchema: v.GenericSchema<
  unknown,
  {
    version: 1;
    defaults?: { inboundEnabled?: boolean; prune?: boolean };
    projects: Record<string, FileProject>;
  }
> = /* @__PURE__ */ knownObject({
  version: /* @__PURE__ */ v.literal(
    1,
    ({ received }) => `expected 1, not ${received}: this version of the package reads no other`,
  ),
  defaults: /* @__PURE__ */ v.exactOptional(/* @__PURE__ */ knownObject({ ...settingsSchema })),
  projects: /* @__PURE__ */ v.pipe(
    /* @__PURE__ */ v.unknown(),
    notAnArray,
    /* @__PURE__ */ v.record(projectKey, projectSchema, ({ received }) =>
      describeValue("an object", received),
    ),
  ),
});
