import * as v from "valibot";
import { describeValue } from "./known-object.js";

const boolean: v.GenericSchema<unknown, boolean> = /* @__PURE__ */ v.boolean(({ received }) =>
  describeValue("true or false", received),
);
const optionalBoolean: v.ExactOptionalSchema<typeof boolean, undefined> = /* @__PURE__ */ v.exactOptional(
  boolean,
);

/** The settings of a project that a file can also have defaults for. */
export const settingsSchema: {
  readonly inboundEnabled: typeof optionalBoolean;
  readonly prune: typeof optionalBoolean;
} = { inboundEnabled: optionalBoolean, prune: optionalBoolean };
