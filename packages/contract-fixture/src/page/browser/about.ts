import type { Snapshot } from "./control.js";
import { create, find, setText } from "./elements.js";
import { updateContent } from "./update.js";

const copiedMs = 2000;

/** Shows what this is, where its API is, and a command that calls it. */
export function showAbout({ health, state }: Snapshot): void {
  const isStateful = health.mode === "stateful";
  const apiUrl = `${location.origin}/api/v4`;
  const entries = {
    "API address": apiUrl,
    ...(isStateful && { GitLab: health.gitlab }),
    Mode: health.mode,
    ...(isStateful && { "Scope enforced": state.instance.enforced ? "yes" : "no" }),
    ...(health.scenario && { Scenario: health.scenario }),
    "Fixture version": health.version,
  };
  const groups = Object.entries(entries).map(([name, value]) =>
    create("div", {}, [create("dt", {}, name), create("dd", {}, value)]),
  );
  updateContent(find("about", HTMLDListElement), groups);
  const id = state.projects[0]?.id ?? 1;
  setText(
    find("curl", HTMLElement),
    `curl --header "PRIVATE-TOKEN: $GITLAB_TOKEN" "${apiUrl}/projects/${id}/job_token_scope"`,
  );
}

/** Copies the command. Selects it if the browser does not permit that, as on a page without TLS that is not local. */
export async function copyCommand(): Promise<void> {
  const command = find("curl", HTMLElement);
  const button = find("copy", HTMLButtonElement);
  try {
    await navigator.clipboard.writeText(command.textContent);
    button.textContent = "Copied";
  } catch {
    getSelection()?.selectAllChildren(command);
    button.textContent = "Selected";
  }
  setTimeout(() => {
    button.textContent = "Copy";
  }, copiedMs);
}
