import type { Exchange, Fixture, Store } from '../../../mocks/index.ts';
import { redact, redactUrl } from '../../redact/redact.ts';
import type { Serving } from '../../serve/serving.ts';

/** The part of what a store serves that its banner tells. */
type Urls = Pick<Serving, 'http' | 'https' | 'control' | 'workbench' | 'ca' | 'fastcgi'>;

/** What `latchkey serve` tells a person when it is ready. */
export function banner(store: Store, urls: Urls, options: { readonly showKeys: boolean }): string {
  const { fixture } = store;
  const lines = [
    `A simulated store that answers as WooCommerce ${store.profile} does: ${fixture.title}`,
    '',
    `  HTTP      ${urls.http}`,
    `  HTTPS     ${urls.https}`,
    `  workbench ${urls.workbench}`,
    `  control   ${urls.control}`,
    ...(urls.fastcgi === undefined ? [] : [`  FastCGI   ${urls.fastcgi}`]),
    `  home URL  ${store.home}`,
    ...store.faults.map(fault => `  fault     ${fault}`),
    '',
    ...personasAndTrust({ fixture, home: store.home }, urls, options.showKeys),
  ];
  return lines.join('\n');
}

/** A store by its keys: what a person needs to ask it. */
interface KeyedStore {
  readonly fixture: Fixture;
  readonly home: string;
}

/** The end of what a person is told of a store that is ready: its keys, and how to trust its certificate. */
export function personasAndTrust(
  store: KeyedStore,
  urls: Pick<Urls, 'https' | 'ca'>,
  showKeys: boolean,
): string[] {
  return [
    ...(showKeys ? keyTable(store) : keyCount(store)),
    ...trust(store, urls, showKeys),
    'Ctrl-C ends it.',
    '',
  ];
}

/** The keys of the built-in fixture, which are the same everywhere. */
function keyTable({ fixture }: KeyedStore): string[] {
  const roles = new Map(fixture.users.map(user => [user.id, user.role]));
  // Key and secret side by side are wider than a terminal of 80 columns.
  const [head = '', ...lines] = table([
    ['persona', 'may', 'user'],
    ...fixture.keys.map(key => [
      key.name,
      key.permissions,
      key.state === 'active' ? (roles.get(key.user_id) ?? '') : key.state,
    ]),
  ]);
  const indent = ' '.repeat(head.indexOf('may'));
  return [
    'Keys (made for this store, the same everywhere: no secrets)',
    head,
    ...lines.flatMap((line, index) => {
      const key = fixture.keys[index];
      return [line, `${indent}${key?.consumer_key}`, `${indent}${key?.consumer_secret}`];
    }),
    '',
    'Users (for wp-login.php and wc-auth)',
    ...table([
      ['login', 'password', 'role'],
      ...fixture.users.map(user => [user.login, user.password, user.role]),
    ]),
    '',
  ];
}

/** The keys of somebody's own fixture may be secrets: they know them, and nobody else has to. */
function keyCount({ fixture }: KeyedStore): string[] {
  return [`${fixture.keys.length} keys and ${fixture.users.length} users as in the fixture`, ''];
}

function trust(store: KeyedStore, urls: Pick<Urls, 'https' | 'ca'>, showKeys: boolean): string[] {
  if (urls.ca === null) return [];
  const key = store.fixture.keys.find(each => each.state === 'active');
  const credentials =
    showKeys && key ? `${key.consumer_key}:${key.consumer_secret}` : 'CONSUMER_KEY:CONSUMER_SECRET';
  const path = new URL(store.home).pathname.replace(/\/$/, '');
  return [
    'To trust its certificate',
    `  curl --cacert ${urls.ca} -u ${credentials} ${urls.https}${path}/wp-json/wc/v3/orders`,
    `  export NODE_EXTRA_CA_CERTS=${urls.ca}`,
    '',
  ];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => (row[column] ?? '').length)));
  return rows.map(row =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}

const overPlainHttp =
  'WooCommerce looks at key and secret over TLS only: ask the HTTPS URL, or sign with OAuth 1.0a.';

/** The first thing that goes wrong for most: `curl -u KEY:SECRET` at the HTTP URL. */
function isKeyOverPlainHttp({ scheme, target, headers }: Exchange['message']): boolean {
  if (scheme !== 'http') return false;
  if (/[?&]consumer(?:_|%5f)key=/i.test(target)) return true;
  return headers.some(
    (name, index) =>
      index % 2 === 0 && /^authorization$/i.test(name) && /^basic\s/i.test(headers[index + 1] ?? ''),
  );
}

/** A line for a request that the store refused, with the rule that did, and the client's mistake where it is known. */
export function refusalLine(
  { message, answer, judgements }: Exchange,
  hint: string | undefined,
): string | undefined {
  if (answer.status !== 401 && answer.status !== 403) return undefined;
  const refused = judgements.findLast(judgement => judgement.outcome === 'refused');
  // Where nothing was refused nothing was found: each rule says what it looked for.
  const explaining = refused ? [refused] : judgements.filter(({ outcome }) => outcome === 'passed over');
  const reasons = explaining.map(({ rule, detail }) => `${rule}: ${detail}`);
  if (!refused && isKeyOverPlainHttp(message)) reasons.unshift(overPlainHttp);
  const why = reasons.length === 0 ? '' : `  ${reasons.join(' ')}`;
  // What a client sends is shown as text: no control character reaches the terminal.
  // The target is masked by itself: the value of its last parameter would reach to the end of the line.
  const line =
    `${answer.status} ${redact(message.method)} ${redactUrl(message.target)}${redact(why)}`.replaceAll(
      /[\x00-\x1f\x7f-\x9f]/g,
      '?',
    );
  return hint === undefined ? `${line}\n` : `${line}\n    ${hint}\n`;
}
