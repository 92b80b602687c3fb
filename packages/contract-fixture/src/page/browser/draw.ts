import { describeNode, shorten } from "../picture/describe.js";
import type { Arrow, Graph } from "../picture/graph.js";
import type { Layout, PlacedBox, PlacedNode } from "../picture/layout.js";
import type { Rectangle } from "../picture/rectangle.js";
import { route } from "../picture/route.js";
import { createSvg } from "./elements.js";
import { withKey } from "./update.js";

/** The maximum number of characters of a label, and of one beside the mark of an open project. */
const maxLabel = 21;
const maxOpenLabel = 14;

/** Draws a picture: boxes, arrows over them, and nodes over the arrows. */
export function draw(graph: Graph, layout: Layout): SVGElement[] {
  return [
    part("boxes", layout.boxes.map(drawBox)),
    part(
      "arrows",
      graph.arrows.map((arrow) => drawArrow(arrow, layout)),
    ),
    withKey(
      "nodes",
      createSvg(
        "g",
        {},
        [...layout.nodes.values()].map((place) => drawNode(place, graph)),
      ),
    ),
  ];
}

/** A part that the nodes describe as well. */
function part(key: string, content: readonly SVGElement[]): SVGElement {
  return withKey(key, createSvg("g", { "aria-hidden": "true" }, content));
}

function drawBox({ path, label, depth, ...place }: PlacedBox): SVGElement {
  const text = createSvg("text", { x: place.x + 14, y: place.y + 26 }, shorten(label, maxLabel));
  return withKey(
    path,
    createSvg("g", { class: "box", "data-path": path, "data-depth": Math.min(depth, 3) }, [
      createSvg("rect", { ...toAttributes(place), rx: 8 }),
      ...(label === "" ? [] : [text]),
    ]),
  );
}

function drawArrow({ from, to }: Arrow, { nodes }: Layout): SVGElement {
  const start = nodes.get(from);
  const end = nodes.get(to);
  const d = start && end ? route(start, end) : "";
  return withKey(
    `${from} ${to}`,
    createSvg("path", { class: "arrow", "data-role": "", "data-from": from, "data-to": to, d }),
  );
}

function drawNode({ node, label, shape, ...place }: PlacedNode, graph: Graph): SVGElement {
  const { width, height } = place;
  const shown = shorten(label, node.isOpen ? maxOpenLabel : maxLabel);
  const text = (attributes: Record<string, string | number>, content: string) =>
    createSvg("text", { ...attributes, y: 18.5, "aria-hidden": "true" }, content);
  const labels = [
    text({ x: shape === "group" ? 14 : 10 }, shown),
    ...(node.isOpen ? [text({ class: "mark", x: width - 10, "text-anchor": "end" }, "open")] : []),
  ];
  const button = {
    role: "button",
    tabindex: -1,
    "aria-label": describeNode(graph, node),
    "aria-pressed": "false",
  };
  const attributes = {
    class: "node",
    "data-key": node.key,
    "data-shape": shape,
    "data-role": "",
    ...(node.isOpen && { "data-open": "" }),
    transform: `translate(${place.x} ${place.y})`,
  };
  // The name of the button is longer than the labels, which may be shortened, so they are not part of it.
  return withKey(
    node.key,
    createSvg("g", attributes, [
      createSvg("title", {}, node.path),
      createSvg("g", button, createSvg("rect", { width, height, rx: shape === "group" ? height / 2 : 4 })),
      ...(shape === "dot" ? [] : labels),
    ]),
  );
}

function toAttributes({ x, y, width, height }: Rectangle): Record<string, number> {
  return { x, y, width, height };
}
