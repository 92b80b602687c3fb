#!/usr/bin/env bash
# Tests curl with the contract fixture. Prints a line for each passed check, and exits at the first failed one.
set -euo pipefail

coproc fixture { npx contract-fixture --strict --ready-json --exit-on-stdin-close 2>/dev/null; }
read -r ready <&"${fixture[0]}"
url=$(sed 's/.*"url":"\([^"]*\)".*/\1/' <<<"$ready")
token=$(sed 's/.*"token":"\([^"]*\)".*/\1/' <<<"$ready")
scope="$url/api/v4/projects/1/job_token_scope"

check_violations() {
  local violations
  violations=$(curl --silent "$url/-/fixture/violations")
  if test "$violations" != "[]"; then
    echo "not ok $name: $violations" >&2
    exit 1
  fi
}

# Starts a scenario, after checking that the previous one had no violations.
scenario() {
  check_violations
  name=$1
  curl --silent --fail --json "{\"name\":\"$name\"}" "$url/-/fixture/scenario"
}

# Checks that the result ends with the given text. The result is the body, the HTTP status, and curl's exit code if it is not 0.
expect() {
  local expected=$1 response exit=""
  shift
  response=$(curl --silent --header "PRIVATE-TOKEN: $token" --write-out ' %{http_code}' "$@") || exit=" curl $?"
  case "$response$exit" in
    *"$expected") echo "ok $name: $expected" ;;
    *) echo "not ok $name: expected …$expected, got $response$exit" >&2; exit 1 ;;
  esac
}

on='{"inbound_enabled":true,"outbound_enabled":false} 200'
off='{"inbound_enabled":false,"outbound_enabled":false} 200'
turn_off=(--request PATCH --json '{"enabled":false}' "$scope")
add=(--json '{"target_project_id":42}' "$scope/allowlist")
remove=(--request DELETE "$scope/allowlist/42")
add_group=(--json '{"target_group_id":8}' "$scope/groups_allowlist")
remove_group=(--request DELETE "$scope/groups_allowlist/8")

name=setting
expect "$on" "$scope"
expect ' 204' "${turn_off[@]}"
expect "$off" "$scope"

name=lists
expect '{"source_project_id":1,"target_project_id":42} 201' "${add[@]}"
expect '{"source_project_id":1,"target_group_id":8} 201' "${add_group[@]}"
expect '"name":"partner"}] 200' "$scope/groups_allowlist"
expect ' 204' "${remove[@]}"
expect ' 204' "${remove_group[@]}"
expect '[] 200' "$scope/groups_allowlist"

name=lookups
expect '"is_admin":true} 200' "$url/api/v4/user"
expect '"enterprise":false} 200' "$url/api/v4/version"
expect '"group_access":null}} 200' "$url/api/v4/projects/group%2Fapp"
expect '"parent_id":null} 200' "$url/api/v4/groups/partner"
expect '{"message":"404 Project Not Found"} 404' "$url/api/v4/projects/group%2Fnone"

name=forms # which GitLab accepts, too
expect ' 204' --request PATCH --data enabled=false "$scope"
expect ' 204' --request PATCH --form enabled=true "$scope"
expect '"target_project_id":42} 201' --request POST "$scope/allowlist?target_project_id=42"
expect ' 204' --request DELETE --data '' "$scope/allowlist/42"

scenario enforced-silent
expect ' 204' "${turn_off[@]}"
expect "$on" "$scope"

scenario enforced-400
expect 'it is enforced for the instance."} 400' "${turn_off[@]}"

scenario duplicate
expect 'This project is already in the job token allowlist."} 400' "${add[@]}"

scenario not-listed
expect 'Target project is not in the job token scope"} 400' "${remove[@]}"

scenario target-missing
expect '404 target_project_id not found Not Found"} 404' --json '{"target_project_id":9999}' "$scope/allowlist"

scenario project-limit
expect 'project links in this direction"} 400' "${add[@]}"

scenario developer-403
expect '{"message":"403 Forbidden"} 403' "$scope"

scenario expired-token
expect 'token refresh."} 401' "$scope"

scenario moved-project
old="$url/api/v4/projects/old%2Fapp/job_token_scope"
expect ' 301' "$old"
expect "$on" --location "$old"

scenario rate-limited-seconds
expect 'Retry later 429' "$scope"
scenario rate-limited-seconds
expect "$on" --retry 1 "$scope"

scenario empty-502
expect ' 502' "$scope"
scenario empty-502
expect "$on" --retry 1 "$scope"

scenario html-200
expect '</html> 200' "$scope"

scenario three-page-list
pages=0 next=1
while test -n "$next"; do
  next=$(curl --silent --header "PRIVATE-TOKEN: $token" --output /dev/null --write-out '%header{x-next-page}' \
    "$scope/allowlist?per_page=100&page=$next" | tr -d '\r') # curl 7 includes the line break of an empty header
  pages=$((pages + 1))
done
test "$pages" = 3
echo "ok $name: three pages"

scenario reset
expect ' 000 curl 56' "${turn_off[@]}"
expect "$on" "$scope"

scenario reset-after-write
expect ' 000 curl 56' "${turn_off[@]}"
expect "$off" "$scope"

check_violations

# The command ends with its standard input, and exits with 1 if there were violations.
pid=$fixture_PID input=${fixture[1]}
exec {input}>&-
wait "$pid"
