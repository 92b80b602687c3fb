import type { PageNode } from "../formats/html/page-data.js";

/** How a node is marked. */
export type Mark = "failed" | "open" | "changed" | "findings" | "unreadable" | "outside" | "restricted";

export function markOf({ status, isOpen, isUnreadable }: PageNode): Mark {
  if (status === "failed") return "failed";
  if (isOpen === true) return "open";
  if (status === "pending" || status === "changed") return "changed";
  if (status === "findings") return "findings";
  if (isUnreadable === true) return "unreadable";
  return status === undefined ? "outside" : "restricted";
}
