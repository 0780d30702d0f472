# The open practice in the prompt of zsh, from yogaflow's state file: no program is started.
# YOGAFLOW_PROMPT and psvar[9] hold it, such as "sun-salutation-a 12m"; they are empty when no practice is open.
yogaflow_prompt() {
  emulate -L zsh
  local file=@STATE_FILE@ wanted=${YOGAFLOW_PROFILE-} text='' database='' name='' mode='' now='' counted='' line
  local -a lines fields spans
  YOGAFLOW_PROMPT='' psvar[9]=''
  # `read` would read letter by letter.
  [[ -r $file ]] && sysread -s 65536 text <$file || return 0
  lines=("${(@f)text}")
  [[ $lines[1] == 'yogaflow 1' && $lines[-2,-1] == 'end ' ]] || return 0
  database=${lines[2]#*$'\t'} wanted=${wanted:-${lines[3]#*$'\t'}}
  for line in "${(@)lines[4,-3]}"; do
    fields=("${(@ps:\t:)line}")
    [[ $fields[2] != "$wanted" || -n $name ]] || { mode=$fields[3] name=$fields[8] spans=("${(@)fields[4,6]}") }
  done
  # A database with another time of change than the file has been written since, or was replaced.
  [[ -n $name && "$spans" != *[^0-9\ ]* ]] || return 0
  [[ -f $database && ! $database -nt $file && ! $database -ot $file ]] || return 0
  now=$((EPOCHSECONDS * 1000)) counted=$spans[1]
  ((now <= spans[3])) || now=$spans[3]
  ((now <= spans[2])) || ((counted += now - spans[2]))
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
# Put %9v into PROMPT or RPROMPT yourself, and it stays where you put it.
[[ ${PROMPT-}${RPROMPT-} == *%9v* ]] || PROMPT='%(9V.[%9v] .)'${PROMPT-}
