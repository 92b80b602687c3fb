import type { Level, Row } from "./row.js";
import { allowlistRows } from "./rows/allowlist-rows.js";
import { anonymousRows } from "./rows/anonymous-rows.js";
import { groupProjectsRows } from "./rows/group-projects-rows.js";
import { listRows } from "./rows/list-rows.js";
import { pageRows } from "./rows/page-rows.js";
import { readRows } from "./rows/read-rows.js";
import { settingsRows } from "./rows/settings-rows.js";

/** The account of `docs/gitlab-behaviour.md` as requests and responses, by what they require. */
export const rows: Readonly<Record<Level, readonly Row[]>> = {
  anonymous: anonymousRows,
  read: [...readRows, ...listRows, ...groupProjectsRows, ...pageRows],
  write: [...settingsRows, ...allowlistRows],
};
