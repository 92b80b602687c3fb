import { fitName, fitPath } from "../fit-text.js";
import type { Node } from "../graph.js";
import type { Layout, PlacedNode, Rectangle } from "../layout.js";
import { type Mark, markOf } from "../mark.js";
import type { Viewport } from "../viewport.js";
import { addRectangle } from "./add-rectangle.js";
import { type ColorName, type Colors, fontFamily } from "./colors.js";

/** How a mark is drawn, beside its color: never by the color alone. */
const marks: Readonly<
  Record<Mark, { glyph: string; fill?: ColorName; text: ColorName; border: ColorName; isDashed?: true }>
> = {
  failed: { glyph: "×", fill: "failed", text: "failed-text", border: "failed" },
  open: { glyph: "○", fill: "open", text: "open-text", border: "open" },
  changed: { glyph: "~", fill: "changed", text: "changed-text", border: "changed" },
  findings: { glyph: "!", fill: "findings", text: "findings-text", border: "findings" },
  unreadable: { glyph: "?", text: "failed", border: "failed", isDashed: true },
  outside: { glyph: "", text: "muted", border: "border" },
  restricted: { glyph: "", fill: "restricted", text: "restricted-text", border: "restricted" },
};

/** Draws the boxes of groups, with their titles. */
export function drawBoxes(
  context: CanvasRenderingContext2D,
  { boxes, places }: Layout,
  viewport: Viewport,
  colors: Colors,
  isDimmed: (node: Node) => boolean,
): void {
  const titles = new Map(
    [...places.values()].filter(({ isTitle }) => isTitle).map((place) => [place.label, place.node]),
  );
  for (const box of boxes) {
    const screen = viewport.toScreen(box);
    if (!viewport.shows(screen)) continue;
    const node = titles.get(box.title);
    addRectangle(context, screen, 4 * viewport.zoom);
    context.fillStyle = colors.panel;
    context.fill();
    context.strokeStyle = node?.isUnreadable ? colors.failed : node ? colors.muted : colors.border;
    context.setLineDash(node?.isUnreadable ? [4, 3] : []);
    context.lineWidth = node ? 1.5 : 1;
    context.stroke();
    context.setLineDash([]);
    const height = box.titleHeight * viewport.zoom;
    const size = Math.min(14, Math.max(10, height * 0.6));
    if (height < 8) continue;
    context.globalAlpha = node && isDimmed(node) ? 0.45 : 1;
    context.font = `${node ? 600 : 400} ${size}px ${fontFamily}`;
    context.fillStyle = node?.isUnreadable ? colors.failed : node ? colors.text : colors.muted;
    const title = node?.isUnreadable === true ? `? ${box.title}` : box.title;
    context.fillText(
      fitPath(title, screen.width - 10, size),
      screen.x + 5,
      screen.y + height / 2,
      screen.width - 8,
    );
    context.globalAlpha = 1;
  }
}

/** Draws the projects. */
export function drawNodes(
  context: CanvasRenderingContext2D,
  layout: Layout,
  viewport: Viewport,
  colors: Colors,
  isDimmed: (node: Node) => boolean,
): void {
  for (const place of layout.nodes) {
    if (place.isTitle) continue;
    const screen = viewport.toScreen(place);
    if (!viewport.shows(screen)) continue;
    context.globalAlpha = isDimmed(place.node) ? 0.28 : 1;
    drawNode(context, place, screen, colors);
  }
  context.globalAlpha = 1;
}

function drawNode(
  context: CanvasRenderingContext2D,
  place: PlacedNode,
  screen: Rectangle,
  colors: Colors,
): void {
  const { glyph, fill, text, border, isDashed } = marks[markOf(place.node)];
  const isLarge = screen.width > 16;
  if (isLarge) addRectangle(context, screen, Math.min(4, screen.height / 5));
  if (fill) {
    context.fillStyle = colors[fill];
    if (isLarge) context.fill();
    else context.fillRect(screen.x, screen.y, screen.width, screen.height);
  }
  if (!fill || isDashed) {
    context.strokeStyle = colors[border];
    context.lineWidth = 1;
    context.setLineDash(isDashed ? [3, 2] : []);
    if (isLarge) context.stroke();
    else context.strokeRect(screen.x, screen.y, screen.width, screen.height);
    context.setLineDash([]);
  }
  if (screen.height < 6) return;
  context.fillStyle = colors[text];
  const hasLabel = screen.width >= 64 && screen.height >= 15;
  if (!hasLabel) {
    if (glyph === "") return;
    const size = Math.min(screen.height * 0.95, 22);
    context.font = `700 ${size}px ${fontFamily}`;
    context.textAlign = "center";
    context.fillText(glyph, screen.x + screen.width / 2, screen.y + screen.height / 2);
    context.textAlign = "left";
    return;
  }
  const size = Math.min(13, Math.max(10, screen.height * 0.48));
  const isOpen = place.node.isOpen === true;
  const end = isOpen && screen.width > 120 ? "open" : glyph;
  const endWidth = end === "" ? 0 : (end.length + 1) * size * 0.6;
  context.font = `${size}px ${fontFamily}`;
  const width = screen.width - 12 - endWidth;
  context.fillText(fitName(place.label, width, size), screen.x + 6, screen.y + screen.height / 2, width);
  if (end === "") return;
  context.font = `700 ${size}px ${fontFamily}`;
  context.textAlign = "right";
  context.fillText(end, screen.x + screen.width - 6, screen.y + screen.height / 2);
  context.textAlign = "left";
}
