import type { Arrow, Node, Reach } from "../graph.js";
import type { Layout } from "../layout.js";
import type { Viewport } from "../viewport.js";
import type { Colors } from "./colors.js";

/** What the picture shows. */
export interface View {
  readonly layout: Layout;
  readonly viewport: Viewport;
  readonly colors: Colors;
  /** The nodes that are found and not filtered out: the others are dimmed. */
  readonly shown: ReadonlySet<Node>;
  readonly arrows: readonly Arrow[];
  readonly selected?: Node | undefined;
  /** Who may call the selected node, and whom it may call. */
  readonly reach?: Reach | undefined;
  /** Where the mouse is. */
  readonly hovered?: Node | undefined;
  /** Where the keyboard is, while the picture has it. */
  readonly focused?: Node | undefined;
  /** The width of the canvas in CSS pixels. */
  readonly width: number;
}

/** The selected node and all that are connected with it. */
export function findRelated({ selected, reach }: View): ReadonlySet<Node> | undefined {
  if (selected === undefined || reach === undefined) return undefined;
  return new Set([
    selected,
    ...reach.callers,
    ...reach.callees,
    ...[...reach.arrows].map(({ from }) => from),
  ]);
}
