# packages: findutils coreutils
# set: MOUNT=/tmp/kb-inodes
# set: DIR=/tmp/kb-inodes/sessions
# A tmpfs of 2,000 inodes, all of them used by session files, with nearly all its space free.
dir=/tmp/kb-inodes
mkdir -p "$dir"
umount -l "$dir" 2>/dev/null || true
mount -t tmpfs -o size=40m,nr_inodes=2000,mode=755 tmpfs "$dir"
trap 'umount -l /tmp/kb-inodes' EXIT
mkdir "$dir/sessions" "$dir/spool"
(cd "$dir/spool" && touch job-{1..40})
(cd "$dir/sessions" && touch -d '3 days ago' sess_{1..1500})
(cd "$dir/sessions" && touch sess_new_{1..600}) 2>/dev/null && exit 1
[ "$(df --output=iavail "$dir" | tail -n 1 | tr -d ' ')" = 0 ]
