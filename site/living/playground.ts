/** The playground without its page: a simulated store, one request of it, and the same request as lines of code. */
import { certificateFault, faults, layerName, parseFault } from '../../mocks/faults.ts';
import { builtInFixture, createStore, type Message, type Store } from '../../mocks/msw.ts';
import { profiles } from '../../mocks/rules.ts';
import { basicCredentials } from '../../src/client/basic/credentials.ts';
import { signRequest } from '../../src/client/oauth1/request.ts';
import { type ExplainView, explainView } from './explain-view.ts';

/** Where `latchkey serve --http 8080` answers: what is shown here can be run there, with the same keys. */
export const address = '127.0.0.1:8080';

/** How the credentials are sent. */
export const ways = {
  Basic: 'in the Authorization header (Basic)',
  query: 'in the query',
  OAuth: 'signed (OAuth 1.0a, in the query)',
  none: 'not at all',
} as const;

export const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;

export interface Setting {
  /** A WooCommerce version that there is a profile of. */
  readonly profile: string;
  /** The fault of the hosting; '' is none. */
  readonly fault: string;
  /** Whose key. */
  readonly persona: string;
  readonly way: keyof typeof ways;
  readonly scheme: 'http' | 'https';
  readonly method: (typeof methods)[number];
  /** Below `/wp-json/wc/v3/`, with its query: `orders?per_page=2`. */
  readonly endpoint: string;
  /** JSON, for POST and PUT. */
  readonly body: string;
}

export const firstSetting: Setting = {
  profile: '10.5',
  fault: '',
  persona: 'owner',
  way: 'Basic',
  scheme: 'https',
  method: 'GET',
  endpoint: 'orders?per_page=1',
  body: '',
};

const { keys } = builtInFixture(`http://${address}`);

export const personas: readonly { readonly name: string; readonly may: string }[] = keys.map(
  ({ name, permissions, state }) => ({ name, may: state === 'active' ? permissions : state }),
);

export const versions: readonly string[] = Object.keys(profiles);

/** The faults that show in an answer, by layer: those of a certificate need a connection. */
export const choices: readonly {
  readonly layer: string;
  readonly faults: readonly { readonly id: string; readonly title: string }[];
}[] = [
  ...Map.groupBy(
    faults.filter(({ id }) => certificateFault([parseFault(id)]) === undefined),
    ({ layer }) => layerName(layer),
  ),
].map(([layer, these]) => ({ layer, faults: these.map(({ id, title }) => ({ id, title })) }));

/** What was sent, what came back, and why. */
export interface Outcome {
  readonly request: { readonly method: string; readonly url: string; readonly headers: readonly Field[] };
  readonly answer: {
    readonly status: number;
    readonly headers: readonly Field[];
    readonly body: string;
    /** Why no whole answer came. */
    readonly broken?: string;
  };
  /** What the store's rules found, in their order. */
  readonly judgements: readonly { readonly outcome: string; readonly detail: string }[];
  readonly explained: ExplainView;
}

export type Field = readonly [name: string, value: string];

/** A store for one setting after the other: what was made in it stays until its version changes. */
export class Playground {
  #store: Store | undefined;
  #waited = 0;

  async ask(setting: Setting): Promise<Outcome> {
    const store = await this.#storeOf(setting);
    this.#waited = 0;
    store.clearJournal();
    const sent = requestOf(setting, store.now());
    const answer = await store.answer(messageOf(sent));
    const headers = pairs(answer.headers);
    const body = new TextDecoder().decode(answer.body);
    const broken = answer.breakage
      ? 'The connection breaks before the whole answer is there.'
      : this.#waited > 0
        ? `It comes after ${this.#waited} seconds, which are left out here.`
        : undefined;
    return {
      request: sent,
      answer: { status: answer.status, headers, body: readable(body), ...(broken && { broken }) },
      judgements: (store.journal().at(-1)?.judgements ?? []).map(({ outcome, detail }) => ({
        outcome,
        detail,
      })),
      explained: explainView(harOf(sent, { status: answer.status, headers, body }), {
        secret: secretOf(setting.persona),
        home: store.home,
        // Otherwise a store whose clock a fault has moved would be explained by the right one.
        now: store.now(),
      }),
    };
  }

  /** Everything as it was at the beginning. */
  async reset(): Promise<void> {
    await this.#store?.reset();
  }

  async #storeOf({ profile, fault }: Setting): Promise<Store> {
    if (this.#store?.profile !== profile) {
      await this.#store?.close();
      this.#store = await createStore({
        home: `http://${address}`,
        profile,
        orders: 3,
        httpsPort: Number(address.split(':')[1]),
        wait: async seconds => {
          this.#waited += seconds;
        },
      });
    }
    const wanted = fault === '' ? [] : [fault];
    // What a fault remembers begins anew when it is assigned.
    if (this.#store.faults.join() !== wanted.join()) this.#store.faults = wanted;
    return this.#store;
  }
}

interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly Field[];
  readonly body: string;
}

/** The request of a setting, as a client sends it. */
function requestOf(setting: Setting, now: number): Sent {
  const { method, way, persona } = setting;
  const { consumerKey, consumerSecret } = keyOf(persona);
  const body = hasBody(setting) ? setting.body : '';
  const headers: Field[] = [
    ['Host', address],
    ['Accept', 'application/json'],
    ...(body === '' ? [] : [['Content-Type', 'application/json'] as const]),
  ];
  const url = urlOf(setting);
  if (way === 'Basic') headers.push(['Authorization', basicCredentials(consumerKey, consumerSecret)]);
  if (way !== 'OAuth') return { method, url: way === 'query' ? withKeys(url, persona) : url, headers, body };
  const signed = signRequest(
    { method, url },
    {
      credentials: { consumerKey, consumerSecret },
      signatureMethod: 'HMAC-SHA256',
      placement: 'query',
      timestamp: Math.floor(now),
      nonce: crypto.randomUUID().replaceAll('-', ''),
    },
  );
  return { method, url: signed.url, headers, body };
}

function messageOf({ method, url, headers, body }: Sent): Message {
  const { protocol, pathname, search } = new URL(url);
  return {
    method,
    scheme: protocol === 'http:' ? 'http' : 'https',
    host: address,
    target: `${pathname}${search}`,
    headers: headers.flat(),
    body: new TextEncoder().encode(body),
    version: '1.1',
  };
}

/** The exchange as explain reads it. */
function harOf({ method, url, headers, body }: Sent, answer: Omit<Outcome['answer'], 'broken'>): string {
  const listed = (fields: readonly Field[]) => fields.map(([name, value]) => ({ name, value }));
  return JSON.stringify({
    request: {
      method,
      url,
      headers: listed(headers),
      ...(body !== '' && { postData: { mimeType: 'application/json', text: body } }),
    },
    response: { status: answer.status, headers: listed(answer.headers), content: { text: answer.body } },
  });
}

/** The same request as lines to run against `latchkey serve --http 8080`. */
export interface Sample {
  readonly name: 'curl' | 'fetch' | '@woocommerce/woocommerce-rest-api';
  readonly code: string;
  /** Why it is another request than the one above, where it is. */
  readonly note?: string;
}

export function samples(setting: Setting): readonly Sample[] {
  return [curlSample(setting), fetchSample(setting), clientSample(setting)];
}

/** The command that starts the store that they are for. */
export function serveCommand({ profile, fault }: Setting): string {
  return `latchkey serve --http 8080 --profile ${profile}${fault === '' ? '' : ` --fault ${fault}`}`;
}

const signing = 'curl and fetch sign nothing by themselves; the official client does, over plain HTTP.';

function curlSample(setting: Setting): Sample {
  const { method, way, persona } = setting;
  const { consumerKey, consumerSecret } = keyOf(persona);
  const url = way === 'query' ? withKeys(urlOf(setting), persona) : urlOf(setting);
  const lines = [
    `curl -i${method === 'GET' ? '' : ` -X ${method}`} ${quoted(url)}`,
    ...(setting.scheme === 'https' ? ['--cacert "$NODE_EXTRA_CA_CERTS"'] : []),
    ...(way === 'Basic' ? [`-u ${consumerKey}:${consumerSecret}`] : []),
    ...(hasBody(setting) ? [`-H 'Content-Type: application/json' -d ${quoted(setting.body)}`] : []),
  ];
  return { name: 'curl', code: lines.join(' \\\n  '), ...(way === 'OAuth' && { note: signing }) };
}

function fetchSample(setting: Setting): Sample {
  const { method, way, persona } = setting;
  const { consumerKey, consumerSecret } = keyOf(persona);
  const url = way === 'query' ? withKeys(urlOf(setting), persona) : urlOf(setting);
  const fields = [
    ...(way === 'Basic'
      ? [`    Authorization: \`Basic \${btoa('${consumerKey}:${consumerSecret}')}\`,`]
      : []),
    ...(hasBody(setting) ? [`    'Content-Type': 'application/json',`] : []),
  ];
  const options = [
    ...(method === 'GET' ? [] : [`  method: '${method}',`]),
    ...(fields.length === 0 ? [] : ['  headers: {', ...fields, '  },']),
    ...(hasBody(setting) ? [`  body: ${asLiteral(setting.body)},`] : []),
  ];
  const code = [
    options.length === 0
      ? `const answer = await fetch(${asLiteral(url)});`
      : [`const answer = await fetch(${asLiteral(url)}, {`, ...options, '});'].join('\n'),
    'console.log(answer.status, await answer.text());',
  ];
  return { name: 'fetch', code: code.join('\n'), ...(way === 'OAuth' && { note: signing }) };
}

function clientSample(setting: Setting): Sample {
  const { scheme, way, persona, method, endpoint } = setting;
  const { consumerKey, consumerSecret } = keyOf(persona);
  const [path = '', query = ''] = endpoint.split('?');
  const parameters = Object.fromEntries(new URLSearchParams(query));
  const given = [
    asLiteral(path),
    ...(method === 'POST' || method === 'PUT' ? [setting.body.trim() || '{}'] : []),
    ...(query === '' ? [] : [JSON.stringify(parameters)]),
  ];
  const note = clientNote(setting);
  const code = [
    `import client from '@woocommerce/woocommerce-rest-api';`,
    '',
    'const api = new client.default({',
    `  url: '${scheme}://${address}',`,
    `  consumerKey: '${consumerKey}',`,
    `  consumerSecret: '${consumerSecret}',`,
    `  version: 'wc/v3',`,
    ...(way === 'query' ? ['  queryStringAuth: true,'] : []),
    '});',
    'try {',
    `  const { status, data } = await api.${method.toLowerCase()}(${given.join(', ')});`,
    '  console.log(status, data);',
    '} catch ({ message, response }) {',
    '  console.log(response?.status ?? message, response?.data);',
    '}',
  ];
  return { name: '@woocommerce/woocommerce-rest-api', code: code.join('\n'), ...(note && { note }) };
}

function clientNote({ scheme, way }: Setting): string | undefined {
  if (way === 'none') return 'The official client always sends the key.';
  if (scheme === 'http' && way !== 'OAuth')
    return 'Over plain HTTP the official client signs, whatever it is told.';
  if (scheme === 'https' && way === 'OAuth')
    return 'Over https the official client signs nothing: it sends the key.';
  return undefined;
}

/** What is asked for is a path, whatever it looks like: with a scheme of its own it would be another URL. */
function urlOf({ scheme, endpoint }: Setting): string {
  const url = new URL(`./${endpoint.replace(/^\/+/, '')}`, `${scheme}://${address}/wp-json/wc/v3/`);
  // No client sends the fragment.
  url.hash = '';
  return url.href;
}

function withKeys(url: string, persona: string): string {
  const { consumerKey, consumerSecret } = keyOf(persona);
  return `${url}${url.includes('?') ? '&' : '?'}consumer_key=${consumerKey}&consumer_secret=${consumerSecret}`;
}

function keyOf(persona: string): { readonly consumerKey: string; readonly consumerSecret: string } {
  const { consumer_key: consumerKey, consumer_secret: consumerSecret } =
    keys.find(({ name }) => name === persona) ?? (keys[0] as (typeof keys)[number]);
  return { consumerKey, consumerSecret };
}

function secretOf(persona: string): string {
  return keyOf(persona).consumerSecret;
}

function hasBody({ method, body }: Setting): boolean {
  return (method === 'POST' || method === 'PUT') && body.trim() !== '';
}

function pairs(fields: readonly string[]): Field[] {
  return fields.flatMap((name, index) => (index % 2 === 0 ? [[name, fields[index + 1] ?? ''] as const] : []));
}

/** JSON in lines, everything else as it is. */
function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function asLiteral(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}
