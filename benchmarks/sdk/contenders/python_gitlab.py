"""Does the jobs with python-gitlab's raw calls, one order per line of standard input, and writes what each cost.

python3 python_gitlab.py ORIGIN
"""

import json
import resource
import sys
import time

import gitlab


def scope(project):
    return f"/projects/{project}/job_token_scope"


def read(gl, project):
    return gl.http_get(scope(project))["inbound_enabled"]


def save(gl, project, enabled):
    gl.http_request("patch", scope(project), post_data={"enabled": enabled})
    return read(gl, project)


def add(gl, project, target):
    entry = gl.http_post(f"{scope(project)}/allowlist", post_data={"target_project_id": target})
    return entry["target_project_id"]


def remove(gl, project, target):
    gl.http_delete(f"{scope(project)}/allowlist/{target}")


def list_ids(gl, project, name):
    return [entry["id"] for entry in gl.http_list(f"{scope(project)}/{name}", get_all=True, per_page=100)]


def keep(gl, states):
    for state in states:
        project = state["project"]
        is_restricted = read(gl, project)
        listed = list_ids(gl, project, "allowlist")
        assert not list_ids(gl, project, "groups_allowlist"), project
        desired = [project, *state["projects"]]
        for target in (target for target in desired if target not in listed):
            add(gl, project, target)
        assert is_restricted or save(gl, project, True), project
        for target in (target for target in listed if target not in desired):
            remove(gl, project, target)


def add_and_remove(gl):
    target = add(gl, 1, 1042)
    remove(gl, 1, 1042)
    return target


def run(gl, order, index):
    match order["job"]:
        case "read":
            return read(gl, 1)
        case "save":
            return save(gl, 1, index % 2 == 1)
        case "add and remove":
            return add_and_remove(gl)
        case "list":
            return list_ids(gl, 1, "allowlist")
        case "keep":
            return keep(gl, order["states"])


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main():
    gl = gitlab.Gitlab(sys.argv[1], oauth_token="glpat-benchmark")
    for line in sys.stdin:
        order = json.loads(line)
        calls = order["calls"]
        cpu, wall = cpu_seconds(), time.perf_counter()
        for index in range(calls):
            result = run(gl, order, index)
        cpu, wall = cpu_seconds() - cpu, time.perf_counter() - wall
        print(json.dumps({"cpu": cpu * 1e6 / calls, "wall": wall * 1e6 / calls, "result": result}), flush=True)


main()
