import { type Node, toList, toNode } from "../../lib/node.ts";
import { addition, breaking, type Change } from "../change.ts";
import { compareMembers } from "../members.ts";
import { compareKeywords } from "./keywords.ts";

/** The scopes of GitLab's tokens that include another one. */
const implied: Readonly<Record<string, readonly string[]>> = { api: ["read_api", "read_user"] };

/**
 * Lists the changes between the security requirements of an operation: a token that was accepted has to be accepted still.
 * Requirements are compared by what they accept, so that another order, or a scope that is widened, breaks nothing.
 */
export function* compareSecurity(place: string, before: unknown, after: unknown): Generator<Change> {
  const [requirements, newRequirements] = [toRequirements(before), toRequirements(after)];
  for (const requirement of requirements) {
    if (newRequirements.some((other) => accepts(other, requirement))) continue;
    const text = `no longer accepts ${print(requirement)}`;
    yield breaking(place, text, "requests that were valid", "accept it");
  }
  for (const requirement of newRequirements) {
    if (!requirements.some((other) => accepts(other, requirement)))
      yield addition(place, `now accepts ${print(requirement)}`);
  }
}

/** Lists the changes of the security schemes, which tell other generators where to put a token. */
export function* compareSecuritySchemes(before: Node, after: Node): Generator<Change> {
  const schemesOf = ({ securitySchemes }: Node) => new Map(Object.entries(toNode(securitySchemes)));
  yield* compareMembers<unknown, Change>(schemesOf(before), schemesOf(after), {
    *removed(name) {
      yield breaking(
        `securitySchemes/${name}`,
        "the scheme was removed",
        "code of other generators",
        "restore it",
      );
    },
    *added(name) {
      yield addition(`securitySchemes/${name}`, "a new scheme");
    },
    *kept(name, previous, current) {
      const [scheme, newScheme] = [toNode(previous), toNode(current)];
      const place = `securitySchemes/${name}`;
      for (const keyword of ["type", "in", "name", "scheme"]) {
        if (scheme[keyword] === newScheme[keyword]) continue;
        const text = `\`${keyword}\` changed from ${scheme[keyword]} to ${newScheme[keyword]}`;
        yield breaking(place, text, "requests of other generators", `restore ${scheme[keyword]}`);
      }
      const rest = ({ scheme: _scheme, ...keywords }: Node) => keywords;
      yield* compareKeywords(place, "request", rest(scheme), rest(newScheme));
    },
  });
}

/** An operation without requirements is open to everyone, as is the requirement `{}`. */
function toRequirements(security: unknown): Node[] {
  const requirements = toList(security).map(toNode);
  return requirements.length > 0 ? requirements : [{}];
}

/** Whether a requirement accepts whatever fulfils another one. */
function accepts(requirement: Node, other: Node): boolean {
  return Object.entries(requirement).every(([scheme, scopes]) => {
    const granted = toList(other[scheme]).map(String);
    const all = [...granted, ...granted.flatMap((scope) => implied[scope] ?? [])];
    return scheme in other && toList(scopes).every((scope) => all.includes(String(scope)));
  });
}

function print(requirement: Node): string {
  const schemes = Object.entries(requirement).map(([scheme, scopes]) =>
    [scheme, ...toList(scopes).map((scope) => `\`${scope}\``)].join(" with "),
  );
  return schemes.join(" and ") || "requests without a token";
}
