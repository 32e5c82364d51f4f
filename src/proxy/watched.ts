import { seenExchange } from '../gate/traffic.ts';
import { createRedactor, type Redactor } from '../redact/redact.ts';
import { secretFor } from '../workbench/detail.ts';
import type { WatchedState } from '../workbench/view.ts';
import type { Watched, WatchedExchange, WatchedKey } from '../workbench/watched.ts';
import { type Explain, explainJob } from './explain-job.ts';
import { whyNotBefore } from './faults.ts';
import type { RunningProxy } from './proxy.ts';

/** What is known of the store behind a proxy. */
export interface KnownStore {
  /** The home URL, which clients sign. */
  readonly home: string;
  readonly profile?: string;
  readonly keys: readonly WatchedKey[];
  /** A secret whose key is not named: that of the first key that the traffic shows. */
  readonly secretAlone?: string;
  /** What else must never be shown. */
  readonly secrets: readonly string[];
  version(): Promise<string | undefined>;
}

type Said = ReturnType<Watched['explain']>;

/**
 * A proxy as a workbench looks at it.
 *
 * @param explain in this thread when left out.
 */
export function watchedProxy(
  proxy: RunningProxy,
  known: KnownStore,
  explain: Explain = async job => explainJob(job),
): Watched {
  const { journal } = proxy;
  let keys = known.keys;
  let redactor: Redactor | undefined;
  if (known.secretAlone !== undefined) learnKey(known.secretAlone);

  function learnKey(consumerSecret: string): void {
    const stop = journal.onExchange(exchange => {
      const consumerKey = seenExchange(exchange, 0).consumerKey.trim();
      if (!consumerKey.startsWith('ck_')) return;
      keys = [...keys, { name: 'owner', consumerKey, consumerSecret }];
      redactor = undefined;
      stop();
    });
  }

  const secrets = () => [
    ...known.secrets,
    ...(known.secretAlone === undefined ? [] : [known.secretAlone]),
    ...keys.flatMap(({ consumerKey, consumerSecret }) => [consumerKey, consumerSecret]),
  ];
  /** What was said of an exchange, and by which secret: the terminal and the workbench ask the same. */
  const said = new WeakMap<WatchedExchange, { readonly secret?: string; readonly explained: Said }>();

  return {
    home: known.home,
    ...(known.profile !== undefined && { profile: known.profile }),
    version: known.version,
    redactor() {
      redactor ??= createRedactor(secrets());
      return redactor;
    },
    keys: () => keys,
    exchanges: () => journal.list(),
    clear: () => journal.clear(),
    onExchange: listener => journal.onExchange(listener),
    state: () => stateOf(proxy, known.home, keys.length > 0),
    explain(exchange) {
      const consumerSecret = secretFor(exchange, { keys: () => keys });
      const before = said.get(exchange);
      if (before && before.secret === consumerSecret) return before.explained;
      const { home, profile } = known;
      const explained = explain({
        exchange,
        home,
        secrets: secrets(),
        ...(profile !== undefined && { profile }),
        ...(consumerSecret !== undefined && { consumerSecret }),
      });
      said.set(exchange, { ...(consumerSecret !== undefined && { secret: consumerSecret }), explained });
      return explained;
    },
    replay: message => proxy.replay(message),
    canHave: fault => whyNotBefore(fault) === undefined,
  };
}

function stateOf(proxy: RunningProxy, home: string, hasKey: boolean): WatchedState {
  const path = new URL(home).pathname.replace(/\/$/, '');
  return {
    title: `A proxy before ${home}`,
    can: ['replay', ...(hasKey ? (['sign'] as const) : []), 'faults'],
    facts: [
      ...proxy.store.urls.map(url => ['store', url] as const),
      ['home URL', home],
      ['called by', `${proxy.url}${path}`],
      ['over TLS', `${proxy.httpsUrl}${path}`],
      ['forward proxy', proxy.url],
      ['authority', proxy.authority.file],
      ['tunnels to other hosts', String(proxy.tunnels)],
    ],
    url: proxy.httpsUrl + path,
    ca: proxy.authority.file,
    keys: [],
    users: [],
    faults: proxy.faults,
    webhooks: [],
    now: Math.floor(Date.now() / 1000),
    nonces: 0,
  };
}
