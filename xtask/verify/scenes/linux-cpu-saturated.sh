# packages: sysstat procps util-linux linux-perf
# set: PROCESS=report-export
# More busy processes than cores: a runaway export, run by nobody.
perf record -o perf.try true >/dev/null 2>&1 || skip "perf may not be used here"
rm -f perf.try
cp "$(readlink -f /bin/bash)" "$SCENE/report-export"
chmod 755 "$SCENE" "$SCENE/report-export"
for _ in $(seq $(($(nproc) + 1))); do
  background as_user "$SCENE/report-export" -c 'while :; do :; done'
done
busy() { [ "$(pgrep -cx report-export)" -gt "$(nproc)" ]; }
wait_for busy
sleep 1
