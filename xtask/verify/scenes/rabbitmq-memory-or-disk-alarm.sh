# packages: rabbitmq-server
# set: DATA_DIR=/var/lib/rabbitmq
# The file system with the broker's data has less free than the limit: the alarm is real and the publisher is blocked.
# One scheduler that does not spin: it starts sooner on a busy machine.
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='+S 1:1 +sbwt none' RABBITMQ_CTL_ERL_ARGS='+S 1:1 +sbwt none'
# A machine under load needs longer than the helper waits.
rabbitmq_start 'disk_free_limit.absolute = 50MB' || rabbitmqctl --quiet await_startup --timeout 90
cat > "$SCENE/amqp.py" <<'PY'
import socket, struct, sys, time
# Just enough AMQP 0-9-1 to publish or to consume without ever acknowledging.
mode, queue = sys.argv[1:3]
s = socket.create_connection(("127.0.0.1", 5672))
short = lambda text: bytes([len(text)]) + text.encode()
def frame(kind, channel, payload):
    s.sendall(struct.pack(">BHI", kind, channel, len(payload)) + payload + b"\xce")
def call(channel, class_id, method, arguments, answer=True):
    frame(1, channel, struct.pack(">HH", class_id, method) + arguments)
    return s.recv(65536) if answer else b""
s.sendall(b"AMQP\0\0\x09\x01")
s.recv(65536)
login = b"\0guest\0guest"
call(0, 10, 11, struct.pack(">I", 0) + short("PLAIN") + struct.pack(">I", len(login)) + login + short("en_US"))
call(0, 10, 31, struct.pack(">HIH", 2047, 131072, 0), answer=False)
call(0, 10, 40, short("/") + short("") + b"\0")
call(1, 20, 10, short(""))
call(1, 50, 10, struct.pack(">H", 0) + short(queue) + b"\x02" + struct.pack(">I", 0))
if mode == "consume":
    call(1, 60, 10, struct.pack(">IHB", 0, 20, 0))
    call(1, 60, 20, struct.pack(">H", 0) + short(queue) + short("") + b"\0" + struct.pack(">I", 0))
    time.sleep(600)
count, pause, body = int(sys.argv[3]), float(sys.argv[4]), b"x" * 500
for _ in range(count):
    call(1, 60, 40, struct.pack(">H", 0) + short("") + short(queue) + b"\0", answer=False)
    frame(2, 1, struct.pack(">HHQHB", 60, 0, len(body), 0x1000, 2))
    frame(3, 1, body)
    time.sleep(pause)
call(0, 10, 50, struct.pack(">H", 200) + short("") + struct.pack(">HH", 0, 0))
PY
used=$(df --output=used -k /var/lib/rabbitmq | tail -1)
mount -o remount,size=$((used + 120000))k /var/lib/rabbitmq
mkdir -p /var/lib/rabbitmq/old
fallocate -l 90M /var/lib/rabbitmq/old/erl_crash.dump
background python3 "$SCENE/amqp.py" publish payment-notifications 100000 0.05
wait_for bash -c "rabbitmq-diagnostics -q alarms | grep -qi disk" ||
  wait_for bash -c "rabbitmq-diagnostics -q alarms | grep -qi disk"
wait_for bash -c "rabbitmqctl -q list_connections state | grep -q blocked" ||
  wait_for bash -c "rabbitmqctl -q list_connections state | grep -q blocked"
