import { containing, matching, nothing } from "../matcher.js";
import type { Row } from "../row.js";
import { error, message } from "./responses.js";

// No project and no group has the ID 0. So a request that GitLab handles in another way than expected changes nothing either.
const scope = "/projects/0/job_token_scope";
const projectNotFound = { status: 404, body: message("404 Project Not Found") };
const groupNotFound = { status: 404, body: message("404 Group Not Found") };
const unauthorized = { status: 401, body: message("401 Unauthorized") };
const routeNotFound = { status: 404, body: error("404 Not Found") };
const origin = { origin: "https://app.example.com" };
const form = "application/x-www-form-urlencoded";

/** Rows that require no token. */
export const anonymousRows: readonly Row[] = [
  {
    title: "[token-unknown] a request without a token is rejected",
    steps: [{ send: `GET ${scope}`, expect: unauthorized }],
  },
  {
    title: "[token-unknown] an unknown token is rejected",
    steps: [{ send: `GET ${scope}`, token: "unknown", expect: unauthorized }],
  },
  {
    title: "[auth-parameter] a token in the query is checked",
    steps: [{ send: "GET /projects/0?private_token=unknown", expect: unauthorized }],
  },
  {
    title: "[auth-parameter] a blank token in the query is ignored",
    steps: [{ send: "GET /projects/0?private_token=", expect: projectNotFound }],
  },
  {
    title: "[look-up-anonymous] a project that is not public is not found without a token",
    steps: [{ send: "GET /projects/0", expect: projectNotFound }],
  },
  {
    title: "[look-up-anonymous] a group that is not public is not found without a token",
    steps: [{ send: "GET /groups/0", expect: groupNotFound }],
  },
  {
    title: "[group-projects-group] the projects of a group that is not public are not found without a token",
    steps: [{ send: "GET /groups/0/projects", expect: groupNotFound }],
  },
  {
    title: "[current-user] the user requires a token",
    steps: [{ send: "GET /user", expect: unauthorized }],
  },
  {
    title: "[instance-version] the version requires a token",
    steps: ["GET /version", "GET /metadata"].map((send) => ({ send, expect: unauthorized })),
  },
  {
    title: "[look-up-anonymous] an invalid token is rejected",
    steps: [{ send: "GET /projects/0", token: "unknown", expect: unauthorized }],
  },
  {
    title: "[order-token-first] GET checks the token before parameters",
    steps: [{ send: `GET ${scope}/allowlist?page=two`, expect: unauthorized }],
  },
  {
    title: "[order-token-first] PATCH checks the token before parameters",
    steps: [{ send: `PATCH ${scope}`, body: {}, expect: unauthorized }],
  },
  {
    title: "[order-token-first] POST checks the token before parameters",
    steps: [{ send: `POST ${scope}/groups_allowlist`, body: {}, expect: unauthorized }],
  },
  {
    title: "[order-token-first] DELETE checks the token before parameters",
    steps: [{ send: `DELETE ${scope}/allowlist/no-number`, expect: unauthorized }],
  },
  {
    title: "[order-parameters-second] parameters are validated before anything is looked up",
    steps: [
      {
        send: "GET /groups/0?with_projects=perhaps",
        expect: { status: 400, body: error("with_projects is invalid") },
      },
    ],
  },
  {
    title: "[parameter-invalid] a boolean in the query is validated",
    steps: [
      {
        send: "GET /groups/0?with_projects=2",
        expect: { status: 400, body: error("with_projects is invalid") },
      },
    ],
  },
  {
    title: "[parameter-blank-optional] a blank optional parameter is treated as absent",
    steps: [
      { send: "GET /groups/0?with_projects=", expect: groupNotFound },
      { send: "GET /groups/0?with_projects", expect: groupNotFound },
    ],
  },
  {
    title: "[parameter-choice] a text that is not one of the allowed ones is rejected",
    steps: [
      ...["ID", "", "%20id"].map((order) => ({
        send: `GET /groups/0/projects?order_by=${order}`,
        expect: { status: 400, body: error("order_by does not have a valid value") },
      })),
      { send: "GET /groups/0/projects?order_by", expect: groupNotFound },
    ],
  },
  {
    title: "[boolean-words] a boolean in the query can be a word",
    steps: ["True", "yes", "On", "1", "no", "F", "0"].map((word) => ({
      send: `GET /groups/0?with_projects=${word}`,
      expect: groupNotFound,
    })),
  },
  {
    title: "[boolean-words] tRUE is invalid",
    steps: [
      {
        send: "GET /groups/0?with_projects=tRUE",
        expect: { status: 400, body: error("with_projects is invalid") },
      },
    ],
  },
  {
    title: "[parameter-repeated] the last value counts",
    steps: [
      { send: "GET /groups/0?with_projects=perhaps&with_projects=true", expect: groupNotFound },
      {
        send: "GET /groups/0?with_projects=true&with_projects=perhaps",
        expect: { status: 400, body: error("with_projects is invalid") },
      },
    ],
  },
  {
    title: "[malformed-json] malformed JSON is rejected before the token is checked",
    steps: [
      {
        send: `PATCH ${scope}`,
        body: "{enabled",
        expect: {
          status: 400,
          body: error(
            matching(/^\nProblem:\n {2}message body does not match declared format\nResolution:\n {2}\S/),
          ),
        },
      },
    ],
  },
  {
    title: "[form-body] a form is accepted, so the token is checked next",
    steps: [{ send: `PATCH ${scope}`, body: "enabled=true", type: form, expect: unauthorized }],
  },
  {
    title:
      "[multipart-incomplete] a multipart body without its boundary is rejected before the token is checked",
    steps: [
      {
        send: `PATCH ${scope}`,
        body: "enabled=true",
        type: "multipart/form-data; boundary=x",
        expect: {
          status: 400,
          body: error("Empty message body supplied with multipart/form-data; boundary=x content-type"),
        },
      },
    ],
  },
  {
    title: "[content-type] another content type is rejected before the token is checked",
    steps: [
      {
        send: `PATCH ${scope}`,
        body: '{"enabled":true}',
        type: "text/plain",
        expect: { status: 415, body: error("The provided content-type 'text/plain' is not supported.") },
      },
      {
        send: `PATCH ${scope}`,
        body: '{"enabled":true}',
        type: "application/vnd.gitlab+json; charset=utf-8",
        expect: {
          status: 415,
          body: error("The provided content-type 'application/vnd.gitlab+json' is not supported."),
        },
      },
    ],
  },
  {
    title: "[content-type] a body without a content type is rejected",
    steps: [
      {
        send: `PATCH ${scope}`,
        body: '{"enabled":true}',
        type: null,
        expect: { status: 415, body: error("The provided content-type '' is not supported.") },
      },
    ],
  },
  {
    title: "[route-unknown] an unknown path is not found",
    steps: [{ send: "GET /no_such_route_of_job_token_scope", expect: routeNotFound }],
  },
  {
    title: "[method-unknown] a method that the path does not support is not found",
    steps: [
      { send: `PUT ${scope}`, expect: routeNotFound },
      { send: `GET ${scope}/allowlist/0`, expect: routeNotFound },
    ],
  },
  {
    title: "[head-like-get] HEAD is handled like GET, without the body",
    steps: [
      { send: `HEAD ${scope}`, expect: { status: 401, body: nothing } },
      { send: "HEAD /projects/0", expect: { status: 404, body: nothing } },
    ],
  },
  {
    title: "[options-allow] OPTIONS requires a token, also for the lookups",
    steps: [
      { send: `OPTIONS ${scope}`, expect: unauthorized },
      { send: "OPTIONS /projects/0", expect: unauthorized },
    ],
  },
  {
    title: "[path-variants] a slash at the end and empty segments make no difference",
    steps: [
      { send: "GET /projects/0/", expect: projectNotFound },
      { send: `GET /projects//0//job_token_scope/`, expect: unauthorized },
    ],
  },
  {
    title: "[path-variants] an extension makes no difference",
    steps: [
      { send: `GET ${scope}.json`, expect: unauthorized },
      { send: "GET /projects/0.json", expect: projectNotFound },
    ],
  },
  {
    title: "[path-variants] the ID of a target cannot have dots",
    steps: [{ send: `DELETE ${scope}/allowlist/1.2.3`, expect: routeNotFound }],
  },
  {
    title: "[format-json-only] another format is rejected before anything else is checked",
    steps: [`${scope}`, "/no_such_route_of_job_token_scope"].map((path) => ({
      send: `GET ${path}?format=xml`,
      expect: { status: 406, body: error("The requested format 'xml' is not supported.") },
    })),
  },
  {
    title: "[format-json-only] an extension overrides the format",
    steps: [{ send: "GET /projects/0.json?format=xml", expect: projectNotFound }],
  },
  {
    title: "[cors-any-origin] pages of any origin can call the API",
    steps: [
      {
        send: "GET /projects/0",
        headers: origin,
        expect: { status: 404, headers: { "access-control-allow-origin": "*" } },
      },
      {
        send: `GET ${scope}`,
        headers: origin,
        expect: { status: 401, headers: { "access-control-allow-origin": "*" } },
      },
    ],
  },
  {
    title: "[cors-preflight] a preflight request is answered without a token",
    steps: [
      {
        send: `OPTIONS ${scope}`,
        headers: {
          ...origin,
          "access-control-request-method": "PATCH",
          "access-control-request-headers": "private-token",
        },
        expect: {
          status: 200,
          headers: {
            "access-control-allow-origin": "*",
            "access-control-allow-methods": containing("PATCH"),
            "access-control-allow-headers": matching(/private-token/i),
          },
        },
      },
    ],
  },
  {
    title: "[cors-exposed] such pages can read the pagination headers, but not those of the rate limit",
    steps: [
      {
        send: "GET /projects/0",
        headers: origin,
        expect: {
          status: 404,
          headers: {
            "access-control-expose-headers": matching(
              /^(?!.*(retry-after|ratelimit))(?=.*\blink\b)(?=.*x-total-pages)(?=.*x-next-page)(?=.*x-prev-page)(?=.*x-request-id)(?=.*etag)/i,
            ),
          },
        },
      },
    ],
  },
];
