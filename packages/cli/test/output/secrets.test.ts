import { expect, test } from "vitest";
import { isToken, Secrets } from "../../src/output/secrets.js";

test("a known token is masked as it is, in URLs and in JSON", () => {
  const secrets = new Secrets();
  for (const token of [undefined, "", 'a"b/c']) secrets.add(token);
  expect(secrets.mask("")).toBe("");
  expect(secrets.mask('x a"b/c y a%22b%2Fc z a\\"b/c')).toBe("x [masked] y [masked] z [masked]");
});

test.for([
  ["percent-encoded in lower case", "a%22b%2fc"],
  ["percent-encoded more than needed", "%61%22b%2Fc"],
  ["percent-encoded twice", "a%2522b%252Fc"],
  ["in another letter case", 'A"B/C'],
  ["escaped as Ruby does", "a\\u0022b/c"],
  ["escaped as PHP does", 'a\\"b\\/c'],
])("a known token is masked %s", ([, form]) => {
  const secrets = new Secrets();
  secrets.add('a"b/c');
  expect(secrets.mask(`x ${form} y`)).toBe("x [masked] y");
});

test.for([".", "*", "(", "[a]", "a|b", "a\\b", "$", "^a"])(
  "the token %s is masked, and nothing else",
  (token) => {
    const secrets = new Secrets();
    secrets.add(token);
    expect(secrets.mask(`x ${token} y`)).toBe("x [masked] y");
  },
);

test("a long token is masked, and so is what follows it where it is encoded", () => {
  const token = `ab/${"0123456789".repeat(1_000)}`;
  const secrets = new Secrets();
  secrets.add(token);
  expect(secrets.mask(`x ${token}&y`)).toBe("x [masked]&y");
  expect(secrets.mask(`x ${encodeURIComponent(token)} y`)).toBe("x [masked] y");
  const whole = token.replaceAll(/./g, (character) => `%2525${character.charCodeAt(0).toString(16)}`);
  expect(secrets.mask(`x ${whole} y`)).toBe("x [masked] y");
});

test("of tokens that begin alike, the longest is masked, in whichever order they came", () => {
  for (const tokens of [
    ["abc", "abc-def", "abc-def-ghi"],
    ["abc-def-ghi", "abc-def", "abc"],
    ["abc-def", "abc", "abc-def-ghi"],
  ]) {
    const secrets = new Secrets();
    for (const token of tokens) secrets.add(token);
    expect(secrets.mask("abc-def-ghi, abc-def, abc"), tokens.join()).toBe("[masked], [masked], [masked]");
  }
});

test("whatever looks like one of GitLab's tokens is masked", () => {
  expect(new Secrets().mask("glpat-x.y_z, glrtr-1; aglpat-x glpat")).toBe(
    "[masked], [masked]; aglpat-x glpat",
  );
});

test.for(["agent", "cbt", "dt", "ffct", "ft", "imt", "oas", "pat", "ptt", "rt", "rtr", "soat", "wt"])(
  "a token that begins with gl%s- is masked, and is none as an argument",
  (kind) => {
    const token = `gl${kind}-abcdefghijklmnopqrst`;
    expect(new Secrets().mask(`the token ${token}`)).toBe("the token [masked]");
    expect(isToken(token)).toBe(true);
  },
);

test.for([
  ["glpat-abc", true],
  ["--x=glpat-abc", true],
  ["-x=glcbt-64_abc", true],
  ["--an-option=glrt-abc", true],
  ["x=glpat-abc", false],
  ["a--x=glpat-abc", false],
  ["-=glpat-abc", false],
  ["glpat-abc/app", false],
  ["group/glpat-abc", false],
  ["glpat-abc def", false],
  ["glpat", false],
  ["group/app", false],
] as const)("the argument %s is a token: %s", ([argument, expected]) => {
  expect(isToken(argument)).toBe(expected);
});
