import { parseForm, toParameters } from "../grape/parse-query.js";

/** The body of a request, parsed according to its content type. */
export interface RequestBody {
  /** The value that Prism validates: the JSON value, or the text if it is not JSON. Undefined for no body. */
  readonly value: unknown;
  /** The fields that GitLab reads parameters from. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Whether it is a form. GitLab reads forms in requests of any method. */
  readonly isForm?: boolean;
  /** The fields of a JSON object whose value is a number with a fraction or an exponent, such as `1.0`. */
  readonly floats?: ReadonlySet<string>;
  /** Why GitLab does not read the body: it is not what its type declares, or the type is not accepted. */
  readonly problem?: "malformed" | "unsupported" | "incomplete";
}

const multipartTypes = ["multipart/form-data", "multipart/mixed", "multipart/related"];

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
  const isMultipart = multipartTypes.includes(type);
  if (isMultipart && /boundary=/i.test(contentType)) {
    return readMultipart(contentType.slice(type.length), text);
  }
  if (isMultipart || type === "application/x-www-form-urlencoded") {
    return { value: text, fields: parseForm(text), isForm: true };
  }
  // The control routes accept JSON without a content type. GitLab does not.
  if (type === "") return { ...readJson(text), problem: "unsupported" };
  return { value: text, fields: {}, problem: "unsupported" };
}

/** The media type of a `Content-Type` header, without its parameters. */
export function mediaType(contentType: string): string {
  return contentType
    .replace(/[;,].*/, "")
    .trim()
    .toLowerCase();
}

function readJson(text: string): RequestBody {
  try {
    const floats: { key: string; holder: unknown }[] = [];
    const value: unknown = JSON.parse(
      text,
      function (this: unknown, key, item, context?: { source?: string }) {
        // Stryker disable next-line OptionalChaining,StringLiteral: a number has a source.
        const source = typeof item === "number" ? (context?.source ?? "") : "";
        if (/[.e]/i.test(source)) floats.push({ key, holder: this });
        return item;
      },
    );
    if (exceedsDepth(value, maxDepth)) return { value: text, fields: {}, problem: "malformed" };
    const isObject = value instanceof Object && !Array.isArray(value);
    const own = floats.filter(({ holder }) => holder === value).map(({ key }) => key);
    return { value, fields: isObject ? { ...value } : {}, floats: new Set(own) };
  } catch {
    return { value: text, fields: {}, problem: "malformed" };
  }
}

async function readMultipart(parameters: string, text: string): Promise<RequestBody> {
  const headers = { "content-type": `multipart/form-data${parameters}` };
  const form = await new Response(text, { headers }).formData().catch(() => undefined);
  if (form === undefined) return { value: text, fields: {}, problem: "incomplete" };
  const pairs = [...form].map(
    ([name, value]) => [name, typeof value === "string" ? value : { filename: value.name }] as const,
  );
  return { value: text, fields: toParameters(pairs), isForm: true };
}

function exceedsDepth(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth === 0 || Object.values(value).some((inner) => exceedsDepth(inner, depth - 1));
}
