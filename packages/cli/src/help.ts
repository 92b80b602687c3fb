/** The help of each command, by its words: `"report merge"`. The build fills it: see ../build/bundle-start.js. */
export const help: Readonly<Record<string, string>> = {};
