import { type CompletedCommand, quoted, targetsCommand } from './words.ts';

/**
 * A script for bash. Where it has nothing to offer, bash completes the names of files, which is right for every flag
 * without values of its own.
 */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  const names = [...commands.map(({ name }) => name), 'help'];
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter(({ takesValue }) => takesValue)
      .map(({ flags, values, asksForTargets }) => {
        const patterns = flags.map(flag => quoted(`${name} ${flag}`)).join('|');
        const asked = asksForTargets ? `" $(${targetsCommand} 2>/dev/null)"` : '';
        return `    ${patterns}) words=${quoted(values.join(' '))}${asked} ;;`;
      }),
  );
  const flags = commands.map(({ name, options, words }) => {
    const all = options.flatMap(option => option.flags);
    const plain = words.map(word => word.replace(/^@/, ''));
    return `        ${name}' '-*) words=${quoted(all.join(' '))} ;;\n        ${name}' '*) words=${quoted(plain.join(' '))} ;;`;
  });
  return `# bash completion for latchkey
_latchkey() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD - 1]} words='' word
  COMPREPLY=()
  # bash takes the @ of a tag for a word of its own, and tags are taken without it.
  [[ $current == @ ]] && current=''
  if ((COMP_CWORD == 1)); then
    words=${quoted([...names, '--help', '--version'].join(' '))}
  else
    # What comes after -- is another program's.
    for word in "\${COMP_WORDS[@]:2:COMP_CWORD-2}"; do
      [[ $word == -- ]] && return
    done
    case "\${COMP_WORDS[1]} $previous" in
    help' '*) words=${quoted(commands.map(({ name }) => name).join(' '))} ;;
${values.join('\n')}
    *)
      case "\${COMP_WORDS[1]} $current" in
${flags.join('\n')}
      esac
      ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o bashdefault -o default -F _latchkey latchkey
`;
}
