import { createGitLab, type GitLabOptions, type RequestOptions } from "@gitlab-job-token-scope/facade";

type Setting = { inboundEnabled: boolean; outboundEnabled: boolean };

export async function getSetting(
  options: GitLabOptions,
  project: string | number,
  limits?: RequestOptions,
): Promise<Setting> {
  return (await createGitLab(options).project(project).jobTokenScope.get(limits)).toJSON();
}

export async function updateSetting(
  options: GitLabOptions,
  project: string | number,
  enabled: boolean,
  limits?: RequestOptions,
): Promise<Setting> {
  return (await createGitLab(options).project(project).jobTokenScope.update({ enabled }, limits)).toJSON();
}

/** Whether the object is dirty after each step, and the values that it has in the end. */
export async function saveSetting(
  options: GitLabOptions,
  project: string | number,
  enabled: boolean,
): Promise<Setting & { wasDirty: boolean[] }> {
  const scope = await createGitLab(options).project(project).jobTokenScope.get();
  const wasDirty = [scope.isDirty];
  scope.enabled = enabled;
  wasDirty.push(scope.isDirty);
  await scope.save();
  wasDirty.push(scope.isDirty);
  return { ...scope.toJSON(), wasDirty };
}

/** The value before and after a refresh, while somebody else changed it. An assignment in between is dropped. */
export async function refreshSetting(options: GitLabOptions, project: string | number): Promise<boolean[]> {
  const scope = await createGitLab(options).project(project).jobTokenScope.get();
  const values = [scope.inboundEnabled];
  await createGitLab(options).project(project).jobTokenScope.update({ enabled: !scope.enabled });
  values.push(scope.inboundEnabled);
  scope.inboundEnabled = true;
  await scope.refresh();
  values.push(scope.inboundEnabled);
  return values;
}

export function projectId(options: GitLabOptions, project: string | number): Promise<number> {
  return createGitLab(options).project(project).id();
}

/** Several calls at once, by one client. */
export async function getTogether(
  options: GitLabOptions,
  project: string | number,
  count: number,
): Promise<boolean[]> {
  const gitlab = createGitLab(options);
  const scopes = Array.from({ length: count }, () => gitlab.project(project).jobTokenScope.get());
  return (await Promise.all(scopes)).map(({ inboundEnabled }) => inboundEnabled);
}
