#!/usr/bin/env bash
# Writes the secrets of compose.yaml into ./secrets, once. Keep a copy of secrets/tokki_keys elsewhere: without the key the
# data cannot be read.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077
mkdir -p secrets
chmod 711 secrets

password() { head -c 24 /dev/urandom | base64 | tr '+/' '-_'; }
# The containers read these files as other users; the folder above lets nobody list them.
write() { [ -e "secrets/$1" ] || { printf '%s' "$2" >"secrets/$1" && chmod 444 "secrets/$1"; }; }

write database_password "$(password)"
write redis_password "$(password)"
write tokki_keys "$(date +%Y)a:$(head -c 32 /dev/urandom | base64)"
write database_url "postgres://tokki:$(cat secrets/database_password)@database:5432/tokki"
write redis_url "redis://:$(cat secrets/redis_password)@redis:6379/0"
echo 'The secrets are in ./secrets. Keep a copy of secrets/tokki_keys elsewhere.'
