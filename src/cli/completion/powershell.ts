import { type CompletedCommand, type CompletedOption, targetsCommand } from './words.ts';

/**
 * A script for PowerShell 5.1 and 7. Where it gives nothing back, PowerShell completes the names of files. Tags stand without
 * their @, which would be the splat operator.
 */
export function powershellCompletion(commands: readonly CompletedCommand[]): string {
  return `# PowerShell completion for latchkey
Register-ArgumentCompleter -Native -CommandName latchkey -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $commands = @{
${commands.map(commandOf).join('\n')}
  }
  $offer = {
    param($text, $tip)
    if ($text -like "$wordToComplete*") {
      [System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $tip)
    }
  }
  # The words that stand whole before the cursor.
  $before = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text })
  # What comes after -- is another program's.
  if ($before -contains '--') { return }
  if ($before.Count -le 1 -or ($before.Count -eq 2 -and $before[1] -eq 'help')) {
    foreach ($name in $commands.Keys | Sort-Object) { & $offer $name $commands[$name].Summary }
    if ($before.Count -le 1) { & $offer 'help' 'print the help of a command' }
    return
  }
  $command = $commands[$before[1]]
  if ($null -eq $command) { return }
  if ($before.Count -gt 2 -and $command.Values.ContainsKey($before[-1])) {
    foreach ($value in $command.Values[$before[-1]]) { & $offer $value $value }
    if ($command.Targets -contains $before[-1]) {
      foreach ($name in ${targetsCommand} 2>$null) { & $offer $name 'a target of the configuration' }
    }
    return
  }
  if ($wordToComplete -like '-*') {
    foreach ($flag in $command.Flags.Keys | Sort-Object) { & $offer $flag $command.Flags[$flag] }
    return
  }
  foreach ($word in $command.Words) { & $offer $word $word }
}
`;
}

function commandOf({ name, summary, words, options }: CompletedCommand): string {
  const each = (of: (option: CompletedOption) => string, from: readonly CompletedOption[]) =>
    from.flatMap(option => option.flags.map(flag => `${inPowerShell(flag)} = ${of(option)}`)).join('; ');
  const targets = options.filter(option => option.asksForTargets).flatMap(option => option.flags);
  return `    ${inPowerShell(name)} = @{
      Summary = ${inPowerShell(summary)}
      Words = ${list(words.map(word => word.replace(/^@/, '')))}
      Flags = @{ ${each(option => inPowerShell(option.description || option.flags.join(', ')), options)} }
      Values = @{ ${each(
        option => list(option.values),
        options.filter(option => option.takesValue),
      )} }
      Targets = ${list(targets)}
    }`;
}

function list(texts: readonly string[]): string {
  return `@(${texts.map(inPowerShell).join(', ')})`;
}

/** A single quote stands for itself where it is doubled; so do the typographic ones, which PowerShell takes for it. */
function inPowerShell(text: string): string {
  return `'${text.replaceAll(/['\u2018-\u201b]/g, '$&$&')}'`;
}
