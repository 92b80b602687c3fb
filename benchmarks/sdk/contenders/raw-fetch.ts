import { baseline, type Contender, token } from "../contender.ts";

/** `fetch` as one would use it without a library. */
export function rawFetch(origin: string): Contender {
  const scope = `${origin}/api/v4/projects/1/job_token_scope`;
  const headers = { authorization: `Bearer ${token}` };
  const json = { ...headers, "content-type": "application/json" };

  async function read(): Promise<boolean> {
    const response = await send(scope, { headers });
    const setting = (await response.json()) as { inbound_enabled: boolean };
    return setting.inbound_enabled;
  }

  return {
    name: baseline,
    read,
    async save(enabled) {
      await send(scope, { method: "PATCH", headers: json, body: JSON.stringify({ enabled }) });
      return read();
    },
    async add(projectId) {
      const body = JSON.stringify({ target_project_id: projectId });
      const response = await send(`${scope}/allowlist`, { method: "POST", headers: json, body });
      const entry = (await response.json()) as { target_project_id: number };
      return entry.target_project_id;
    },
    async remove(projectId) {
      await send(`${scope}/allowlist/${projectId}`, { method: "DELETE", headers });
    },
    async list() {
      const rows: { id: number }[] = [];
      for (let page: string | null = "1"; page; ) {
        const response: Response = await send(`${scope}/allowlist?page=${page}&per_page=100`, { headers });
        rows.push(...((await response.json()) as { id: number }[]));
        page = response.headers.get("x-next-page");
      }
      return rows;
    },
  };
}

async function send(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${init.method ?? "GET"} ${url}: ${response.status}`);
  return response;
}
