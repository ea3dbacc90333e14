import { shellQuoted } from '../../core/text/shell-word.ts';
import type { Completable, Flag, Word } from './completable.ts';

/** Placeholder for file names among candidates. */
const FILES = '//files';

/** Shell functions for both bash and zsh that print candidates, one per line. */
function tables(commands: readonly Completable[], flags: readonly Flag[]): string {
  const namePattern = ({ names }: { readonly names: readonly string[] }) => names.map(shellQuoted).join('|');
  const options = commands.map((command) => arm(namePattern(command), flagNames(command.flags)));
  const values = commands.flatMap(({ names, flags: own }) =>
    own.filter(hasCandidates).map((flag) => arm(pairs(names, flag.names), candidates(flag))),
  );
  const valueFlags = commands.map((command) => arm(namePattern(command), flagNames(command.flags.filter(takesValue))));
  const operands = commands.flatMap(({ names, operands: own }) =>
    own.map((operand, index) => arm(pairs(names, [String(index)]), candidates(operand))),
  );
  const programOptions = arm("''", [...commands.flatMap(({ names }) => names), ...flagNames(flags)]);
  const programValues = flags.filter(hasCandidates).map((flag) => arm(pairs([''], flag.names), candidates(flag)));
  const programValueFlags = arm("''", flagNames(flags.filter(takesValue)));
  return [
    table('_pintd_options', '$1', [programOptions, ...options]),
    table('_pintd_values', '$1 $2', [...programValues, ...values]),
    table('_pintd_valued', '$1', [programValueFlags, ...valueFlags]),
    table('_pintd_operand', '$1 $2', operands),
  ].join('\n');
}

function table(name: string, subject: string, arms: readonly string[]): string {
  return `${name}() {\n  case "${subject}" in\n${arms.join('\n')}\n  esac\n}`;
}

function arm(pattern: string, words: readonly string[]): string {
  return words.length === 0
    ? `    ${pattern}) ;;`
    : `    ${pattern}) printf '%s\\n' ${words.map(shellQuoted).join(' ')} ;;`;
}

function pairs(firsts: readonly string[], seconds: readonly string[]): string {
  return firsts.flatMap((first) => seconds.map((second) => shellQuoted(`${first} ${second}`))).join('|');
}

const flagNames = (flags: readonly Flag[]) => flags.flatMap(({ names }) => names);
const takesValue = (flag: Flag) => flag.takesValue;
const hasCandidates = (word: Word) => candidates(word).length > 0;
const candidates = ({ choices, isPath }: Word) => [...choices, ...(isPath ? [FILES] : [])];

/**
 * Prints the candidates for the next word. The words before it are arguments, not an array, because bash and zsh index
 * arrays differently.
 */
const FIND = `_pintd_find() {
  # Arguments: the words before the one to complete. Finds the command, and the position of its next operand.
  local command='' valued position=0 word before=''
  for word in "$@"; do
    valued=$(_pintd_valued "$command")
    case "
$valued
" in *"
$before
"*) before=''; continue ;; esac
    before=$word
    case "$word" in
      -*) continue ;;
    esac
    if [ -n "$command" ]; then position=$((position + 1)); continue; fi
    [ -n "$(_pintd_options "$word")" ] && command=$word
  done
  valued=$(_pintd_valued "$command")
  if [ -n "$before" ]; then
    case "
$valued
" in *"
$before
"*) _pintd_values "$command" "$before"; return ;; esac
  fi
  [ -n "$command" ] && _pintd_operand "$command" "$position"
  _pintd_options "$command"
}`;

export function bashScript(commands: readonly Completable[], flags: readonly Flag[]): string {
  return `# Completion of pintd for bash. Load it with: source <(pintd completion bash)
${tables(commands, flags)}
${FIND}
_pintd() {
  # Splits words only at blanks: bash would also split them at the colon of job:list.
  local line="\${COMP_LINE:0:COMP_POINT}" current='' found prefix
  local -a words
  read -ra words <<< "$line"
  case "$line" in
    *[[:space:]]) ;;
    *) current=\${words[\${#words[@]}-1]}; unset "words[\${#words[@]}-1]" ;;
  esac
  case "$current" in
    --*=*) words+=("\${current%%=*}"); current=\${current#*=} ;;
  esac
  found=$(_pintd_find "\${words[@]:1}")
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "\${found//${FILES}/}" -- "$current"))
  case "$found" in
    *${FILES}*) compopt -o filenames 2>/dev/null; COMPREPLY+=($(compgen -f -- "$current")) ;;
  esac
  case "$current" in
    *:*) prefix=\${current%"\${current##*:}"}; COMPREPLY=("\${COMPREPLY[@]#"$prefix"}") ;;
  esac
}
complete -F _pintd pintd
`;
}

export function zshScript(commands: readonly Completable[], flags: readonly Flag[]): string {
  return `#compdef pintd
# Completion of pintd for zsh. Load it, after compinit, with: source <(pintd completion zsh)
${tables(commands, flags)}
${FIND}
_pintd() {
  local -a found before
  before=("\${(@)words[2,CURRENT-1]}")
  if [[ $PREFIX == --*=* ]]; then before+=("\${PREFIX%%=*}"); compset -P 1 '*='; fi
  found=("\${(@f)$(_pintd_find "\${before[@]}")}")
  compadd -- "\${(@)found:#(${FILES}|)}"
  [[ -z \${found[(r)${FILES}]} ]] || _files
}
compdef _pintd pintd
`;
}
