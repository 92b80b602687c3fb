import type { Seed } from "@gitlab-job-token-scope/contract-fixture";
import { expect } from "vitest";
import type { ApiAnswer, ApiCall } from "./api.js";

/** What a project must be, by the seed and by what was answered since. */
interface Account {
  readonly id: number;
  readonly path: string;
  inboundEnabled: boolean;
  readonly projects: Set<number>;
  readonly groups: Set<number>;
}

/**
 * Keeps books of what the answers claim. It knows no roles and no order of checks: a write that succeeded is entered,
 * nothing else changes anything, and what is read must be what was entered.
 */
export class Ledger {
  readonly #isEnforced: boolean;
  readonly #acceptedTokens: ReadonlySet<string | null>;
  readonly #accounts: readonly Account[];

  constructor({ instance, projects = [], tokens = [] }: Seed) {
    this.#isEnforced = instance?.enforced ?? false;
    this.#acceptedTokens = new Set(
      tokens.filter(({ state = "active" }) => state === "active").map(({ token }) => token),
    );
    this.#accounts = projects.map(({ id, path, inboundEnabled = true, allowedProjects, allowedGroups }) => ({
      id,
      path,
      inboundEnabled,
      projects: new Set(allowedProjects),
      groups: new Set(allowedGroups),
    }));
  }

  /** Enters an answer. Fails where it contradicts the books. */
  enter(call: ApiCall, answer: ApiAnswer): void {
    const { status } = answer;
    expect(status).toBeLessThan(500);
    expect(status === 401).toBe(!this.#acceptedTokens.has(call.token));
    if (status < 300) this.#enterSuccess(call, answer);
    else this.#checkRefusal(call, answer);
  }

  #enterSuccess(call: ApiCall, answer: ApiAnswer): void {
    // A group has no account, and its look-up says nothing of one.
    if (call.operation === "getGroup") return;
    const account = this.#account(call);
    switch (call.operation) {
      case "getProject":
        expect(answer.body).toMatchObject({ id: account.id });
        break;
      case "getJobTokenScope":
        expect(answer.body).toEqual({
          inbound_enabled: this.#isEnforced || account.inboundEnabled,
          outbound_enabled: false,
        });
        break;
      case "updateJobTokenScope":
        account.inboundEnabled = !/^(0|f|false|n|no|off)$/i.test(String(read(call.body, "enabled")));
        break;
      case "listAllowedProjects":
        // The project itself shows once, or twice where it was added too.
        expectPageOf(answer, [
          [...new Set([account.id, ...account.projects])],
          [account.id, ...account.projects],
        ]);
        break;
      case "listAllowedGroups":
        expectPageOf(answer, [[...account.groups]]);
        break;
      case "allowProject":
        add(account.projects, read(call.body, "target_project_id"));
        break;
      case "allowGroup":
        add(account.groups, read(call.body, "target_group_id"));
        break;
      case "disallowProject":
        remove(account.projects, call.path["target_project_id"]);
        break;
      case "disallowGroup":
        remove(account.groups, call.path["target_group_id"]);
        break;
    }
  }

  /** A refusal for what a list holds must be true of the list. */
  #checkRefusal({ operation, path, body }: ApiCall, { body: answer }: ApiAnswer): void {
    const message = String(read(answer, "message"));
    const isRule = message.startsWith("400 Bad request");
    if (!isRule || operation === "updateJobTokenScope") return;
    const account = this.#accounts.find(({ id }) => id === Number(path["id"]));
    const list = operation.endsWith("Project") ? account?.projects : account?.groups;
    const target = operation.endsWith("Project") ? "target_project_id" : "target_group_id";
    const isListed = list?.has(Number(path[target] ?? read(body, target)));
    if (message.includes("already")) expect(isListed).toBe(true);
    if (message.includes("is not in")) expect(isListed).toBe(false);
    if (message.includes("exceeds")) expect(list?.size).toBe(200);
  }

  #account({ path: { id: reference = "" } }: ApiCall): Account {
    const isNumber = /^-?\d+$/.test(reference);
    const found = this.#accounts.find(({ id, path }) =>
      isNumber ? id === Number(reference) : path.toLowerCase() === reference.toLowerCase(),
    );
    if (found === undefined) throw new Error(`there is no project "${reference}" that could be answered for`);
    return found;
  }
}

function add(list: Set<number>, target: unknown): void {
  expect(list).not.toContain(Number(target));
  list.add(Number(target));
  expect(list.size).toBeLessThanOrEqual(200);
}

function remove(list: Set<number>, target: unknown): void {
  expect(list).toContain(Number(target));
  list.delete(Number(target));
}

/** @param lists What all pages together may be. */
function expectPageOf({ headers, body }: ApiAnswer, lists: number[][]): void {
  const page = Number(headers["x-page"]);
  const size = Number(headers["x-per-page"]);
  expect(size).toBeLessThanOrEqual(100);
  const possible = lists.map((ids) => ({
    total: String(ids.length),
    ids: ids.sort((a, b) => a - b).slice((page - 1) * size, page * size),
  }));
  const ids = Array.isArray(body) ? body.map((row) => read(row, "id")) : body;
  expect(possible).toContainEqual({ total: headers["x-total"], ids });
}

function read(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
