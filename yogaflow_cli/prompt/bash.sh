# The open practice in the prompt of bash, from yogaflow's state file: no program is started.
# YOGAFLOW_PROMPT holds it, such as "sun-salutation-a 12m"; it is empty when no practice is open.
yogaflow_prompt() {
  local exit_code=$? IFS=$' \t\n' file=@STATE_FILE@ database=@DATABASE@ wanted=${YOGAFLOW_PROFILE-}
  local form='' whole='' name='' now=''
  local kind first state counted since until started title rest mode='' spans=''
  YOGAFLOW_PROMPT=''
  # A database with another time of change than the file has been written since, or was replaced.
  [[ -f $file && -r $file && -f $database ]] || return "$exit_code"
  [[ ! $database -nt $file && ! $database -ot $file ]] || return "$exit_code"
  ((BASH_VERSINFO[0] < 4)) || wanted=${wanted,,}
  {
    IFS= read -r form
    while IFS=$'\t' read -r kind first state counted since until started title rest; do
      whole=''
      case $kind in
        profile) wanted=${wanted:-$first} ;;
        open)
          if [[ $first == "$wanted" && -z $name && $rest == session_id=* ]]; then
            mode=$state name=$title spans="$counted $since $until"
          fi
          ;;
        end) whole=yes ;;
      esac
    done
  } 2>/dev/null <"$file"
  [[ $form == 'yogaflow 1' && -n $whole && $name != *[[:cntrl:]]* ]] || return "$exit_code"
  [[ $spans =~ ^[0-9]{1,13}\ [0-9]{1,13}\ [0-9]{1,13}$ ]] || return "$exit_code"
  printf -v now '%(%s)T' -1 2>/dev/null || now=$(date +%s)
  # shellcheck disable=SC2086 # three numbers
  __yogaflow_say "$name" "$mode" "$now" $spans
  return "$exit_code"
}
__yogaflow_say() {
  local now=$(($3 * 1000)) counted=$((10#$4)) since=$((10#$5)) until=$((10#$6)) minutes text
  ((now <= until)) || now=$until
  ((now <= since)) || counted=$((counted + now - since))
  minutes=$((counted / 60000)) text=${minutes}m
  ((minutes < 60)) || printf -v text '%dh%02dm' $((minutes / 60)) $((minutes % 60))
  [[ $2 != paused ]] || text+=' paused'
  ((counted <= 14400000)) || text+=' over 4h'
  YOGAFLOW_PROMPT="$1 $text"
}
[[ ${PROMPT_COMMAND[*]-} == *yogaflow_prompt* ]] ||
  PROMPT_COMMAND="yogaflow_prompt${PROMPT_COMMAND:+; $PROMPT_COMMAND}"
# Put ${YOGAFLOW_PROMPT} into PS1 yourself, and it stays where you put it.
[[ ${PS1-} == *YOGAFLOW_PROMPT* ]] || PS1='${YOGAFLOW_PROMPT:+[$YOGAFLOW_PROMPT] }'${PS1-}
