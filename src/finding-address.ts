/**
 * Where a finding is described, from the root of the repository: the one place that knows, so that links in output
 * and documents move together.
 * @param kind `fault` for what `latchkey doctor` names, `mistake` for what `latchkey explain` names.
 */
export function findingAddress(kind: 'fault' | 'mistake', id: string): string {
  return `docs/findings/${kind === 'fault' ? 'README' : 'mistakes'}.md#${id}`;
}
