/** Runs `latchkey gate` as a user does, with reports in a folder of its own. */
import { execFile } from 'node:child_process';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export function latchkeyGate(reports: string, ...args: readonly string[]): Promise<Result> {
  return new Promise(resolve => {
    const main = path.join(root, 'src/cli/main.ts');
    const all = [main, 'gate', '--reports', reports, ...args];
    execFile(process.execPath, all, { cwd: root, timeout: 60_000, maxBuffer: 1e9 }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr }),
    );
  });
}

interface Rule {
  readonly id: string;
  readonly outcome: string;
  readonly detail?: string;
  readonly reason?: string;
}

export interface Judged extends Result {
  readonly parsed: {
    readonly exitCode: number;
    readonly runs: readonly {
      fault: string | null;
      wrongKeys: string | null;
      requests: number;
      exitCode: number;
      failedHandshakes: readonly string[];
    }[];
    readonly rules: readonly Rule[];
  };
  readonly failed: readonly string[];
  rule(id: string): Rule | undefined;
}

/** The same with `--json`, read. */
export async function judgedBy(
  reports: string,
  command: readonly string[],
  ...flags: readonly string[]
): Promise<Judged> {
  const result = await latchkeyGate(reports, '--json', ...flags, '--', ...command);
  const parsed = JSON.parse(result.stdout || '{"rules":[],"runs":[]}') as Judged['parsed'];
  return {
    ...result,
    parsed,
    failed: parsed.rules.filter(rule => rule.outcome === 'failed').map(rule => rule.id),
    rule: id => parsed.rules.find(rule => rule.id === id),
  };
}
