// @module-tag slow
import { defineMatrix } from "../matrix/define-matrix.js";
import { groupOperations } from "../matrix/group-operations.js";
import { listOperations } from "../matrix/list-operations.js";
import { settingsOperations } from "../matrix/settings-operations.js";

// Each operation × each of its requests × each fault × before and after the change × retries: what GitLab has in the end
// and what is reported to the caller have to agree.
defineMatrix([...settingsOperations, ...listOperations, ...groupOperations], {
  cells: 6_890,
  deliveries: 8_600,
});
