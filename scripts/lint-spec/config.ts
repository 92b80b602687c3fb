import { type Config, createConfig } from "@redocly/openapi-core";
import { rules } from "./rules.ts";

/** Redocly's strict rules, more of its own that are off by default, and for GitLab's document ours. */
export function createLintConfig({ isOfGitLab }: { isOfGitLab: boolean }): Promise<Config> {
  return createConfig({
    extends: ["recommended-strict"],
    plugins: [{ id: "own", rules: { oas3: rules } }],
    rules: {
      "operation-operationId": "error",
      "parameter-description": "error",
      "tag-description": "error",
      "no-unused-components": "error",
      "no-invalid-media-type-examples": "error",
      "no-invalid-parameter-examples": "error",
      "no-invalid-schema-examples": "error",
      "no-required-schema-properties-undefined": "error",
      "no-schema-type-mismatch": "error",
      ...(isOfGitLab
        ? {
            "operation-description": "error",
            "own/operation-facts": "error",
            "own/failure-content": "error",
            "own/validation-first": "error",
            "own/int64-ids": "error",
          }
        : // Several of its routes cannot fail, and it is served on loopback only.
          { "operation-4xx-response": "off", "no-server-example.com": "off" }),
    },
  });
}
