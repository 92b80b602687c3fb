import { count } from "../../count.js";
import { describeState } from "../describe.js";
import type { Node } from "../graph.js";
import { markOf } from "../mark.js";
import { breakable, create, find } from "./elements.js";

const rowsPerPage = 100;

/** The table of nodes, a part at a time. */
export class Table {
  readonly #body = find("rows", HTMLTableSectionElement);
  readonly #caption = find("table-caption", HTMLParagraphElement);
  readonly #more = find("more", HTMLButtonElement);
  readonly #onSelect: (node: Node) => void;
  #nodes: readonly Node[] = [];
  #selected: Node | undefined;
  #length = 0;

  constructor(onSelect: (node: Node) => void) {
    this.#onSelect = onSelect;
    this.#more.addEventListener("click", () => {
      const first = this.#length;
      this.#addRows();
      // The button may be gone.
      this.#body.rows[first]?.querySelector("button")?.focus();
    });
  }

  show(nodes: readonly Node[]): void {
    this.#nodes = nodes;
    this.#length = 0;
    this.#body.replaceChildren();
    this.#addRows();
  }

  select(node: Node | undefined): void {
    this.#selected = node;
    for (const button of this.#body.querySelectorAll('[aria-pressed="true"]')) {
      button.setAttribute("aria-pressed", "false");
    }
    const index = node ? this.#nodes.indexOf(node) : -1;
    this.#body.rows[index]?.querySelector("button")?.setAttribute("aria-pressed", "true");
  }

  #addRows(): void {
    const added = this.#nodes.slice(this.#length, this.#length + rowsPerPage);
    this.#body.append(...added.map((node) => this.#createRow(node)));
    this.#length += added.length;
    const left = this.#nodes.length - this.#length;
    const total = count(this.#nodes.length, "row");
    this.#caption.textContent =
      left > 0 ? `${total}, the first ${this.#length.toLocaleString("en")} shown.` : `${total}.`;
    this.#more.hidden = left === 0;
    this.#more.textContent = `Show ${Math.min(left, rowsPerPage)} more`;
  }

  #createRow(node: Node): HTMLTableRowElement {
    const isPressed = String(node === this.#selected);
    const button = create(
      "button",
      { type: "button", class: "path", "aria-pressed": isPressed },
      breakable(node.path),
    );
    button.addEventListener("click", () => this.#onSelect(node));
    const kind = node.kind === "group" ? [create("span", { class: "kind" }, "group")] : [];
    const state = describeState(node).join(", ") || (node.status === "unchanged" ? "as it should be" : "");
    return create("tr", {}, [
      create("th", { scope: "row" }, [button, ...kind]),
      create("td", { class: `state ${markOf(node)}` }, state),
      create("td", { class: "number" }, callersOf(node)),
      create(
        "td",
        { class: "number" },
        node.outgoing.length === 0 ? "" : node.outgoing.length.toLocaleString("en"),
      ),
    ]);
  }
}

function callersOf({ incoming, isOpen }: Node): string {
  if (isOpen === true) return "all";
  return incoming.length === 0 ? "" : incoming.length.toLocaleString("en");
}
