/** The body of a request, parsed according to its content type. */
export interface RequestBody {
  /** The value that Prism validates: the JSON value, or the text if it is not JSON. Undefined for no body. */
  readonly value: unknown;
  /** The fields that GitLab reads parameters from. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Whether the body is declared as JSON but cannot be parsed. */
  readonly isMalformed: boolean;
}

/** The default of Ruby's JSON parser. The journal could not copy values that are nested much deeper. */
const maxDepth = 100;

/** Parses a JSON or form body. A body without a content type is parsed as JSON; other content types have no fields. */
export function readBody(headers: Readonly<Record<string, string>>, text: string): RequestBody {
  if (text === "") return { value: undefined, fields: {}, isMalformed: false };
  const contentType = (headers["content-type"] ?? "application/json").toLowerCase();
  if (contentType.includes("application/x-www-form-urlencoded")) {
    return { value: text, fields: Object.fromEntries(new URLSearchParams(text)), isMalformed: false };
  }
  if (!contentType.includes("json")) return { value: text, fields: {}, isMalformed: false };
  try {
    const value: unknown = JSON.parse(text);
    if (exceedsDepth(value, maxDepth)) return { value: text, fields: {}, isMalformed: true };
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return { value, fields: isObject ? { ...value } : {}, isMalformed: false };
  } catch {
    return { value: text, fields: {}, isMalformed: true };
  }
}

function exceedsDepth(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth === 0 || Object.values(value).some((inner) => exceedsDepth(inner, depth - 1));
}
