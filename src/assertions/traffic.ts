import { UsageError } from '../../mocks/errors.ts';
import type { Store } from '../../mocks/index.ts';
import { timestampWindow } from '../../mocks/rules.ts';
import { homeOf } from '../explain/home.ts';
import type { GateRule } from '../gate/rule.ts';
import { gateRules } from '../gate/rules/index.ts';
import { seenExchange } from '../gate/traffic.ts';
import type { ClientExchange } from '../serve/start-store.ts';
import { fail } from './failure.ts';
import { type Subject, storeOf } from './subject.ts';

/** What `assertTraffic` judges, and by what. */
export interface TrafficOptions {
  /**
   * The exchanges to judge, as `startStore({ onExchange })` tells them; the store's journal when they are left out.
   * The journal holds the last thousand requests, and holds them as they arrived behind the hosting faults.
   */
  readonly exchanges?: readonly ClientExchange[];
  /** What the client has logged: no consumer secret may be in it. */
  readonly output?: string;
  /** Ids of rules that are not to be judged: `GATE-TLS-1`. */
  readonly except?: readonly string[];
}

/**
 * Asserts that a client's traffic keeps the rules that `latchkey gate` judges by: no credentials over plain HTTP, no
 * secret in a log, no nonce twice, timestamps within the window, right signatures, no refused request tried again …
 *
 * @throws {AssertionError} that names every broken rule, each with its requests and its fix; also when no request has
 *   been sent, since nothing can be judged then.
 * @throws {UsageError} when `except` names a rule that there is none of.
 *
 * @example
 * ```ts
 * import { assertTraffic, type ClientExchange, startStore } from 'latchkey';
 *
 * const exchanges: ClientExchange[] = [];
 * await using store = await startStore({ onExchange: exchange => exchanges.push(exchange) });
 * // … the client's own tests against store.httpsUrl
 * assertTraffic(store, { exchanges });
 * ```
 */
export function assertTraffic(subject: Subject, options: TrafficOptions = {}): void {
  const store = storeOf(subject);
  const exchanges = (options.exchanges ?? store.journal()).map((exchange, index) =>
    seenExchange(exchange, index + 1),
  );
  if (exchanges.length === 0)
    fail('expected traffic to judge, but no request has reached the store', { caller: assertTraffic });
  const rules = rulesFor(store, options.except ?? []);
  const broken = new Map<GateRule, string[]>();
  // A key that the store does not know has no secret to look for or to sign with.
  const secretOf = (consumerKey: string) => store.findKey(consumerKey.trim())?.consumerSecret;
  const run = { faults: [], exitCode: 0, timedOut: false, output: options.output ?? '', exchanges };
  const secrets = [...new Set(exchanges.map(({ consumerKey }) => secretOf(consumerKey)))].filter(
    secret => secret !== undefined,
  );
  for (const rule of rules) {
    const judged = rule.judge({ runs: [run], secretOf, secrets, window: timestampWindow });
    if (judged.outcome !== 'failed') continue;
    broken.set(
      rule,
      judged.findings.map(({ where, what }) => `    ${where}: ${what}`),
    );
  }
  if (broken.size === 0) return;
  const sections = [...broken].map(([rule, findings]) =>
    [`${rule.id} ${rule.title}`, ...findings, `    Fix: ${rule.fix}`].join('\n'),
  );
  fail(`the client’s traffic breaks ${broken.size} of ${rules.length} rules\n${sections.join('\n')}`, {
    actual: [...broken.keys()].map(({ id }) => id),
    expected: [],
    caller: assertTraffic,
  });
}

function rulesFor(store: Store, except: readonly string[]): readonly GateRule[] {
  const home = homeOf(store.home);
  const rules = gateRules(scheme => ({ ...home, scheme }), { profile: store.profile });
  const unknown = except.find(id => !rules.some(rule => rule.id === id));
  if (unknown !== undefined)
    throw new UsageError({
      where: `except ${JSON.stringify(unknown)}`,
      expected: `the id of a rule, one of ${rules.map(({ id }) => id).join(', ')}`,
    });
  return rules.filter(({ id }) => !except.includes(id));
}
