/** The content of an element. Strings are inserted as text, never parsed as HTML. */
export type Content = string | Node | readonly (string | Node)[];

/** Creates an element. */
export function create<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  content: Content = [],
): HTMLElementTagNameMap[Name] {
  return fill(document.createElement(name), attributes, content);
}

/** Creates an element of a picture. */
export function createSvg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | number>> = {},
  content: Content = [],
): SVGElementTagNameMap[Name] {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, content);
}

/** A path of a project, a group or a request. Browsers may break it after each slash. */
export function breakable(path: string): (string | Node)[] {
  const [first = "", ...others] = path.split("/");
  return [first, ...others.flatMap((part) => ["/", create("wbr"), part])].filter((part) => part !== "");
}

/** Finds an element of the page by its id. */
export function find<Type extends HTMLElement>(id: string, type: new () => Type): Type {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`the page has no ${type.name} #${id}`);
  return element;
}

/** Sets the text of an element, and hides it if the text is empty. */
export function setText(element: HTMLElement, text: string): void {
  element.hidden = text === "";
  if (element.textContent !== text) element.textContent = text;
}

function fill<Type extends Element>(
  element: Type,
  attributes: Readonly<Record<string, string | number>>,
  content: Content,
): Type {
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...(typeof content === "string" || content instanceof Node ? [content] : content));
  return element;
}
