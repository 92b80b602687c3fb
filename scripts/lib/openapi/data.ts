/** Keywords whose values are data: what looks like a schema or a reference in there is none. */
const dataKeywords = ["example", "default", "enum", "const", "value"];

/** Objects whose keys are names that the document's author chose, such as a field called `default`. */
const namesUnder = [
  ...["properties", "patternProperties", "dependentSchemas", "$defs", "callbacks", "content"],
  ...["examples", "headers", "links", "parameters", "pathItems", "requestBodies", "responses", "schemas"],
];

/** Whether a value at `key`, in the object at `parent`, is data. `examples` is a list of data in a schema only. */
export function isData(value: unknown, key: string, parent: string): boolean {
  if (namesUnder.includes(parent)) return false;
  if (key === "examples") return Array.isArray(value);
  return dataKeywords.includes(key) || key.startsWith("x-");
}
