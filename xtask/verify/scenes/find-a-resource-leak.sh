# packages: python3 lsof iproute2 procps util-linux
# set: PROCESS=order-service.py
# A Python server that keeps, with each request it takes: the client's socket
# (never closed), a temporary file (deleted, still open), and now and then a thread.
cat >"$SCENE/order-service.py" <<'PY'
import socket, tempfile, threading, time
server = socket.create_server(("127.0.0.1", 8080), backlog=64)
kept, leaked = [], 0
def watch():
    time.sleep(3600)
while True:
    client, _ = server.accept()
    client.recv(4096)
    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok\n")
    file = tempfile.TemporaryFile(prefix="receipt-")
    file.write(b"x" * 20000)
    file.flush()
    kept += [client, file, bytearray(50000)]
    leaked += 1
    if leaked % 5 == 0:
        threading.Thread(target=watch, name="watch", daemon=True).start()
PY
(ulimit -S -n 1024; TMPDIR=$SCENE exec python3 "$SCENE/order-service.py") >>"$SCENE/background.log" 2>&1 &
wait_for nc -z 127.0.0.1 8080
cat >"$SCENE/traffic.sh" <<'SH'
while true; do curl -s -m 2 -o /dev/null http://127.0.0.1:8080/; sleep 0.05; done
SH
background bash "$SCENE/traffic.sh"
sleep 2
