import type { Rectangle } from "./layout.js";

const maxZoom = 8;
const zoomStep = 1.3;
/** Around the picture, in pixels. */
const margin = 16;
/** A small picture is not enlarged by more than this when it is shown as a whole. */
const maxFit = 1.1;

/** A place in the picture, or on the screen. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Which part of the picture is visible, and how large. */
export class Viewport {
  /** The place of the picture's origin, in pixels. */
  x = 0;
  y = 0;
  zoom = 1;
  /** Whether the user chose the part. */
  isMoved = false;
  #width = 1;
  #height = 1;
  #content = { width: 1, height: 1 };

  get aspect(): number {
    return this.#width / this.#height;
  }

  resize(width: number, height: number): void {
    this.#width = Math.max(1, width);
    this.#height = Math.max(1, height);
  }

  setContent(content: { readonly width: number; readonly height: number }): void {
    this.#content = { width: Math.max(1, content.width), height: Math.max(1, content.height) };
    if (!this.isMoved) this.fit();
  }

  /** Shows the whole picture. */
  fit(): void {
    const { width, height } = this.#content;
    this.isMoved = false;
    this.zoom = this.#fitting;
    this.x = (this.#width - width * this.zoom) / 2;
    this.y = Math.max(margin, (this.#height - height * this.zoom) / 2);
  }

  /** Zooms in or out by a number of steps. A point keeps its place: by default, the center. */
  zoomBy(steps: number, at: Point = { x: this.#width / 2, y: this.#height / 2 }): void {
    const zoom = Math.min(maxZoom, Math.max(Math.min(this.#fitting, 1) / 2, this.zoom * zoomStep ** steps));
    const ratio = zoom / this.zoom;
    this.moveTo(at.x - (at.x - this.x) * ratio, at.y - (at.y - this.y) * ratio);
    this.zoom = zoom;
  }

  moveTo(x: number, y: number): void {
    this.x = x;
    this.y = y;
    this.isMoved = true;
  }

  /** Moves a place into view, if it is not. */
  reveal(place: Rectangle): void {
    const { x, y, width, height } = this.toScreen(place);
    const isVisible = x >= 0 && y >= 0 && x + width <= this.#width && y + height <= this.#height;
    if (isVisible) return;
    this.moveTo(this.x + this.#width / 2 - x - width / 2, this.y + this.#height / 2 - y - height / 2);
  }

  toScreen({ x, y, width, height }: Rectangle): Rectangle {
    const { zoom } = this;
    return { x: x * zoom + this.x, y: y * zoom + this.y, width: width * zoom, height: height * zoom };
  }

  toPicture({ x, y }: Point): Point {
    return { x: (x - this.x) / this.zoom, y: (y - this.y) / this.zoom };
  }

  /** Whether something of a rectangle of the screen is visible. */
  shows({ x, y, width, height }: Rectangle): boolean {
    return x + width >= 0 && y + height >= 0 && x <= this.#width && y <= this.#height;
  }

  get #fitting(): number {
    const { width, height } = this.#content;
    return Math.min(maxFit, (this.#width - 2 * margin) / width, (this.#height - 2 * margin) / height);
  }
}
