// A small client of WooCommerce, and the ways in which it misbehaves when told to.
import { createHmac, randomBytes } from 'node:crypto';

const {
  LATCHKEY_URL: http,
  LATCHKEY_HTTPS_URL: https,
  LATCHKEY_CONSUMER_KEY: key,
  LATCHKEY_CONSUMER_SECRET: secret,
} = process.env;
const faults = new Set(process.argv.slice(2));
const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
const encode = text =>
  encodeURIComponent(text).replace(/[!'()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

async function orders() {
  const url = `${https}/wp-json/wc/v3/orders?per_page=1`;
  const answer = await fetch(url, { headers: { authorization } });
  if (answer.status !== 401 || faults.has('no-fallback')) return answer;
  return fetch(`${url}&consumer_key=${key}&consumer_secret=${secret}`);
}

async function signed({ nonce = randomBytes(8).toString('hex'), off = 0 } = {}) {
  const url = `${http}/wp-json/wc/v3/products`;
  const parameters = {
    search: 'red shoes',
    oauth_consumer_key: key,
    oauth_nonce: nonce,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(Math.floor(Date.now() / 1000) + off),
  };
  const names = faults.has('unsorted') ? Object.keys(parameters) : Object.keys(parameters).sort();
  const joined = names.map(name => `${encode(name)}=${encode(parameters[name])}`).join('&');
  const ampersand = faults.has('no-ampersand') ? '' : '&';
  const signature = createHmac('sha256', secret + ampersand)
    .update(`GET&${encode(url)}&${encode(joined)}`)
    .digest('base64');
  return fetch(`${url}?${new URLSearchParams({ ...parameters, oauth_signature: signature })}`);
}

const answer = await orders();
await signed();
if (faults.has('nonce')) for (const off of [0, 1]) await signed({ nonce: 'always', off });
if (faults.has('clock')) await signed({ off: 4000 });
if (faults.has('plain')) await fetch(`${http}/wp-json/wc/v3/orders`, { headers: { authorization } });
if (faults.has('retry'))
  for (let i = 0; i < 2; i++)
    await fetch(`${https}/wp-json/wc/v3/orders`, { headers: { authorization: 'Basic eDp5' } });
if (faults.has('log')) console.log(`using ${secret}`);
if (faults.has('referer'))
  await fetch(`${https}/wp-json/`, { headers: { referer: `https://app.test/?secret=${secret}` } });
if (faults.has('authorize'))
  await fetch(
    `${https}/wc-auth/v1/authorize?app_name=x&scope=all&user_id=1&return_url=https%3A%2F%2Fapp.test`,
    { redirect: 'manual' },
  );
if (faults.has('fails')) process.exit(7);
if (!answer.ok && faults.has('hammers')) for (let i = 0; i < 3; i++) await orders();
if (!answer.ok && faults.has('swallows')) process.exit(0);
if (!answer.ok && faults.has('crashes')) authenticate(await answer.json());
if (!answer.ok && faults.has('silent')) process.exit(1);
if (!answer.ok && faults.has('german')) throw new Error('Die Zugangsdaten stimmen nicht.');
if (!answer.ok) throw new Error(`The shop refused the keys: ${(await answer.json()).code}`);

// A name that must not be taken for a word about authentication.
function authenticate(list) {
  return list.map(({ id }) => id);
}
