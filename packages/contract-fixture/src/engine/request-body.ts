/** A request's body, read by its content type. */
export interface RequestBody {
  /** What Prism validates: the JSON value, or the text where it is not JSON. Undefined for no body. */
  readonly value: unknown;
  /** What GitLab reads parameters from. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Whether the body claims to be JSON and is not. */
  readonly isMalformed: boolean;
}

/** Deeper than any body of this API, and than what Ruby's JSON parser takes by default; far deeper could not be copied. */
const deepest = 100;

/** Reads a body of JSON, which is what one without a content type is taken for, or of a form. No other has fields. */
export function readBody(headers: Readonly<Record<string, string>>, text: string): RequestBody {
  if (text === "") return { value: undefined, fields: {}, isMalformed: false };
  const contentType = (headers["content-type"] ?? "application/json").toLowerCase();
  if (contentType.includes("application/x-www-form-urlencoded")) {
    return { value: text, fields: Object.fromEntries(new URLSearchParams(text)), isMalformed: false };
  }
  if (!contentType.includes("json")) return { value: text, fields: {}, isMalformed: false };
  try {
    const value: unknown = JSON.parse(text);
    if (isDeeper(value, deepest)) return { value: text, fields: {}, isMalformed: true };
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return { value, fields: isObject ? { ...value } : {}, isMalformed: false };
  } catch {
    return { value: text, fields: {}, isMalformed: true };
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
