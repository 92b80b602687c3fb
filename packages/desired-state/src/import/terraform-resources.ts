import * as v from "valibot";
import { DesiredStateError } from "../desired-state-error.js";

/** A resource that Terraform manages, wherever it comes from. */
export interface TerraformResource {
  readonly type: string;
  /** How Terraform names it: `module.ci.gitlab_project_job_token_scopes.app["x"]`. */
  readonly address: string;
  readonly values: unknown;
}

/** `terraform show -json`: modules in modules. */
interface Module {
  resources?: { mode: string; type: string; address: string; values?: unknown }[] | undefined;
  child_modules?: Module[] | undefined;
}

const moduleSchema: v.GenericSchema<unknown, Module> = /* @__PURE__ */ v.object({
  resources: /* @__PURE__ */ v.optional(
    /* @__PURE__ */ v.array(
      /* @__PURE__ */ v.object({
        mode: /* @__PURE__ */ v.string(),
        type: /* @__PURE__ */ v.string(),
        address: /* @__PURE__ */ v.string(),
        values: /* @__PURE__ */ v.unknown(),
      }),
    ),
  ),
  child_modules: /* @__PURE__ */ v.optional(
    /* @__PURE__ */ v.array(/* @__PURE__ */ v.lazy(() => moduleSchema)),
  ),
});
const values = /* @__PURE__ */ v.object({ root_module: moduleSchema });
/** Of a state; of a plan, whose `planned_values` are what it leads to. */
const shown = /* @__PURE__ */ v.union([
  /* @__PURE__ */ v.pipe(
    /* @__PURE__ */ v.object({ planned_values: values }),
    /* @__PURE__ */ v.transform(({ planned_values }) => planned_values.root_module),
  ),
  /* @__PURE__ */ v.pipe(
    /* @__PURE__ */ v.object({ values }),
    /* @__PURE__ */ v.transform(({ values }) => values.root_module),
  ),
]);

/** A state file, version 4: a list of resources, each with its instances. */
const stateFile = /* @__PURE__ */ v.object({
  version: /* @__PURE__ */ v.literal(4),
  resources: /* @__PURE__ */ v.array(
    /* @__PURE__ */ v.object({
      mode: /* @__PURE__ */ v.string(),
      type: /* @__PURE__ */ v.string(),
      name: /* @__PURE__ */ v.string(),
      module: /* @__PURE__ */ v.optional(/* @__PURE__ */ v.string()),
      instances: /* @__PURE__ */ v.array(
        /* @__PURE__ */ v.object({
          index_key: /* @__PURE__ */ v.optional(
            /* @__PURE__ */ v.union([/* @__PURE__ */ v.string(), /* @__PURE__ */ v.number()]),
          ),
          attributes: /* @__PURE__ */ v.unknown(),
        }),
      ),
    }),
  ),
});

/**
 * Finds the resources in a state file or in the output of `terraform show -json`.
 *
 * @throws {DesiredStateError} `invalid_state` when it is neither.
 */
export function findResources(json: unknown): TerraformResource[] {
  const file = v.safeParse(stateFile, json);
  if (file.success) {
    return file.output.resources
      .filter(({ mode }) => mode === "managed")
      .flatMap(({ type, name, module, instances }) =>
        instances.map(({ index_key, attributes }) => ({
          type,
          address: `${module === undefined ? "" : `${module}.`}${type}.${name}${index_key === undefined ? "" : `[${JSON.stringify(index_key)}]`}`,
          values: attributes,
        })),
      );
  }
  const show = v.safeParse(shown, json);
  if (show.success) return resourcesOf(show.output);
  throw new DesiredStateError(
    "invalid_state",
    "not a Terraform state of version 4, and not the output of terraform show -json",
  );
}

function resourcesOf({ resources = [], child_modules = [] }: Module): TerraformResource[] {
  const managed = resources.filter(({ mode }) => mode === "managed");
  return [
    ...managed.map(({ type, address, values }) => ({ type, address, values })),
    ...child_modules.flatMap(resourcesOf),
  ];
}
