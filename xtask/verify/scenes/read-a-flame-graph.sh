# packages: python3
# set: FOLDED=profile.folded
# A Python service under load, sampled a hundred times a second of CPU by a
# profiler of its own, which writes folded stacks as stackcollapse-perf.pl and py-spy do.
cat >"$SCENE/service.py" <<'PY'
import collections, hashlib, json, random, re, signal, time
CARD = re.compile(r"^(\d+ ?)+$")
def check_number(text): return CARD.match(text) is not None
def luhn(digits):
    total = 0
    for i, digit in enumerate(reversed(digits)):
        total += sum(divmod(int(digit) * (1 + i % 2), 10))
    return total % 10 == 0
def validate(card):
    check_number(card[:14] + "x")
    return luhn(card)
def render(order): return json.dumps([order] * 400)
def sign(text): return hashlib.sha256(text.encode() * 70).hexdigest()
def answer(order): return sign(render(order))
def handle(order):
    validate(order["card"])
    return answer(order)
stacks = collections.Counter()
def sample(_signal, frame):
    names = []
    while frame:
        names.append(frame.f_code.co_name.strip("<>"))
        frame = frame.f_back
    stacks[";".join(reversed(names))] += 1
signal.signal(signal.SIGPROF, sample)
signal.setitimer(signal.ITIMER_PROF, 0.01, 0.01)
random.seed(1)
end = time.monotonic() + 6
def serve():
    while time.monotonic() < end:
        handle({"id": random.randrange(10**6), "card": "".join(random.choice("0123456789") for _ in range(16))})
serve()
signal.setitimer(signal.ITIMER_PROF, 0)
with open("profile.folded", "w") as out:
    for stack, count in sorted(stacks.items()): out.write(f"{stack} {count}\n")
PY
python3 "$SCENE/service.py"
