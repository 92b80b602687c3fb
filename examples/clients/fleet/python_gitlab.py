"""Keeps projects in their desired state with python-gitlab, as a careful script does: it reads whole pages and looks each path up once.

python3 python_gitlab.py URL TOKEN < states.json
"""

import functools
import json
import sys

import gitlab


def keep(gl, states):
    project_id = functools.lru_cache(None)(lambda path: gl.projects.get(path).id)
    group_id = functools.lru_cache(None)(lambda path: gl.groups.get(path).id)
    for state in states:
        own = gl.projects.get(state["project"]).id
        scope = f"/projects/{own}/job_token_scope"
        setting = gl.http_get(scope)
        projects = gl.http_list(f"{scope}/allowlist", get_all=True, per_page=100)
        groups = gl.http_list(f"{scope}/groups_allowlist", get_all=True, per_page=100)
        known = {entry["path_with_namespace"]: entry["id"] for entry in projects}
        known_groups = {entry["web_url"].partition("/groups/")[2]: entry["id"] for entry in groups}
        desired = {own, *(known.get(path) or project_id(path) for path in state["projects"])}
        desired_groups = {known_groups.get(path) or group_id(path) for path in state["groups"]}
        listed, listed_groups = set(known.values()), set(known_groups.values())
        for target in desired - listed:
            gl.http_post(f"{scope}/allowlist", post_data={"target_project_id": target})
        for target in desired_groups - listed_groups:
            gl.http_post(f"{scope}/groups_allowlist", post_data={"target_group_id": target})
        if not setting["inbound_enabled"]:
            gl.http_request("patch", scope, post_data={"enabled": True})
            # GitLab's response does not say whether the setting is in force.
            assert gl.http_get(scope)["inbound_enabled"], state["project"]
        for target in listed - desired:
            gl.http_delete(f"{scope}/allowlist/{target}")
        for target in listed_groups - desired_groups:
            gl.http_delete(f"{scope}/groups_allowlist/{target}")


if __name__ == "__main__":
    url, token = sys.argv[1:]
    keep(gitlab.Gitlab(url, private_token=token), json.load(sys.stdin))
