import { type ContenderFactory, token } from "../contender.ts";

/** `fetch` as one would use it without a library. */
export function rawFetch(origin: string): ContenderFactory {
  const headers = { authorization: `Bearer ${token}` };
  const json = { ...headers, "content-type": "application/json" };

  return (project) => {
    const scope = `${origin}/api/v4/projects/${project}/job_token_scope`;

    async function read(): Promise<boolean> {
      const response = await send(scope, { headers });
      const setting = (await response.json()) as { inbound_enabled: boolean };
      return setting.inbound_enabled;
    }

    async function list(url: string): Promise<number[]> {
      const ids: number[] = [];
      for (let page: string | null = "1"; page; ) {
        const response: Response = await send(`${url}?page=${page}&per_page=100`, { headers });
        ids.push(...((await response.json()) as { id: number }[]).map(({ id }) => id));
        page = response.headers.get("x-next-page");
      }
      return ids;
    }

    return {
      read,
      async save(enabled) {
        await send(scope, { method: "PATCH", headers: json, body: JSON.stringify({ enabled }) });
        return read();
      },
      async add(target) {
        const body = JSON.stringify({ target_project_id: target });
        const response = await send(`${scope}/allowlist`, { method: "POST", headers: json, body });
        const entry = (await response.json()) as { target_project_id: number };
        return entry.target_project_id;
      },
      async remove(target) {
        await send(`${scope}/allowlist/${target}`, { method: "DELETE", headers });
      },
      list: () => list(`${scope}/allowlist`),
      listGroups: () => list(`${scope}/groups_allowlist`),
    };
  };
}

async function send(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${init.method ?? "GET"} ${url}: ${response.status}`);
  return response;
}
