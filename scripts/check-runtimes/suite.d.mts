/** The names of the checks, in their order. */
export declare const checks: readonly string[];

/** Resolves to the names of the checks that passed. */
export declare function suite(
  packages: Readonly<Record<"facade" | "client" | "desiredState", object>>,
  target: { readonly url: string; readonly token: string },
): Promise<readonly string[]>;
