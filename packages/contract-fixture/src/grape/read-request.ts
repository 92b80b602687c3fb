import type { EngineRequest } from "../engine/engine.js";
import type { Operations } from "../engine/operations.js";
import type { Note } from "../note.js";
import { declarations } from "./declarations.js";
import { findRoute, type Route } from "./find-route.js";
import { type Parameters, parseQuery } from "./parse-query.js";
import { type AddNote, readFields, readPath, readQuery } from "./read-parameters.js";

/** A request as GitLab reads it. */
export interface Reading {
  /** The request in the form that the document declares, which GitLab treats alike. */
  readonly request: EngineRequest;
  /** The path of GitLab's API, if it has one for the request. */
  readonly route: Route | undefined;
  /** What GitLab accepts, but the document does not declare. */
  readonly notes: readonly Pick<Note, "location" | "message">[];
}

/** Reads a request as Grape does, the framework that GitLab's API is written in. */
export function readRequest(operations: Operations, sent: EngineRequest): Reading {
  const route = findRoute(operations, sent.url.pathname);
  if (route === undefined) return { request: sent, route, notes: [] };
  const notes: Pick<Note, "location" | "message">[] = [];
  const note: AddNote = (location, message) => notes.push({ location, message });
  const url = new URL(sent.url);
  // [parameter-repeated]
  if (url.search.includes(";")) url.search = url.search.replaceAll(";", "&");
  url.pathname = toPath(route.segments);

  // [head-like-get]
  const method = sent.method === "HEAD" ? "GET" : sent.method;
  const operation = route.operations.get(method);
  const moved = { ...sent, method, url, sent };
  if (operation === undefined && method !== "OPTIONS") return { request: moved, route, notes };

  // [current-user] [instance-version]
  if (!route.isDeclared) note("path", "GitLab has this path, but the document does not declare it");
  if (method !== sent.method) note("method", "GitLab handles HEAD like GET");
  if (method === "OPTIONS") note("method", "GitLab responds to OPTIONS with the methods of the path");
  if (url.pathname !== sent.url.pathname) note("path", `GitLab reads this path as ${url.pathname}`);

  const isWrite = method !== "GET" && method !== "OPTIONS";
  const declared = declarations[operation ?? ""] ?? {};
  const query = parseQuery(sent.url);
  const { private_token: tokenField, ...fields }: Parameters =
    isWrite || sent.body.isForm ? sent.body.fields : {};
  url.pathname = toPath(readPath(route, declared, note));
  readQuery(url, declared, query, fields, note);
  const read = readFields(sent.body, declared, query, fields, note);

  const token = tokenField ?? query["private_token"];
  const hasToken = typeof token === "string" && token.trim() !== "";
  const place = tokenField === undefined ? "query" : "body";
  if (hasToken) note(`${place}.private_token`, "GitLab also reads a token here, where it may be logged");
  // [auth-parameter]
  const headers = { ...sent.headers, ...(hasToken && { "private-token": token }) };
  const request = { ...moved, headers };

  // GitLab rejects the body.
  if (isWrite && sent.body.problem !== undefined) return { request, route, notes };
  if (declared.body === undefined) {
    if (sent.text !== "") note("body", `GitLab accepts a body in a ${sent.method}`);
    return { request: withBody(request, undefined), route, notes };
  }
  if (sent.body.isForm) note("body", "GitLab also reads a form, but the document declares application/json");
  const hasFields = Object.keys(read).length > 0 || tokenField !== undefined || sent.body.isForm;
  return { request: withBody(request, hasFields ? read : sent.body.value), route, notes };
}

function withBody(request: EngineRequest, value: unknown): EngineRequest {
  const { "content-type": _, ...headers } = request.headers;
  if (value === undefined) return { ...request, headers, text: "", body: { value, fields: {} } };
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return {
    ...request,
    headers: { ...headers, "content-type": "application/json" },
    text: JSON.stringify(value),
    body: { value, fields: isObject ? { ...value } : {} },
  };
}

function toPath(segments: readonly string[]): string {
  return `/${segments.join("/")}`;
}
