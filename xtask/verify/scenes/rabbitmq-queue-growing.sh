# packages: rabbitmq-server
# set: QUEUE=payment-notifications
# set: DEAD_QUEUE=old-audit-export
# A publisher fills a queue whose only consumer took 20 messages and hangs without acknowledging them;
# another queue is filled by the same publisher and nobody consumes it. The clients speak STOMP, which needs no library.
rabbitmq_start
rabbitmq-plugins --quiet enable rabbitmq_stomp >/dev/null
wait_for nc -z 127.0.0.1 61613
cat > "$SCENE/stomp.py" <<'PY'
import socket, sys, time
def connect():
    s = socket.create_connection(("127.0.0.1", 61613))
    s.sendall(b"CONNECT\naccept-version:1.2\nhost:/\nlogin:guest\npasscode:guest\n\n\0")
    s.recv(4096)
    return s
def publish(queue, count):
    s = connect()
    for i in range(count):
        s.sendall(f"SEND\ndestination:/queue/{queue}\npersistent:true\n\n".encode() + b"x" * 500 + b"\0")
    s.sendall(b"DISCONNECT\nreceipt:bye\n\n\0")
    while b"bye" not in s.recv(65536):
        pass
if sys.argv[1] == "publish":
    publish(sys.argv[2], int(sys.argv[3]))
else:
    s = connect()
    s.sendall(f"SUBSCRIBE\nid:0\ndestination:/queue/{sys.argv[2]}\nack:client-individual\nprefetch-count:20\n\n\0".encode())
    time.sleep(600)
PY
python3 "$SCENE/stomp.py" publish payment-notifications 3000
python3 "$SCENE/stomp.py" publish old-audit-export 500
background python3 "$SCENE/stomp.py" consume payment-notifications
wait_for bash -c "rabbitmqctl -q list_queues name messages_unacknowledged | grep -qE 'payment-notifications\s+20'"
