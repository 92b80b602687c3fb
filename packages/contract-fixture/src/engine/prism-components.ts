import { createRequire } from "node:module";
import { createLogger } from "@stoplight/prism-core";
import type { PrismHttpComponents } from "@stoplight/prism-http";
import {
  validateInput,
  validateOutput,
  validateSecurity,
} from "@stoplight/prism-http/dist/validator/index.js";
import * as Either from "fp-ts/lib/Either.js";

/** What Prism makes an answer of, where nobody answers in its stead. */
export type Mocker = PrismHttpComponents["mock"];

// Prism's index loads its mocker and its importers too: two thirds of the time that a start takes. Its version is pinned.
// These two are default exports of CommonJS modules, which tools that compile imports read in different ways.
const require = createRequire(import.meta.url);
const router: { default: PrismHttpComponents["route"] } = require("@stoplight/prism-http/dist/router");

/** The parts of Prism that every exchange goes through. */
export const components: Omit<PrismHttpComponents, "mock" | "forward"> = {
  route: router.default,
  validateInput,
  validateOutput,
  validateSecurity: (exchange) => Either.map(() => exchange.element)(validateSecurity(exchange)),
  logger: createLogger("contract-fixture", { enabled: false }),
};

/** Loads the part of Prism that answers with a document's examples. */
export function loadMocker(): Mocker {
  const mocker: { default: Mocker } = require("@stoplight/prism-http/dist/mocker");
  return mocker.default;
}
