import { createOpenApiClient } from "@gitlab-job-token-scope/openapi-client";
import { type ContenderFactory, token } from "../contender.ts";

const scope = "/api/v4/projects/{id}/job_token_scope";

export function openapiClient(origin: string): ContenderFactory {
  const api = createOpenApiClient({ url: origin, token });

  return (project) => {
    const path = { id: project };

    async function read(): Promise<boolean> {
      const { data, error } = await api.GET(scope, { params: { path } });
      if (error) throw error;
      return data.inbound_enabled;
    }

    async function list(name: "allowlist" | "groups_allowlist"): Promise<number[]> {
      const ids: number[] = [];
      for (let page = 1; page > 0; ) {
        const params = { path, query: { page, per_page: 100 } };
        const { data, error, response } = await api.GET(`${scope}/${name}`, { params });
        if (error) throw error;
        for (const { id } of data) ids.push(id);
        page = Number(response.headers.get("x-next-page"));
      }
      return ids;
    }

    return {
      read,
      async save(enabled) {
        const { error } = await api.PATCH(scope, { params: { path }, body: { enabled } });
        if (error) throw error;
        return read();
      },
      async add(target) {
        const body = { target_project_id: target };
        const { data, error } = await api.POST(`${scope}/allowlist`, { params: { path }, body });
        if (error) throw error;
        return data.target_project_id;
      },
      async remove(target) {
        const params = { path: { ...path, target_project_id: target } };
        const { error } = await api.DELETE(`${scope}/allowlist/{target_project_id}`, { params });
        if (error) throw error;
      },
      list: () => list("allowlist"),
      listGroups: () => list("groups_allowlist"),
    };
  };
}
