#!/usr/bin/env bash
# Starts the real servers that the live tests want, on loopback ports, with everything they write in one folder:
# PostgreSQL, Redis (append-only file) and Ceph RGW (S3 with Object Lock), all from Debian's packages.
# Usage: scripts/live/start-servers.sh FOLDER   then: source FOLDER/environment
# Stop:  scripts/live/stop-servers.sh FOLDER    (stops exactly what this started, by process id)
set -euo pipefail

folder=$(mkdir -p "$1" && cd "$1" && pwd)
chmod 755 "$folder"
pids="$folder/pids"
: > "$pids"
: > "$folder/environment"

free_port() {
  node -e 'const s=require("net").createServer();s.listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'
}

wait_for() { # wait_for "what" command …
  local what=$1; shift
  for _ in $(seq 1 150); do
    if "$@" > /dev/null 2>&1; then return 0; fi
    sleep 0.2
  done
  echo "$what did not start; see $folder" >&2
  return 1
}

start_postgres() {
  local bin port data="$folder/postgres" run=()
  bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  port=$(free_port)
  mkdir -p "$data"
  if [ "$(id -u)" = 0 ]; then
    chown postgres "$data"
    run=(setpriv --reuid postgres --regid postgres --clear-groups)
  fi
  "${run[@]}" "$bin/initdb" -D "$data/cluster" -U mailroom --auth trust -E UTF8 --locale C.UTF-8 > "$folder/initdb.log" 2>&1
  "${run[@]}" "$bin/postgres" -D "$data/cluster" -c listen_addresses=127.0.0.1 -c "port=$port" -c "unix_socket_directories=$data" \
    -c max_connections=200 > "$folder/postgres.log" 2>&1 &
  echo $! >> "$pids"
  wait_for PostgreSQL "$bin/pg_isready" -h 127.0.0.1 -p "$port" -U mailroom
  psql -q -h 127.0.0.1 -p "$port" -U mailroom -d postgres -c 'create database mailroom'
  echo "export MAILROOM_TEST_DATABASE_URL=postgres://mailroom@127.0.0.1:$port/mailroom" >> "$folder/environment"
}

start_redis() {
  local port
  port=$(free_port)
  mkdir -p "$folder/redis"
  redis-server --bind 127.0.0.1 --port "$port" --dir "$folder/redis" --appendonly yes --appendfsync everysec --save '' \
    --maxmemory-policy noeviction --daemonize no > "$folder/redis.log" 2>&1 &
  echo $! >> "$pids"
  wait_for Redis redis-cli -h 127.0.0.1 -p "$port" ping
  echo "export MAILROOM_TEST_REDIS_URL=redis://127.0.0.1:$port/0" >> "$folder/environment"
}

start_ceph() {
  local ceph="$folder/ceph" mon_port mon_port_v1 port key secret
  mkdir -p "$ceph"/{mon,mgr,osd,run,log}
  mon_port=$(free_port); mon_port_v1=$(free_port); port=$(free_port)
  cat > "$ceph/ceph.conf" <<CONF
[global]
fsid = $(cat /proc/sys/kernel/random/uuid)
mon host = [v2:127.0.0.1:$mon_port/0,v1:127.0.0.1:$mon_port_v1/0]
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
keyring = $ceph/keyring
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
mon warn on pool no redundancy = false
mon allow pool size one = true
mon allow pool delete = true
osd crush chooseleaf type = 0
run dir = $ceph/run
admin socket = $ceph/run/\$name.asok
log file = $ceph/log/\$name.log
pid file =
ms bind ipv6 = false
public addr = 127.0.0.1
[mon]
mon data = $ceph/mon
mon cluster log file = $ceph/log/cluster.log
[mgr]
mgr data = $ceph/mgr
mgr initial modules =
[osd]
osd data = $ceph/osd
osd objectstore = memstore
memstore device bytes = 2147483648
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:$port
rgw s3 auth use keystone = false
rgw data = $ceph/run
CONF
  export CEPH_CONF="$ceph/ceph.conf"
  monmaptool --create --clobber --fsid "$(awk '/^fsid/ {print $3}' "$ceph/ceph.conf")" \
    --addv a "[v2:127.0.0.1:$mon_port/0,v1:127.0.0.1:$mon_port_v1/0]" "$ceph/monmap" > "$ceph/log/setup.log" 2>&1
  # One keyring for all: the gateway of 16.2 cannot speak to a cluster without keys.
  ceph-authtool --create-keyring "$ceph/keyring" --gen-key -n mon. --cap mon 'allow *' >> "$ceph/log/setup.log" 2>&1
  for entity in client.admin mgr.a osd.0 client.rgw; do
    ceph-authtool "$ceph/keyring" --gen-key -n $entity --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *' >> "$ceph/log/setup.log" 2>&1
  done
  ceph-mon --mkfs -i a --monmap "$ceph/monmap" --keyring "$ceph/keyring" >> "$ceph/log/setup.log" 2>&1
  ceph-mon -f -i a > "$ceph/log/mon.out" 2>&1 & echo $! >> "$pids"
  wait_for 'Ceph monitor' timeout 5 ceph -s
  ceph-mgr -f -i a > "$ceph/log/mgr.out" 2>&1 & echo $! >> "$pids"
  ceph osd create > "$ceph/log/osd-id" 2>> "$ceph/log/setup.log"
  ceph-osd -i 0 --mkfs >> "$ceph/log/setup.log" 2>&1
  ceph osd crush add osd.0 1.0 root=default host=here >> "$ceph/log/setup.log" 2>&1
  ceph-osd -f -i 0 > "$ceph/log/osd.out" 2>&1 & echo $! >> "$pids"
  wait_for 'Ceph OSD' sh -c 'timeout 5 ceph osd stat | grep -q "1 up"'
  radosgw -f -n client.rgw > "$ceph/log/rgw.out" 2>&1 & echo $! >> "$pids"
  wait_for 'Ceph RGW' curl -sf "http://127.0.0.1:$port/"
  key=$(head -c 10 /dev/urandom | od -An -tx1 | tr -d ' \n'); secret=$(head -c 20 /dev/urandom | od -An -tx1 | tr -d ' \n')
  radosgw-admin user create --uid mailroom --display-name Mailroom --access-key "$key" --secret-key "$secret" >> "$ceph/log/setup.log" 2>&1
  echo "export MAILROOM_TEST_OBJECT_STORE_URL='s3://$key:$secret@127.0.0.1:$port/mailroom-test?tls=false'" >> "$folder/environment"
}

start_postgres
start_redis
start_ceph
echo "Live servers run; source $folder/environment"
