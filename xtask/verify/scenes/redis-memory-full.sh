# packages: redis-server
# set: REDIS_HOST=127.0.0.1
# set: BIG_KEY=audit:log
# A Redis of 8 MB without eviction: an unbounded list and sessions without an expiry fill it until writes are refused.
redis_start --maxmemory 8mb --maxmemory-policy noeviction --maxmemory-clients 0
python3 - <<'PY' | redis-cli >/dev/null
for i in range(2000):
    print(f"SET session:{i} {'s' * 400}")
for i in range(4000):
    print(f"RPUSH audit:log {'x' * 900}")
for i in range(100000, 112000):
    print(f"SET session:{i} {'s' * 400}")
PY
wait_for bash -c "redis-cli set probe 1 | grep -q OOM"
