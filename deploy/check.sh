#!/usr/bin/env bash
# Checks the files in this folder by the tools that they are for. Says what is missing; ends with 1 when a check fails.
#   bash deploy/check.sh     needs promtool (Debian: prometheus), nginx, kubectl; each that is missing is named
set -u -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
failed=0; missing=""
PATH="$PATH:/usr/sbin"

check() {
    local tool=$1; shift
    if ! command -v "$tool" >/dev/null 2>&1; then
        missing="$missing $tool"
    elif "$@" >/tmp/deploy-check.$$ 2>&1; then
        echo "good:  $*"
    else
        echo "WRONG: $*"; cat "/tmp/deploy-check.$$"; failed=1
    fi
}

# The names of the containers mean something only beside them.
proxy=$(mktemp); trap 'rm -f "$proxy" "/tmp/deploy-check.$$"' EXIT
sed 's/gateway-[0-9]*:5080/127.0.0.1:5080/; s/listen 8080/listen 127.0.0.1:18080/' proxy/nginx.conf >"$proxy"

check promtool promtool check config --syntax-only prometheus/prometheus.yml
check promtool promtool check rules prometheus/alerts.yml
check promtool promtool test rules prometheus/alerts.test.yml
check nginx nginx -t -c "$proxy"
check kubectl kubectl kustomize .

[ -z "$missing" ] || echo "not checked, because not installed:$missing"
exit "$failed"
