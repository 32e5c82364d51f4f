/** Applications that answer half as WordPress does: none of them is shown a key. */

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Answer, Message } from '../../mocks/index.ts';
import { type Direct, openDirect } from './direct.ts';

let direct: Direct;
before(async () => {
  direct = await openDirect();
});

const json = (value: unknown, status = 200): Answer => ({
  status,
  headers: ['Content-Type', 'application/json'],
  body: Buffer.from(JSON.stringify(value)),
});
const themed: Answer = {
  status: 200,
  headers: ['Content-Type', 'text/html', 'Link', '<https://shop.test/wp-json/>; rel="https://api.w.org/"'],
  body: Buffer.from(
    '<html><head><link href="/wp-content/themes/x/style.css"><title>Shop</title></head></html>',
  ),
};
const page = (title: string, status = 200): Answer => ({
  status,
  headers: ['Content-Type', 'text/html'],
  body: Buffer.from(`<html><title>${title}</title></html>`),
});
const notThere = page('404', 404);
const names = { name: 'an application', namespaces: ['wp/v2', 'wc/v3'] };
const ownIndex = { ...names, routes: { '/': { namespace: '' }, '/wc/v3': { namespace: 'wc/v3' } } };

const applications: Readonly<Record<string, (message: Message) => Answer>> = {
  'an index without routes': () => json(names),
  'an index whose routes are null': () => json({ ...names, routes: null }),
  'an index whose routes are a list': () => json({ ...names, routes: ['/', '/users'] }),
  'an index that names no route': () => json({ ...names, routes: {} }),
  'an index with routes of its own': () => json({ ...names, routes: { '/users': { methods: ['GET'] } } }),
  'namespaces that are an object': () => json({ namespaces: { 'wp/v2': {} }, routes: { '/': {} } }),
  'a static copy: its front page and its index': ({ target }) =>
    target === '/' ? themed : target === '/wp-json/' ? json(ownIndex) : notThere,
  'a static copy whose index stands for all of its API': ({ target }) =>
    /wp-json|rest_route/.test(target) ? json(ownIndex) : themed,
  'a mock with one error of WooCommerce': ({ target }) =>
    /wp-json|rest_route/.test(target)
      ? json({ code: 'woocommerce_rest_cannot_view', message: 'no', data: { status: 401 } }, 401)
      : page('Mock'),
  'an application that says the path that was asked in its codes': ({ target }) =>
    json({ code: `rest_${target.length}`, message: target, data: { status: 401 } }, 401),
  'errors with the status in their data, behind a static copy of a front page': ({ target }) =>
    /wp-json|rest_route|wc-/.test(target)
      ? json({ code: 'unauthorized', message: 'no', data: { status: 401 } }, 401)
      : themed,
};

describe('an application that is not WordPress', () => {
  for (const [what, answer] of Object.entries(applications))
    it(`is shown no key: ${what}`, async () => {
      const shown: string[] = [];
      const diagnosis = await direct.visit(message => {
        const { consumerKey } = direct;
        const basic = Buffer.from(`${consumerKey}:`).toString('base64').slice(0, 40);
        const whole = `${message.target} ${message.headers.join(' ')} ${Buffer.from(message.body).toString()}`;
        if (whole.includes(consumerKey) || whole.includes(basic)) shown.push(message.target);
        return answer(message);
      }, true);
      assert.deepEqual(shown, []);
      assert.match(
        diagnosis.evidence.notSent.find(({ probe }) => probe.id === 'B5')?.reason ?? '',
        /nothing of WordPress|no answer was seen that WordPress itself alone gives/,
      );
    });

  it('and the store itself is shown one', async () => {
    let isShown = false;
    const { consumerKey } = direct;
    await direct.visit(({ target }) => {
      isShown ||= target.includes(consumerKey);
      return undefined;
    }, true);
    assert.ok(isShown);
  });
});
