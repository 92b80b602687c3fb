import * as v from "valibot";
import { boolean } from "./values.js";

const optionalBoolean: v.ExactOptionalSchema<typeof boolean, undefined> = /* @__PURE__ */ v.exactOptional(
  boolean,
);

/** The settings of a project that a file can also have defaults for. */
export const settingsSchema: {
  readonly inboundEnabled: typeof optionalBoolean;
  readonly prune: typeof optionalBoolean;
} = { inboundEnabled: optionalBoolean, prune: optionalBoolean };
