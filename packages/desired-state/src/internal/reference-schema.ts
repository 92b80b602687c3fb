import {
  isJobTokenScopeError,
  parseGroupReference,
  parseProjectReference,
} from "@gitlab-job-token-scope/facade";
import * as v from "valibot";
import type { EntryKind } from "../plan.js";
import { value } from "./values.js";

/** What a reference names: an ID or a path. */
export interface Reference {
  readonly id?: number;
  readonly path?: string;
}

/** Parses a reference of a kind. */
export function parseReference(kind: EntryKind, reference: string | number): Reference {
  return kind === "project" ? parseProjectReference(reference) : parseGroupReference(reference);
}

/** Whatever names the same project or group by the same means has the same key. */
export function keyOf({ id, path = "" }: Reference): string {
  return id === undefined ? path.toLowerCase() : String(id);
}

/** The schema of a reference to a project or a group, as the facade takes it. */
function referenceSchema(kind: EntryKind): v.GenericSchema<unknown, string | number> {
  return v.pipe(
    value<string | number>(
      `the ID or the full path of a ${kind}`,
      (found) => typeof found === "string" || typeof found === "number",
    ),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      try {
        parseReference(kind, dataset.value);
      } catch (error) {
        if (!isJobTokenScopeError(error)) throw error;
        addIssue({ message: error.message });
      }
    }),
  );
}

export const projectReference: v.GenericSchema<unknown, string | number> =
  /* @__PURE__ */ referenceSchema("project");
export const groupReference: v.GenericSchema<unknown, string | number> =
  /* @__PURE__ */ referenceSchema("group");
