import * as v from "valibot";
import { describeValue } from "./known-object.js";

/** The schema of a value. One function for all kinds keeps bundles small: each of Valibot's own would be in them. */
export function value<Value>(
  expected: string,
  isExpected: (value: unknown) => boolean,
): v.GenericSchema<unknown, Value> {
  return v.custom<Value>(isExpected, ({ received }) => describeValue(expected, received));
}

export const boolean: v.GenericSchema<unknown, boolean> = /* @__PURE__ */ value(
  "true or false",
  (found) => typeof found === "boolean",
);

/** The schema of a whole number above 0. */
export function wholeNumber(name: string): v.GenericSchema<unknown, number> {
  return value(name, (found) => Number.isSafeInteger(found) && Number(found) > 0);
}

/** The schema of one of some texts or numbers. */
export function oneOf<const Value extends string | number>(
  values: readonly Value[],
): v.GenericSchema<unknown, Value> {
  const [last, ...others] = values.map((one) => JSON.stringify(one)).reverse();
  const expected = others.length === 0 ? `${last}` : `${others.reverse().join(", ")} or ${last}`;
  return value(expected, (found) => values.some((one) => one === found));
}
