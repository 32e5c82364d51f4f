import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type CameBy,
  destinationOf,
  type OwnAddress,
  type ProxiedStore,
  tunnelFor,
} from '../../src/proxy/destination.ts';

const store: ProxiedStore = { urls: ['https://shop.test/shop'] };
const own: OwnAddress = { hosts: new Set(['localhost', '127.0.0.1', '::1']), isOpen: false };
const open: OwnAddress = { ...own, isOpen: true };
const direct: CameBy = { scheme: 'http', tunnelTo: undefined };
const overTls: CameBy = { scheme: 'https', tunnelTo: undefined };
const called = { scheme: 'http', host: '127.0.0.1:8080' } as const;

const rows: readonly [name: string, target: string, host: string, by: CameBy, expected: unknown][] = [
  [
    'pointed at the proxy',
    '/a?b',
    '127.0.0.1:8080',
    direct,
    ['https://shop.test', 'shop.test', '/a?b', called],
  ],
  [
    'by a name',
    '/a',
    'localhost:8080',
    direct,
    ['https://shop.test', 'shop.test', '/a', { ...called, host: 'localhost:8080' }],
  ],
  [
    'by IPv6',
    '/a',
    '[::1]:8080',
    direct,
    ['https://shop.test', 'shop.test', '/a', { ...called, host: '[::1]:8080' }],
  ],
  ['the store’s own name', '/a', 'shop.test', overTls, ['https://shop.test', 'shop.test', '/a', undefined]],
  ['the same in capitals', '/a', 'SHOP.test', overTls, ['https://shop.test', 'shop.test', '/a', undefined]],
  [
    'its name over the other scheme',
    '/a',
    'shop.test',
    direct,
    ['https://shop.test', 'shop.test', '/a', { scheme: 'http', host: 'shop.test' }],
  ],
  ['absolute', 'http://shop.test/a', 'shop.test', direct, ['http://shop.test', 'shop.test', '/a', undefined]],
  [
    'absolute, over TLS, as some clients send it',
    'https://shop.test:8443/a',
    'x',
    direct,
    ['https://shop.test:8443', 'shop.test:8443', '/a', undefined],
  ],
  [
    'absolute without a path',
    'http://shop.test',
    'shop.test',
    direct,
    ['http://shop.test', 'shop.test', '/', undefined],
  ],
  [
    'through a tunnel',
    '/a',
    'shop.test',
    { scheme: 'https', tunnelTo: 'shop.test:443' },
    ['https://shop.test', 'shop.test', '/a', undefined],
  ],
  [
    'plain HTTP through a tunnel',
    '/a',
    'shop.test',
    { scheme: 'http', tunnelTo: 'shop.test:80' },
    ['http://shop.test', 'shop.test', '/a', undefined],
  ],
  [
    'Host of another in a tunnel stays there',
    '/a',
    'evil.test',
    { scheme: 'https', tunnelTo: 'shop.test:443' },
    ['https://shop.test', 'evil.test', '/a', undefined],
  ],
  ['a rebound name', '/a', 'evil.test:8080', direct, 421],
  ['a name that begins alike', '/a', 'shop.test.evil.test', direct, 421],
  ['no Host', '/a', '', direct, 421],
  ['Host that is none', '/a', 'a b', direct, 421],
  ['another address while on loopback alone', '/a', '192.0.2.1:8080', direct, 421],
  ['another host', 'http://other.test/a', 'other.test', direct, 403],
  ['another host by user name', 'http://shop.test@other.test/a', 'shop.test', direct, 403],
  ['asterisk', '*', '127.0.0.1:8080', direct, 400],
];

for (const [name, target, host, by, expected] of rows)
  test(`where a request goes: ${name}`, () => {
    const to = destinationOf({ target, host }, by, store, own);
    assert.deepEqual('why' in to ? to.status : [to.origin, to.host, to.target, to.calledAs], expected);
  });

test('beyond loopback the proxy is called by any address', () => {
  const to = destinationOf({ target: '/a', host: '192.0.2.1:8080' }, direct, store, open);
  assert.ok(!('why' in to));
  assert.ok('why' in destinationOf({ target: '/a', host: 'evil.test:8080' }, direct, store, open));
});

test('a tunnel to the store is looked into at every port of its name, on loopback at its own', () => {
  assert.equal(tunnelFor('shop.test:443', store, own).kind, 'store');
  assert.equal(tunnelFor('SHOP.TEST:8443', store, own).kind, 'store');
  assert.equal(tunnelFor('other.test:443', store, own).kind, 'other');
  assert.equal(tunnelFor('other.test:443', store, open).kind, 'refused');
  assert.equal(tunnelFor('shop.test:443', store, open).kind, 'store');
  assert.equal(tunnelFor('shop.test', store, own).kind, 'refused');
  assert.equal(tunnelFor('http://shop.test:443', store, own).kind, 'refused');
  const local: ProxiedStore = { urls: ['http://127.0.0.1:8080'] };
  assert.equal(tunnelFor('127.0.0.1:8080', local, own).kind, 'store');
  assert.equal(tunnelFor('127.0.0.1:9090', local, own).kind, 'other');
});
