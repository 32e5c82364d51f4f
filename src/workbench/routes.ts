import { randomBytes } from 'node:crypto';
import { LatchkeyError } from '../../mocks/errors.ts';
import { describeFaults, layerName } from '../../mocks/faults.ts';
import type { Store } from '../../mocks/index.ts';
import { isObject } from '../files/json-text.ts';
import { ControlError, type ControlRoute } from '../serve/control.ts';
import { trafficDetail } from './detail.ts';
import { Events } from './events.ts';
import { Feed } from './feed.ts';
import { page } from './page.ts';
import { resigned } from './resigned.ts';
import { trafficRow } from './row.ts';
import { asHar, asRecording, asSession, download } from './share.ts';
import type { ShownFault } from './view.ts';
import type { Watched, WatchedExchange } from './watched.ts';

/** What the page of a workbench asks: the traffic of what is watched, and what can be done with it. */
export function workbenchRoutes(watched: Watched): ControlRoute[] {
  const feed = new Feed(watched);
  const events = new Events(feed, watched);
  const exchangeOf = (number: unknown): WatchedExchange => {
    const exchange = feed.get(Number(number));
    if (exchange) return exchange;
    throw new ControlError(404, 'unknown_exchange', `There is no exchange ${Number(number)} any more`);
  };
  const exchanges = () => feed.list().map(({ exchange }) => exchange);
  return [
    { method: 'GET', path: '/workbench', handle: () => page },
    { method: 'GET', path: '/workbench/events', handle: () => events.stream() },
    { method: 'GET', path: '/workbench/state', handle: () => watched.state() },
    { method: 'GET', path: '/workbench/faults', handle: () => ({ faults: shownFaults(watched) }) },
    {
      method: 'GET',
      path: '/workbench/exchange',
      handle: (_, query) => {
        const number = Number(query.get('number'));
        return trafficDetail(number, exchangeOf(number), watched);
      },
    },
    {
      method: 'DELETE',
      path: '/workbench/exchanges',
      handle() {
        watched.clear();
        feed.clear();
        events.cleared();
        return {};
      },
    },
    {
      method: 'POST',
      path: '/workbench/replay',
      takesJson: true,
      async handle(body) {
        const { number, sign } = isObject(body) ? body : {};
        const exchange = exchangeOf(number);
        await watched.replay(sign === true ? signedAnew(exchange, watched) : exchange.message);
        return {};
      },
    },
    {
      method: 'GET',
      path: '/workbench/traffic.har',
      handle: () => download('traffic.har', 'application/json', asHar(exchanges(), watched)),
    },
    {
      method: 'GET',
      path: '/workbench/traffic.jsonl',
      async handle() {
        const woocommerce = await watched.version();
        if (woocommerce === undefined)
          throw new ControlError(
            409,
            'unknown_version',
            'A recording names the WooCommerce version of its store, which this one does not tell',
          );
        const { scenarios } = asRecording(exchanges(), watched, { name: 'workbench', woocommerce });
        const lines = scenarios.map(scenario => `${JSON.stringify(scenario)}\n`).join('');
        return download('traffic.jsonl', 'application/x-ndjson', lines);
      },
    },
    {
      method: 'GET',
      path: '/workbench/session.json',
      async handle() {
        const session = await asSession(feed, watched);
        return download('latchkey-session.json', 'application/json', `${JSON.stringify(session)}\n`);
      },
    },
  ];
}

/** With the key that the request shows, else with the first that works. */
function signedAnew(exchange: WatchedExchange, watched: Watched): Parameters<Watched['replay']>[0] {
  const state = watched.state();
  const keys = watched.keys();
  const shown = trafficRow(0, exchange, keys, watched.redactor()).who;
  const works = new Set(state.keys.map(({ name }) => name));
  const key =
    keys.find(({ name }) => name === shown && (works.size === 0 || works.has(name))) ??
    keys.find(({ name }) => works.has(name)) ??
    keys[0];
  if (key === undefined)
    throw new ControlError(400, 'no_key', 'No key is known here with which the request could be signed');
  return resigned(exchange, watched, key, Math.floor(state.now), randomBytes(12).toString('hex'));
}

function shownFaults({ canHave = () => true }: Watched): ShownFault[] {
  return describeFaults()
    .filter(({ id }) => canHave(id))
    .map(fault => ({ ...fault, layer: layerName(fault.layer) }));
}

/** What a workbench does to the keys and users of a simulated store. */
export function keyRoutes(store: Store): ControlRoute[] {
  return [
    {
      method: 'POST',
      path: '/workbench/keys',
      takesJson: true,
      handle(body) {
        const { user, permissions } = isObject(body) ? body : {};
        if (
          typeof user !== 'string' ||
          (permissions !== 'read' && permissions !== 'write' && permissions !== 'read_write')
        )
          throw new ControlError(
            400,
            'invalid_key',
            'POST /workbench/keys expects {"user": "login", "permissions": "read"}; or write, or read_write',
          );
        try {
          const { consumerKey, consumerSecret } = store.grant({
            user,
            permissions,
            description: 'Made in the workbench',
          });
          return { consumerKey, consumerSecret };
        } catch (error) {
          if (!(error instanceof LatchkeyError)) throw error;
          throw new ControlError(400, 'invalid_key', `POST /workbench/keys: ${error.message}`);
        }
      },
    },
    {
      method: 'DELETE',
      path: '/workbench/keys',
      handle(_, query) {
        const id = Number(query.get('id'));
        const key = store.keptKeys().find(({ keyId }) => keyId === id);
        if (!key || !store.revoke(key.consumerKey))
          throw new ControlError(404, 'unknown_key', `There is no key ${id}`);
        return {};
      },
    },
    {
      method: 'DELETE',
      path: '/workbench/users',
      handle(_, query) {
        const login = query.get('login') ?? '';
        if (!store.deleteUser(login)) throw new ControlError(404, 'unknown_user', 'There is no such user');
        return {};
      },
    },
  ];
}
