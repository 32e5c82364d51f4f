/**
 * oauth-1.0a signs, fetch sends: as the README of oauth-1.0a shows it, the query in the URL. With `URLSearchParams` as
 * its argument the query is written by that class, else with encodeURIComponent, brackets left as they are.
 */
import { createHmac } from 'node:crypto';
import OAuth from 'oauth-1.0a';
import { drive, queryOf } from './driver.mjs';

await drive(async order => {
  const oauth = new OAuth({
    consumer: { key: order.key, secret: order.secret },
    signature_method: 'HMAC-SHA256',
    hash_function: (baseString, key) => createHmac('sha256', key).update(baseString).digest('base64'),
  });
  const query = process.argv[2] === 'URLSearchParams' ? queryOf(order.pairs) : order.literalQuery;
  const url = query === '' ? order.url : `${order.url}?${query}`;
  const form = order.form ?? {};
  const signed = oauth.authorize({ url, method: order.method, data: form });
  const own = Object.fromEntries(Object.entries(signed).filter(([name]) => name.startsWith('oauth_')));
  const inHeader = order.mode === 'OAuth in the header';
  const body = order.json
    ? JSON.stringify(order.json)
    : order.form
      ? queryOf(Object.entries(form))
      : undefined;
  const answer = await fetch(
    inHeader ? url : `${url}${url.includes('?') ? '&' : '?'}${queryOf(Object.entries(own))}`,
    {
      method: order.method,
      headers: {
        ...(inHeader && oauth.toHeader(own)),
        ...(order.json && { 'Content-Type': 'application/json' }),
        ...(order.form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
      },
      body,
    },
  );
  return { status: answer.status, body: await answer.text() };
});
