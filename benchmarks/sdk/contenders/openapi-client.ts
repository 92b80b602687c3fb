import { createOpenApiClient } from "@gitlab-job-token-scope/openapi-client";
import { type Contender, token } from "../contender.ts";

const scope = "/api/v4/projects/{id}/job_token_scope";

export function openapiClient(origin: string): Contender {
  const api = createOpenApiClient({ url: origin, token });
  const path = { id: 1 };

  async function read(): Promise<boolean> {
    const { data, error } = await api.GET(scope, { params: { path } });
    if (error) throw error;
    return data.inbound_enabled;
  }

  return {
    name: "openapi-client",
    read,
    async save(enabled) {
      const { error } = await api.PATCH(scope, { params: { path }, body: { enabled } });
      if (error) throw error;
      return read();
    },
    async add(projectId) {
      const body = { target_project_id: projectId };
      const { data, error } = await api.POST(`${scope}/allowlist`, { params: { path }, body });
      if (error) throw error;
      return data.target_project_id;
    },
    async remove(projectId) {
      const params = { path: { ...path, target_project_id: projectId } };
      const { error } = await api.DELETE(`${scope}/allowlist/{target_project_id}`, { params });
      if (error) throw error;
    },
    async list() {
      const rows: { id: number }[] = [];
      for (let page = 1; page > 0; ) {
        const params = { path, query: { page, per_page: 100 } };
        const { data, error, response } = await api.GET(`${scope}/allowlist`, { params });
        if (error) throw error;
        rows.push(...data);
        page = Number(response.headers.get("x-next-page"));
      }
      return rows;
    },
  };
}
