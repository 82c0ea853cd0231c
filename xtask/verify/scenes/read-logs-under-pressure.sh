# packages: python3 jq
# set: LOG=payment-service.log
# set: START=2026-11-26T13:45
# An hour of the payment service's log, one JSON object a line, three instances.
# From 13:45 payment-3, on a new version, waits for its pool; a harmless warning
# is far more frequent all the time. The hour before lies beside it, compressed.
cat >"$SCENE/generate.py" <<'PY'
import json, random, gzip
random.seed(7)
def line(out, second, instance, level, message, ms, path, status):
    h, rest = divmod(second, 3600)
    m, s = divmod(rest, 60)
    out.append((second, json.dumps({"time": f"2026-11-26T{h:02}:{m:02}:{s:02}.{random.randrange(1000):03}Z", "level": level, "instance": instance, "version": "2.31.0" if instance == "payment-3" and second >= 48600 else "2.30.4", "request_id": f"{random.getrandbits(48):012x}", "method": "POST", "path": path, "status": status, "ms": ms, "msg": message})))
def hour(start):
    out = []
    for second in range(start, start + 3600):
        for _ in range(6):
            instance = random.choice(["payment-1", "payment-2", "payment-3"])
            path = random.choice(["/payments", "/payments", "/payments", "/refunds", "/captures"])
            if instance == "payment-3" and second >= 49500 and path == "/payments":
                line(out, second, instance, "error", f"HikariPool-1 - Connection is not available, request timed out after {random.randrange(1000, 1009)}ms.", random.randrange(1000, 1020), path, 500)
            else:
                line(out, second, instance, "info", "done", int(random.lognormvariate(4, 0.5)), path, 200)
        if random.random() < 0.7:
            line(out, second, random.choice(["payment-1", "payment-2", "payment-3"]), "warn", f"deprecated field 'cvv2' in request {random.randrange(10**6)}", 1, "/payments", 200)
        if random.random() < 0.01:
            line(out, second, random.choice(["payment-1", "payment-2"]), "error", f"card declined by issuer for payment {random.randrange(10**6)}", 80, "/payments", 402)
    return "\n".join(text for _, text in sorted(out, key=lambda entry: entry[0])) + "\n"
gzip.open("payment-service.log.1.gz", "wt").write(hour(12 * 3600))
open("payment-service.log", "w").write(hour(13 * 3600))
PY
python3 "$SCENE/generate.py"
