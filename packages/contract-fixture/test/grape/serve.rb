# frozen_string_literal: true

# Serves the endpoints over HTTP, with one project's state, so that `verify` can compare Grape itself with the account. What Grape does
# not decide is reduced to what `verify` needs. Prints its URL.

require_relative "endpoints"
require "rack/handler/webrick"
require "set"

class Server
  def initialize
    @enabled = true
    @lists = { "allowlist" => Set[1], "groups_allowlist" => Set[] }
  end

  def call(env)
    # WEBrick decodes the path.
    env["PATH_INFO"] = env["REQUEST_URI"].sub(%r{\Ahttps?://[^/]+}, "").split("?").first
    status, headers, body = Endpoints.call(env)
    parameters = headers.delete("X-Parameters")
    # Grape refuses the request, or responds in place of an endpoint.
    return [status, headers, body] if parameters.nil? || status >= 300

    respond(env, env["PATH_INFO"].squeeze("/").delete_suffix("/"), JSON.parse(parameters))
  end

  private

  def respond(env, path, parameters)
    method = env["REQUEST_METHOD"].sub("HEAD", "GET")
    case path
    when %r{/groups/([^/]+)/projects\z} then list_projects($1, parameters)
    when %r{/(projects|groups)/([^/]+)\z} then look_up($1, $2)
    when %r{/job_token_scope(\.\w+)?\z}
      return json(200, inbound_enabled: @enabled, outbound_enabled: false) if method == "GET"

      @enabled = parameters["enabled"] unless parameters["enabled"].nil?
      [204, {}, []]
    when %r{/(\w+allowlist|allowlist)(/|\z)} then change_or_list(method, $1, parameters)
    end
  end

  def look_up(kind, id)
    return json(404, message: "404 #{kind.capitalize.chop} Not Found") if id.start_with?("0")

    json(200, id: id.match?(/\A\d+\z/) ? id.to_i : 1, path_with_namespace: "group/app")
  end

  def list_projects(group, parameters)
    return json(404, message: "404 Group Not Found") if group.start_with?("0")

    json(200, [], "x-page" => parameters["page"].to_s, "x-per-page" => parameters["per_page"].to_s)
  end

  def change_or_list(method, list, parameters)
    target = parameters["target_project_id"] || parameters["target_group_id"]
    case method
    when "GET"
      page = { "x-page" => parameters["page"].to_s, "x-per-page" => parameters["per_page"].to_s, "x-total" => "1" }
      json(200, @lists[list].map { |id| { id: id } }, page)
    when "POST"
      @lists[list] << target
      json(201, "source_project_id" => parameters["id"], (list == "allowlist" ? "target_project_id" : "target_group_id") => target)
    when "DELETE"
      @lists[list].delete(target)
      [204, {}, []]
    end
  end

  def json(status, value, headers = {})
    [status, { "content-type" => "application/json" }.merge(headers), [JSON.generate(value)]]
  end
end

log = WEBrick::Log.new(File::NULL)
Rack::Handler::WEBrick.run(Server.new, Host: "127.0.0.1", Port: 0, Logger: log, AccessLog: []) do |server|
  puts "http://127.0.0.1:#{server.listeners.first.addr[1]}"
  $stdout.flush
end
