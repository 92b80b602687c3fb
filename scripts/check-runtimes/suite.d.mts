/** The names of the checks, in their order. */
export declare const checks: readonly string[];
