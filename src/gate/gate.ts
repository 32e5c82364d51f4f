import { TargetError } from '../errors.ts';
import { type ClientExchange, type StartedStore, startStore } from '../start-store.ts';
import { runCommand } from './command.ts';
import { environmentFor, type Mapping } from './environment.ts';
import type { GateOutcome, GateRule } from './rule.ts';
import { gateRules } from './rules/index.ts';
import { type Run, seen } from './traffic.ts';

export interface GateOptions {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Hosting faults, as `--fault` takes them: one more run of the command for each. */
  readonly faults: readonly string[];
  readonly mappings: readonly Mapping[];
  readonly profile?: string;
  readonly signal: AbortSignal;
  readonly onOutput: (chunk: Buffer) => void;
  /** Told before each run of the command. */
  readonly onRun?: (fault: string | undefined) => void;
}

export interface RuleOutcome {
  readonly rule: GateRule;
  readonly outcome: GateOutcome;
}

export interface GateResult {
  readonly runs: readonly Run[];
  readonly rules: readonly RuleOutcome[];
  /** What the command itself ended with against the healthy store. */
  readonly exitCode: number;
  /** Secrets that no report may show. */
  readonly secrets: readonly string[];
  readonly startedAt: number;
  readonly duration: number;
}

/** The key that the command is given: a read/write key of an administrator. */
const persona = 'owner';
/** WooCommerce's window for timestamps, in seconds: recordings time.offset.*. */
const timestampWindow = 15 * 60;

/**
 * Runs the client's command against a healthy store, then once for each fault, and judges what it sent.
 *
 * @throws {TargetError} when the command sent no request to the healthy store: nothing can be judged then.
 */
export async function gate(options: GateOptions): Promise<GateResult> {
  const startedAt = Date.now();
  const runs: Run[] = [];
  let secret = '';
  let homes: Parameters<typeof gateRules>[0] = () => ({ scheme: 'http', authority: '', path: '' });
  for (const fault of [undefined, ...options.faults]) {
    if (options.signal.aborted) break;
    options.onRun?.(fault);
    const { run, store } = await runOnce(options, fault);
    runs.push(run);
    if (fault === undefined) {
      secret = store.keys[persona]?.consumerSecret ?? '';
      const { host } = new URL(store.url);
      homes = scheme => ({ scheme, authority: host, path: '' });
      if (run.exchanges.length === 0)
        throw new TargetError(
          `the command sent no request to the store (it ended with ${run.exitCode}): nothing can be judged`,
          {
            advice:
              'Let it read LATCHKEY_URL and the keys from its environment, or map its own names with --env.',
          },
        );
    }
  }
  const judged = { runs, consumerSecret: secret, window: timestampWindow };
  return {
    runs,
    rules: gateRules(homes, options.faults).map(rule => ({ rule, outcome: rule.judge(judged) })),
    exitCode: runs[0]?.exitCode ?? 0,
    secrets: [secret],
    startedAt,
    duration: Date.now() - startedAt,
  };
}

async function runOnce(
  options: GateOptions,
  fault: string | undefined,
): Promise<{ run: Run; store: StartedStore }> {
  const exchanges: ClientExchange[] = [];
  const store = await startStore({
    ...(options.profile !== undefined && { profile: options.profile }),
    ...(fault !== undefined && { faults: [fault] }),
    onExchange: exchange => exchanges.push(exchange),
  });
  try {
    const { exitCode, output } = await runCommand({
      command: options.command,
      cwd: options.cwd,
      env: environmentFor(store, persona, options.mappings, options.env),
      signal: options.signal,
      onOutput: options.onOutput,
    });
    const seenExchanges = exchanges.map((exchange, index) => seen(exchange, index + 1));
    return { run: { fault, exitCode, output, exchanges: seenExchanges }, store };
  } finally {
    await store.close();
  }
}
