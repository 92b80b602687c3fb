# Tests Ruby's gem gitlab with the contract fixture: ruby test_job_token_scope.rb

require "gitlab"
require "json"
require "minitest/autorun"
require "net/http"
require "open3"

STDIN_OF_COMMAND, stdout, COMMAND =
  Open3.popen2("npx contract-fixture --strict --ready-json --exit-on-stdin-close", err: File::NULL)
READY = JSON.parse(stdout.gets)

# The command exits with 1 if there were violations.
Minitest.after_run do
  STDIN_OF_COMMAND.close
  abort("there were violations") unless COMMAND.value.success?
end

class TestJobTokenScope < Minitest::Test
  SCOPE = "/projects/1/job_token_scope"

  def setup
    Net::HTTP.post(URI("#{READY["url"]}/-/fixture/reset"), "").value
    @gitlab = Gitlab.client(endpoint: READY["apiUrl"], private_token: READY["token"])
  end

  def start(scenario)
    url = URI("#{READY["url"]}/-/fixture/scenario")
    Net::HTTP.post(url, JSON.generate(name: scenario), "Content-Type" => "application/json").value
  end

  def notes
    JSON.parse(Net::HTTP.get(URI("#{READY["url"]}/-/fixture/notes"))).map { |note| note["location"] }.uniq
  end

  def list(path = "allowlist")
    @gitlab.get("#{SCOPE}/#{path}").map(&:id)
  end

  # The gem sends forms, whose values are strings. It has no method for PATCH, unlike HTTParty, which it is based on.
  def enable(value)
    headers = { "PRIVATE-TOKEN" => READY["token"] }
    Gitlab::Client.patch("#{READY["apiUrl"]}#{SCOPE}", headers: headers, body: { enabled: value })
  end

  def test_setting
    assert_equal(204, enable(false).code)
    refute(@gitlab.get(SCOPE).inbound_enabled)
    assert_equal(204, enable(true).code)
    assert(@gitlab.get(SCOPE).inbound_enabled)
    assert_equal(%w[body.enabled body], notes)
  end

  def test_projects
    entry = @gitlab.post("#{SCOPE}/allowlist", body: { target_project_id: 42 })
    assert_equal({ "source_project_id" => 1, "target_project_id" => 42 }, entry.to_h)
    assert_equal([1, 42], list)
    @gitlab.delete("#{SCOPE}/allowlist/42")
    assert_equal([1], list)
    assert_equal(%w[body.target_project_id body], notes)
  end

  def test_groups
    @gitlab.post("#{SCOPE}/groups_allowlist", body: { target_group_id: 7 })
    assert_equal([7], list("groups_allowlist"))
    @gitlab.delete("#{SCOPE}/groups_allowlist/7")
    assert_empty(list("groups_allowlist"))
  end

  def test_lookups
    assert_equal("user1", @gitlab.user.username)
    assert_match(/\A\d+\.\d+\.\d+\z/, @gitlab.version.version)
    project = @gitlab.project("group/app")
    assert_equal([1, false, "group"], [project.id, project.archived, project.namespace.full_path])
    assert_equal([8, "partner"], [@gitlab.group("partner").id, @gitlab.group("partner").full_name])
  end

  def test_every_page
    start("three-page-list")
    assert_equal(201, @gitlab.get("#{SCOPE}/allowlist").auto_paginate.length)
  end

  def test_errors
    {
      "duplicate" => [Gitlab::Error::BadRequest, /already in the job token allowlist/],
      "target-forbidden" => [Gitlab::Error::BadRequest, /does not exist or you don't have permission/],
      "developer-403" => [Gitlab::Error::Forbidden, /403 Forbidden/],
      "expired-token" => [Gitlab::Error::Unauthorized, /Token is expired/],
      "project-limit" => [Gitlab::Error::BadRequest, /exceeds the allowable number/],
      "empty-502" => [Gitlab::Error::BadGateway, /502/],
      "html-200" => [Gitlab::Error::Parsing, /not a valid JSON/]
    }.each do |scenario, (type, message)|
      start(scenario)
      error = assert_raises(type, scenario) do
        @gitlab.post("#{SCOPE}/allowlist", body: { target_project_id: 42 })
      end
      assert_match(message, error.message)
    end
  end
end
