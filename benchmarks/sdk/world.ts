/** The allowlist that a project should have. It is restricted, and no group is allowed. */
export interface State {
  readonly project: number;
  readonly projects: readonly number[];
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

const fleetIds = range(1_001, 2_000);

/** The allowlists at first, by project. Each has the project itself, as in GitLab. */
export const seed: ReadonlyMap<number, readonly number[]> = new Map([
  [1, range(1, 201)],
  [2, [2, ...range(101, 200)]],
  ...fleetIds.map((id): [number, number[]] => [id, [id, id % 100 === 0 ? 11 : 10]]),
]);

/** 25 entries to add and 25 to remove. */
export const applied: State = { project: 2, projects: range(126, 225) };

/** Every hundredth project has a wrong entry and lacks the right one. */
export const fleet: readonly State[] = fleetIds.map((project) => ({ project, projects: [10] }));
