import type { Direction } from "../find-neighbor.js";
import type { Node } from "../graph.js";
import { find } from "./elements.js";
import type { Picture } from "./picture.js";

/** A pointer that moves less is clicking, not dragging. */
const dragThreshold = 4;

const places: Readonly<Record<string, Direction | "first" | "last">> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Home: "first",
  End: "last",
};

type Select = (node: Node | undefined) => void;

/** Lets keyboard, mouse and buttons move the picture and select in it. */
export function controlPicture(picture: Picture, onSelect: Select): void {
  const { element } = picture;
  element.tabIndex = 0;
  element.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (!ctrlKey && !metaKey && !altKey && act(picture, key, onSelect)) event.preventDefault();
  });
  element.addEventListener("focus", () => picture.enter());
  element.addEventListener("blur", () => picture.draw());
  element.addEventListener("pointerdown", (event) => drag(picture, event, onSelect));
  element.addEventListener("pointermove", ({ offsetX: x, offsetY: y }) =>
    picture.hover(picture.nodeAt({ x, y })),
  );
  element.addEventListener("pointerleave", () => picture.hover(undefined));
  element.addEventListener("wheel", (event) => zoomByWheel(picture, event), { passive: false });
  find("zoom-in", HTMLButtonElement).addEventListener("click", () => picture.zoom(1));
  find("zoom-out", HTMLButtonElement).addEventListener("click", () => picture.zoom(-1));
  find("zoom-fit", HTMLButtonElement).addEventListener("click", () => picture.showAll());
}

/** Returns whether a key has a meaning. */
function act(picture: Picture, key: string, onSelect: Select): boolean {
  const place = places[key];
  if (key === "Enter" || key === " ") {
    onSelect(picture.current === picture.selected ? undefined : picture.current);
  } else if (key === "Escape") onSelect(undefined);
  else if (key === "+" || key === "=") picture.zoom(1);
  else if (key === "-") picture.zoom(-1);
  else if (key === "0") picture.showAll();
  else if (place) picture.focus(place);
  else return false;
  return true;
}

/** Without the control key, and without the gesture that browsers report like it, the wheel scrolls the page. */
function zoomByWheel(picture: Picture, event: WheelEvent): void {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  picture.zoom(-Math.sign(event.deltaY), { x: event.offsetX, y: event.offsetY });
}

function drag(picture: Picture, event: PointerEvent, onSelect: Select): void {
  const { button, clientX, clientY, pointerId, offsetX: x, offsetY: y } = event;
  if (button !== 0) return;
  const moveBy = picture.startMove();
  const listening = new AbortController();
  const { signal } = listening;
  let isDragging = false;
  const move = (event: PointerEvent): void => {
    const dx = event.clientX - clientX;
    const dy = event.clientY - clientY;
    if (!isDragging && Math.hypot(dx, dy) <= dragThreshold) return;
    isDragging = true;
    picture.element.setPointerCapture(pointerId);
    moveBy(dx, dy);
  };
  const end = (): void => {
    listening.abort();
    if (!isDragging) onSelect(picture.nodeAt({ x, y }));
  };
  picture.element.addEventListener("pointermove", move, { signal });
  picture.element.addEventListener("pointerup", end, { signal });
  picture.element.addEventListener("pointercancel", () => listening.abort(), { signal });
}
