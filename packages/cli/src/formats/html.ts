import { count } from "../count.js";
import type { ProjectRecord } from "../record.js";
import type { Summary } from "../summary.js";
import { contentSecurityPolicy } from "./html/content-security-policy.js";
import { body, script, style } from "./html/page-assets.js";
import { toPageData } from "./html/to-page-data.js";

/**
 * Writes records as a page: a picture of who may call whom, with a table beside it. The page is complete in itself. It sends no
 * request, and its content security policy permits none.
 *
 * What comes from GitLab or a file stands in it as JSON, in which `<` is escaped, and the script shows it as text only.
 */
export function formatHtml(records: readonly ProjectRecord[], summary: Summary): string {
  const data = toPageData(records);
  const gitlab = data.gitlab === undefined ? "" : ` on ${escapeText(data.gitlab)}`;
  const title = `Job token scopes: ${summary.command} of ${count(summary.projects, "project")}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${title}${gitlab}</h1>
<p>${describe(
    summary,
    data.nodes.some(({ status }) => status === "pending"),
  )}</p>
</header>
${body}
<script type="application/json" id="data">${JSON.stringify(data).replaceAll("<", "\\u003c")}</script>
<script>${script}</script>
</body>
</html>
`;
}

function describe({ command, changed, unchanged, failed, findings }: Summary, isPending: boolean): string {
  const parts =
    command === "audit"
      ? [count(findings, "finding"), `${count(unchanged, "project")} without findings`]
      : [
          `${count(changed, "project")} ${isPending ? "to be changed" : "changed"}`,
          `${unchanged.toLocaleString("en")} unchanged`,
        ];
  return `${[...parts, `${failed.toLocaleString("en")} failed`].join(", ")}.`;
}

function escapeText(text: string): string {
  return text.replaceAll(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
