# packages: git python3
# set: GOOD=deploy-2026-11-24
# set: BAD=deploy-2026-11-25
# A repository with two deploys, nine merges apart. One merge makes refunds of a
# negative amount pass; another does not even start, and must be skipped.
export GIT_AUTHOR_NAME=payments GIT_AUTHOR_EMAIL=payments@example.com GIT_COMMITTER_NAME=payments GIT_COMMITTER_EMAIL=payments@example.com
export GIT_CONFIG_GLOBAL=/dev/null HOME=$SCENE
git init -q -b main "$SCENE/payment-service"
cd "$SCENE/payment-service" || exit
commit() {
  git add -A
  export GIT_AUTHOR_DATE="2026-11-2$1:00+00:00" GIT_COMMITTER_DATE="2026-11-2$1:00+00:00"
  git commit -q -m "$2"
}
cat >refund.py <<'PY'
LIMIT = 100000

def refund(amount):
    if amount <= 0:
        raise ValueError("amount must be positive")
    return min(amount, LIMIT)
PY
echo "requests==2.31.0" >requirements.txt
echo "timeout: 3s" >config.yaml
commit "4T09:00" "Refunds"
git tag deploy-2026-11-24
merge() { # DAY-AND-TIME BRANCH
  git switch -q -c "$2"
  commit "$1" "$2: work"
  git switch -q main
  GIT_COMMITTER_DATE=$GIT_COMMITTER_DATE git merge -q --no-ff -m "Merge $2" "$2"
}
echo "# readme" >README.md; merge 4T10:12 docs
sed -i 's/LIMIT = 100000/LIMIT = 200000/' refund.py; merge 4T11:30 higher-limit
echo "requests==2.32.3" >requirements.txt; merge 4T13:05 bump-requests
sed -i 's/^def refund/import metrics\n\ndef refund/' refund.py; merge 4T14:40 metrics
sed -i '/import metrics/d' refund.py; merge 4T15:10 metrics-later
sed -i 's/if amount <= 0/if amount == 0/' refund.py; merge 4T16:22 partial-refunds
echo "timeout: 5s" >config.yaml; merge 5T08:15 longer-timeout
echo "# more" >>README.md; merge 5T09:20 docs-again
echo "LOG = True" >>refund.py; merge 5T10:02 logging
git tag deploy-2026-11-25
