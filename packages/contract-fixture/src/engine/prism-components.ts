import { createRequire } from "node:module";
import { createLogger } from "@stoplight/prism-core";
import type { PrismHttpComponents } from "@stoplight/prism-http";
import {
  validateInput,
  validateOutput,
  validateSecurity,
} from "@stoplight/prism-http/dist/validator/index.js";
import * as Either from "fp-ts/lib/Either.js";

/** Creates responses from the examples of a document. */
export type Mocker = PrismHttpComponents["mock"];

// Prism's index also loads its mocker and importers, which takes two thirds of the startup time. Internal modules can be
// imported because Prism's version is pinned. `require` is used for default exports of CommonJS modules, which bundlers and
// test runners interpret in different ways.
const require = createRequire(import.meta.url);
const router: { default: PrismHttpComponents["route"] } = require("@stoplight/prism-http/dist/router");

/** The components of Prism that every request needs. */
export const components: Omit<PrismHttpComponents, "mock" | "forward"> = {
  route: router.default,
  validateInput,
  validateOutput,
  validateSecurity: (exchange) => Either.map(() => exchange.element)(validateSecurity(exchange)),
  logger: createLogger("contract-fixture", { enabled: false }),
};

/** Loads the component of Prism that creates responses from examples. */
export function loadMocker(): Mocker {
  const mocker: { default: Mocker } = require("@stoplight/prism-http/dist/mocker");
  return mocker.default;
}
