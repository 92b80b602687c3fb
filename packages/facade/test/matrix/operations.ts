import { entryOperations } from "./entry-operations.js";
import { lists } from "./list.js";
import type { Operation } from "./operation.js";
import { settingsOperations } from "./settings-operations.js";

/** Every public operation that sends something. */
export const operations: readonly Operation[] = [...settingsOperations, ...lists.flatMap(entryOperations)];
