/** A place in the picture, in pixels from its upper left corner. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function moveBy<Item extends Rectangle>(item: Item, x: number, y: number): Item {
  return { ...item, x: item.x + x, y: item.y + y };
}
