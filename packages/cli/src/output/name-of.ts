/** A project or group as people know it: `group/tool (42)`. */
export function nameOf({ path, id }: { readonly path?: string; readonly id: number }): string {
  return path === undefined ? String(id) : `${path} (${id})`;
}
