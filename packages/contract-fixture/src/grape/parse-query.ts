/** Parameters as Rack reads them, Ruby's interface of web servers. */
export type Parameters = Readonly<Record<string, unknown>>;

/** Parses a query. The value of a name without `=` is null. */
export function parseQuery({ search }: Pick<URL, "search">): Parameters {
  return toParameters(readPairs(search.slice(1), /[&;] */));
}

/** Parses a form. */
export function parseForm(text: string): Parameters {
  return toParameters(readPairs(text, /& */));
}

/**
 * Combines names and values: the last value of a repeated name, an array for `name[]`, an object for `name[key]`. Deeper levels
 * are not told apart, since the API's parameters are plain values. [parameter-repeated]
 */
export function toParameters(pairs: Iterable<readonly [name: string, value: unknown]>): Parameters {
  const parameters = new Map<string, unknown>();
  for (const [fullName, value] of pairs) {
    const { name, suffix } = parseName(fullName);
    const earlier = parameters.get(name);
    if (suffix === "") parameters.set(name, value);
    else if (!suffix.startsWith("[]")) parameters.set(name, { [suffix]: value });
    else parameters.set(name, [...(Array.isArray(earlier) ? earlier : []), value]);
  }
  parameters.delete("");
  return Object.fromEntries(parameters);
}

/** Removes a parameter, however its name is written: Rack reads `page]` and `[page]` as `page`. */
export function deleteParameter({ searchParams }: URL, name: string): void {
  const written = [...searchParams.keys()].filter((fullName) => parseName(fullName).name === name);
  for (const fullName of written) searchParams.delete(fullName);
}

function parseName(fullName: string): { name: string; suffix: string } {
  const [, name = "", suffix = ""] = /^[[\]]*([^[\]]+)\]*(.*)$/s.exec(fullName) ?? [];
  return { name, suffix };
}

function* readPairs(text: string, separator: RegExp): Generator<[name: string, value: string | null]> {
  for (const pair of text.split(separator)) {
    const end = pair.indexOf("=");
    yield end === -1 ? [decode(pair), null] : [decode(pair.slice(0, end)), decode(pair.slice(end + 1))];
  }
}

/** Decodes `+` and `%20`. What is not encoded correctly is kept. */
function decode(text: string): string {
  return new URLSearchParams(`=${text.replaceAll("&", "%26")}`).get("") ?? "";
}
