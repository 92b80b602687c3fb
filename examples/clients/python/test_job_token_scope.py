"""Tests python-gitlab with the contract fixture: python3 -m unittest"""

import json
import subprocess
import sys
import unittest

import gitlab
import requests

SCOPE = "/projects/1/job_token_scope"


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.command = subprocess.Popen(
            ["npx", "contract-fixture", "--strict", "--ready-json", "--exit-on-stdin-close"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # one line per request
        )
        ready = json.loads(cls.command.stdout.readline())
        cls.control = ready["url"] + "/-/fixture"
        cls.url, cls.token = ready["url"], ready["token"]
        cls.gl = gitlab.Gitlab(cls.url, private_token=cls.token)

    @classmethod
    def tearDownClass(cls):
        cls.command.communicate()  # closes its standard input, which ends it
        assert cls.command.returncode == 0, "there were violations"

    def tearDown(self):
        self.assertEqual(requests.get(self.control + "/violations").json(), [])
        requests.post(self.control + "/reset").raise_for_status()

    def start(self, scenario):
        requests.post(self.control + "/scenario", json={"name": scenario}).raise_for_status()

    # python-gitlab in Debian 12 has no methods for this API, but generic ones for such cases.
    def read(self, project="1"):
        return self.gl.http_get(f"/projects/{project}/job_token_scope")

    def turn_off(self, project="1"):
        self.gl.http_request(
            "patch", f"/projects/{project}/job_token_scope", post_data={"enabled": False}
        )

    def add(self, target, kind="project"):
        path = "allowlist" if kind == "project" else "groups_allowlist"
        return self.gl.http_post(f"{SCOPE}/{path}", post_data={f"target_{kind}_id": target})

    def list(self, path="allowlist"):
        return [entry["id"] for entry in self.gl.http_list(f"{SCOPE}/{path}", get_all=True)]


class ReadsAndWrites(Case):
    def test_setting(self):
        self.assertEqual(self.read("group%2Fapp"), {"inbound_enabled": True, "outbound_enabled": False})
        self.turn_off("group%2Fapp")
        self.assertFalse(self.read()["inbound_enabled"])

    def test_projects(self):
        self.assertEqual(self.add(42), {"source_project_id": 1, "target_project_id": 42})
        self.assertEqual(self.list(), [1, 42])
        self.gl.http_delete(f"{SCOPE}/allowlist/42")
        self.assertEqual(self.list(), [1])

    def test_groups(self):
        self.add(7, "group")
        self.assertEqual(self.list("groups_allowlist"), [7])
        self.gl.http_delete(f"{SCOPE}/groups_allowlist/7")
        self.assertEqual(self.list("groups_allowlist"), [])


class LooksUp(Case):
    def test_user_and_version(self):
        self.gl.auth()
        self.assertEqual(self.gl.user.username, "user1")
        self.assertRegex(self.gl.version()[0], r"^\d+\.\d+\.\d+$")

    def test_project(self):
        project = self.gl.projects.get("group/app")
        self.assertEqual((project.id, project.archived, project.visibility), (1, False, "private"))
        self.assertEqual(project.namespace["full_path"], "group")

    def test_group(self):
        group = self.gl.groups.get("partner")
        self.assertEqual((group.id, group.full_name, group.parent_id), (8, "partner", None))

    def test_not_found(self):
        with self.assertRaises(gitlab.GitlabGetError) as caught:
            self.gl.projects.get("group/none")
        self.assertEqual(caught.exception.error_message, "404 Project Not Found")


class Command(Case):
    """The command `gitlab`, which reads the user before anything else."""

    def run_command(self, *arguments):
        options = ["--server-url", self.url, "--private-token", self.token, "--output", "json"]
        command = [sys.executable, "-m", "gitlab", *options, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def test_user(self):
        result = self.run_command("current-user", "get")
        self.assertEqual(json.loads(result.stdout)["username"], "user1", result.stderr)

    def test_project(self):
        result = self.run_command("project", "get", "--id", "group/app")
        self.assertEqual(json.loads(result.stdout)["id"], 1, result.stderr)

    def test_group(self):
        result = self.run_command("group", "get", "--id", "partner")
        self.assertEqual(json.loads(result.stdout)["id"], 8, result.stderr)

    def test_error(self):
        result = self.run_command("project", "get", "--id", "group/none")
        self.assertEqual(result.returncode, 1)
        self.assertIn("404 Project Not Found", result.stderr)


class Scenarios(Case):
    def assert_rejected(self, status, text, call, *arguments):
        with self.assertRaises(gitlab.GitlabHttpError) as caught:
            call(*arguments)
        self.assertEqual(caught.exception.response_code, status)
        self.assertIn(text, str(caught.exception.error_message))

    def test_enforced_silent(self):
        self.start("enforced-silent")
        self.turn_off()
        self.assertTrue(self.read()["inbound_enabled"])

    def test_enforced_400(self):
        self.start("enforced-400")
        self.assert_rejected(400, "enforced for the instance", self.turn_off)

    def test_duplicate(self):
        self.start("duplicate")
        self.assert_rejected(400, "This project is already in the job token allowlist.", self.add, 42)
        self.assert_rejected(400, "This group is already in the job token allowlist.", self.add, 8, "group")

    def test_not_listed(self):
        self.start("not-listed")
        remove = self.gl.http_delete
        self.assert_rejected(400, "not in the job token scope", remove, f"{SCOPE}/allowlist/42")

    def test_target_missing(self):
        self.start("target-missing")
        self.assert_rejected(404, "target_project_id not found", self.add, 9999)

    def test_project_limit(self):
        self.start("project-limit")
        self.assert_rejected(400, "exceeds the allowable number of", self.add, 42)

    def test_developer_403(self):
        self.start("developer-403")
        self.assert_rejected(403, "403 Forbidden", self.read)

    def test_expired_token(self):
        self.start("expired-token")
        with self.assertRaises(gitlab.GitlabAuthenticationError) as caught:
            self.read()
        self.assertEqual(caught.exception.error_message, "invalid_token")

    def test_moved_project(self):
        self.start("moved-project")
        self.assertTrue(self.read("old%2Fapp")["inbound_enabled"])
        self.assert_rejected(405, "not allowed for moved projects", self.turn_off, "old%2Fapp")

    def test_rate_limited_seconds(self):
        self.start("rate-limited-seconds")
        self.assertTrue(self.read()["inbound_enabled"])

    def test_rate_limited_date(self):
        self.start("rate-limited-date")
        with self.assertRaises(ValueError):  # python-gitlab only accepts seconds
            self.read()

    def test_empty_502(self):
        self.start("empty-502")
        self.assert_rejected(502, "", self.read)
        self.assertTrue(self.read()["inbound_enabled"])

    def test_html_200(self):
        self.start("html-200")
        self.assertIsInstance(self.read(), requests.Response)  # instead of the setting or an error

    def test_malformed_json(self):
        self.start("malformed-json")
        self.assertRaises(gitlab.GitlabParsingError, self.read)

    def test_three_page_list(self):
        self.start("three-page-list")
        self.assertEqual(len(self.list()), 201)

    def test_reset(self):
        self.start("reset")
        self.assertRaises(requests.ConnectionError, self.turn_off)
        self.assertTrue(self.read()["inbound_enabled"])
