import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import type { Seed, SeedGroup } from "@gitlab-job-token-scope/contract-fixture";
import type { ApiCall, ApiResponse } from "./api.js";

/** The expected state of a project, according to the seed and the responses since. */
interface ExpectedProject {
  readonly id: number;
  readonly path: string;
  readonly isArchived: boolean;
  inboundEnabled: boolean;
  readonly projects: Set<number>;
  readonly groups: Set<number>;
}

/**
 * Checks that responses are consistent with each other, independently of roles and the order of checks: every successful write
 * is recorded, nothing else changes the state, and every read must return the recorded state.
 */
export class ExpectedState {
  readonly #isEnforced: boolean;
  readonly #acceptedTokens: ReadonlySet<string | null>;
  readonly #administrators: ReadonlySet<string | null>;
  readonly #groups: readonly SeedGroup[];
  readonly #projects: readonly ExpectedProject[];

  constructor({ instance, projects = [], groups = [], tokens = [] }: Seed) {
    this.#isEnforced = instance?.enforced ?? false;
    this.#acceptedTokens = new Set(
      tokens.filter(({ state = "active" }) => state === "active").map(({ token }) => token),
    );
    this.#administrators = new Set(tokens.filter(({ admin }) => admin).map(({ token }) => token));
    this.#groups = groups;
    this.#projects = projects.map(
      ({ id, path, archived = false, inboundEnabled = true, allowedProjects, allowedGroups }) => ({
        id,
        path,
        isArchived: archived,
        inboundEnabled,
        projects: new Set(allowedProjects),
        groups: new Set(allowedGroups),
      }),
    );
  }

  /** Records a response. Fails if it contradicts the recorded state. */
  record(call: ApiCall, response: ApiResponse): void {
    const { status } = response;
    assert.ok(status < 500);
    const isAnonymousLookup =
      call.token === null && /^(get(Project|Group)|listGroupProjects)$/.test(call.operation);
    assert.equal(status === 401, !this.#acceptedTokens.has(call.token) && !isAnonymousLookup);
    if (status < 300) this.#recordSuccess(call, response);
    else this.#checkRejection(call, response);
  }

  #recordSuccess(call: ApiCall, response: ApiResponse): void {
    // Groups have no recorded state.
    if (call.operation === "getGroup") return;
    if (call.operation === "listGroupProjects") {
      this.#checkGroupProjects(call, response);
      return;
    }
    const project = this.#findProject(call);
    switch (call.operation) {
      case "getProject":
        assert.equal(read(response.body, "id"), project.id);
        break;
      case "getJobTokenScope":
        assert.deepEqual(response.body, {
          inbound_enabled: this.#isEnforced || project.inboundEnabled,
          outbound_enabled: false,
        });
        break;
      case "updateJobTokenScope":
        project.inboundEnabled = !/^(0|f|false|n|no|off)$/i.test(String(read(call.body, "enabled")));
        break;
      case "listAllowedProjects":
        // The project itself is listed once, or twice if it was also added.
        expectPageOf(response, [
          [...new Set([project.id, ...project.projects])],
          [project.id, ...project.projects],
        ]);
        break;
      case "listAllowedGroups":
        expectPageOf(response, [[...project.groups]]);
        break;
      case "allowProject":
        add(project.projects, read(call.body, "target_project_id"));
        break;
      case "allowGroup":
        add(project.groups, read(call.body, "target_group_id"));
        break;
      case "disallowProject":
        remove(project.projects, call.path["target_project_id"]);
        break;
      case "disallowGroup":
        remove(project.groups, call.path["target_group_id"]);
        break;
    }
  }

  /** Users see some of the projects below the group, and administrators all of them. */
  #checkGroupProjects({ path, query = [], token }: ApiCall, response: ApiResponse): void {
    const parameters = new Map(query);
    const isOn = (name: string): boolean => /^(1|true)$/.test(parameters.get(name) ?? "");
    const idOrPath = (path["id"] ?? "").toLowerCase();
    const group = this.#groups.find((one) => idOrPath === `${one.id}` || idOrPath === one.path.toLowerCase());
    const prefix = `${group?.path}/`.toLowerCase();
    const archived = parameters.get("archived");
    const below = this.#projects
      .filter((project) => project.path.toLowerCase().startsWith(prefix))
      .filter((project) => isOn("include_subgroups") || !project.path.slice(prefix.length).includes("/"))
      .filter(({ isArchived }) => !archived || isOn("archived") === isArchived);
    const isByName = /^(name|path|similarity)$/.test(parameters.get("order_by") ?? "");
    if (this.#administrators.has(token) && !isByName) {
      expectPageOf(response, [below.map(({ id }) => id)], parameters.get("sort") !== "asc");
      return;
    }
    const known = new Set<unknown>(below.map(({ id }) => id));
    const ids = Array.isArray(response.body) ? response.body.map((row) => read(row, "id")) : [null];
    assert.ok(ids.every((id) => known.has(id)));
    assert.equal(new Set(ids).size, ids.length);
  }

  /** A rejection that refers to the entries of a list must be consistent with the list. */
  #checkRejection({ operation, path, body }: ApiCall, response: ApiResponse): void {
    const message = String(read(response.body, "message"));
    const isRule = message.startsWith("400 Bad request");
    if (!isRule || operation === "updateJobTokenScope") return;
    const project = this.#projects.find(({ id }) => id === Number(path["id"]));
    const list = operation.endsWith("Project") ? project?.projects : project?.groups;
    const target = operation.endsWith("Project") ? "target_project_id" : "target_group_id";
    const isListed = list?.has(toId(path[target] ?? read(body, target)));
    if (message.includes("already")) assert.equal(isListed, true);
    if (message.includes("is not in")) assert.equal(isListed, false);
    if (message.includes("exceeds")) assert.equal(list?.size, 200);
  }

  #findProject({ path: { id: idOrPath = "" } }: ApiCall): ExpectedProject {
    // POST and DELETE also read "+1" and "1 " as IDs. Other operations treat these as paths, which are not found.
    const isId = /^ *[+-]?\d+ *$/.test(idOrPath);
    const found = this.#projects.find(({ id, path }) =>
      isId ? id === Number(idOrPath) : path.toLowerCase() === idOrPath.toLowerCase(),
    );
    if (found === undefined) throw new Error(`success for an unknown project "${idOrPath}"`);
    return found;
  }
}

function add(list: Set<number>, target: unknown): void {
  assert.ok(!list.has(toId(target)));
  list.add(toId(target));
  assert.ok(list.size <= 200);
}

function remove(list: Set<number>, target: unknown): void {
  assert.ok(list.has(toId(target)));
  list.delete(toId(target));
}

/** GitLab cuts off a fraction. */
function toId(target: unknown): number {
  return Math.trunc(Number(target));
}

/** @param lists The possible contents of the entire list. */
function expectPageOf({ headers, body }: ApiResponse, lists: number[][], isDescending = false): void {
  const page = Number(headers["x-page"]);
  const size = Number(headers["x-per-page"]);
  assert.ok(size <= 100);
  const possible = lists.map((ids) => ({
    total: String(ids.length),
    ids: ids.sort((a, b) => (isDescending ? b - a : a - b)).slice((page - 1) * size, page * size),
  }));
  const ids = Array.isArray(body) ? body.map((row) => read(row, "id")) : body;
  const actual = { total: headers["x-total"], ids };
  assert.ok(
    possible.some((list) => isDeepStrictEqual(list, actual)),
    `unexpected page: ${JSON.stringify(actual)}`,
  );
}

function read(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
