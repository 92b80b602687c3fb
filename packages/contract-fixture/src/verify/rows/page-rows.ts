import { containing, matching } from "../matcher.js";
import type { Row } from "../row.js";
import { error } from "./responses.js";

const projects = "GET {scope}/allowlist";
const groups = "GET {scope}/groups_allowlist";
const number = matching(/^\d+$/);
const firstPage = { status: 200, headers: { "x-page": "1", "x-per-page": "20" } };
const onlyPositive = {
  status: 400,
  reason: "GitLab rejects the value, so its feature flag only_positive_pagination_values seems to be enabled",
};

/** Rows about the pages of lists. They require a token and a project, and change nothing. */
export const pageRows: readonly Row[] = [
  {
    title: "[page-default] by default, the page is 1 and has 20 rows",
    steps: [
      { send: projects, expect: firstPage },
      { send: groups, expect: firstPage },
    ],
  },
  {
    title: "[page-limit] per_page above 100 is reduced to 100",
    steps: [{ send: `${projects}?per_page=500`, expect: { status: 200, headers: { "x-per-page": "100" } } }],
  },
  {
    title: "[page-negative] page below 1 is treated as 1",
    steps: ["0", "-3"].map((page) => ({ send: `${projects}?page=${page}`, expect: firstPage })),
    unless: onlyPositive,
  },
  {
    title: "[page-negative] per_page below 0 is treated as 20",
    steps: [{ send: `${projects}?per_page=-3`, expect: firstPage }],
    unless: onlyPositive,
  },
  {
    title: "[page-of-nothing] per_page=0 is rejected",
    steps: [
      {
        send: `${groups}?per_page=0`,
        expect: { status: 400, body: error("per_page has a value not allowed") },
      },
    ],
  },
  {
    title: "[page-invalid] values that are not integers are rejected",
    steps: [
      { send: `${groups}?page=two`, expect: { status: 400, body: error("page is invalid") } },
      { send: `${groups}?per_page=many`, expect: { status: 400, body: error("per_page is invalid") } },
    ],
  },
  {
    title: "[parameters-joined] several errors are joined",
    steps: [
      {
        send: `${groups}?per_page=many&page=two`,
        expect: { status: 400, body: error("page is invalid, per_page is invalid") },
      },
    ],
  },
  {
    title: "[parameter-blank-optional] a blank page is treated as absent",
    steps: [
      { send: `${projects}?page=&per_page=`, expect: firstPage },
      { send: `${projects}?page&per_page`, expect: firstPage },
    ],
  },
  {
    title: "[parameter-repeated] the last page counts, and arrays and objects are invalid",
    steps: [
      {
        send: `${projects}?page=x&per_page=5&page=2`,
        expect: { status: 200, headers: { "x-page": "2", "x-per-page": "5" } },
      },
      ...["page[]=1", "page[]=", "page[a]=1"].map((query) => ({
        send: `${projects}?${query}`,
        expect: { status: 400, body: error("page is invalid") },
      })),
    ],
  },
  {
    title: "[integer-words] a page is read as Ruby reads integers",
    steps: [
      ...["%2B7", "07", "%207%20"].map((page) => ({
        send: `${projects}?page=${page}`,
        expect: { status: 200, headers: { "x-page": "7" } },
      })),
      { send: `${projects}?per_page=1_0`, expect: { status: 200, headers: { "x-per-page": "10" } } },
      ...["7.0", "0x7", "1__0"].map((page) => ({
        send: `${projects}?page=${page}`,
        expect: { status: 400, body: error("page is invalid") },
      })),
    ],
  },
  {
    title: "[page-headers] headers describe the page and the list",
    steps: [projects, groups].map((send) => ({
      send,
      expect: {
        status: 200,
        headers: {
          "x-page": number,
          "x-per-page": number,
          "x-next-page": matching(/^\d*$/),
          "x-prev-page": matching(/^\d*$/),
          "x-total": number,
          "x-total-pages": number,
          link: containing('rel="first"'),
        },
      },
    })),
  },
  {
    title: "[page-totals] there is at least one page",
    steps: [{ send: groups, expect: { status: 200, headers: { "x-total-pages": matching(/^[1-9]\d*$/) } } }],
  },
  {
    title:
      "[page-links] links have the parameters of the request in alphabetical order, and those of the path",
    steps: [
      {
        send: `${projects}?z=1&per_page=100`,
        expect: {
          status: 200,
          headers: { link: containing('/allowlist?id={project}&page=1&per_page=100&z=1>; rel="first"') },
        },
      },
      {
        send: "GET /projects/{path}/job_token_scope/allowlist?per_page=100",
        expect: {
          status: 200,
          headers: { link: containing('/allowlist?id={path}&page=1&per_page=100>; rel="first"') },
        },
      },
      { send: projects, expect: { status: 200, headers: { link: containing('rel="last"') } } },
    ],
  },
  {
    title: "[page-last] the first page has no previous page",
    steps: [
      {
        send: projects,
        expect: { status: 200, headers: { "x-prev-page": "", link: matching(/^(?!.*rel="prev")/) } },
      },
    ],
  },
  {
    title: "[page-last] a list with one page has no next page",
    steps: [
      {
        send: `${projects}?per_page=100&page={lastPage}`,
        expect: { status: 200, headers: { "x-next-page": "", link: matching(/^(?!.*rel="next")/) } },
      },
    ],
  },
  {
    title: "[page-past-end] a page past the end is empty",
    steps: [
      {
        send: `${projects}?page=999`,
        expect: {
          status: 200,
          body: [],
          headers: {
            "x-page": "999",
            "x-next-page": "",
            "x-prev-page": "",
            link: matching(/^(?!.*rel="prev")/),
          },
        },
      },
    ],
  },
];
