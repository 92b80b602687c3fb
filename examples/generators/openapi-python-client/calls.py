import json
import os

from gitlab_job_token_scope import AuthenticatedClient
from gitlab_job_token_scope.api.job_token_scope import (
    allow_group,
    allow_project,
    disallow_group,
    disallow_project,
    get_job_token_scope,
    list_allowed_groups,
    list_allowed_projects,
    update_job_token_scope,
)
from gitlab_job_token_scope.api.lookup import get_group, get_project
from gitlab_job_token_scope.models import AllowGroupRequest, AllowProjectRequest, JobTokenScopeUpdate

client = AuthenticatedClient(
    base_url=os.environ.get("GITLAB_URL", "https://gitlab.com"),
    token=os.environ["GITLAB_TOKEN"],
    raise_on_unexpected_status=True,
)


def check(response, status):
    """Returns the parsed body of a response with the expected status."""
    if response.status_code != status:
        raise RuntimeError(f"status {response.status_code}: {response.parsed}")
    return response.parsed


# The client encodes path parameters.
path = "group/app"
project = check(get_project.sync_detailed(path, client=client), 200)
group = check(get_group.sync_detailed("group", client=client), 200)

before = check(get_job_token_scope.sync_detailed(path, client=client), 200)
update = JobTokenScopeUpdate(enabled=False)
check(update_job_token_scope.sync_detailed(path, client=client, body=update), 204)
after = check(get_job_token_scope.sync_detailed(path, client=client), 200)

tool = AllowProjectRequest(target_project_id=42)
check(allow_project.sync_detailed(project.id, client=client, body=tool), 201)
target = AllowGroupRequest(target_group_id=group.id)
check(allow_group.sync_detailed(project.id, client=client, body=target), 201)
projects = check(list_allowed_projects.sync_detailed(path, client=client, per_page=100), 200)
groups = check(list_allowed_groups.sync_detailed(path, client=client), 200)

check(disallow_project.sync_detailed(project.id, 42, client=client), 204)
check(disallow_group.sync_detailed(project.id, group.id, client=client), 204)
remaining = check(list_allowed_projects.sync_detailed(path, client=client), 200)

print(
    json.dumps(
        {
            "project": project.path_with_namespace,
            "enabled": [before.inbound_enabled, after.inbound_enabled],
            "projects": [entry.id for entry in projects],
            "groups": [entry.id for entry in groups],
            "remaining": [entry.id for entry in remaining],
        }
    )
)
