#!/usr/bin/env bash
# The steps of the Containerfile, one by one, where there is no builder: as root on Linux, in a mount namespace, on the
# Python of this machine. Then what the image would run, without root and on a file system that is read alone.
#   sudo bash deploy/by_hand.sh [PREFIX OF A PYTHON, as /usr/local]
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
python=${1:-$(python3 -c 'import sys; print(sys.base_prefix)')}
if [ "${INSIDE:-}" != yes ]; then
  work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
  mkdir "$work"/{opt,src,data}
  INSIDE=yes WORK=$work unshare --mount --pid --fork --kill-child bash "$0" "$python"
  exit
fi
export PATH=/usr/local/bin:/usr/bin:/bin HOME=/tmp
mkdir -p /src /data
for name in opt src data; do mount --bind "$WORK/$name" "/$name"; done
[ "$python" = /usr/local ] || mount --bind "$python" /usr/local
seconds() { printf '== %s s: %s\n' "$SECONDS" "$*"; }

cd /src
while read -r word rest; do
  case "$word $rest" in
    "RUN mkdir "*) chown 10001:10001 /data; seconds "chown /data" ;;
    "RUN "*) bash -ec "$rest" >/tmp/step.log 2>&1 || { cat /tmp/step.log >&2; exit 1; }; seconds "$rest" ;;
    "COPY requirements.txt "*) cp "$here"/requirements{,-postgresql}.txt . ;;
    "COPY . ."*) git -C "$here" ls-files -z | grep -zvE '^(tests|bench)/' | tar -C "$here" -c --null -T - | tar x ;;
  esac
done <"$here/deploy/Containerfile"

rm -rf /src/* /tmp/step.log
mount --make-rprivate /
mount -t tmpfs tmpfs /tmp
mount -o remount,bind,ro / && mount -o remount,bind,ro /opt && mount -o remount,bind,ro /usr/local
export PATH=/opt/sagsbot/bin:$PATH SAGSBOT_DB=/data/sagsbot.db PYTHONDONTWRITEBYTECODE=1
as_user=(setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --bounding-set=-all)
cd /data
"${as_user[@]}" bash -c 'touch /opt/x /usr/local/x /x 2>/dev/null' && { echo "something can be written" >&2; exit 1; }
"${as_user[@]}" sagsbot --version; seconds "starts without root on a read-only root"
"${as_user[@]}" sagsbot init
"${as_user[@]}" sagsbot load samples --baseline | tail -2; seconds "loaded"
"${as_user[@]}" sagsbot ask "status på VH04"; seconds "the first answer"
