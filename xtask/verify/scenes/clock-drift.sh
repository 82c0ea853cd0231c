# packages: chrony curl python3 netcat-openbsd
# set: NTP_SERVER=127.0.0.2
# set: PEER_URL=http://127.0.0.1:9201/
# A time server whose clock is 3 s ahead of this machine, a second one that is not there,
# and a chronyd that may not touch the clock of the machine (-x), so that it stays wrong.
dir=/run/kb-clock
# shellcheck disable=SC2174 # /run is there; only the folder itself gets the mode.
rm -rf "$dir" && mkdir -p -m 700 "$dir" /run/chrony
cat > "$dir/ahead.py" <<'PY'
import email.utils, socket, struct, threading, time

AHEAD = 3.0

def stamp():
    now = time.time() + AHEAD + 2208988800
    return struct.pack("!II", int(now), int(now % 1 * 2**32))

def ntp():
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.bind(("127.0.0.2", 123))
    while True:
        request, client = s.recvfrom(1024)
        received = stamp()
        # Version 4, server; stratum 8; root delay and dispersion about 15 microseconds.
        head = struct.pack("!BBbbII4s", 0x24, 8, request[2], -20, 1, 1, b"\x7f\x7f\x01\x01")
        s.sendto(head + received + request[40:48] + received + stamp(), client)

threading.Thread(target=ntp, daemon=True).start()
web = socket.create_server(("127.0.0.1", 9201))
while True:
    client, _ = web.accept()
    client.recv(4096)
    date = email.utils.formatdate(time.time() + AHEAD, usegmt=True)
    client.sendall(f"HTTP/1.1 200 OK\r\nDate: {date}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
    client.close()
PY
cat > "$dir/client.conf" <<'CONF'
server 127.0.0.2 iburst minpoll 2 maxpoll 4
server 127.0.0.3 iburst
port 0
pidfile /run/kb-clock/client.pid
CONF
background python3 "$dir/ahead.py"
background chronyd -x -d -U -u root -f "$dir/client.conf"
wait_for nc -z 127.0.0.1 9201
synchronised() { chronyc -n sources | grep -q '^\^\*'; }
wait_for synchronised
