/** The body of a request, parsed according to its content type. */
export interface RequestBody {
  /** The value that Prism validates: the JSON value, or the text if it is not JSON. Undefined for no body. */
  readonly value: unknown;
  /** The fields that GitLab reads parameters from. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Why GitLab does not read the body: it is not the JSON that its type declares, or the type is not accepted. */
  readonly problem?: "malformed" | "unsupported";
}

/** The default of Ruby's JSON parser. The journal could not copy values that are nested much deeper. */
const maxDepth = 100;

/** Parses a JSON, form or multipart body. [form-body] [content-type] */
export async function readBody(
  headers: Readonly<Record<string, string>>,
  text: string,
): Promise<RequestBody> {
  if (text === "") return { value: undefined, fields: {} };
  const contentType = headers["content-type"] ?? "";
  const type = mediaType(contentType);
  if (type === "application/json") return readJson(text);
  if (type === "application/x-www-form-urlencoded") {
    return { value: text, fields: Object.fromEntries(new URLSearchParams(text)) };
  }
  if (type === "multipart/form-data") return readMultipart(contentType, text);
  // The control routes accept JSON without a content type. GitLab does not.
  if (type === "") return { ...readJson(text), problem: "unsupported" };
  return { value: text, fields: {}, problem: "unsupported" };
}

/** The media type of a `Content-Type` header, without its parameters. */
export function mediaType(contentType: string): string {
  return (contentType.split(";")[0] ?? "").trim().toLowerCase();
}

function readJson(text: string): RequestBody {
  try {
    const value: unknown = JSON.parse(text);
    if (exceedsDepth(value, maxDepth)) return { value: text, fields: {}, problem: "malformed" };
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return { value, fields: isObject ? { ...value } : {} };
  } catch {
    return { value: text, fields: {}, problem: "malformed" };
  }
}

async function readMultipart(contentType: string, text: string): Promise<RequestBody> {
  const response = new Response(text, { headers: { "content-type": contentType } });
  // A body that cannot be parsed has no fields: the parameters are missing.
  const form = await response.formData().catch(() => new FormData());
  return { value: text, fields: Object.fromEntries(form) };
}

function exceedsDepth(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth === 0 || Object.values(value).some((inner) => exceedsDepth(inner, depth - 1));
}
