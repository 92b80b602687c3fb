import { fields, matching, nothing } from "../matcher.js";
import type { Row, Step } from "../row.js";
import { badRequest, error, message } from "./responses.js";

const form = "application/x-www-form-urlencoded";
const multipart = '--x\r\nContent-Disposition: form-data; name="enabled"\r\n\r\ntrue\r\n--x--\r\n';
const enforcedText =
  "Job token scope cannot be disabled for this project because it is enforced for the instance.";
const accepted = { status: 204, body: nothing };

const patch = (body: unknown, expect: Step["expect"] = accepted): Step => ({
  send: "PATCH {scope}",
  body,
  expect,
});
const rejects = (body: unknown, text: string): Step => patch(body, { status: 400, body: error(text) });
const shows = (enabled: boolean): Step => ({
  send: "GET {scope}",
  expect: { status: 200, body: fields({ inbound_enabled: enabled }) },
});

/** Rows that change the setting of the project. */
export const settingsRows: readonly Row[] = [
  {
    title: "[write-settings] the setting is stored, and a write has no body",
    given: { enabled: true },
    steps: [patch({ enabled: false }), shows(false), patch({ enabled: true }), shows(true)],
    disables: true,
  },
  {
    title: "[enforced-refused] an instance that enforces the scope rejects enabled: false",
    versions: ["18.8", "19.1"],
    given: { enabled: true },
    steps: [patch({ enabled: false }, badRequest(enforcedText))],
    unless: { status: 204, reason: "needs an instance that enforces the scope" },
  },
  {
    title: "[id-or-path] PATCH accepts a path",
    given: { enabled: true },
    steps: ["{path}", "{upperPath}"].map((id) => ({
      send: `PATCH /projects/${id}/job_token_scope`,
      body: { enabled: true },
      expect: accepted,
    })),
  },
  {
    title: "[outbound-retired] outbound_enabled cannot be changed",
    given: { enabled: true },
    steps: [
      patch({ enabled: true, outbound_enabled: true, outbound_scope_enabled: true }),
      { send: "GET {scope}", expect: { status: 200, body: fields({ outbound_enabled: false }) } },
    ],
  },
  {
    title: "[unknown-fields-ignored] inbound_enabled is not enabled",
    given: { enabled: true },
    steps: [rejects({ inbound_enabled: false }, "enabled is missing, enabled is empty"), shows(true)],
  },
  {
    title: "[unknown-fields-ignored] unknown fields are ignored",
    given: { enabled: true },
    steps: [patch({ enabled: false, inbound_enabled: true }), shows(false)],
    disables: true,
  },
  {
    title: "[parameter-missing] enabled is required",
    given: { enabled: true },
    steps: [rejects({}, "enabled is missing, enabled is empty"), shows(true)],
  },
  {
    title: "[parameter-empty] enabled cannot be null or an empty text",
    given: { enabled: true },
    steps: [
      rejects({ enabled: null }, "enabled is empty"),
      rejects({ enabled: "" }, "enabled is empty"),
      shows(true),
    ],
  },
  {
    title: "[parameter-blank] enabled cannot be blank, or an empty array or object",
    given: { enabled: true },
    steps: [
      ...[" ", [], {}].map((enabled) => rejects({ enabled }, "enabled is invalid, enabled is empty")),
      shows(true),
    ],
  },
  {
    title: "[parameter-invalid] enabled has to be a boolean",
    given: { enabled: true },
    steps: [
      rejects({ enabled: "perhaps" }, "enabled is invalid"),
      rejects({ enabled: 2 }, "enabled is invalid"),
      shows(true),
    ],
  },
  {
    title: "[boolean-words] enabled can be a word or a number",
    given: { enabled: true },
    steps: (
      [
        ["False", false],
        ["On", true],
        ["NO", false],
        ["TRUE", true],
        ["0", false],
        [1, true],
        [0, false],
        ["T", true],
      ] as const
    ).flatMap(([enabled, value]) => [patch({ enabled }), shows(value)]),
    disables: true,
  },
  {
    title: "[boolean-words] enabled cannot be another word, or a number with a fraction",
    given: { enabled: true },
    steps: [
      ...['"tRUE"', "1.0", "0.0", "1e0", "[true]"].map((value) =>
        rejects(`{"enabled":${value}}`, "enabled is invalid"),
      ),
      shows(true),
    ],
  },
  {
    title: "[parameter-places] enabled is read from the body first, then from the query",
    given: { enabled: true },
    steps: [
      { send: "PATCH {scope}?enabled=false", expect: accepted },
      shows(false),
      { send: "PATCH {scope}?enabled=false", body: { enabled: true }, expect: accepted },
      shows(true),
      {
        send: "PATCH {scope}?enabled=false",
        body: { enabled: null },
        expect: { status: 400, body: error("enabled is empty") },
      },
      { send: "PATCH {scope}?enabled=false", body: [], expect: accepted },
      shows(false),
    ],
    disables: true,
  },
  {
    title: "[form-body] enabled can be in a form",
    given: { enabled: true },
    steps: [
      { send: "PATCH {scope}", body: "enabled=false", type: form, expect: accepted },
      shows(false),
      { send: "PATCH {scope}", body: multipart, type: "multipart/form-data; boundary=x", expect: accepted },
      shows(true),
    ],
    disables: true,
  },
  {
    title: "[auth-parameter] a token in the body takes precedence over the headers",
    given: { enabled: true },
    steps: [
      patch({ enabled: true, private_token: "unknown" }, { status: 401, body: message("401 Unauthorized") }),
    ],
  },
  {
    title: "[options-allow] OPTIONS returns the methods of the path",
    steps: [
      ["{scope}", /^(?=.*\bGET\b)(?=.*\bHEAD\b)(?=.*\bPATCH\b)(?=.*\bOPTIONS\b)(?!.*\bPOST\b)/],
      ["{scope}/allowlist", /^(?=.*\bGET\b)(?=.*\bHEAD\b)(?=.*\bPOST\b)(?=.*\bOPTIONS\b)(?!.*\bDELETE\b)/],
      ["{scope}/allowlist/0", /^(?=.*\bDELETE\b)(?=.*\bOPTIONS\b)(?!.*\bGET\b)/],
      ["/projects/0", /^(?=.*\bGET\b)(?=.*\bHEAD\b)(?=.*\bOPTIONS\b)/],
    ].map(([path, methods]) => ({
      send: `OPTIONS ${path}`,
      expect: { status: 204, headers: { allow: matching(methods as RegExp) } },
    })),
  },
];
