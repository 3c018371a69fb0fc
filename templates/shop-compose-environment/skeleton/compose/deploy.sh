#!/bin/bash
# Runs on the host, as root: takes the passwords out of Secrets Manager and
# starts what compose.yaml says.
set -euo pipefail
cd /opt/coffeeshop
umask 077
aws secretsmanager get-secret-value --secret-id coffeeshop/${{ values.environment }}/compose --query SecretString --output text |
  jq --raw-output 'to_entries[] | "\(.key)=\(.value)"' > secrets.env
docker compose pull --quiet
docker compose up --detach --wait --wait-timeout 300 --remove-orphans
docker image prune --force --filter until=72h
