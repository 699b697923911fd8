#!/usr/bin/env bash
# Stops what start-servers.sh started in FOLDER, newest first, and nothing else.
set -u
[ -f "$1/pids" ] || exit 0
tac "$1/pids" | while read -r pid; do kill "$pid" 2> /dev/null; done
for _ in $(seq 1 50); do
  alive=0
  while read -r pid; do kill -0 "$pid" 2> /dev/null && alive=1; done < "$1/pids"
  [ "$alive" = 0 ] && exit 0
  sleep 0.2
done
while read -r pid; do kill -9 "$pid" 2> /dev/null; done < "$1/pids"
exit 0
