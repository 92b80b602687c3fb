import type { MockGitLab } from "@gitlab-job-token-scope/contract-fixture";

export function readScope({ apiUrl, token }: MockGitLab): Promise<Response> {
  return fetch(`${apiUrl}/projects/1/job_token_scope`, { headers: { "private-token": token } });
}

export function writeScope({ apiUrl, token }: MockGitLab, body: unknown): Promise<Response> {
  return fetch(`${apiUrl}/projects/1/job_token_scope`, {
    method: "PATCH",
    headers: { "private-token": token, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}
