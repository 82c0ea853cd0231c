# packages: findutils coreutils
# set: MOUNT=/srv/shop
# set: DIR=/srv/shop/sessions
# A tmpfs of 2,000 inodes, all of them used by session files, with nearly all its space free.
dir=/srv/shop
fresh /srv
mkdir "$dir"
mount -t tmpfs -o size=40m,nr_inodes=2000,mode=755 tmpfs "$dir"
mkdir "$dir/sessions" "$dir/spool"
(cd "$dir/spool" && touch job-{1..40})
(cd "$dir/sessions" && touch -d '3 days ago' sess_{1..1500})
(cd "$dir/sessions" && touch sess_new_{1..600}) 2>/dev/null && exit 1
[ "$(df --output=iavail "$dir" | tail -n 1 | tr -d ' ')" = 0 ]
