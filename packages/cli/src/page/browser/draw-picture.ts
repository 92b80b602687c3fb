import type { Arrow, Node } from "../graph.js";
import { drawArrows, type Stroke } from "./draw-arrows.js";
import { drawBoxes, drawNodes } from "./draw-nodes.js";
import { drawRings, drawTags } from "./draw-tags.js";
import { findRelated, type View } from "./view.js";

const strokes = {
  stays: { color: "arrow", width: 1.2, dash: [], alpha: 0.75 },
  added: { color: "added", width: 1.8, dash: [], alpha: 1 },
  removed: { color: "removed", width: 1.8, dash: [7, 4], alpha: 1 },
  failed: { color: "failed", width: 1.8, dash: [2, 3], alpha: 1 },
  unreadable: { color: "failed", width: 1.4, dash: [2, 3], alpha: 0.9 },
  open: { color: "open", width: 1.4, dash: [], alpha: 0.9 },
} as const satisfies Record<Arrow["state"], Stroke>;

/** Draws the picture onto an empty canvas. */
export function drawPicture(context: CanvasRenderingContext2D, view: View): void {
  const { layout, viewport, colors } = view;
  const related = findRelated(view);
  const isDimmed = (node: Node): boolean => !(related ?? view.shown).has(node);
  context.textBaseline = "middle";
  drawBoxes(context, layout, viewport, colors, isDimmed);
  if (view.reach === undefined) drawShownArrows(context, view);
  drawNodes(context, layout, viewport, colors, isDimmed);
  if (view.reach !== undefined) drawReach(context, view, view.reach.arrows);
  drawRings(context, view);
  drawTags(context, view, related ?? new Set());
}

/** The more arrows there are, the paler. */
function drawShownArrows(
  context: CanvasRenderingContext2D,
  { layout, viewport, colors, arrows }: View,
): void {
  for (const [state, stroke] of Object.entries(strokes)) {
    const drawn = arrows.filter((arrow) => arrow.state === state);
    const alpha =
      drawn.length > 1000 ? 0.15 : drawn.length > 300 ? 0.4 : drawn.length > 60 ? 0.6 : stroke.alpha;
    drawArrows(context, layout, viewport, colors, drawn, { ...stroke, alpha });
  }
}

/** Draws the arrows from and to the selected node, above the nodes. */
function drawReach(
  context: CanvasRenderingContext2D,
  { layout, viewport, colors, selected }: View,
  arrows: ReadonlySet<Arrow>,
): void {
  for (const arrow of arrows) {
    const isIncoming = arrow.to === selected;
    const stroke: Stroke =
      arrow.state === "stays"
        ? { color: isIncoming ? "caller" : "callee", width: 2, dash: isIncoming ? [] : [8, 3], alpha: 0.95 }
        : strokes[arrow.state];
    drawArrows(context, layout, viewport, colors, [arrow], { ...stroke, width: 2 });
  }
}
