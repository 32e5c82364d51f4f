import { isObject } from '../files/json-text.ts';
/**
 * The control listener: what a test does to the store from outside. It stands beside the store, never inside it, and
 * listens on loopback only. Its answers are described in `schemas/control.schema.json`.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { LatchkeyError, reason } from '../../mocks/errors.ts';
import { type Delivery, FaultError, type SiteSwitches, type Store } from '../../mocks/index.ts';
import type { ReadOnly } from '../../schemas/read-only.ts';
import type { ControlAnswers } from '../../schemas/types/control.ts';
import { createRedactor, type Redactor } from '../redact/redact.ts';
import { describeDelivery, describeExchange } from './control-journal.ts';
import type { Launched } from './launched.ts';
import { describeServing } from './serving.ts';

type Answers = ReadOnly<Required<ControlAnswers>>;

/** What is wrong with a request to the control listener, for its answer. */
export class ControlError extends LatchkeyError {
  override readonly name = 'ControlError';
  readonly status: number;
  /** The code in the answer, `invalid_clock`. */
  readonly answerCode: string;
  /** The methods that the path takes, for a 405 (RFC 9110 section 15.5.6). */
  readonly allow: string | undefined;

  constructor(status: number, answerCode: string, message: string, allow?: string) {
    super('LATCHKEY_CONTROL', message);
    this.status = status;
    this.answerCode = answerCode;
    this.allow = allow;
  }
}

/** One route of the control listener. */
export interface ControlRoute {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly path: string;
  /** Whether it reads the body of a POST, as every PUT does. */
  readonly takesJson?: true;
  /**
   * Does it, and gives back what is answered as JSON, or an answer of its own. `body` is the parsed body where it is
   * read, `query` what stands behind the path.
   */
  handle(body: unknown, query: URLSearchParams): unknown;
}

/** An answer that is no JSON of one piece: a page, a file, a stream of events. */
export class OwnAnswer {
  readonly send: (response: ServerResponse) => void;

  constructor(send: (response: ServerResponse) => void) {
    this.send = send;
  }
}

export interface ControlOptions {
  /** 0 or nothing takes a free port. */
  readonly port?: number;
  /** Routes beside the store's own. */
  readonly routes?: readonly ControlRoute[];
  /** Those of the workbench, `/workbench…`, made when the first of them is asked. */
  readonly workbench?: () => Promise<readonly ControlRoute[]>;
  /** The store on its sockets, for `GET /`; undefined until it is up. */
  readonly launched?: () => Launched | undefined;
}

export interface Control {
  readonly port: number;
  close(): Promise<void>;
}

/** Opens the control listener of a store on 127.0.0.1. @throws the system's error when the port cannot be had. */
export async function openControl(store: Store, options: ControlOptions = {}): Promise<Control> {
  const { launched, port, workbench } = options;
  const routes = [
    ...(launched ? [servingRoute(launched)] : []),
    ...storeRoutes(store),
    ...(options.routes ?? []),
  ];
  return listenForTools(routes, { port, workbench });
}

/** A listener on 127.0.0.1 that answers these routes. @throws the system's error when the port cannot be had. */
export async function listenForTools(
  own: readonly ControlRoute[],
  { port, workbench }: Pick<ControlOptions, 'port' | 'workbench'>,
): Promise<Control> {
  let made: Promise<readonly ControlRoute[]> | undefined;
  const routesFor = async (path: string): Promise<readonly ControlRoute[]> => {
    if (!workbench || !/^\/workbench\b/.test(path)) return own;
    // Not kept where it fails: the store may be up the next time.
    made ??= workbench().catch(error => {
      made = undefined;
      throw error;
    });
    return made;
  };
  const sockets = new Set<Socket>();
  // Taken without an import, which would load the whole of Node's HTTP module at the start.
  const { createServer } = process.getBuiltinModule('node:http');
  const server = createServer((request, response) => void serve(routesFor, request, response));
  server.on('connection', socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port ?? 0, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** What a client needs to know of the store. */
function servingRoute(launched: () => Launched | undefined): ControlRoute {
  return {
    method: 'GET',
    path: '/',
    handle: (): Answers['GET /'] => describeServing(whenUp(launched)),
  };
}

/** @throws {ControlError} 503 while the store is not up. */
export function whenUp(launched: () => Launched | undefined): Launched {
  const store = launched();
  if (!store) throw new ControlError(503, 'not_ready', 'The store is not up yet: ask again');
  return store;
}

/** The end of the year 9999: the Date of an answer has four digits for it (RFC 9110 section 5.6.7). */
const latest = 253_402_300_799;

/** What the control listener can do with any store. */
function storeRoutes(store: Store): ControlRoute[] {
  const clock = (): Answers['PUT /clock'] => ({ now: store.now() });
  const site = (): Answers['GET /site'] => ({ ...store.switches });
  const faults = (): Answers['GET /faults'] => ({ faults: store.faults });
  let redactor: Redactor | undefined;
  return [
    {
      method: 'GET',
      path: '/health',
      handle: (): Answers['GET /health'] => ({
        status: 'ok',
        profile: store.profile,
        home: store.home,
        now: store.now(),
      }),
    },
    {
      method: 'PUT',
      path: '/clock',
      handle(body) {
        const now = isObject(body) ? body.now : undefined;
        if (now !== null && !(typeof now === 'number' && now >= 0 && now <= latest))
          throw new ControlError(
            400,
            'invalid_clock',
            `PUT /clock expects {"now": seconds}, Unix time as a number from 0 to ${latest}, or {"now": null} to let the clock run`,
          );
        store.setClock(now);
        return clock();
      },
    },
    {
      method: 'POST',
      path: '/reset',
      async handle() {
        await store.reset();
        return clock();
      },
    },
    {
      method: 'GET',
      path: '/journal',
      async handle(): Promise<Answers['GET /journal']> {
        // Loaded when it is asked for: a mock server has to be up before its client gets impatient.
        const { hintFor } = await import('../explain/hint.ts');
        redactor ??= createRedactor(secretsOf(store));
        const writer = redactor;
        return {
          exchanges: store
            .journal()
            .map(exchange => describeExchange(exchange, writer, hintFor(exchange, store))),
          deliveries: store.deliveries().map(delivery => describeDelivery(delivery, writer)),
        };
      },
    },
    {
      method: 'DELETE',
      path: '/journal',
      handle(): Answers['DELETE /journal'] {
        store.clearJournal();
        return { exchanges: [], deliveries: [] };
      },
    },
    {
      method: 'POST',
      path: '/deliver',
      takesJson: true,
      async handle(body): Promise<Answers['POST /deliver']> {
        const deliveries = await deliver(store, body);
        redactor ??= createRedactor(secretsOf(store));
        const writer = redactor;
        return { deliveries: deliveries.map(delivery => describeDelivery(delivery, writer)) };
      },
    },
    { method: 'GET', path: '/site', handle: site },
    {
      method: 'PUT',
      path: '/site',
      handle(body) {
        Object.assign(store.switches, readSwitches(body));
        return site();
      },
    },
    { method: 'GET', path: '/faults', handle: faults },
    {
      method: 'PUT',
      path: '/faults',
      handle(body) {
        switchFaults(store, body);
        return faults();
      },
    },
  ];
}

/** Has webhooks deliver what the body names. */
async function deliver(store: Store, body: unknown): Promise<readonly Delivery[]> {
  const { topic, id, webhook, signature } = isObject(body) ? body : {};
  if (
    typeof id !== 'number' ||
    (topic === undefined && webhook === undefined) ||
    (topic !== undefined && typeof topic !== 'string') ||
    (webhook !== undefined && typeof webhook !== 'number') ||
    (signature !== undefined && signature !== 'right' && signature !== 'wrong')
  )
    throw new ControlError(
      400,
      'invalid_delivery',
      'POST /deliver expects {"topic": "order.created", "id": 22}, the webhook\'s id as "webhook" for one alone, and "signature": "wrong" to have it signed with another secret',
    );
  try {
    return await store.deliver({
      id,
      ...(topic !== undefined && { topic }),
      ...(webhook !== undefined && { webhook }),
      ...(signature !== undefined && { signature }),
    });
  } catch (error) {
    if (!(error instanceof LatchkeyError)) throw error;
    throw new ControlError(400, 'invalid_delivery', `POST /deliver: ${error.message}`);
  }
}

/** Switches on the hosting faults that the body names, in the place of those that are. */
function switchFaults(store: Store, body: unknown): void {
  const texts = isObject(body) ? body.faults : undefined;
  if (!Array.isArray(texts) || !texts.every(text => typeof text === 'string')) {
    throw new ControlError(
      400,
      'invalid_faults',
      'PUT /faults expects {"faults": ["strip-authorization", "cache:seconds=600"]}; an empty list switches all off',
    );
  }
  try {
    store.faults = texts;
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    throw new ControlError(400, 'invalid_faults', `PUT /faults: ${error.message}`);
  }
}

const siteSwitches: { readonly [Name in keyof SiteSwitches]: readonly SiteSwitches[Name][] } = {
  permalinks: ['pretty', 'plain'],
  maintenance: [true, false],
  comingSoon: [true, false],
  applicationPasswords: [true, false],
};

function readSwitches(body: unknown): Partial<SiteSwitches> {
  const expected = 'PUT /site expects an object with any of';
  const names = Object.keys(siteSwitches).join(', ');
  if (!isObject(body)) throw new ControlError(400, 'invalid_site', `${expected} ${names}`);
  for (const [name, value] of Object.entries(body)) {
    const values = Object.hasOwn(siteSwitches, name)
      ? (siteSwitches[name as keyof SiteSwitches] as readonly unknown[])
      : undefined;
    if (!values)
      throw new ControlError(400, 'invalid_site', `${expected} ${names}; "${name}" is none of them`);
    if (!values.includes(value))
      throw new ControlError(
        400,
        'invalid_site',
        `PUT /site: ${name} is one of ${values.map(each => JSON.stringify(each)).join(', ')}`,
      );
  }
  return body as Partial<SiteSwitches>;
}

/** What must never be written, though the journal sees it. */
function* secretsOf(store: Store): Generator<string> {
  for (const key of store.fixture.keys) {
    yield key.consumer_key;
    yield key.consumer_secret;
  }
  for (const user of store.fixture.users) yield user.password;
}

const bodyLimit = 1024 * 1024;

/** The routes that there are below the first part of a path. */
type RoutesFor = (path: string) => Promise<readonly ControlRoute[]>;

async function serve(
  routesFor: RoutesFor,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const done = await dispatch(routesFor, request);
    if (done instanceof OwnAnswer) done.send(response);
    else answer(response, 200, done);
  } catch (thrown) {
    const error =
      thrown instanceof ControlError ? thrown : new ControlError(500, 'internal_error', reason(thrown));
    const failure: Answers['error'] = { error: { code: error.answerCode, message: error.message } };
    answer(response, error.status, failure, error.allow);
  }
}

async function dispatch(routesFor: RoutesFor, request: IncomingMessage): Promise<unknown> {
  refuseStrangers(request);
  const path = (request.url ?? '/').split('?', 1)[0] as string;
  const routes = await routesFor(path);
  const here = routes.filter(route => route.path === path);
  if (here.length === 0) {
    const known = routes.map(route => `${route.method} ${route.path}`).join(', ');
    throw new ControlError(404, 'unknown_route', `${request.method} ${path} is none of: ${known}`);
  }
  // What waits for a server asks with HEAD; Node leaves the body out.
  const asked = request.method === 'HEAD' ? 'GET' : request.method;
  const route = here.find(({ method }) => method === asked);
  if (!route) {
    const methods = here.map(({ method }) => method).join(', ');
    throw new ControlError(405, 'unknown_method', `${path} takes ${methods}, not ${request.method}`, methods);
  }
  const query = new URLSearchParams((request.url ?? '').slice(path.length));
  return route.handle(await readBody(request, route.method === 'PUT' || route.takesJson === true), query);
}

/**
 * A web page that the developer has open can send requests to loopback too, and with DNS rebinding under a name of
 * its own. Tools send no Origin, and ask for a loopback host. The workbench is a page of this very origin; of another
 * port it is another origin, and the same site, which is why the field Sec-Fetch-Site is read as well: a browser sends
 * no Origin with a GET that an image or a frame asks for. Whoever follows a link to the page is let in.
 */
function refuseStrangers({ method, headers }: IncomingMessage): void {
  const asked = (headers.host ?? '').toLowerCase();
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]', ''].includes(asked.replace(/:\d+$/, ''));
  const isOwn = headers.origin === undefined || headers.origin === `http://${asked}`;
  const site = headers['sec-fetch-site'];
  const isLink = method === 'GET' && headers['sec-fetch-dest'] === 'document';
  const isNear = site === undefined || site === 'same-origin' || site === 'none' || isLink;
  if (isLoopback && isOwn && isNear) return;
  throw new ControlError(
    403,
    'not_local',
    'The control listener answers tools on this machine and its own page, not other web pages',
  );
}

async function readBody(request: IncomingMessage, isJson: boolean): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > bodyLimit) throw new ControlError(413, 'too_large', 'The body is larger than 1 MiB');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (!isJson) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ControlError(400, 'invalid_json', `The body is no JSON: ${(error as Error).message}`);
  }
}

function answer(response: ServerResponse, status: number, data: unknown, allow?: string): void {
  const body = `${JSON.stringify(data)}\n`;
  response
    .writeHead(status, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      ...(allow !== undefined && { Allow: allow }),
      // What is left of a body that was not read to its end would be taken for the next request.
      ...(status === 413 && { Connection: 'close' }),
    })
    .end(body);
}
