/** A list that drops its oldest items when it exceeds a number of items or of bytes. */
export class BoundedList<Item> {
  readonly #items: { readonly item: Item; readonly bytes: number }[] = [];
  readonly #maxItems: number;
  readonly #maxBytes: number;
  #bytes = 0;
  #dropped = 0;

  constructor(maxItems: number, maxBytes: number) {
    this.#maxItems = maxItems;
    this.#maxBytes = maxBytes;
  }

  /** Adds an item. Its size is that of its JSON text. */
  push(item: Item): void {
    const bytes = Buffer.byteLength(JSON.stringify(item));
    this.#items.push({ item, bytes });
    this.#bytes += bytes;
    while (this.#items.length > this.#maxItems || this.#bytes > this.#maxBytes) {
      this.#bytes -= this.#items.shift()?.bytes ?? 0;
      this.#dropped += 1;
    }
  }

  get length(): number {
    return this.#items.length;
  }

  /** The number of items that were dropped since the list was created or cleared. */
  get dropped(): number {
    return this.#dropped;
  }

  /** The newest items, oldest first. */
  newest(limit: number): readonly Item[] {
    return this.#items.slice(-limit).map(({ item }) => item);
  }

  clear(): void {
    this.#items.length = 0;
    this.#bytes = 0;
    this.#dropped = 0;
  }
}
