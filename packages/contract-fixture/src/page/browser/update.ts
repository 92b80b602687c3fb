const keys = new WeakMap<Node, string>();

/** Sets the key that identifies a node among its siblings when it moves. */
export function withKey<Type extends Node>(key: string, node: Type): Type {
  keys.set(node, key);
  return node;
}

/**
 * Updates the content of an element in place. Existing nodes are reused, so that the focus and the open state of `<details>`
 * are preserved.
 */
export function updateContent(target: Node, content: readonly Node[]): void {
  const reusable = new Map<string, ChildNode[]>();
  for (const child of target.childNodes) {
    const sameKey = reusable.get(identify(child));
    if (sameKey) sameKey.push(child);
    else reusable.set(identify(child), [child]);
  }
  const nodes = content.map((node) => {
    const existing = reusable.get(identify(node))?.shift();
    if (existing) updateNode(existing, node);
    return existing ?? node;
  });
  for (const unused of [...reusable.values()].flat()) unused.remove();

  let next = target.firstChild;
  for (const node of nodes) {
    if (node === next) next = next.nextSibling;
    else target.insertBefore(node, next);
  }
}

function updateNode(target: Node, source: Node): void {
  if (target instanceof Text) {
    if (target.data !== source.textContent) target.data = source.textContent ?? "";
  } else if (target instanceof Element && source instanceof Element) {
    updateAttributes(target, source);
    updateContent(target, [...source.childNodes]);
  }
}

function updateAttributes(target: Element, source: Element): void {
  for (const { name } of [...target.attributes]) {
    if (name !== "open" && !source.hasAttribute(name)) target.removeAttribute(name);
  }
  for (const { name, value } of source.attributes) {
    if (target.getAttribute(name) !== value) target.setAttribute(name, value);
  }
}

function identify(node: Node): string {
  return `${node.nodeName} ${keys.get(node) ?? ""}`;
}
