import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { describe, expect, test } from "vitest";
import type { PageData } from "../../src/formats/html/page-data.js";
import { toPageData } from "../../src/formats/html/to-page-data.js";
import type { ProjectRecord } from "../../src/record.js";
import { summarize } from "../../src/summary.js";
import { formatHtml } from "./built.js";
import { hostileRecords } from "./hostile.js";
import { planWithLines } from "./many-lines.js";
import { recordsOf } from "./records.js";

const format = (records: readonly ProjectRecord[]) => formatHtml(records, summarize(records));

/** Each arrow as `"group/tool > group/app: added"`. */
function arrowsOf({ nodes, arrows }: PageData): string[] {
  return arrows.map(([from, to, state]) => `${nodes[from]?.path} > ${nodes[to]?.path}: ${state}`).sort();
}

describe("the picture", () => {
  test("of an audit has what is, what differs, what cannot be seen and who is open to everybody", async () => {
    const data = toPageData(await recordsOf("audit"));
    expect(arrowsOf(data)).toEqual([
      "every project > group/open: open",
      "group/app > group/fine: stays",
      "group/app > group/open: added",
      "group/fine > group/app: added",
      "group/nowhere > group/app: unreadable",
      "group/tool > group/app: stays",
      "group/tool > group/open: stays",
      "other/secret > group/app: unreadable",
      "partner > group/app: removed",
    ]);
    expect(data.nodes.filter(({ isUnreadable }) => isUnreadable).map(({ path }) => path)).toEqual([
      "other/secret",
      "group/nowhere",
    ]);
    expect(data.nodes.find(({ path }) => path === "group/open")).toMatchObject({ id: 2, isOpen: true });
  });

  test("of a plan has what stays, is added and is removed", async () => {
    const data = toPageData(await recordsOf("plan"));
    expect(arrowsOf(data)).toContain("group/fine > group/app: added");
    expect(arrowsOf(data)).toContain("partner > group/app: removed");
    expect(arrowsOf(data)).toContain("every project > group/open: open");
    expect(data.nodes.find(({ path }) => path === "group/missing")).toMatchObject({
      status: "failed",
      headline: "not_found",
    });
  });

  test("of an application has what was not made as failed, and a project that was restricted is not open", async () => {
    const data = toPageData(await recordsOf("apply", { allow: ["empty"] }));
    expect(arrowsOf(data)).toContain("other/secret > group/app: failed");
    expect(arrowsOf(data)).toContain("partner > group/app: removed");
    expect(data.nodes.find(({ path }) => path === "group/open")?.isOpen).toBe(false);
  });

  test("of an application has what was so already as made", () => {
    const add = { action: "add", kind: "project", id: 2 } as const;
    const set = { action: "set", inboundEnabled: true, from: false } as const;
    const data = toPageData([
      {
        version: 1,
        gitlab: "",
        command: "apply",
        project: { reference: 1, id: 1 },
        plan: {
          version: 1,
          gitlab: "",
          project: { id: 1 },
          changes: [add, set],
          unchanged: [],
          missing: [],
          warnings: [],
        },
        result: {
          ok: true,
          outcomes: [
            { change: add, status: "already" },
            { change: set, status: "already" },
          ],
        },
      },
    ]);
    expect(arrowsOf(data)).toEqual(["project 2 > project 1: added"]);
    expect(data.nodes[0]?.isOpen).toBe(false);
  });

  test("has one node for a project, whether it is named by its ID or by its path, in any case", () => {
    const common = { version: 1, gitlab: "", command: "plan" } as const;
    const plan = {
      version: 1,
      gitlab: "",
      project: { id: 1, path: "group/app" },
      changes: [{ action: "add", kind: "project", id: 2 }],
      unchanged: [{ kind: "group", id: 2, path: "group" }],
      missing: [],
      warnings: [],
    } as const;
    const data = toPageData([
      { ...common, project: { reference: "Group/Tool" }, error: { code: "network", message: "" } },
      { ...common, project: { reference: 1, id: 1, path: "group/app" }, plan },
      { ...common, project: { reference: 2, id: 2, path: "group/tool" } },
    ]);
    expect(data.nodes.map(({ kind, id, path }) => `${kind} ${id} ${path}`)).toEqual([
      "project 1 group/app",
      "group 2 group",
      "project 2 group/tool",
    ]);
    expect(arrowsOf(data)).toEqual(["group > group/app: stays", "group/tool > group/app: added"]);
  });
});

test("a project has 250 lines at most", () => {
  const linesOf = (length: number) => toPageData([planWithLines(length)]).nodes[0]?.lines;
  expect(linesOf(250)).toHaveLength(250);
  expect(linesOf(250)?.at(-1)).toBe("+ project 250");
  expect(linesOf(252)).toHaveLength(251);
  expect(linesOf(252)?.slice(-2)).toEqual(["+ project 250", "  and 2 more lines"]);
});

test("a long path, headline or line is cut", () => {
  const path = `group/${"a".repeat(1_000)}`;
  const error = { code: "b".repeat(1_000), message: "c".repeat(1_000) };
  const record: ProjectRecord = {
    version: 1,
    gitlab: "",
    command: "plan",
    project: { reference: path, path },
    error,
  };
  const [node] = toPageData([record]).nodes;
  expect(node?.path).toBe(`group/${"a".repeat(293)}…`);
  expect(node?.headline).toBe(`${"b".repeat(499)}…`);
  expect(node?.lines).toEqual([`! ${"c".repeat(499)}…`]);
});

test("the address is the first that is one", () => {
  const of = (...addresses: string[]) =>
    toPageData(addresses.map((gitlab, i) => ({ ...planWithLines(1), gitlab, project: { reference: i } })))
      .gitlab;
  expect(of("", "http://gitlab.example.com", "https://other.example.com")).toBe("http://gitlab.example.com");
  expect(of("ftp://x", "xhttps://x", "https://other.example.com")).toBe("https://other.example.com");
  expect(of("", "javascript:1")).toBeUndefined();
});

test("the page permits its own script and style, and nothing else", () => {
  const page = format([]);
  const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
  const hashOf = (element: string) => {
    const [, text = ""] = new RegExp(`<${element}>([^]+?)</${element}>`).exec(page) ?? [];
    return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  };
  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    `script-src ${hashOf("script")}`,
    `style-src ${hashOf("style")}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ]);
});

test("the page says what it is, and of which GitLab", async () => {
  const page = format(await recordsOf("audit"));
  expect(page).toContain("<title>Job token scopes: audit of 4 projects</title>");
  expect(page).toContain("<h1>Job token scopes: audit of 4 projects on https://gitlab.example.com</h1>");
  const dryRun = await recordsOf("apply", { dryRun: true, allow: ["empty", "partial"] });
  expect(format(dryRun)).toContain("<p>1 project to be changed, 1 unchanged, 2 failed.</p>");
  expect(page).toContain("<p>4 findings, 1 project without findings, 1 failed.</p>");
  expect(format(await recordsOf("apply", { allow: ["empty"] }))).toContain(
    "<p>1 project changed, 1 unchanged, 2 failed.</p>",
  );
  const hostile = format([{ ...planWithLines(1), gitlab: "https://<&>\"'" }]);
  expect(hostile).toContain(
    "<h1>Job token scopes: plan of 1 project on https://&#60;&#38;&#62;&#34;&#39;</h1>",
  );
});

const hostileUrl = {
  version: 1,
  gitlab: "https://gitlab.example.com/\u009b",
  project: { reference: 1 },
} as const;

test("text of GitLab's or of a file is data, whatever it is", () => {
  const elements = elementsOf(parse(format([]))).map(({ tagName }) => tagName);
  fc.assert(
    fc.property(hostileRecords, (records) => {
      const found = elementsOf(parse(format(records)));
      // No element more than without records.
      expect(found.map(({ tagName }) => tagName)).toEqual(elements);
      const data = found.find(({ attrs }) => attrs.some(({ value }) => value === "data"))?.childNodes[0];
      const text = data && "value" in data ? data.value : "";
      expect(JSON.parse(text)).toEqual(toPageData(records));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: there must be none.
      expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069<]/);
    }),
    { examples: [[[{ ...hostileUrl, command: "audit" }]]] },
  );
});

function elementsOf(node: DefaultTreeAdapterTypes.Node): DefaultTreeAdapterTypes.Element[] {
  const children = "childNodes" in node ? node.childNodes.flatMap(elementsOf) : [];
  return "tagName" in node ? [node, ...children] : children;
}
