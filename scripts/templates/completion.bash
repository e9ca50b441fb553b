# completion.bash: the completion of fazhi for bash; `fazhi completion bash` fills in what each verb takes.
# Names of indicators and regions are compared as text and never expanded by the shell.
# fazhi for bash: put  eval "$(fazhi completion bash)"  into ~/.bashrc
_fz_verbs="@VERBS@"
_fz_globals="@OPTIONS@"
_fz_global_takes="@TAKES@"

_fz_verb() {
  _fz_options="" _fz_takes="" _fz_plain=""
  case $1 in
@CASES@
  *) return 1 ;;
  esac
}
_fz_kind_of() {
  local pair
  for pair in $_fz_takes $_fz_global_takes; do
    if [ "${pair%%:*}" = "$1" ]; then _fz_kind=${pair#*:}; return 0; fi
  done
  return 1
}

_fz_put() {
  local word
  while IFS= read -r word; do
    if [[ $word == "$_fz_cur"* && -n $word ]]; then
      case $word in *[[:space:]\$\`\"\'\\\;\&\|\<\>\(\)\*\?]*) word=$(printf %q "$word") ;; esac
      COMPREPLY+=("$word")
    fi
  done
}

_fz_complete() {
  case $1 in
  path) compopt -o filenames 2>/dev/null
    local file
    while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "$_fz_cur") ;;
  verb) _fz_put < <(printf '%s\n' $_fz_verbs) ;;
  choice=*) _fz_put < <(printf '%s\n' ${1#choice=} | tr , '\n') ;;
  indicator|region) _fz_put < <("${COMP_WORDS[0]}" ${_fz_corpus:+--corpus "$_fz_corpus"} completion --words "$1" \
    --prefix="$_fz_cur" 2>/dev/null) ;;
  esac
}

_fazhi() {
  local _fz_cur=${COMP_WORDS[COMP_CWORD]} _fz_kind="" _fz_corpus="" _fz_options="" _fz_takes="" _fz_plain=""
  local i word verb="" at=0 before="" kinds
  COMPREPLY=()
  [ "$_fz_cur" = "=" ] && _fz_cur=""
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [ "$word" = "=" ]; then continue; fi
    if [ -n "$before" ]; then
      case $before in -c|--corpus) _fz_corpus=$word ;; esac
      before=""
    elif [[ $word == -* ]]; then
      if _fz_kind_of "$word"; then before=$word; fi
    elif [ -z "$verb" ]; then
      verb=$word
      _fz_verb "$verb"
    else
      at=$((at + 1))
    fi
  done
  if [ -n "$before" ]; then
    _fz_kind_of "$before"
    _fz_complete "$_fz_kind"
  elif [[ $_fz_cur == -* ]]; then
    _fz_put < <(printf '%s\n' $_fz_options $_fz_globals)
  elif [ -z "$verb" ]; then
    _fz_complete verb
    [ ${#COMPREPLY[@]} -gt 0 ] || _fz_complete path
  else
    kinds=($_fz_plain)
    if [ $at -ge ${#kinds[@]} ]; then
      at=$((${#kinds[@]} - 1))
      [[ $at -ge 0 && ${kinds[at]} == *+ ]] || return 0
    fi
    _fz_complete "${kinds[at]%+}"
  fi
}
complete -F _fazhi fazhi
