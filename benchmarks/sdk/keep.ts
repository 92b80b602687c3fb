import type { ContenderFactory } from "./contender.ts";
import type { State } from "./world.ts";

/**
 * Makes the scopes of some projects what they should be, as a careful script does, one after the other: what is missing is added,
 * then the project is restricted, then the rest is removed.
 */
export async function keep(create: ContenderFactory, states: readonly State[]): Promise<void> {
  for (const { project, projects } of states) {
    const scope = create(project);
    const isRestricted = await scope.read();
    const listed = await scope.list();
    const groups = await scope.listGroups();
    if (groups.length > 0) throw new Error(`project ${project}: the groups are not to be removed here`);
    const desired = [project, ...projects];
    for (const id of desired.filter((id) => !listed.includes(id))) await scope.add(id);
    if (!isRestricted && !(await scope.save(true))) throw new Error(`project ${project} is open`);
    for (const id of listed.filter((id) => !desired.includes(id))) await scope.remove(id);
  }
}
