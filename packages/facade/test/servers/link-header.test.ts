import { expect, test } from "vitest";
import { json, rowOf } from "./gitlab.js";
import { startServer } from "./server.js";

/** Forms of a `Link` header (RFC 8288) that name page 2. */
const links = [
  '<http://other/?page=2>; rel="next"',
  "<?page=2>;rel=next",
  "</api?per_page=100&page=2#top>  ;  rel = next ",
  '<?page=1>; rel="first", <?page=2>; rel="next", <?page=9>; rel="last"',
  '<?page=9>; title="a, <b>; rel=\\"next\\""; rel="last", <?page=2>; rel="next"',
  '<?page=2>; REL="NEXT"',
  '<?page=2>; rel="last next"',
  '<?page=2>; title="x;y,z"; rel=next; type="text/html"',
  "<?page=9>; rel=last; rel=next, <?page=2>; rel=next",
  '<?page=2>; crossorigin; rel="next"',
  ', ,<?page=2>; rel="next",,',
  '<?id_after=5>; rel="next"',
];

for (const link of links) {
  test(`reads the next page of ${link}`, async () => {
    const server = await startServer(({ query }) => {
      const page = Number(query.get("page"));
      return json(200, [rowOf(page)], { link: page === 1 ? link : '<?page=1>; rel="prev"' });
    });
    const list = await server.connect().project(1).jobTokenScope.groupsAllowlist.list();
    expect(list.map(({ id }) => Number(id))).toEqual([1, 2]);
    expect(server.journal).toHaveLength(2);
  });
}

for (const link of [
  '<?page=2>; rel="last"',
  '<?page=2>; rel="nextish"',
  '<?page=2>; title="rel=next"; rel=prev',
  '<?page=2>; rel="prev"; rel="next"',
  "<?page=2>; xrel=next",
  "<?page=2>",
]) {
  test(`${link} names no next page`, async () => {
    const server = await startServer(() => json(200, [rowOf(1)], { link }));
    expect(await server.connect().project(1).jobTokenScope.groupsAllowlist.list()).toHaveLength(1);
    expect(server.journal).toHaveLength(1);
  });
}

test("a Link header of 14 kB that is malformed does not hold up the process", async () => {
  for (const unit of ["<", '<?page=2>; a="', ";a", "<>;", "<>; a=b ", '<>;rel="', "\\"]) {
    const link = unit.repeat(14_000 / unit.length);
    const server = await startServer(({ query }) =>
      json(200, query.get("page") === "1" ? [rowOf(1)] : [], { link }),
    );
    const startedAt = process.cpuUsage();
    await server.connect().project(1).jobTokenScope.groupsAllowlist.list();
    // CPU time of this process, so that a busy machine makes no difference.
    expect(process.cpuUsage(startedAt).user / 1_000).toBeLessThan(2_000);
  }
});
