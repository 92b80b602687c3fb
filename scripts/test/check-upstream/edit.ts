/** An object of a document that a test changes. */
export type Editable = Record<string, unknown>;

/** A change of a document. */
export type Edit = (document: Editable) => void;

/** The object or list at a place, whose segments are separated by spaces. An operation's place begins with its `operationId`. */
export function find(document: Editable, place: string): Editable {
  if (place === "") return document;
  const [first = "", ...rest] = place.split(" ");
  const operation = listOperations(document).find(({ operationId }) => operationId === first);
  return (operation ? rest : place.split(" ")).reduce(
    (node, segment) => toEditable(node[segment], place),
    operation ?? document,
  );
}

/** Sets a value. Whatever contains it has to exist. */
export function set(place: string, value: unknown): Edit {
  return (document) => {
    const [parent, key] = split(place);
    find(document, parent)[key] = value;
  };
}

/** Removes a value, which has to exist. */
export function remove(place: string): Edit {
  return (document) => {
    const [parent, key] = split(place);
    const node = find(document, parent);
    if (!(key in node)) throw new Error(`nothing to remove at ${place}`);
    if (Array.isArray(node)) node.splice(Number(key), 1);
    else delete node[key];
  };
}

/** Gives another name to a value, which has to exist. */
export function rename(place: string, name: string): Edit {
  return (document) => {
    const [parent, key] = split(place);
    const node = find(document, parent);
    if (!(key in node)) throw new Error(`nothing to rename at ${place}`);
    node[name] = node[key];
    delete node[key];
  };
}

/** Adds an item to a list. */
export function add(place: string, item: unknown): Edit {
  return (document) => {
    const list = find(document, place);
    if (!Array.isArray(list)) throw new Error(`no list at ${place}`);
    list.push(item);
  };
}

/** Several changes. */
export function all(...edits: Edit[]): Edit {
  return (document) => {
    for (const edit of edits) edit(document);
  };
}

/** The operations of a document. */
export function listOperations(document: Editable): Editable[] {
  return Object.values(document["paths"] ?? {})
    .flatMap((item) => Object.values(item ?? {}))
    .filter((operation): operation is Editable => isEditable(operation) && "responses" in operation);
}

/** Whether a value is an object or a list. */
export function isEditable(value: unknown): value is Editable {
  return typeof value === "object" && value !== null;
}

function toEditable(value: unknown, place: string): Editable {
  if (!isEditable(value)) throw new Error(`nothing at ${place}`);
  return value;
}

function split(place: string): [string, string] {
  const segments = place.split(" ");
  const key = segments.pop() ?? "";
  return [segments.join(" "), key];
}
