#!/bin/sh
# Applies the desired states every night. It prints nothing if all is well, so that cron mails only what is wrong. In the crontab:
#
#   GITLAB_URL=https://gitlab.example.com
#   15 3 * * * cd /srv/job-token-scopes && flock --nonblock lock ./cron-fleet.sh
#
# The file `token` has an access token, and only its owner may read it.
set -u
report="apply-$(date +%Y-%m-%d).ndjson"
# A run that was killed, or in which something failed, goes on where it was.
if test -s "$report"; then option=--resume; else option=--report; fi
gitlab-job-token-scope apply job-token-scopes.yml --yes --token-file token "$option" "$report" >output.txt 2>&1
status=$?
test "$status" = 0 || cat output.txt
exit "$status"
