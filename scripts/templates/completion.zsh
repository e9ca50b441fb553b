#compdef fazhi
# completion.zsh: the completion of fazhi for zsh; `fazhi completion zsh` fills in what each verb takes.
# fazhi for zsh: put  eval "$(fazhi completion zsh)"  into ~/.zshrc, behind compinit
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
  for pair in ${=_fz_takes} ${=_fz_global_takes}; do
    if [[ ${pair%%:*} == "$1" ]]; then _fz_kind=${pair#*:}; return 0; fi
  done
  return 1
}

_fz_complete() {
  local -a found
  case $1 in
  path) _files ;;
  verb) found=(${=_fz_verbs}); compadd -a found ;;
  choice=*) found=(${(s:,:)1#choice=}); compadd -a found ;;
  indicator|region)
    found=("${(@f)$("${words[1]}" ${_fz_corpus:+--corpus} ${_fz_corpus:+"$_fz_corpus"} completion --words "$1" 2>/dev/null)}")
    compadd -a found ;;
  esac
}

_fazhi() {
  local _fz_kind="" _fz_corpus="" _fz_options="" _fz_takes="" _fz_plain=""
  local i word verb="" at=0 before=""
  local -a kinds found
  for ((i = 2; i < CURRENT; i++)); do
    word=${words[i]}
    if [[ -n $before ]]; then
      case $before in -c|--corpus) _fz_corpus=$word ;; esac
      before=""
    elif [[ $word == -* ]]; then
      if _fz_kind_of "$word"; then before=$word; fi
    elif [[ -z $verb ]]; then
      verb=$word
      _fz_verb "$verb"
    else
      at=$((at + 1))
    fi
  done
  if [[ -n $before ]]; then
    _fz_kind_of "$before"
    _fz_complete "$_fz_kind"
  elif [[ ${words[CURRENT]} == -* ]]; then
    found=(${=_fz_options} ${=_fz_globals})
    compadd -a found
  elif [[ -z $verb ]]; then
    _fz_complete verb
    _files -g '*.lua'
  else
    kinds=(${=_fz_plain})
    if ((at >= ${#kinds})); then
      at=$((${#kinds} - 1))
      [[ $at -ge 0 && ${kinds[at+1]} == *+ ]] || return 0
    fi
    _fz_complete "${kinds[at+1]%+}"
  fi
}
compdef _fazhi fazhi
