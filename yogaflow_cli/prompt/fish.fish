# The open practice in the prompt of fish, from yogaflow's state file. Fish has no clock of its own: one `date` is
# started while a practice is open, and nothing when none is.
# YOGAFLOW_PROMPT holds it, such as "sun-salutation-a 12m"; it is empty when no practice is open.
function yogaflow_prompt --on-event fish_prompt
    set -g YOGAFLOW_PROMPT ''
    set -l file @STATE_FILE@
    set -l database @DATABASE@
    # A database with another time of change than the file has been written since, or was replaced.
    test -f $file; and test -r $file; and test -f $database; or return
    test $database -nt $file; or test $database -ot $file; and return
    set -l lines (string match '*' <$file)
    test (count $lines) -gt 3; and test "$lines[1]" = 'yogaflow 1'; and test "$lines[-1]" = end; or return
    set -l wanted (string split -m 1 \t -- $lines[2])[2]
    test -n "$YOGAFLOW_PROFILE"; and set wanted (string lower -- $YOGAFLOW_PROFILE)
    for line in $lines[3..-2]
        set -l fields (string split \t -- $line)
        test "$fields[2]" = "$wanted"; or continue
        string match -qr '^[0-9]{1,13} [0-9]{1,13} [0-9]{1,13}$' -- "$fields[4..6]"; or return
        string match -q 'session_id=*' -- "$fields[9]"; and not string match -qr '[[:cntrl:]]' -- $fields[8]; or return
        set -l now (math (date +%s) '*' 1000)
        test $now -le $fields[6]; or set now $fields[6]
        set -l counted $fields[4]
        test $now -le $fields[5]; or set counted (math $counted + $now - $fields[5])
        set -l minutes (math -s 0 "floor($counted / 60000)")
        set -l text $minutes'm'
        test $minutes -lt 60
        or set text (math -s 0 "floor($minutes / 60)")h(string pad -w 2 -c 0 (math $minutes % 60))m
        test $fields[3] = paused; and set -a text paused
        test $counted -gt 14400000; and set -a text 'over 4h'
        set -g YOGAFLOW_PROMPT "$fields[8] $text"
        return
    end
end
# Where you use $YOGAFLOW_PROMPT in a prompt function of your own, it stays where you put it.
if not string match -q '*YOGAFLOW_PROMPT*' (functions fish_prompt fish_right_prompt 2>/dev/null)
    functions -e __yogaflow_own_prompt
    functions -c fish_prompt __yogaflow_own_prompt
    function fish_prompt
        set -l exit_code $status
        test -n "$YOGAFLOW_PROMPT"; and echo -n "[$YOGAFLOW_PROMPT] "
        __yogaflow_set_status $exit_code
        __yogaflow_own_prompt
    end
end
function __yogaflow_set_status
    return $argv[1]
end
