# packages: procps util-linux python3 sysstat
# set: PROCESS=report-export
# set: VICTIM=ledger-export
# ledger-export is killed for real, in a memory group of 64 MB. report-export goes on
# holding 300 MB.
if [ -d /sys/fs/cgroup/memory ]; then
  group=/sys/fs/cgroup/memory/kb-out-of-memory
  limit=memory.limit_in_bytes
else
  group=/sys/fs/cgroup/kb-out-of-memory
  limit=memory.max
  echo +memory > /sys/fs/cgroup/cgroup.subtree_control || skip "no memory group can be made here"
fi
{ mkdir -p "$group" && echo 64M > "$group/$limit"; } || skip "no memory group can be made here"
[ -e "$group/memory.swap.max" ] && echo 0 > "$group/memory.swap.max"
cp "$(readlink -f /usr/bin/python3)" "$SCENE/ledger-export"
cp "$(readlink -f /usr/bin/python3)" "$SCENE/report-export"
chmod 755 "$SCENE" "$SCENE/report-export"
killed=0
( echo "$BASHPID" > "$group/cgroup.procs" && exec "$SCENE/ledger-export" -c 'b = bytearray(200 << 20); print(len(b))' ) || killed=$?
[ "$killed" = 137 ]
rmdir "$group" || true
background as_user "$SCENE/report-export" -c 'b = bytearray(300 << 20)
import time
time.sleep(600)'
large() { [ "$(ps -C report-export -o rss= | tr -d ' ')" -gt 300000 ]; }
wait_for large
