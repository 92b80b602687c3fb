import { type Config, createConfig } from "@redocly/openapi-core";
import { rules } from "./rules.ts";

/**
 * Redocly's strict rules, and some that it leaves off by default. A document of GitLab's API also has to follow this
 * repository's own rules.
 */
export function createLintConfig({ isGitLabApi }: { isGitLabApi: boolean }): Promise<Config> {
  return createConfig({
    extends: ["recommended-strict"],
    plugins: [{ id: "gitlab", rules: { oas3: rules } }],
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
      ...(isGitLabApi
        ? {
            "operation-description": "error",
            "gitlab/operation-metadata": "error",
            "gitlab/no-security-scopes": "error",
            "gitlab/short-texts": "error",
            "gitlab/error-content": "error",
            "gitlab/parameter-error-first": "error",
            "gitlab/int64-ids": "error",
            "gitlab/header-example": "error",
          }
        : {}),
    },
  });
}
