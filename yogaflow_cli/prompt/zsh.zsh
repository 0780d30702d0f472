# The open practice in the prompt of zsh, from yogaflow's state file: no program is started.
# YOGAFLOW_PROMPT and psvar[9] hold it, such as "sun-salutation-a 12m"; they are empty when no practice is open.
yogaflow_prompt() {
  emulate -L zsh
  local file=@STATE_FILE@ database=@DATABASE@ wanted=${(L)YOGAFLOW_PROFILE-} IFS=$' \t\n'
  local text='' name='' mode='' now='' counted='' line
  local -a lines fields spans
  YOGAFLOW_PROMPT='' psvar[9]=''
  # A database with another time of change than the file has been written since, or was replaced.
  [[ -f $file && -r $file && -f $database && ! $database -nt $file && ! $database -ot $file ]] || return 0
  # `read` would read letter by letter.
  sysread -s 1000000 text <$file || return 0
  lines=("${(@f)text}")
  [[ $lines[1] == 'yogaflow 1' && $lines[-2,-1] == 'end ' ]] || return 0
  wanted=${wanted:-${lines[2]#*$'\t'}}
  for line in "${(@)lines[3,-3]}"; do
    fields=("${(@ps:\t:)line}")
    [[ $fields[2] == "$wanted" && -z $name && $fields[9] == session_id=* ]] || continue
    mode=$fields[3] name=$fields[8] spans=("${(@)fields[4,6]}")
  done
  [[ -n $name && $name != *[[:cntrl:]]* ]] || return 0
  for text in "${(@)spans}"; do
    [[ $text == <-> && $#text -le 13 ]] || return 0
  done
  now=$((EPOCHSECONDS * 1000)) counted=$((10#$spans[1]))
  ((now <= 10#$spans[3])) || now=$((10#$spans[3]))
  ((now <= 10#$spans[2])) || ((counted += now - 10#$spans[2]))
  local minutes=$((counted / 60000))
  text=${minutes}m
  ((minutes < 60)) || text=$((minutes / 60))h${(l:2::0:)$((minutes % 60))}m
  [[ $mode != paused ]] || text+=' paused'
  ((counted <= 14400000)) || text+=' over 4h'
  YOGAFLOW_PROMPT="$name $text" psvar[9]="$name $text"
}
zmodload zsh/system zsh/datetime
autoload -Uz add-zsh-hook
add-zsh-hook precmd yogaflow_prompt
# Put %9v or YOGAFLOW_PROMPT into a prompt yourself, and it stays where you put it.
[[ ${PROMPT-}${RPROMPT-}${RPS1-} == (*%9v*|*YOGAFLOW_PROMPT*) ]] || PROMPT='%(9V.[%9v] .)'${PROMPT-}
