import fc from "fast-check";
import type { GrapeRequest } from "./grape.js";

const scope = "/projects/1/job_token_scope";
const write = ["POST", "PATCH", "DELETE", "PUT"];

/** Texts and values that Ruby, JSON and forms read in different ways. */
const texts = [
  ..."1 0 42 43 8 9 -1 +5 012 12.34 12.0 1_000 1__0 _1 1_ 0x1f 0b1 0d42 1e3 99999999999999999999 - + ½ ４".split(
    " ",
  ),
  ..."asc desc name created_at Name".split(" "),
  ..."true True TRUE tRUE t T yes Yes yEs y on On oN false False f F no n off null nil undefined".split(" "),
  ...[
    "",
    " ",
    "\t\n",
    "\u00a0",
    "\u2003",
    "\0",
    " 42 ",
    "4 2",
    " yes",
    "\n42",
    "group/app",
    "é",
    "a,b",
    "[]",
    "{}",
  ],
];
const text = fc.oneof(
  fc.constantFrom(...texts),
  fc.constantFrom("42", "1", "true"),
  fc.string({ maxLength: 4, unit: "binary" }).filter((value) => !/\p{Surrogate}/u.test(value)),
);
/** JSON, written as is: a number may have a fraction. */
const json = fc.oneof(
  text.map((value) => JSON.stringify(value)),
  fc.constantFrom(
    ..."0 1 -0 1.0 0.0 42 43 8 9 -1 12.34 -0.5 1e0 42e0 1E2 1e400 99999999999999999999".split(" "),
  ),
  fc.constantFrom(
    ..."true false null [] {} [42] [true] [null] [[]] [1,2]".split(" "),
    '{"id":42}',
    '[""]',
    '{"":""}',
  ),
);
const name = fc.constantFrom(
  "enabled",
  "target_project_id",
  "target_group_id",
  "page",
  "per_page",
  "with_projects",
  "archived",
  "order_by",
  "sort",
  "include_subgroups",
  "id",
  "other",
);
const pairName = fc.oneof(
  { weight: 6, arbitrary: name },
  {
    weight: 1,
    arbitrary: fc
      .tuple(name, fc.constantFrom("[]", "[a]", "[0]", "]", "[a][b]"))
      .map((parts) => parts.join("")),
  },
);
const pair = fc.oneof(
  { weight: 12, arbitrary: fc.tuple(pairName, text).map((parts) => parts.map(encodeURIComponent).join("=")) },
  { weight: 1, arbitrary: fc.oneof(pairName, fc.constantFrom("", "=1", "a=b=c", "page=+4", "page=4+")) },
);
/** A name that is an array once and a text another time is not read by Rack at all. */
const pairs = fc.uniqueArray(pair, { maxLength: 3 }).filter(haveOneType);
const query = fc.oneof(
  { weight: 3, arbitrary: fc.constant("") },
  {
    weight: 4,
    arbitrary: fc
      .tuple(pairs, fc.constantFrom("&", "&", ";"))
      .map(([list, separator]) => `?${list.join(separator)}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "?format=xml",
      "?format=json",
      "?format=",
      "?format",
      "?format=JSON",
      "?page=1&page=2",
      "?page=x&page=2",
      "?per_page=0",
      "?page=&per_page=",
    ),
  },
);

const form = "application/x-www-form-urlencoded";
const object = fc
  .array(fc.tuple(name, json), { maxLength: 3 })
  .map((fields) => `{${fields.map(([key, value]) => `"${key}":${value}`).join(",")}}`);
const multipart = fc
  .array(
    fc.tuple(
      name,
      text.filter((value) => !/[\r\n]/.test(value)),
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map(
    (fields) =>
      `${fields.map(([key, value]) => `--boundary\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`).join("")}--boundary--\r\n`,
  );
const file =
  '--boundary\r\nContent-Disposition: form-data; name="enabled"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\ntrue\r\n--boundary--\r\n';
const types = [
  "",
  "text/plain",
  "application/xml",
  "application/vnd.gitlab+json",
  "application/merge-patch+json",
  "TEXT/PLAIN; charset=utf-8",
  "nonsense",
  "application/jsonp",
];
const jsonTypes = [
  "application/json",
  "application/json",
  "application/json; charset=utf-8",
  "APPLICATION/JSON",
  "application/json ;x",
];
type Body = Pick<GrapeRequest, "body" | "contentType">;
const withType = (body: fc.Arbitrary<string>, ...contentTypes: string[]): fc.Arbitrary<Body> =>
  fc.record({ body, contentType: fc.constantFrom(...contentTypes) });
const body: fc.Arbitrary<Partial<Body>> = fc.oneof(
  { weight: 6, arbitrary: withType(object, ...jsonTypes) },
  { weight: 1, arbitrary: withType(json, ...jsonTypes) },
  {
    weight: 1,
    arbitrary: withType(
      fc.constantFrom(
        "{",
        '{"enabled":',
        "[1",
        "{}{}",
        "enabled=true",
        " ",
        "{'enabled':true}",
        '{"enabled":true,}',
        "tru",
      ),
      ...jsonTypes,
    ),
  },
  {
    weight: 2,
    arbitrary: withType(
      pairs.map((list) => list.join("&")).filter((value) => value !== ""),
      form,
      form,
      `${form}; charset=utf-8`,
      "multipart/form-data",
    ),
  },
  {
    weight: 1,
    arbitrary: withType(
      fc.constantFrom(
        "enabled=0;enabled=1",
        "enabled=true&enabled=no",
        "target_project_id=1; target_project_id=42",
      ),
      form,
    ),
  },
  {
    weight: 1,
    arbitrary: withType(
      multipart,
      "multipart/form-data; boundary=boundary",
      "Multipart/Form-Data; boundary=boundary",
    ),
  },
  { weight: 1, arbitrary: withType(fc.constant(file), "multipart/form-data; boundary=boundary") },
  { weight: 1, arbitrary: withType(object, ...types) },
  { weight: 3, arbitrary: fc.constant({}) },
);

const id = fc.oneof(
  { weight: 6, arbitrary: fc.constant("1") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ..."group%2Fapp 2 012 +1 %2B1 %201%20 1_0 1.5 1.json a.b.c %20 0x1 true -1 %00 99999999999999999999 %5B%5D".split(
        " ",
      ),
    ),
  },
);
const target = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("43", "9") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ..."42 012 +43 %2043%20 4_3 43.json 43.xml 4.5 4.5.6 x x.json %20 0x1 -1 null %2F %C3%A9".split(" "),
    ),
  },
);
const route = fc.oneof(
  ...["", "/allowlist", "/groups_allowlist"].map((list) =>
    id.map((project) => `/projects/${project}/job_token_scope${list}`),
  ),
  ...["allowlist", "groups_allowlist"].map((list) =>
    fc.tuple(id, target).map(([project, entry]) => `/projects/${project}/job_token_scope/${list}/${entry}`),
  ),
  id.map((project) => `/projects/${project}`),
  fc.oneof(id, fc.constant("7")).map((group) => `/groups/${group}`),
  fc.oneof(id, fc.constant("7")).map((group) => `/groups/${group}/projects`),
  fc.constantFrom(
    "/nothing",
    "/projects",
    "/projects/",
    "/projects/group/app/job_token_scope",
    "/Projects/1",
    `${scope}/other`,
    `${scope}/allowlist/43/x`,
    "/nothing.json",
  ),
);
const path = fc.oneof(
  { weight: 8, arbitrary: route },
  {
    weight: 1,
    arbitrary: fc
      .tuple(route, fc.constantFrom("/", "//", ".json", ".xml", ".JSON", ".json/", ".a.b", "."))
      .map((parts) => parts.join("")),
  },
  { weight: 1, arbitrary: route.map((value) => value.replaceAll("/", "//")) },
);

/** Requests whose method fits the path more often than by chance. */
const request: fc.Arbitrary<GrapeRequest> = fc
  .record({
    method: fc.constantFrom("GET", "HEAD", "OPTIONS", ...write, "POST", "PATCH", "DELETE"),
    path,
    query,
    body,
    tokenPlace: fc.constantFrom("header", "header", "header", "header", "header", "query", "none"),
    isMatched: fc.boolean(),
  })
  .map(
    ({
      method,
      path: pathname,
      query: search,
      body: { body: content, contentType },
      tokenPlace,
      isMatched,
    }) => {
      const fitting = /allowlist\/[^/]+$/.test(pathname)
        ? "DELETE"
        : /allowlist$/.test(pathname)
          ? "POST"
          : /scope$/.test(pathname)
            ? "PATCH"
            : "GET";
      const token =
        tokenPlace === "query" ? `${search === "" ? "?" : `${search}&`}private_token=token` : search;
      return {
        method: isMatched ? fitting : method,
        path: pathname + token,
        ...(content !== undefined && { body: content }),
        ...(content !== undefined && contentType !== undefined && contentType !== "" && { contentType }),
        token: tokenPlace === "header",
      };
    },
  );

/** Generates requests: the same for the same seed. */
export function generateRequests(count: number, seed: number): GrapeRequest[] {
  // A URL cannot have "." as a segment.
  return fc.sample(request, { numRuns: count, seed }).filter(({ path: sent }) => !/\/\.(\/|\?|$)/.test(sent));
}

function haveOneType(list: string[]): boolean {
  const names = list.map((item) => decodeURIComponent((item.split("=")[0] ?? "").replaceAll("+", " ")));
  const bases = names.map((full) => full.replace(/[[\]].*$/s, ""));
  return names.every((full, i) =>
    names.every(
      (other, j) => bases[i] !== bases[j] || full === other || (!/\[/.test(full) && !/\[/.test(other)),
    ),
  );
}
