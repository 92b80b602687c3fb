/**
 * The parts of Prism that every request needs. Prism's index also loads its importers; internal modules can be imported because Prism's version is pinned.
 */
import router from "@stoplight/prism-http/dist/router/index.js";

export { ProblemJsonError } from "@stoplight/prism-http/dist/types.js";
export {
  validateInput,
  validateOutput,
  validateSecurity,
} from "@stoplight/prism-http/dist/validator/index.js";

/** Finds the operation of a request. */
export const route: typeof router.default = router.default;
