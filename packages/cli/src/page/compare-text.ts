const { compare } = new Intl.Collator("en", { numeric: true });

/** Compares paths as readers expect: in any case, and `app-9` before `app-10`. */
export const compareText: (a: string, b: string) => number = compare;
