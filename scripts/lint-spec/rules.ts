import type { Oas3Rule } from "@redocly/openapi-core";

/** An operation says who may call it, with which scope, and since when. */
const operationFacts: Oas3Rule = () => ({
  Operation(operation, { report, location }) {
    const facts: Record<string, unknown> = { ...operation };
    for (const name of ["x-gitlab-role", "x-gitlab-since", "security"]) {
      if (facts[name] === undefined) report({ message: `an operation needs ${name}`, location });
    }
    for (const requirement of operation.security ?? []) {
      const hasScope = Object.values(requirement).every((scopes) => scopes.length > 0);
      if (!hasScope)
        report({ message: "a security requirement names its scope", location: location.child("security") });
    }
  },
});

/** A failure says what its body is, and shows one by name. */
const failureContent: Oas3Rule = () => ({
  Response(response, { report, location, key }) {
    if (Number(key) < 300) return;
    const media = Object.entries(response.content ?? {});
    if (media.length === 0) report({ message: "a failure needs content", location });
    for (const [type, { schema, examples }] of media) {
      const at = location.child(["content", type]);
      if (schema === undefined) report({ message: "a failure's body needs a schema", location: at });
      if (Object.keys(examples ?? {}).length === 0)
        report({ message: "a failure needs a named example", location: at });
    }
  },
});

/** The first example of a 400 is that of a wrong parameter: a static mock answers every invalid request with it. */
const validationFirst: Oas3Rule = () => ({
  Response(response, { report, location, key }) {
    if (key !== "400") return;
    const [first] = Object.values(response.content?.["application/json"]?.examples ?? {});
    const value: unknown = first !== undefined && "value" in first ? first.value : undefined;
    if (typeof value !== "object" || value === null || !("error" in value)) {
      report({ message: "the first example of a 400 is that of a wrong parameter", location });
    }
  },
});

/** GitLab's ids do not fit in 32 bits. */
const int64Ids: Oas3Rule = () => ({
  Schema(schema, { report, location, key }) {
    const types = Array.isArray(schema.type) ? schema.type : [schema.type];
    const isId = /(^|_)id$/.test(String(key)) && types.includes("integer");
    if (isId && schema.format !== "int64") report({ message: "an id has the format int64", location });
  },
});

/** The rules that are our own. */
export const rules: Record<string, Oas3Rule> = {
  "operation-facts": operationFacts,
  "failure-content": failureContent,
  "validation-first": validationFirst,
  "int64-ids": int64Ids,
};
