# packages: sysstat procps iproute2 python3
# More busy loops than processors, and a server that accepts nothing while
# clients knock: its queue of two overflows.
for _ in $(seq $(($(nproc) + 2))); do
  background timeout 25 bash -c 'while :; do :; done'
done
cat >"$SCENE/deaf.py" <<'PY'
import socket, time
server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", 8080))
server.listen(2)
clients = []
while len(clients) < 2000:
    client = socket.socket()
    client.setblocking(False)
    client.connect_ex(("127.0.0.1", 8080))
    clients.append(client)
    time.sleep(0.2)
PY
background python3 "$SCENE/deaf.py"
sleep 3
