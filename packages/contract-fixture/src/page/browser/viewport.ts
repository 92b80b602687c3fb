import { type LayoutOptions, minReadableZoom } from "../picture/layout.js";
import type { Rectangle } from "../picture/rectangle.js";

const minZoom = 0.1;
const maxZoom = 3;
const zoomStep = 1.25;
/** Around the picture, for arrows and the focus. In pixels. */
const margin = 32;
/** The part of the window's height that the picture may take. The style sheet has it, too. */
const maxHeight = 0.65;
/** A pointer that moves less is clicking, not dragging. */
const dragThreshold = 4;

/** The part of the page that shows the picture. It scrolls, so touch, wheel and keyboard work as everywhere. */
export class Viewport {
  readonly #element: HTMLElement;
  readonly #svg: SVGSVGElement;
  #size = { width: 0, height: 0 };
  #zoom = 1;
  #isZoomed = false;

  constructor(element: HTMLElement, svg: SVGSVGElement) {
    this.#element = element;
    this.#svg = svg;
    element.append(svg);
    element.addEventListener("wheel", (event) => this.#zoomByWheel(event), { passive: false });
    element.addEventListener("pointerdown", (event) => this.#drag(event));
  }

  /** The space for the picture. */
  get space(): LayoutOptions {
    return {
      viewWidth: Math.max(200, this.#element.clientWidth - 2 * margin),
      viewHeight: Math.max(200, innerHeight * maxHeight - 2 * margin),
    };
  }

  /** Sets the size of the picture. Until the user zooms, it is as wide as the viewport, unless it were not readable then. */
  setSize(size: { readonly width: number; readonly height: number }): void {
    this.#size = size;
    const fit = this.space.viewWidth / Math.max(size.width, 1);
    this.#apply(this.#isZoomed ? this.#zoom : Math.min(1, Math.max(minReadableZoom, fit)));
  }

  /** Zooms in or out by a number of steps, and keeps the point of the viewport in its place: by default, its center. */
  zoomBy(
    steps: number,
    center = { x: this.#element.clientWidth / 2, y: this.#element.clientHeight / 2 },
  ): void {
    const before = this.#zoom;
    const { scrollLeft, scrollTop } = this.#element;
    this.#isZoomed = true;
    this.#apply(Math.min(maxZoom, Math.max(minZoom, before * zoomStep ** steps)));
    const ratio = this.#zoom / before;
    this.#element.scrollTo(
      (scrollLeft + center.x) * ratio - center.x,
      (scrollTop + center.y) * ratio - center.y,
    );
  }

  /** Shows the whole picture. */
  fit(): void {
    const { viewWidth, viewHeight } = this.space;
    const { width, height } = this.#size;
    this.#isZoomed = true;
    this.#apply(Math.min(1, Math.max(minZoom, Math.min(viewWidth / width, viewHeight / height))));
  }

  /** Scrolls a place into view, if it is not. */
  reveal(place: Rectangle): void {
    const element = this.#element;
    const left = (place.x + margin) * this.#zoom;
    const top = (place.y + margin) * this.#zoom;
    const right = left + place.width * this.#zoom;
    const bottom = top + place.height * this.#zoom;
    const isVisible =
      left >= element.scrollLeft &&
      right <= element.scrollLeft + element.clientWidth &&
      top >= element.scrollTop &&
      bottom <= element.scrollTop + element.clientHeight;
    if (!isVisible) {
      element.scrollTo((left + right - element.clientWidth) / 2, (top + bottom - element.clientHeight) / 2);
    }
    element.scrollIntoView({ block: "nearest" });
  }

  #apply(zoom: number): void {
    this.#zoom = zoom;
    const width = this.#size.width + 2 * margin;
    const height = this.#size.height + 2 * margin;
    this.#svg.setAttribute("viewBox", `${-margin} ${-margin} ${width} ${height}`);
    this.#svg.setAttribute("width", String(Math.floor(width * zoom)));
    this.#svg.setAttribute("height", String(Math.floor(height * zoom)));
  }

  /** Without the control key, and without the gesture that browsers report like it, the wheel scrolls. */
  #zoomByWheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { left, top } = this.#element.getBoundingClientRect();
    this.zoomBy(-Math.sign(event.deltaY), { x: event.clientX - left, y: event.clientY - top });
  }

  /** A touch scrolls anyway. */
  #drag({ pointerType, button, clientX, clientY, pointerId }: PointerEvent): void {
    if (pointerType !== "mouse" || button !== 0) return;
    const element = this.#element;
    const { scrollLeft, scrollTop } = element;
    const listening = new AbortController();
    const { signal } = listening;
    const move = (event: PointerEvent): void => {
      const dx = event.clientX - clientX;
      const dy = event.clientY - clientY;
      if (Math.hypot(dx, dy) > dragThreshold) element.setPointerCapture(pointerId);
      if (element.hasPointerCapture(pointerId)) element.scrollTo(scrollLeft - dx, scrollTop - dy);
    };
    element.addEventListener("pointermove", move, { signal });
    for (const end of ["pointerup", "pointercancel"]) {
      element.addEventListener(end, () => listening.abort(), { signal });
    }
  }
}
