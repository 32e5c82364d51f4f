import { table } from './tables.ts';

/** A figure that has to hold. */
export interface Finding {
  readonly what: string;
  readonly value: number;
  readonly unit: '' | 'ms';
  /** What it has to be at least, or at most. */
  readonly least?: number;
  readonly most?: number;
}

export function isMet({
  value,
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
}: Finding): boolean {
  return value >= least && value <= most;
}

export function findingTable(findings: readonly Finding[]): string {
  return table(
    findings.map(finding => [
      isMet(finding) ? 'met' : 'MISSED',
      finding.what,
      `${finding.unit === 'ms' ? finding.value.toFixed(0) : finding.value.toFixed(3)} ${finding.unit}`.trim(),
      finding.least === undefined ? `at most ${finding.most}` : `at least ${finding.least}`,
    ]),
  );
}
