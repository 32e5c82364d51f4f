import { type CompletedCommand, type CompletedOption, quoted, targetsCommand } from './words.ts';

/** A script for zsh: to be a file `_latchkey` in a folder of \`fpath\`, or to be evaluated after \`compinit\`. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  const described = commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`);
  const cases = commands.map(({ name, words, options }) => {
    const argument = words.length > 0 ? `*:argument:(${words.join(' ')})` : '*:file:_files';
    const specs = [...options.map(specOf), quoted(argument)];
    return `    ${name})\n      _arguments \\\n        ${specs.join(' \\\n        ')}\n      ;;`;
  });
  return `#compdef latchkey
_latchkey_targets() {
  compadd "$@" -- all simulated \${(f)"$(${targetsCommand} 2>/dev/null)"}
}
_latchkey() {
  local -a commands
  commands=(
${described.join('\n')}
    'help:print the help of a command'
  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  shift words
  ((CURRENT--))
  case $words[1] in
    help) _describe command commands ;;
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = _latchkey ]; then
  _latchkey "$@"
else
  compdef _latchkey latchkey
fi
`;
}

/** As `_arguments` has it: \`(-h --help)'{-h,--help}'[print help]\`, a value after a colon. */
function specOf({ flags, description, takesValue, values, asksForTargets }: CompletedOption): string {
  const text = description.replaceAll(/[\\[\]:]/g, '\\$&');
  const known = values.length > 0 ? `(${values.join(' ')})` : '_files';
  const value = asksForTargets ? '_latchkey_targets' : known;
  const rest = `[${text}]${takesValue ? `:value:${value}` : ''}`;
  const flag = flags.at(-1) as string;
  return flags.length === 1
    ? quoted(`*${flag}${rest}`)
    : `${quoted(`(${flags.join(' ')})`)}{${flags.join(',')}}${quoted(rest)}`;
}
