# frozen_string_literal: true

# The routes and parameters of GitLab's job token scope API, declared with Grape, the framework of GitLab's API. What they return
# on success does not matter: only Grape's own checks do. Reads requests as JSON from standard input, and writes the responses.

require "grape"
require "json"
require "rack/mock"

class Endpoints < Grape::API
  format :json
  content_type :json, "application/json"
  prefix :api
  version "v4", using: :path

  rescue_from(Grape::Exceptions::Base) { |error| error!(error.message, error.status, error.headers || {}) }

  helpers do
    def authenticate!
      error!({ message: "401 Unauthorized" }, 401) unless headers["Private-Token"] || params[:private_token]
    end

    # Shows the suite which values Grape made of the declared parameters.
    def show_parameters
      header "X-Parameters", JSON.generate(declared(params))
    end
  end

  after_validation { show_parameters }

  resource :projects, requirements: { id: %r{[^/]+} } do
    # As API::Projects and API::Groups do.
    before { authenticate! unless %w[GET HEAD].include?(route.request_method) }

    get(":id") { { id: params[:id] } }

    namespace do
      before { authenticate! }

      get(":id/job_token_scope") { { inbound_enabled: true, outbound_enabled: false } }

      params { requires :enabled, type: Grape::API::Boolean, allow_blank: false }
      patch(":id/job_token_scope") { body false }

      { allowlist: :target_project_id, groups_allowlist: :target_group_id }.each do |list, target|
        params do
          optional :page, type: Integer, default: 1
          optional :per_page, type: Integer, default: 20, except_values: [0]
        end
        get(":id/job_token_scope/#{list}") { [] }

        params do
          requires :id, type: Integer, allow_blank: false
          requires target, type: Integer, allow_blank: false
        end
        post(":id/job_token_scope/#{list}") { { source_project_id: params[:id], target => params[target] } }

        params do
          requires :id, type: Integer, allow_blank: false
          requires target, type: Integer, allow_blank: false
        end
        delete(":id/job_token_scope/#{list}/:#{target}") { body false }
      end
    end
  end

  resource :groups, requirements: { id: %r{[^/]+} } do
    before { authenticate! unless %w[GET HEAD].include?(route.request_method) }

    params { optional :with_projects, type: Grape::API::Boolean, default: true }
    get(":id") { { id: params[:id] } }

    params do
      optional :archived, type: Grape::API::Boolean
      optional :order_by, type: String, default: "created_at",
        values: %w[id name path created_at updated_at last_activity_at similarity star_count]
      optional :sort, type: String, values: %w[asc desc], default: "desc"
      optional :simple, type: Grape::API::Boolean, default: false
      optional :with_shared, type: Grape::API::Boolean, default: true
      optional :include_subgroups, type: Grape::API::Boolean, default: false
      optional :page, type: Integer, default: 1
      optional :per_page, type: Integer, default: 20, except_values: [0]
    end
    get(":id/projects") { [] }
  end

  route(:any, "*path") { error!("404 Not Found", 404) }
end

# Not if serve.rb loads this file.
if $PROGRAM_NAME == __FILE__
  responses = JSON.parse($stdin.read).map do |request|
    env = { method: request["method"], input: request["body"] || "" }
    env["CONTENT_TYPE"] = request["contentType"] if request["contentType"]
    env["HTTP_PRIVATE_TOKEN"] = "token" if request["token"]
    response = Rack::MockRequest.new(Endpoints).request(request["method"], "/api/v4#{request['path']}", env)
    { status: response.status, headers: response.headers.to_h, body: response.body }
  rescue StandardError => e
    # What Grape does not rescue is not its response: Rails, which GitLab runs it in, sends an error page.
    { status: 0, headers: {}, body: e.class.name }
  end

  puts JSON.generate(version: Grape::VERSION, responses: responses)
end
