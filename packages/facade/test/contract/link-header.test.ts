import * as fc from "fast-check";
import { expect, test } from "vitest";
import { numRuns } from "../../../../vitest.properties.js";
import { connectTo } from "../helpers.js";

/** The pages that are requested when the first one has a `Link` header, and there is no other header. */
async function pagesAfter(link: string): Promise<number[]> {
  const pages: number[] = [];
  const gitlab = connectTo((request) => {
    const page = Number(new URL(request.url).searchParams.get("page"));
    pages.push(page);
    const rows = [{ id: page, name: "g", web_url: "https://gitlab.example.com/groups/g" }];
    return Response.json(rows, { headers: { link: pages.length === 1 ? link : '</x>; rel="first"' } });
  });
  await gitlab.project(1).jobTokenScope.groupsAllowlist.list();
  return pages;
}

test.for([
  [
    "GitLab's own",
    '<https://gitlab.example.com/x?page=2&per_page=100>; rel="next", </x?page=1>; rel="first"',
  ],
  ["a relative target", '</x?per_page=100&page=2>; rel="next"'],
  ["a token instead of a quoted text", "</x?page=2>; rel=next"],
  ["other case", '</x?page=2>; REL="NEXT"'],
  ["spaces around every sign", '</x?page=2>  ;  rel  =  "next"'],
  ["several relations", '</x?page=2>; rel="last  next alternate"'],
  ["parameters before rel", '</x?page=2>; title="to come"; rel="next"'],
  [
    "a comma and a semicolon in a quoted text",
    '</x?page=9>; title="a, b; c"; rel="prev", </x?page=2>; rel="next"',
  ],
  [
    "a link in a quoted text",
    '</x?page=9>; title="</x?page=8>; rel=\\"next\\""; rel="prev", </x?page=2>; rel="next"',
  ],
  ["an escaped quote", '</x?page=2>; title="\\"; rel=\\"prev"; rel="next"'],
  ["an extended parameter", "</x?page=2>; title*=UTF-8''%e2%82%ac; rel=\"next\""],
  ["a parameter without a value", '</x?page=2>; crossorigin; rel="next"'],
  ["commas in the target", '</x?ids=1,2,3&page=2>; rel="next"'],
  ["a fragment", '</x?page=2#page=9>; rel="next"'],
  ["a second rel, which does not count", '</x?page=2>; rel="next"; rel="prev"'],
  ["no page in its target", '</x?cursor=abc>; rel="next"'],
])("the next page is found in a Link with %s", async ([, link = ""]) => {
  expect(await pagesAfter(link)).toEqual([1, 2]);
});

test.for([
  ["no relation", "</x?page=2>"],
  ["another relation", '</x?page=2>; rel="prev"'],
  ["a relation that begins with next", '</x?page=2>; rel="next-archive"'],
  ["next in a title", '</x?page=2>; title="next"'],
  ["next as the second rel", '</x?page=2>; rel="prev"; rel="next"'],
  ["next in a quoted link", '</x?page=1>; title="</x?page=2>; rel=next"; rel="first"'],
  ["a parameter whose name ends in rel", '</x?page=2>; data-rel="next"'],
  ["nothing", ""],
])("a Link with %s ends the list", async ([, link = ""]) => {
  expect(await pagesAfter(link)).toEqual([1]);
});

const space = fc.constantFrom("", " ", "  ", "\t");
const token = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
/** Whatever may stand in a quoted text, with its escapes. */
const quoted = fc
  .array(fc.oneof(fc.constantFrom(",", ";", "<", ">", "=", " ", '\\"', "\\\\", "rel=next", "next"), token))
  .map((parts) => `"${parts.join("")}"`);
const relation = fc
  .array(fc.constantFrom("prev", "first", "last", "alternate", "Last"), { minLength: 1, maxLength: 3 })
  .map((names) => `"${names.join(" ")}"`);
const parameter = fc.record({
  name: token.filter((name) => name !== "rel"),
  value: fc.oneof(token, quoted),
  around: space,
});
const write = (name: string, value: string, around: string) =>
  `${around};${around}${name}${around}=${around}${value}`;

const link = fc
  .record({
    page: fc.integer({ min: 2, max: 900 }),
    before: fc.array(parameter, { maxLength: 2 }),
    after: fc.array(parameter, { maxLength: 2 }),
    rel: relation,
    around: space,
    rename: fc.constantFrom("rel", "Rel", "REL"),
  })
  .map(({ page, before, after, rel, around, rename }) => ({
    page,
    write: (relations: string) =>
      [
        `</x?page=${page}>`,
        ...before.map((one) => write(one.name, one.value, one.around)),
        write(rename, relations, around),
        ...after.map((one) => write(one.name, one.value, one.around)),
      ].join(""),
    rel,
  }));

test("the next page is found in any Link of RFC 8288, wherever the link stands in it", async () => {
  const next = fc.constantFrom("next", '"next"', '"NEXT"', '"prev next"', '"next last"');
  await fc.assert(
    fc.asyncProperty(
      fc.array(link, { maxLength: 3 }),
      link,
      next,
      fc.nat(3),
      async (others, one, rel, at) => {
        const links = others.map((other) => other.write(other.rel));
        links.splice(Math.min(at, links.length), 0, one.write(rel));
        expect(await pagesAfter(links.join(", "))).toEqual([1, 2]);
      },
    ),
    { numRuns: numRuns(200) },
  );
});

test("no page is found in a Link of RFC 8288 without the relation next", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(link, { minLength: 1, maxLength: 4 }), async (links) => {
      expect(await pagesAfter(links.map((one) => one.write(one.rel)).join(","))).toEqual([1]);
    }),
    { numRuns: numRuns(200) },
  );
});
