# packages: rabbitmq-server
# set: QUEUE=payment-notifications
# A broker whose disk has less free than its limit: the alarm is real, the publisher is blocked.
rabbitmq_start 'disk_free_limit.absolute = 50MB'
rabbitmq-plugins --quiet enable rabbitmq_stomp >/dev/null
wait_for nc -z 127.0.0.1 61613
cat > "$SCENE/publish.py" <<'PY'
import socket, time
s = socket.create_connection(("127.0.0.1", 61613))
s.sendall(b"CONNECT\naccept-version:1.2\nhost:/\nlogin:guest\npasscode:guest\n\n\0")
s.recv(4096)
while True:
    s.sendall(b"SEND\ndestination:/queue/payment-notifications\npersistent:true\n\n" + b"x" * 2000 + b"\0")
    time.sleep(0.05)
PY
background python3 "$SCENE/publish.py"
rabbitmqctl -q set_disk_free_limit 50MB >/dev/null
# Leave 20 MB of the file system that holds its data.
size=$(df --output=avail -k /var/lib/rabbitmq | tail -1)
mount -o remount,size=$(( $(df --output=used -k /var/lib/rabbitmq | tail -1) + 120000 ))k /var/lib/rabbitmq
fallocate -l 100M /var/lib/rabbitmq/crash-dump.old
wait_for bash -c "rabbitmq-diagnostics -q alarms | grep -qi disk"
