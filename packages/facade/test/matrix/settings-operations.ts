import type { Operation, Strike } from "./operation.js";

const scopeOf = (id: number | string) => `/projects/${id}/job_token_scope`;
const getSetting = (id: number, role: Strike["role"]): Strike => ({
  operation: "getJobTokenScope",
  method: "GET",
  address: scopeOf(id),
  role,
});
const patch = (id: number): Strike => ({
  operation: "updateJobTokenScope",
  method: "PATCH",
  address: scopeOf(id),
  role: "change",
});
/** What is done with the setting: project 1 has it on, project 3 off. */
export const settingsOperations: readonly Operation[] = [
  {
    name: "get()",
    strikes: [getSetting(1, "read")],
    prepare: async (gitlab) => async (options) =>
      (await gitlab.project(1).jobTokenScope.get(options)).inboundEnabled,
    isTrue: (value, { enabled }) => value === enabled[1],
  },
  {
    name: "refresh()",
    strikes: [getSetting(3, "read")],
    prepare: async (gitlab) => {
      const scope = await gitlab.project(3).jobTokenScope.get();
      return async (options) => {
        await scope.refresh(options);
        return scope.inboundEnabled;
      };
    },
    isTrue: (value, { enabled }) => value === enabled[3],
  },
  ...[
    { id: 1, asked: false },
    { id: 3, asked: true },
  ].flatMap(({ id, asked }): Operation[] => [
    save(id, asked, `save() of ${asked}`),
    {
      name: `update() to ${asked}`,
      strikes: [patch(id), getSetting(id, "confirm")],
      prepare: async (gitlab) => async (options) =>
        (await gitlab.project(id).jobTokenScope.update({ enabled: asked }, options)).inboundEnabled,
      isAsked: ({ enabled }) => enabled[id] === asked,
      isTrue: (value) => value === asked,
    },
  ]),
  {
    ...save(1, false, "save() of false, which the instance passes over"),
    scenario: "enforced-silent",
    refuses: "enforced_by_instance",
  },
  {
    ...save(1, false, "save() of false, which the instance refuses"),
    scenario: "enforced-400",
    refuses: "enforced_by_instance",
    strikes: [patch(1)],
  },
];

function save(id: number, asked: boolean, name: string): Operation {
  return {
    name,
    strikes: [patch(id), getSetting(id, "confirm")],
    prepare: async (gitlab) => {
      const scope = await gitlab.project(id).jobTokenScope.get();
      scope.enabled = asked;
      return async (options) => {
        await scope.save(options);
        return scope.inboundEnabled;
      };
    },
    isAsked: ({ enabled }) => enabled[id] === asked,
    isTrue: (value) => value === asked,
  };
}
