import type { RuleOutcome } from '../gate/gate.ts';
import type { Redactor } from '../redact/redact.ts';

const marks = { passed: '✓', failed: '✗', skipped: '-' } as const;

/** What came of the rules for a client's traffic, for a person. */
export function ruleLines(rules: readonly RuleOutcome[], redactor: Redactor): string[] {
  const lines: string[] = [];
  for (const { rule, outcome } of rules) {
    const detail = outcome.outcome === 'skipped' ? `skipped: ${outcome.reason}` : outcome.detail;
    lines.push(
      `${marks[outcome.outcome]} ${rule.id.padEnd(16)} ${rule.title}`,
      `    ${redactor.text(detail)}`,
    );
    if (outcome.outcome !== 'failed') continue;
    for (const finding of outcome.findings.slice(1, 10))
      lines.push(`    ${redactor.text(`${finding.where}: ${finding.what}`)}`);
    lines.push(`    fix: ${rule.fix}`);
  }
  return lines;
}

/** `9 (6 passed, 3 skipped)`. */
export function countedRules(rules: readonly RuleOutcome[]): string {
  const parts = (['passed', 'failed', 'skipped'] as const)
    .map(wanted => [rules.filter(({ outcome }) => outcome.outcome === wanted).length, wanted] as const)
    .filter(([number]) => number > 0)
    .map(([number, wanted]) => `${number} ${wanted}`);
  return `${rules.length} (${parts.join(', ')})`;
}

/** How a client's command ended. */
export function howItEnded(exitCode: number): string {
  return exitCode === 0 ? 'succeeded' : `failed: it ended with ${exitCode}`;
}
