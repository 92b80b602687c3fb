import { isNode, type Node } from "../node.ts";
import { isData } from "./data.ts";

/**
 * Copies a part of an OpenAPI 3.0 document, with its schemas in the form of OpenAPI 3.1: `nullable` becomes the type `null`,
 * and a boolean `exclusiveMinimum` a number.
 *
 * OpenAPI 3.0 ignores `nullable` beside a `$ref`, `anyOf` or `oneOf`. Authors who write it there mean it, so it counts.
 */
export function upgradeSchemas(value: unknown, key = "", parent = ""): unknown {
  if (isData(value, key, parent)) return value;
  if (Array.isArray(value)) return value.map((item) => upgradeSchemas(item));
  if (!isNode(value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, upgradeSchemas(member, name, key)]);
  return upgradeNullable(upgradeBounds(Object.fromEntries(members)));
}

function upgradeNullable(schema: Node): Node {
  // A field called `nullable` has an object here.
  if (typeof schema["nullable"] !== "boolean") return schema;
  const { nullable, ...rest } = schema;
  if (!nullable) return rest;
  if (typeof rest["type"] === "string") return { ...rest, type: [rest["type"], "null"] };
  const isRestricted = ["$ref", "allOf", "anyOf", "oneOf", "enum"].some((keyword) => keyword in rest);
  return isRestricted ? { anyOf: [rest, { type: "null" }] } : rest;
}

function upgradeBounds(schema: Node): Node {
  return ["minimum", "maximum"].reduce((upgraded, bound) => {
    const exclusiveBound = bound === "minimum" ? "exclusiveMinimum" : "exclusiveMaximum";
    const { [exclusiveBound]: exclusive, [bound]: limit, ...rest } = upgraded;
    if (typeof exclusive !== "boolean") return upgraded;
    if (limit === undefined) return rest;
    return { ...rest, [exclusive ? exclusiveBound : bound]: limit };
  }, schema);
}
