import type { ProjectChange } from "../gitlab/project-change.js";
import type { ScriptPart } from "./script.js";
import type { ScriptedHeader, StatusResponse } from "./scripted-response.js";

/** The IDs that a script can refer to. Undefined if the mode has no projects. */
export interface KnownIds {
  hasProject(id: number): boolean;
  hasGroup(id: number): boolean;
}

/** Node.js frames the responses itself: it refuses these headers, or sends a response that no client can read. */
const framingHeaders = ["transfer-encoding", "trailer", "upgrade"];

/**
 * Finds parts of a script that could not be carried out: headers that Node.js refuses, bodies that are not JSON values, and
 * unknown IDs. Each result names a location and the problem there.
 */
export function* findScriptProblems(
  { responses }: ScriptPart,
  known: KnownIds | undefined,
): Generator<string> {
  for (const [i, response] of responses.entries()) {
    // Stryker disable next-line ConditionalExpression: a string has none of these properties either.
    if (response === "pass") continue;
    const location = `script.responses[${i}]`;
    const { headers = {}, body, meanwhile }: Partial<StatusResponse> = response;
    yield* findHeaderProblems(headers, `${location}.headers`);
    yield* findBodyProblems(body, `${location}.body`);
    if (meanwhile !== undefined) yield* findUnknownIds(meanwhile, `${location}.meanwhile`, known);
  }
}

function* findHeaderProblems(headers: Record<string, ScriptedHeader>, location: string): Generator<string> {
  const seen = new Set<string>();
  for (const [key, value] of Object.entries(headers)) {
    const name = key.toLowerCase();
    if (seen.has(name)) yield `${location}.${key}: duplicate header`;
    seen.add(name);
    if (framingHeaders.includes(name)) yield `${location}.${key}: set by the fixture itself`;
    const isLength = /^\d{1,15}$/.test(String(value));
    // The client decides whether the connection is kept.
    if (name === "connection" && value !== "close") yield `${location}.${key}: expected "close"`;
    if (name === "content-length" && !isLength) yield `${location}.${key}: expected a number of bytes`;
  }
}

function* findBodyProblems(body: unknown, location: string): Generator<string> {
  if (body === undefined) return;
  try {
    if (JSON.stringify(body) === undefined) yield `${location}: a ${typeof body} cannot be sent as JSON`;
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
    yield `${location}: cannot be sent as JSON: ${reason}`;
  }
}

function* findUnknownIds(
  { project, allowedProjects = [], allowedGroups = [] }: ProjectChange,
  location: string,
  known: KnownIds | undefined,
): Generator<string> {
  if (known === undefined) {
    yield `${location}: only supported in mode "stateful"`;
    return;
  }
  if (!known.hasProject(project)) yield `${location}.project: GitLab has no project ${project}`;
  for (const [i, id] of allowedProjects.entries()) {
    if (!known.hasProject(id)) yield `${location}.allowedProjects[${i}]: GitLab has no project ${id}`;
  }
  for (const [i, id] of allowedGroups.entries()) {
    if (!known.hasGroup(id)) yield `${location}.allowedGroups[${i}]: GitLab has no group ${id}`;
  }
}
