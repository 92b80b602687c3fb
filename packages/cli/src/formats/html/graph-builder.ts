import type { Entry } from "@gitlab-job-token-scope/desired-state";
import type { ProjectRecord } from "../../record.js";
import { clip, toPrintable } from "../printable.js";
import type { ArrowState, PageArrow, PageNode } from "./page-data.js";

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };
type Target = Omit<Entry, "id"> & { readonly id?: number };

const maxPathLength = 300;

/** Collects the nodes and arrows of a page. A project is one node, whether it is named by its ID or by its path. */
export class GraphBuilder {
  readonly nodes: Mutable<PageNode>[] = [];
  readonly #arrows = new Map<string, PageArrow>();
  readonly #indexes = new Map<string, number>();

  get arrows(): PageArrow[] {
    return [...this.#arrows.values()];
  }

  /** The index of the node of a project or a group. */
  indexOf({ kind, id, path }: Target): number {
    const keys = [
      ...(id === undefined ? [] : [`${kind} ${id}`]),
      // Paths are equal in any case.
      ...(path === undefined ? [] : [`${kind} path ${path.toLowerCase()}`]),
    ];
    const known = keys.map((key) => this.#indexes.get(key)).find((found) => found !== undefined);
    const index = known ?? this.nodes.length;
    for (const key of keys) this.#indexes.set(key, index);
    const node = this.nodes[index];
    if (node === undefined) this.nodes.push(toNode(kind, id, path));
    else complete(node, id, path);
    return index;
  }

  /** The index of the node of a record's project. */
  indexOfProject({ reference, id, path }: ProjectRecord["project"]): number {
    const name = path ?? (typeof reference === "string" ? reference : undefined);
    const number = id ?? (typeof reference === "number" ? reference : undefined);
    return this.indexOf({
      kind: "project",
      ...(number !== undefined && { id: number }),
      ...(name !== undefined && { path: name }),
    });
  }

  /** The index of the node of everybody. */
  everybody(): number {
    const index = this.#indexes.get("everybody") ?? this.nodes.length;
    this.#indexes.set("everybody", index);
    if (index === this.nodes.length) {
      this.nodes.push({ kind: "everybody", path: "every project", isPath: false });
    }
    return index;
  }

  /** Adds an arrow, or states again what becomes of it. A project needs no arrow to itself. */
  addArrow(from: number, to: number, state: ArrowState): void {
    if (from !== to) this.#arrows.set(`${from} ${to}`, [from, to, state]);
  }
}

function toNode(kind: Entry["kind"], id: number | undefined, path: string | undefined): Mutable<PageNode> {
  return {
    kind,
    ...(id !== undefined && { id }),
    path: path === undefined ? `${kind} ${id}` : clip(toPrintable(path), maxPathLength),
    isPath: path !== undefined,
  };
}

function complete(node: Mutable<PageNode>, id: number | undefined, path: string | undefined): void {
  if (node.id === undefined && id !== undefined) node.id = id;
  if (node.isPath || path === undefined) return;
  node.path = clip(toPrintable(path), maxPathLength);
  node.isPath = true;
}
