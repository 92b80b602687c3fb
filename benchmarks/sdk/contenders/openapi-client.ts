import { createOpenApiClient } from "@gitlab-job-token-scope/openapi-client";
import { type Contender, token } from "../contender.ts";

const scope = "/api/v4/projects/{id}/job_token_scope";

export function openapiClient(origin: string): Contender {
  const api = createOpenApiClient({ url: origin, token });
  const path = { id: 1 };

  async function read(): Promise<boolean> {
    return dataOf(await api.GET(scope, { params: { path } })).inbound_enabled;
  }

  return {
    name: "openapi-client",
    read,
    async save(enabled) {
      requireSuccess(await api.PATCH(scope, { params: { path }, body: { enabled } }));
      return read();
    },
    async add(projectId) {
      const body = { target_project_id: projectId };
      return dataOf(await api.POST(`${scope}/allowlist`, { params: { path }, body })).target_project_id;
    },
    async remove(projectId) {
      const params = { path: { ...path, target_project_id: projectId } };
      requireSuccess(await api.DELETE(`${scope}/allowlist/{target_project_id}`, { params }));
    },
    async list() {
      const rows: { id: number }[] = [];
      for (let page = 1; page > 0; ) {
        const params = { path, query: { page, per_page: 100 } };
        const result = await api.GET(`${scope}/allowlist`, { params });
        rows.push(...dataOf(result));
        page = Number(result.response.headers.get("x-next-page"));
      }
      return rows;
    },
  };
}

interface Result<Data> {
  readonly data?: Data;
  readonly response: Response;
}

function dataOf<Data>(result: Result<Data>): Data {
  requireSuccess(result);
  if (result.data === undefined) throw new Error(`${result.response.url}: the response has no body`);
  return result.data;
}

function requireSuccess({ response }: Result<unknown>): void {
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
}
