const keys = new WeakMap<Node, string>();

/** Gives a node the key that tells it from its siblings, whatever place it moves to. */
export function withKey<Type extends Node>(key: string, node: Type): Type {
  keys.set(node, key);
  return node;
}

/**
 * Makes an element's content what it should be, and leaves alone what is so already: what has the focus keeps it, and
 * `<details>` stay as open as they are.
 */
export function updateContent(shown: Node, wanted: readonly Node[]): void {
  const reusable = new Map<string, ChildNode[]>();
  for (const child of shown.childNodes) {
    const alike = reusable.get(identify(child));
    if (alike) alike.push(child);
    else reusable.set(identify(child), [child]);
  }
  const content = wanted.map((node) => {
    const old = reusable.get(identify(node))?.shift();
    if (old) updateNode(old, node);
    return old ?? node;
  });
  for (const left of [...reusable.values()].flat()) left.remove();

  let place = shown.firstChild;
  for (const node of content) {
    if (node === place) place = place.nextSibling;
    else shown.insertBefore(node, place);
  }
}

function updateNode(shown: Node, wanted: Node): void {
  if (shown instanceof Text) {
    if (shown.data !== wanted.textContent) shown.data = wanted.textContent ?? "";
  } else if (shown instanceof Element && wanted instanceof Element) {
    updateAttributes(shown, wanted);
    updateContent(shown, [...wanted.childNodes]);
  }
}

function updateAttributes(shown: Element, wanted: Element): void {
  for (const { name } of [...shown.attributes]) {
    if (name !== "open" && !wanted.hasAttribute(name)) shown.removeAttribute(name);
  }
  for (const { name, value } of wanted.attributes) {
    if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
}

function identify(node: Node): string {
  return `${node.nodeName} ${keys.get(node) ?? ""}`;
}
