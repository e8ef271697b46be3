# Runs a server as a child and ends it when this script's standard input closes: then the process that started it is
# gone, however it went. Arguments: the file for the child's process id, the command.
trap '' INT HUP
exec 3<&0 </dev/null
pid_file=$1
shift
# Out of the terminal's reach: on Ctrl-C the host ends first, and the server with it.
if command -v setsid >/dev/null 2>&1; then
    set -- setsid "$@"
fi
"$@" 3<&- &
server=$!
printf '%s\n' "$server" >"$pid_file"

(
    while read -r ignored; do :; done <&3
    kill -TERM "$server" 2>/dev/null
    for second in 1 2 3 4 5; do
        kill -0 "$server" 2>/dev/null || exit 0
        sleep 1
    done
    kill -KILL "$server" 2>/dev/null
) &
watcher=$!

trap 'kill -TERM "$server" 2>/dev/null' TERM
while kill -0 "$server" 2>/dev/null; do
    wait "$server"
done
rm -f "$pid_file"
kill "$watcher" 2>/dev/null
