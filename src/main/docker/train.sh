#!/bin/bash
# Records which classes a start and the first minute of the watch need, loaded and linked, into the AOT cache that the
# image starts with (JEP 483, 514): the demo watches a provider on loopback, and its pages are asked for. Goes with the
# JVM, the jars and the options that it was made with; where one differs, the JVM starts without it.
# usage: train.sh DIRECTORY-OF-QUARKUS-RUN.JAR CACHE [OPTION…]
set -euo pipefail
cd "$1"
cache=$2
shift 2

ask() {
    exec 3<>"/dev/tcp/127.0.0.1/${QUARKUS_HTTP_PORT:-9494}" || return 1
    printf 'GET %s HTTP/1.0\r\nHost: localhost\r\nAccept: */*\r\n\r\n' "$1" >&3
    head -n 1 <&3
    exec 3>&-
}

# Without the profiles of the training: they make the start no faster, and 6 MB of them would stay resident.
java -XX:AOTCacheOutput="$cache" -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining "$@" -jar "$PWD/quarkus-run.jar" demo >/dev/null &
program=$!
trap 'kill "$program" 2>/dev/null || true' EXIT
for ((second = 0; second < 60; second++)); do
    sleep 1
    kill -0 "$program"
    ask /health/ready 2>/dev/null | grep -q ' 200 ' && break
done
for ((round = 0; round < 20; round++)); do
    for page in /health/live /health/ready /metrics /api/v1/tenants /api/v1/tenants/demo/events; do
        ask "$page" | grep -q ' 200 '
    done
    sleep 1
done

# The cache is written as the program ends.
trap - EXIT
kill -TERM "$program"
wait "$program" || true
test -s "$cache"
