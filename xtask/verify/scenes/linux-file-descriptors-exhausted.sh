# packages: python3 lsof iproute2 util-linux procps curl netcat-openbsd
# set: PROCESS=payment-api
# set: APP_LOG=/run/kb-fd/payment-api.log
# set: SITE_URL=http://127.0.0.1:9301/
# (As root: a process of another user can be given more only with CAP_SYS_RESOURCE.)
# A server that may have 64 descriptors and never closes a connection: its clients have gone,
# their sockets stay in CLOSE-WAIT, and accept fails.
dir=/run/kb-fd
# shellcheck disable=SC2174 # Only the folder itself gets the mode.
rm -rf "$dir" && mkdir -p -m 777 "$dir"
cp "$(readlink -f /usr/bin/python3)" "$SCENE/payment-api"
chmod 755 "$SCENE" "$SCENE/payment-api"
cat > "$dir/api.py" <<'PY'
import socket, sys, time
leaked = []
s = socket.create_server(("127.0.0.1", 9301), backlog=128)
while True:
    try:
        c, _ = s.accept()
    except OSError as e:
        print("accept failed:", e, file=sys.stderr, flush=True)
        time.sleep(0.2)
        continue
    c.settimeout(1)
    try:
        c.recv(4096)
        c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n")
    except OSError:
        pass
    leaked.append(c)
PY
serve() { prlimit --nofile=64:256 -- "$SCENE/payment-api" "$dir/api.py" 2> "$dir/payment-api.log"; }
background serve
wait_for nc -z 127.0.0.1 9301
python3 - <<'PY'
import socket
for _ in range(80):
    s = socket.create_connection(("127.0.0.1", 9301), 1)
    s.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    s.settimeout(0.02)
    try:
        s.recv(100)
    except OSError:
        pass
    s.close()
PY
wait_for grep -q 'Too many open files' "$dir/payment-api.log"
