import { toList } from "../../lib/node.ts";
import { type Editable, find, isEditable, listOperations } from "./edit.ts";

/**
 * Makes a document without references state a fact: the reverse of what the check reads.
 *
 * @param at The fact's place, as in `spec/deviations.yaml`.
 */
export function setFact(document: Editable, at: string, value: string): void {
  const [, owner = "", kind = "", name = "", ...rest] = at.split("/");
  const schemes = find(document, "components securitySchemes");
  if (owner === "securitySchemes") {
    const flows = {
      authorizationCode: { scopes: { api: "All.", read_api: "Reading.", read_user: "Another." } },
    };
    setMember(schemes, nameOfScheme(schemes, kind), value, { type: kind, flows });
    return;
  }
  const operation = listOperations(document).find(({ operationId }) => operationId === owner);
  if (operation === undefined) {
    const path = `/${[kind, name, ...rest].join("/")}`;
    find(document, "paths")[path] = { [owner.trim().toLowerCase()]: { responses: {} } };
  } else if (kind === "") {
    removeOperation(document, owner);
  } else if (kind === "scopes") {
    // Only our document has this extension.
    delete operation["x-gitlab-scopes"];
  } else if (kind === "parameters") {
    const parameters = toList(operation["parameters"]).filter(isEditable);
    const parameter = parameters.find(
      (candidate) => candidate["in"] === name && candidate["name"] === rest[0],
    );
    if (parameter) setSchemaFact(find(parameter, "schema"), rest.slice(1), value);
  } else if (kind === "body") {
    setBodyFact(find(operation, "requestBody"), [name, ...rest], value);
  } else {
    setResponseFact(find(operation, "responses"), [name, ...rest], value);
  }
}

function removeOperation(document: Editable, operationId: string): void {
  for (const item of Object.values(find(document, "paths")).filter(isEditable)) {
    for (const [method, operation] of Object.entries(item)) {
      if (isEditable(operation) && operation["operationId"] === operationId) delete item[method];
    }
  }
}

function setResponseFact(responses: Editable, [status = "", part, ...rest]: string[], value: string): void {
  if (part === undefined) setMember(responses, status, value, { description: "Any." });
  else if (part === "body") setBodyFact(find(responses, status), rest, value);
  else {
    const headers = find(responses, `${status} headers`);
    const name = Object.keys(headers).find((header) => header.toLowerCase() === rest[0]) ?? rest[0] ?? "";
    setMember(headers, name, value, { schema: { type: "string" } });
  }
}

function setBodyFact(owner: Editable, [type, subtype, ...rest]: string[], value: string): void {
  if (type === undefined) setMember(owner, "content", value, {});
  else if (rest.length === 0) setMember(find(owner, "content"), `${type}/${subtype}`, value, { schema: {} });
  else setSchemaFact(find(owner, `content ${type}/${subtype} schema`), rest, value);
}

function setSchemaFact(schema: Editable, [keyword = "", name = "", ...rest]: string[], value: string): void {
  const items = schema["items"];
  if (keyword === "fields") {
    const owner = isEditable(items) ? items : schema;
    const fields = find(owner, "properties");
    if (rest.length === 0) setMember(fields, name, value, { type: "string" });
    else if (rest[0] === "required") {
      const others = toList(owner["required"]).filter((field) => field !== name);
      owner["required"] = value === "true" ? [...others, name] : others;
    } else setSchemaFact(find(fields, name), rest, value);
  } else if (keyword === "nullable") {
    const types = [schema["type"]].flat().filter((type) => type !== "null");
    schema["type"] = value === "true" ? [...types, "null"] : types;
  } else if (keyword === "type" && isEditable(items) && value === "object") {
    delete schema["items"];
    Object.assign(schema, items);
  } else if (keyword === "type" && value.startsWith("oneOf ")) {
    delete schema["type"];
    schema["oneOf"] = value
      .slice("oneOf ".length)
      .split(" or ")
      .map((type) => ({ type }));
  } else {
    const isPlain = /^(\d+|true|false)$/.test(value);
    setMember(schema, keyword, value, isPlain ? JSON.parse(value) : value);
  }
}

function setMember(node: Editable, name: string, value: string, present: unknown): void {
  if (value === "absent") delete node[name];
  else node[name] = present;
}

/** The name of the security scheme that the check calls, for example, `header private-token`. */
function nameOfScheme(schemes: Editable, description: string): string {
  const found = Object.entries(schemes).find(([, value]) => {
    const { type, scheme, in: location, name } = isEditable(value) ? value : {};
    return [type, scheme, `${location} ${name}`, `${location} ${String(name).toLowerCase()}`].includes(
      description,
    );
  });
  return found?.[0] ?? description;
}
