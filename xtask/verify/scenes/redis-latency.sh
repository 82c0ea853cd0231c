# packages: redis-server
# set: REDIS_HOST=127.0.0.1
# A report walks 60,000 keys with KEYS again and again, and a script spins: everybody else waits meanwhile.
redis_start --slowlog-log-slower-than 10000 --latency-monitor-threshold 10
redis-cli eval "for i = 1, 60000 do redis.call('SET', 'session:' .. i, 'x') end" 0 >/dev/null
redis-cli config resetstat >/dev/null
redis-cli slowlog reset >/dev/null
redis-cli latency reset >/dev/null
cat > "$SCENE/report.py" <<'PY'
import socket, threading, time
s = socket.create_connection(("127.0.0.1", 6379))
threading.Thread(target=lambda: [None for _ in iter(lambda: s.recv(1 << 20), b"")], daemon=True).start()
s.sendall(b"CLIENT SETNAME report-job\r\n")
while True:
    s.sendall(b"KEYS session:*\r\n")
    time.sleep(0.4)
PY
background python3 "$SCENE/report.py"
background bash -c 'while :; do redis-cli eval "local x = 0 for i = 1, 2000000 do x = x + i end return x" 0; sleep 1; done'
wait_for bash -c "redis-cli slowlog get 20 | grep -q KEYS"
wait_for bash -c "redis-cli slowlog get 20 | grep -qi eval"
CLIENT_ID=$(redis-cli client list | sed -n 's/^id=\([0-9]*\) .* name=report-job .*/\1/p')
export CLIENT_ID
