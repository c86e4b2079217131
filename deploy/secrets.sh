#!/usr/bin/env bash
# Writes the secrets of compose.yaml into ./secrets, each one once: run it before the first start and after an update. Keep a
# copy of secrets/tokki_keys elsewhere: without the key the data cannot be read.
#   deploy/secrets.sh slack_bot_token slack_app_token
# asks for those that others give you; they are empty until then, which is as good as not there.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077
mkdir -p secrets
# The containers read these files as other users; the folder keeps everybody else out.
chmod 700 secrets

given=' slack_bot_token slack_signing_secret slack_app_token teams_app_password openai_api_key '
password() { head -c 24 /dev/urandom | base64 | tr '+/' '-_'; }
put() { printf '%s' "$2" >"secrets/$1.new" && chmod 444 "secrets/$1.new" && mv -f "secrets/$1.new" "secrets/$1"; }
write() { [ -e "secrets/$1" ] || put "$1" "$2"; }

for name in "$@"; do
  [[ $given == *" $name "* ]] || { echo "$name is none of:$given" >&2; exit 1; }
done

write database_password "$(password)"
write redis_password "$(password)"
write tokki_keys "$(date +%Y)a:$(head -c 32 /dev/urandom | base64)"
write database_url "postgres://tokki:$(cat secrets/database_password)@database:5432/tokki"
write redis_url "redis://:$(cat secrets/redis_password)@redis:6379/0"
for name in $given; do write "$name" ''; done

for name in "$@"; do
  read -rsp "$name: " value || [ -n "$value" ]
  echo
  put "$name" "$value"
done
echo 'The secrets are in ./secrets. Keep a copy of secrets/tokki_keys elsewhere.'
