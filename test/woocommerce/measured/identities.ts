/** Those who were asked for: nobody, four users by their cookie and a nonce, five keys by Basic. */
import { noBody, type Store } from '../../../mocks/index.ts';

export const host = 'shop.test:8443';

interface Identity {
  readonly name: string;
  /** The column of the table. */
  readonly role: 'nobody' | 'customer' | 'author' | 'shop_manager' | 'administrator';
  readonly login?: string;
  readonly key?: string;
}

export const identities: readonly Identity[] = [
  { name: 'nobody', role: 'nobody' },
  { name: 'customer', role: 'customer', login: 'customer' },
  { name: 'author', role: 'author', login: 'author' },
  { name: 'manager', role: 'shop_manager', login: 'manager' },
  { name: 'administrator', role: 'administrator', login: 'admin' },
  { name: 'key admin_r', role: 'administrator', key: 'admin_r' },
  { name: 'key admin_w', role: 'administrator', key: 'admin_w' },
  { name: 'key admin_rw', role: 'administrator', key: 'admin_rw' },
  { name: 'key manager_rw', role: 'shop_manager', key: 'manager_rw' },
  { name: 'key customer_rw', role: 'customer', key: 'customer_rw' },
];

/** The header fields by which a store knows this identity. */
export async function fieldsOf(
  store: Store,
  { login, key }: Identity,
  where: 'api' | 'dashboard' = 'api',
): Promise<string[]> {
  if (key !== undefined) {
    const row = store.fixture.keys.find(({ name }) => name === key);
    const pair = `${row?.consumer_key}:${row?.consumer_secret}`;
    return ['Authorization', `Basic ${Buffer.from(pair).toString('base64')}`];
  }
  if (login === undefined) return [];
  const user = store.fixture.users.find(one => one.login === login);
  const answer = await send(
    store,
    'POST',
    '/wp-login.php',
    ['Cookie', 'wordpress_test_cookie=WP%20Cookie%20check'],
    {
      log: login,
      pwd: user?.password ?? '',
      testcookie: '1',
    },
  );
  const set = answer.headers.flatMap((value, index) =>
    index % 2 === 1 && answer.headers[index - 1]?.toLowerCase() === 'set-cookie' ? [value] : [],
  );
  const cookies = set.map(value => value.split(';', 1)[0] as string);
  const cookie = cookies.find(value => value.includes('logged_in'));
  if (cookie === undefined) throw new Error(`${login} cannot log in: ${answer.status}`);
  if (where === 'dashboard') return ['Cookie', cookies.join('; ')];
  const nonce = await send(store, 'GET', '/wp-admin/admin-ajax.php?action=rest-nonce', [
    'Cookie',
    cookies.join('; '),
  ]);
  return ['Cookie', cookie, 'X-WP-Nonce', nonce.text];
}

async function send(
  store: Store,
  method: string,
  target: string,
  fields: readonly string[],
  form?: Record<string, string>,
) {
  const body = form === undefined ? noBody : Buffer.from(new URLSearchParams(form).toString());
  const type = form === undefined ? [] : ['Content-Type', 'application/x-www-form-urlencoded'];
  const headers = ['Host', host, ...type, ...fields];
  const answer = await store.answer({ method, scheme: 'https', host, target, headers, body });
  return { ...answer, text: Buffer.from(answer.body).toString('utf8') };
}
