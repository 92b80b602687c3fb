/** How many entries a list can have in GitLab, without the project itself. */
export const maxEntries = 200;
