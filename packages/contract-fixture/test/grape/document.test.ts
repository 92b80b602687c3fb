/** Examples of the document whose source is Grape are responses of Grape. */
import { expect, test } from "vitest";
import { listShown, listStatements } from "../document/statements.js";
import { type GrapeRequest, missing, runGrape } from "./grape.js";

const scope = "/projects/1/job_token_scope";
const byPath = "/projects/group%2Fapp/job_token_scope";
const text = { contentType: "text/plain", body: "{}" };
const untyped = { contentType: "", body: "{}" };

const write = (
  method: string,
  path: string,
  body: string,
  contentType = "application/json",
): GrapeRequest => ({
  method,
  path,
  body,
  contentType,
  token: true,
});
const patch = (body: string) => write("PATCH", scope, body);
const read = (path: string): GrapeRequest => ({ method: "GET", path, token: true });

const requests: [operation: string, request: GrapeRequest][] = [
  ["updateJobTokenScope", patch("{}")],
  ["updateJobTokenScope", patch('{"enabled":null}')],
  ["updateJobTokenScope", patch('{"enabled":"perhaps"}')],
  ["updateJobTokenScope", patch('{"enabled":')],
  ["updateJobTokenScope", { method: "PATCH", path: scope, ...text }],
  ["updateJobTokenScope", { method: "PATCH", path: scope, ...untyped }],
  ["getGroup", read("/groups/7?with_projects=perhaps")],
  ["listGroupProjects", read("/groups/7/projects?page=x&include_subgroups=perhaps")],
  ["listGroupProjects", read("/groups/7/projects?order_by=size")],
  ["listGroupProjects", read("/groups/7/projects?per_page=0")],
  ...(
    [
      ["Project", "Projects", "allowlist"],
      ["Group", "Groups", "groups_allowlist"],
    ] as const
  ).flatMap(([kind, kinds, list]): [string, GrapeRequest][] => [
    [`listAllowed${kinds}`, read(`${scope}/${list}?page=x`)],
    [`listAllowed${kinds}`, read(`${scope}/${list}?per_page=x`)],
    [`listAllowed${kinds}`, read(`${scope}/${list}?page=x&per_page=x`)],
    [`listAllowed${kinds}`, read(`${scope}/${list}?per_page=0`)],
    [`allow${kind}`, write("POST", `${scope}/${list}`, "{}")],
    [`allow${kind}`, write("POST", `${scope}/${list}`, "{")],
    [`allow${kind}`, write("POST", `${byPath}/${list}`, "{}")],
    [`allow${kind}`, write("POST", `${byPath}/${list}`, '{"target_project_id":42,"target_group_id":7}')],
    [`allow${kind}`, { method: "POST", path: `${scope}/${list}`, ...text }],
    [`allow${kind}`, { method: "POST", path: `${scope}/${list}`, ...untyped }],
    [`disallow${kind}`, { method: "DELETE", path: `${byPath}/${list}/42`, token: true }],
  ]),
];

test.skipIf(missing !== undefined)("every example whose source is Grape is a response of Grape", () => {
  const { version, responses } = runGrape(requests.map(([, request]) => request));
  const shown = new Set(
    responses.flatMap(({ status, headers, body }, i) => [
      ...listShown(requests[i]?.[0] ?? "", {
        status,
        headers: Object.entries(headers),
        body: JSON.parse(body),
      }),
    ]),
  );
  const examples = [...listStatements()].filter(
    ({ key, sources }) => key.includes(" example ") && sources.includes("Grape 2.0.0, run"),
  );
  console.log(`Grape ${version}: ${examples.length} examples`);
  expect(examples.length).toBeGreaterThan(20);
  expect(examples.map(({ key }) => key).filter((key) => !shown.has(key))).toEqual([]);
});

test.skipIf(missing !== undefined)("Grape accepts what the document describes, but does not declare", () => {
  const multipart = '--b\r\nContent-Disposition: form-data; name="enabled"\r\n\r\nfalse\r\n--b--\r\n';
  const { responses } = runGrape([
    write("PATCH", scope, "enabled=false", "application/x-www-form-urlencoded"),
    write("PATCH", scope, multipart, "multipart/form-data; boundary=b"),
    { method: "PATCH", path: `${scope}?enabled=false`, token: true },
    { method: "GET", path: `${scope}?private_token=token` },
    { method: "HEAD", path: scope, token: true },
    { method: "OPTIONS", path: scope, token: true },
    { method: "PUT", path: scope, token: true },
    { method: "GET", path: "/projects/group/app/job_token_scope", token: true },
  ]);
  expect(responses.map(({ status }) => status)).toEqual([204, 204, 204, 200, 200, 204, 404, 404]);
  expect(responses.at(5)?.headers["Allow"]).toBe("OPTIONS, GET, PATCH, HEAD");
  expect(responses.at(7)?.body).toBe('{"error":"404 Not Found"}');
});
