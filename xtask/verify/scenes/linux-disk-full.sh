# packages: lsof python3 coreutils findutils
# set: MOUNT=/srv/payments
# set: BIG_FILE=/srv/payments/log/payment-debug.log
# set: PROCESS=log-shipper
# set: CACHE_DIR=/srv/payments/cache
# A tmpfs of 40 MB without a free byte: a log of 20 MB, 10 MB in a file that is deleted but
# still open, and data.
dir=/srv/payments
fresh /var/tmp
fresh /srv
mkdir "$dir"
mount -t tmpfs -o size=40m,mode=755 tmpfs "$dir"
mkdir "$dir/log" "$dir/cache" "$dir/data"
head -c 20M /dev/zero > "$dir/log/payment-debug.log"
head -c 2M /dev/zero > "$dir/cache/thumbnails"
cp "$(readlink -f /usr/bin/python3)" "$SCENE/log-shipper"
background "$SCENE/log-shipper" -c '
import os, time
f = open("/srv/payments/log/ship.log", "wb")
f.write(b"x" * (10 << 20))
f.flush()
os.unlink("/srv/payments/log/ship.log")
time.sleep(600)'
deleted() { lsof -nP +aL1 "$dir" | grep -q 'ship.log'; }
wait_for deleted
dd if=/dev/zero of="$dir/data/orders.db" bs=1M 2>/dev/null && exit 1
[ "$(df --output=avail "$dir" | tail -n 1 | tr -d ' ')" = 0 ]
