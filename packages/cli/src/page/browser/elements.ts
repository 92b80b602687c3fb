/** The content of an element. Strings are inserted as text, never parsed as HTML. */
export type Content = string | Element | readonly (string | Element)[];

/** Creates an element. */
export function create<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  content: Content = [],
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...(typeof content === "string" || content instanceof Element ? [content] : content));
  return element;
}

/** Finds an element of the page by its ID. */
export function find<Type extends HTMLElement>(id: string, type: new () => Type): Type {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`the page has no ${type.name} #${id}`);
  return element;
}

/** A path, which browsers may break behind each slash. */
export function breakable(path: string): (string | Element)[] {
  return path.split("/").flatMap((part, i) => (i === 0 ? [part] : ["/", create("wbr"), part]));
}
