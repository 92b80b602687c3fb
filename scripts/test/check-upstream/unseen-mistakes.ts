import { add, all, type Edit, remove, set } from "./edit.ts";

/**
 * Mistakes in parts of `spec/openapi.yaml` of which GitLab's document has none, so that a comparison cannot notice them: the check
 * that does, and what it reports.
 */
export const unseenMistakes: readonly (readonly [string, Edit, "lint:spec" | "check:breaking", string])[] = [
  [
    "the text of a failure is a number",
    set("components schemas Message properties message", { type: "integer" }),
    "lint:spec",
    "no-invalid-media-type-examples",
  ],
  [
    "an error code of OAuth is missing",
    set("components schemas OAuthError properties error enum", ["insufficient_scope"]),
    "lint:spec",
    "no-invalid-media-type-examples",
  ],
  [
    "a pagination header has another type",
    set("components headers X-Total schema type", "boolean"),
    "check:breaking",
    "headers/X-Total",
  ],
  [
    "a failure has no example",
    remove("components responses Conflict content application/json examples"),
    "lint:spec",
    "an error response must have a named example",
  ],
  [
    "a failure whose body is not recorded has no content",
    remove("components responses InternalServerError content"),
    "lint:spec",
    "an error response must have content",
  ],
  [
    "a header of a failure is missing",
    remove("components responses TooManyRequests headers Retry-After"),
    "check:breaking",
    "Retry-After",
  ],
  [
    "a field of a failure is missing",
    remove("components schemas OAuthError properties scope"),
    "check:breaking",
    "schemas/OAuthError.scope",
  ],
  [
    "a field of a failure is always there",
    all(
      add("components schemas OAuthError required", "scope"),
      remove("components schemas OAuthError properties scope"),
    ),
    "lint:spec",
    "scope",
  ],
];
