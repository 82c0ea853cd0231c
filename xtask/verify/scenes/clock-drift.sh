# packages: chrony faketime curl python3 netcat-openbsd
# set: NTP_SERVER=127.0.0.2
# set: PEER_URL=http://127.0.0.1:9201/
# A time server whose clock is 3 s ahead of this machine, a second one that is not there,
# and a chronyd that may not touch the clock of the machine (-x), so that it stays wrong.
dir=/tmp/kb-clock
rm -rf "$dir" && mkdir -p -m 700 "$dir" /run/chrony
cat > "$dir/server.conf" <<'CONF'
local stratum 8
allow 127.0.0.0/8
bindaddress 127.0.0.2
cmdport 0
bindcmdaddress /
pidfile /tmp/kb-clock/server.pid
CONF
cat > "$dir/client.conf" <<'CONF'
server 127.0.0.2 iburst minpoll 2 maxpoll 4
server 127.0.0.3 iburst
port 0
pidfile /tmp/kb-clock/client.pid
CONF
background faketime -f '+3s' chronyd -x -d -U -u root -f "$dir/server.conf"
background chronyd -x -d -U -u root -f "$dir/client.conf"
background faketime -f '+3s' python3 -m http.server --bind 127.0.0.1 9201 --directory "$dir"
wait_for nc -z 127.0.0.1 9201
synchronised() { chronyc -n sources | grep -q '^\^\*'; }
wait_for synchronised
