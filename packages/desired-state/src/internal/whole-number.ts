import * as v from "valibot";
import { describeValue } from "./known-object.js";

/** The schema of a whole number above 0. */
export function wholeNumber(name: string): v.GenericSchema<unknown, number> {
  return v.custom<number>(
    (value) => Number.isSafeInteger(value) && Number(value) > 0,
    ({ received }) => describeValue(name, received),
  );
}
