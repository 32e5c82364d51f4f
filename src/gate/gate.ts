import { TargetError } from '../../mocks/errors.ts';
import { nodeOutbound } from '../../mocks/index.ts';
import { timestampWindow } from '../../mocks/rules.ts';
import { startStore } from '../serve/start-store.ts';
import { runCommand } from './command.ts';
import { environmentFor, type KindOfRun, type Mapping } from './environment.ts';
import { fittedFault } from './fitted-fault.ts';
import type { GatedStore, OpenRealStore, TrafficObserver } from './gated-store.ts';
import { refusedHandshakes } from './handshakes.ts';
import { HealthyTwin } from './healthy-twin.ts';
import { TrafficRecorder } from './recorder.ts';
import { type GateOutcome, type GateRule, skipped } from './rule.ts';
import { gateRules } from './rules/index.ts';
import { verifiesWebhooks } from './rules/webhooks.ts';
import { type GateRun, isHealthy, isUnanswered, seenExchange } from './traffic.ts';
import { type ProbedDelivery, probingOutbound } from './webhook-probe.ts';
import { type KeyPair, madeWrong, wrongKeys } from './wrong-keys.ts';

export interface GateOptions {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Hosting faults, as `--fault` takes them: one more run of the command for each. */
  readonly faults: readonly string[];
  /** One more run of the command for each kind of wrong keys. */
  readonly wrongKeys?: {
    /** A text by which the client tells that its keys are refused, where it does so in words of its own. */
    readonly told?: string;
  };
  readonly mappings: readonly Mapping[];
  /** Ids of rules that are not to be judged. */
  readonly except: readonly string[];
  readonly profile?: string;
  /** A real store in the simulated one's place; it has no faults. */
  readonly openReal?: OpenRealStore;
  /** What an app's callback is trusted by beside the usual authorities, in PEM. */
  readonly callbackCa?: string;
  /** How long each run of the command may take, in milliseconds. */
  readonly timeout: number;
  /** Ends it all. */
  readonly signal: AbortSignal;
  readonly onOutput: (chunk: Buffer) => void;
  /** Told before each run of the command. */
  readonly onRun?: (kind: KindOfRun) => void;
}

export interface RuleOutcome {
  readonly rule: GateRule;
  readonly outcome: GateOutcome;
}

export interface GateResult {
  readonly runs: readonly GateRun[];
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

/**
 * Runs the client's command against a healthy store, then with wrong keys if wished and once for each fault, and judges
 * what it sent.
 *
 * @throws {TargetError} when the command sent no request to the healthy store, or the gate was interrupted: nothing can
 *   be judged then.
 */
export async function gate(options: GateOptions): Promise<GateResult> {
  const startedAt = Date.now();
  const runs: GateRun[] = [];
  const stores: GatedStore[] = [];
  const kinds: readonly KindOfRun[] = [
    {},
    ...(options.wrongKeys ? wrongKeys.map(wrong => ({ wrong })) : []),
    ...options.faults.map(fault => ({ fault })),
  ];
  for (const kind of kinds) {
    options.onRun?.(kind);
    const { run, store } = await runOnce(options, kind, runs[0]);
    if (options.signal.aborted)
      throw new TargetError('the gate was interrupted: nothing was judged', { code: 'LATCHKEY_INTERRUPTED' });
    runs.push(run);
    stores.push(store);
    if (isHealthy(run) && run.exchanges.length === 0)
      throw new TargetError(
        `the command sent no request to the store (it ${endedWith(run, options)}): nothing can be judged`,
        {
          advice:
            refusedHandshakes(run) ??
            'Let it read LATCHKEY_URL and the keys from its environment, or map its own names with --env.',
        },
      );
  }
  const [healthy] = stores as [GatedStore, ...GatedStore[]];
  const pair = healthy.keys[persona] as KeyPair;
  const own = pair.consumerSecret;
  // Of a real store's own keys nobody knows the secret; a key that the simulated one does not know is a mistyped one.
  const secretOf = secretsOf(stores, options.openReal ? undefined : own);
  // A client that prints a secret which is wrong prints its own.
  const secrets = new Set([
    own,
    ...(options.wrongKeys ? [madeWrong(pair, 'wrong secret').consumerSecret] : []),
  ]);
  for (const { consumerKey } of runs.flatMap(({ exchanges }) => exchanges)) {
    const secret = secretOf(consumerKey);
    if (secret !== undefined) secrets.add(secret);
  }
  const judged = { runs, secretOf, secrets: [...secrets], window: timestampWindow };
  const { host } = new URL(healthy.url);
  return {
    runs,
    rules: gateRules(scheme => ({ scheme, authority: host, path: '' }), {
      faults: options.faults,
      profile: healthy.profile,
      ...options.wrongKeys,
    }).map(rule => ({
      rule,
      outcome: options.except.includes(rule.id) ? skipped('left out with --except') : rule.judge(judged),
    })),
    exitCode: runs[0]?.exitCode ?? 0,
    secrets: judged.secrets,
    startedAt,
    duration: Date.now() - startedAt,
  };
}

/** A client knows the key that it was given, and those that it was granted in the authorization flow. */
function secretsOf(
  stores: readonly GatedStore[],
  otherwise: string | undefined,
): (consumerKey: string) => string | undefined {
  return consumerKey => {
    for (const store of stores) {
      const secret = store.secretOf(consumerKey.trim());
      if (secret !== undefined) return secret;
    }
    return otherwise;
  };
}

function endedWith({ exitCode, timedOut }: GateRun, { timeout }: GateOptions): string {
  return timedOut ? `was ended after ${timeout / 1000} s` : `ended with ${exitCode}`;
}

interface OpenedRun {
  readonly store: GatedStore;
  /** Whether the fault of the run has shown itself so far. */
  readonly hasSeenFault?: () => Promise<boolean>;
}

/** @param healthy The run against the healthy store, where that was before. */
async function runOnce(
  options: GateOptions,
  kind: KindOfRun,
  healthy: GateRun | undefined,
): Promise<{ run: GateRun; store: GatedStore }> {
  const { fault, wrong } = kind;
  const recorder = new TrafficRecorder();
  const webhooks: ProbedDelivery[] = [];
  const failedHandshakes: string[] = [];
  const observer: TrafficObserver = {
    onRequest: (message, at) => recorder.request(message, at),
    onExchange: exchange => void recorder.exchange(exchange),
    onHandshakeFailure: how => failedHandshakes.push(how),
  };
  const shown = fault === undefined ? undefined : fittedFault(fault, healthy?.exchanges ?? []);
  const { store, hasSeenFault } = options.openReal
    ? { store: await options.openReal(observer) }
    : await openSimulated(options, shown, recorder, { webhooks, failedHandshakes });
  try {
    const timeout = AbortSignal.timeout(options.timeout);
    const { exitCode, output } = await runCommand({
      command: options.command,
      cwd: options.cwd,
      env: environmentFor(
        store,
        madeWrong(store.keys[persona] as KeyPair, wrong),
        options.mappings,
        options.env,
        kind,
      ),
      signal: AbortSignal.any([options.signal, timeout]),
      onOutput: options.onOutput,
    });
    const exchanges = recorder.exchanges().map((exchange, index) => seenExchange(exchange, index + 1));
    const isFaultSeen = hasSeenFault && ((await hasSeenFault()) || exchanges.some(isUnanswered));
    return {
      run: {
        faults: fault === undefined ? [] : [fault],
        exitCode,
        timedOut: timeout.aborted,
        output,
        exchanges,
        isFaultSeen,
        webhooks,
        failedHandshakes,
        ...(wrong && { wrongKeys: wrong }),
      },
      store,
    };
  } finally {
    await store.close();
  }
}

/** The simulated store of a run, beside its healthy twin where it has a fault. */
async function openSimulated(
  options: GateOptions,
  fault: string | undefined,
  recorder: TrafficRecorder,
  { webhooks, failedHandshakes }: { webhooks: ProbedDelivery[]; failedHandshakes: string[] },
): Promise<OpenedRun> {
  const outbound = nodeOutbound(options.callbackCa === undefined ? {} : { ca: options.callbackCa });
  const started = await startStore({
    ...(options.profile !== undefined && { profile: options.profile }),
    ...(fault !== undefined && { faults: [fault] }),
    outbound: options.except.includes(verifiesWebhooks.id)
      ? outbound
      : probingOutbound(outbound, probed => webhooks.push(probed)),
    onHandshakeFailure: how => failedHandshakes.push(how),
    onRequest: message => recorder.request(message, started.store.now()),
    onExchange(exchange) {
      const duration = recorder.exchange(exchange);
      twin?.compare(exchange, duration);
    },
  });
  const twin = fault === undefined ? undefined : new HealthyTwin(started);
  const { url, httpsUrl, ca, caFile, keys } = started;
  return {
    store: {
      url,
      httpsUrl,
      ca,
      caFile,
      keys,
      profile: started.store.profile,
      secretOf: key => started.store.findKey(key)?.consumerSecret,
      close: () => started.close(),
    },
    ...(twin && { hasSeenFault: () => twin.hasSeenFault() }),
  };
}
