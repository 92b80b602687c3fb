import type { Oas3Rule } from "@redocly/openapi-core";
import { toList } from "../lib/node.ts";

/** An operation states the role and the token scopes it requires, and the version that introduced it. */
const operationMetadata: Oas3Rule = () => ({
  Operation(operation, { report, location }) {
    const metadata: Record<string, unknown> = { ...operation };
    for (const name of ["x-gitlab-role", "x-gitlab-scopes", "x-gitlab-since", "security"]) {
      if (metadata[name] === undefined) report({ message: `an operation must have ${name}`, location });
    }
    if (toList(metadata["x-gitlab-scopes"]).length === 0)
      report({ message: "x-gitlab-scopes must name a scope", location: location.child("x-gitlab-scopes") });
  },
});

/** Only OAuth schemes have scopes. Other tools report scopes of other schemes as unknown, so they are in `x-gitlab-scopes`. */
const noSecurityScopes: Oas3Rule = () => ({
  SecurityRequirement(requirement, { report, location }) {
    if (Object.values(requirement).flat().length > 0)
      report({ message: "scopes belong in x-gitlab-scopes", location });
  },
});

/** An error response has a schema and a named example. The body of a redirect has no content type to state them for. */
const errorContent: Oas3Rule = () => ({
  Response(response, { report, location, key }) {
    const isRedirect = "Location" in (response.headers ?? {});
    if (Number(key) < 300 || isRedirect) return;
    const media = Object.entries(response.content ?? {});
    if (media.length === 0) report({ message: "an error response must have content", location });
    for (const [type, { schema, examples }] of media) {
      const at = location.child(["content", type]);
      if (schema === undefined) report({ message: "an error response must have a schema", location: at });
      if (Object.keys(examples ?? {}).length === 0)
        report({ message: "an error response must have a named example", location: at });
    }
  },
});

/** The first example of a 400 is a parameter error: a static mock sends it in response to every invalid request. */
const parameterErrorFirst: Oas3Rule = () => ({
  Response(response, { report, location, key }) {
    if (key !== "400") return;
    const [first] = Object.values(response.content?.["application/json"]?.examples ?? {});
    const value: unknown = first !== undefined && "value" in first ? first.value : undefined;
    if (typeof value !== "object" || value === null || !("error" in value)) {
      report({ message: "the first example of a 400 must be a parameter error", location });
    }
  },
});

/** GitLab's IDs do not fit in 32 bits. */
const int64Ids: Oas3Rule = () => ({
  Schema(schema, { report, location, key }) {
    const types = Array.isArray(schema.type) ? schema.type : [schema.type];
    const isId = /(^|_)id$/.test(String(key)) && types.includes("integer");
    if (isId && schema.format !== "int64") report({ message: "an ID must have the format int64", location });
  },
});

/** Other generators derive names from the description of a server, and show a summary as a title. */
const shortTexts: Oas3Rule = () => ({
  Operation({ summary = "" }, { report, location }) {
    if (summary.length > 60 || summary.endsWith("."))
      report({ message: "a summary is a title of up to 60 characters, without a full stop", location });
  },
  Server({ description = "" }, { report, location }) {
    if (!/^\S{1,20}( \S{1,20})?$/.test(description))
      report({ message: "a server's description is a name of one or two words", location });
  },
});

/** This repository's own rules. */
export const rules: Record<string, Oas3Rule> = {
  "operation-metadata": operationMetadata,
  "no-security-scopes": noSecurityScopes,
  "short-texts": shortTexts,
  "error-content": errorContent,
  "parameter-error-first": parameterErrorFirst,
  "int64-ids": int64Ids,
};
