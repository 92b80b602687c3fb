/**
 * Converts the document to OpenAPI 3.0, for tools that do not know 3.1: several types become `nullable` or `anyOf`. It uses
 * nothing else that 3.0 lacks.
 *
 * @param {object} document A parsed OpenAPI 3.1 document.
 * @returns {object}
 */
export function toOpenApi30(document) {
  return { ...JSON.parse(JSON.stringify(document), replaceTypes), openapi: "3.0.3" };
}

function replaceTypes(_key, value) {
  if (!Array.isArray(value?.type)) return value;
  const { type, ...others } = value;
  const types = type.filter((name) => name !== "null");
  const nullable = types.length < type.length && { nullable: true };
  return types.length === 1
    ? { ...others, type: types[0], ...nullable }
    : { ...others, anyOf: types.map((name) => ({ type: name })), ...nullable };
}
