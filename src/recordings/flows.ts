/** Recorded flows of granting keys, driven again: nonces and cookies are the store's own, the app is a script. */

import { isDeepStrictEqual } from 'node:util';
import { CookieJar } from 'tough-cookie';
import { LatchkeyError } from '../../mocks/errors.ts';
import type { Answer, Message } from '../../mocks/index.ts';
import { headerFields } from '../client/http/exchange.ts';
import { urlOf } from './message.ts';
import { observeHeaders } from './observe.ts';
import { pageFacts } from './page-facts.ts';
import type { PageFacts, RecordedCallback, RecordedScenario, RecordedStep } from './recording.ts';
import type { ScriptedApp } from './scripted-app.ts';

/** What a flow is driven against: a store whose way out is the scripted app. */
export interface FlowTarget {
  answer(message: Message): Promise<Answer>;
  setClock(now: number): void;
  readonly app: ScriptedApp;
  /** The store's home URL. */
  readonly home: string;
  readonly users: readonly { readonly login: string; readonly password: string; readonly role: string }[];
}

/** `verdict`: status, title, location and what the app was sent; `full`: every header and fact of the page. */
export type FlowLevel = 'verdict' | 'full';

/** Where the store and the recording part. */
export interface FlowDifference {
  /** The step, from 1. */
  readonly step: number;
  /** `status`, `headers.location`, `page.links`, `callbacks` … */
  readonly where: string;
  readonly wanted: unknown;
  readonly came: unknown;
}

/** Drives one flow against a fresh store and tells where it parts from the recording; nothing when it does not. */
export async function replayFlow(
  target: FlowTarget,
  flow: RecordedScenario,
  level: FlowLevel,
): Promise<readonly FlowDifference[]> {
  const browser = new Browser(target);
  const nonces = new Map<string, string>();
  const differences: FlowDifference[] = [];
  let loggedIn = false;
  for (const [index, step] of flow.steps.entries()) {
    target.setClock(step.at);
    // A flow that begins without a session gets one by what it does itself.
    if (index === 0 && step.request.loggedIn) await browser.logIn(personaOf(flow, target), step.request.url);
    else if (loggedIn && !step.request.loggedIn && !endsSession(step)) browser.forget();
    loggedIn = step.request.loggedIn ?? false;

    target.app.begin(step);
    const answer = await browser.send(
      step.request.method,
      withFreshNonces(step.request.url, nonces),
      step.request.headers.flat(),
      withFreshNonces(step.request.body ?? '', nonces),
    );
    const came = {
      status: answer.status,
      headers: headersOf(answer),
      page: pageFacts(new TextDecoder().decode(answer.body)),
      callbacks: [...target.app.received],
    };
    learnNonces(nonces, step.response.page, came.page);
    for (const difference of compare(step, came, level)) differences.push({ step: index + 1, ...difference });
  }
  return differences;
}

interface Came {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly page: PageFacts;
  readonly callbacks: readonly RecordedCallback[];
}

function compare(step: RecordedStep, came: Came, level: FlowLevel): Omit<FlowDifference, 'step'>[] {
  const differences: Omit<FlowDifference, 'step'>[] = [];
  const check = (where: string, wanted: unknown, got: unknown) => {
    if (!isDeepStrictEqual(wanted, got)) differences.push({ where, wanted, came: got });
  };
  const { status, headers, page } = step.response;
  check('status', status, came.status);
  check('headers.location', masked(String(headers.location ?? '')), masked(came.headers.location ?? ''));
  if (page) {
    check('page.title', page.title, came.page.title);
    check('page.h1', page.h1, came.page.h1);
  }
  const wantedCallbacks = step.callbacks ?? [];
  check(
    'callbacks',
    wantedCallbacks.map(({ method, path }) => `${method} ${path}`),
    came.callbacks.map(({ method, path }) => `${method} ${path}`),
  );
  for (const [i, wanted] of wantedCallbacks.entries()) {
    const got = came.callbacks[i];
    if (got) check(`callbacks.${i}.body`, bodyFacts(wanted.body), bodyFacts(got.body));
  }
  if (level === 'verdict') return differences;

  check('headers', maskedValues(headers), maskedValues(came.headers));
  for (const [i, wanted] of wantedCallbacks.entries()) {
    const got = came.callbacks[i];
    if (got) check(`callbacks.${i}.headers`, callbackHeaders(wanted), callbackHeaders(got));
  }
  // A page in the theme's frame has the theme's links and texts, which are none of the store's business.
  if (!page || isThemed(page)) return differences;
  check('page.links', page.links.map(maskedValues), came.page.links.map(maskedValues));
  check('page.forms', page.forms, came.page.forms);
  check('page.fields', page.fields.map(maskedField), came.page.fields.map(maskedField));
  check('page.items', page.items, came.page.items);
  check('page.text', maskedText(page.text), maskedText(came.page.text));
  return differences;
}

function isThemed(page: PageFacts): boolean {
  return page.links.some(link => link.class.includes('skip-link'));
}

/** A nonce is new each time. */
function masked(text: string): string {
  return text.replace(/(_wpnonce|wc_auth_nonce)=[0-9a-f]{10}/g, '$1=NONCE');
}

function maskedValues(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? masked(value) : value]),
  );
}

function maskedField(field: PageFacts['fields'][number]): PageFacts['fields'][number] {
  return /nonce$/.test(field.name) && /^[0-9a-f]{10}$/.test(field.value)
    ? { ...field, value: 'NONCE' }
    : field;
}

/** How long cURL has waited is not the same twice. */
function maskedText(text: string): string {
  return text.replace(/after \d+ (ms|milliseconds)/, 'after N $1');
}

/** What a callback says, with the key's number and credentials by their form. */
function bodyFacts(body: string): unknown {
  if (body === '') return '';
  const form = body
    .replace(/"key_id":\d+/, '"key_id":NUMBER')
    .replace(/"ck_[0-9a-f]{40}"/, '"ck_FORTY"')
    .replace(/"cs_[0-9a-f]{40}"/, '"cs_FORTY"');
  return form;
}

/** The length follows the key's number. */
function callbackHeaders(callback: RecordedCallback): unknown {
  return callback.headers.map(([name, value]) =>
    name.toLowerCase() === 'content-length' ? [name, 'LENGTH'] : [name, value],
  );
}

/** Cookies are the browser's, and new in each run. */
function headersOf(answer: Answer): Record<string, string> {
  const { 'set-cookie': _cookies, ...headers } = observeHeaders(headerFields(answer.headers));
  return headers;
}

/** Pairs the nonces of a recorded page with those of the page that came: by link and by field. */
function learnNonces(nonces: Map<string, string>, recorded: PageFacts | undefined, came: PageFacts): void {
  if (!recorded) return;
  const nonceOf = (text: string) => /(?:_wpnonce|wc_auth_nonce)=([0-9a-f]{10})/.exec(text)?.[1];
  for (const link of recorded.links) {
    const old = nonceOf(link.href);
    const fresh = nonceOf(
      came.links.find(each => each.class === link.class && nonceOf(each.href))?.href ?? '',
    );
    if (old && fresh) nonces.set(old, fresh);
  }
  for (const field of recorded.fields) {
    const fresh = came.fields.find(each => each.name === field.name)?.value;
    if (/nonce$/.test(field.name) && fresh) nonces.set(field.value, fresh);
  }
}

function withFreshNonces(text: string, nonces: ReadonlyMap<string, string>): string {
  let fresh = text;
  for (const [old, now] of nonces) fresh = fresh.replaceAll(old, now);
  return fresh;
}

/** A step that logs out leaves no session behind, but needs the one there was. */
function endsSession(step: RecordedStep): boolean {
  return /[?&]action=logout\b/.test(step.request.url);
}

const rolesInTitles: readonly (readonly [RegExp, string])[] = [
  [/\bmanager\b/i, 'shop_manager'],
  [/\bcustomer\b/i, 'customer'],
  [/\bauthor\b/i, 'author'],
  [/\bsubscriber\b/i, 'subscriber'],
];

/** Who was logged in when the flow was recorded: the page says it, or the title does; else an administrator. */
function personaOf(flow: RecordedScenario, target: FlowTarget): FlowTarget['users'][number] {
  const named = flow.steps
    .map(step => /Logged in as (\S+)/.exec(step.response.page?.text ?? '')?.[1])
    .find(login => target.users.some(user => user.login === login));
  const prefix = /^(\w+):/.exec(flow.title)?.[1];
  const role = rolesInTitles.find(([pattern]) => pattern.test(flow.title))?.[1] ?? 'administrator';
  const user =
    target.users.find(({ login }) => login === named) ??
    target.users.find(({ login }) => login === prefix) ??
    target.users.find(user => user.role === role);
  if (!user)
    throw new LatchkeyError('LATCHKEY_RECORDING', {
      where: flow.id,
      what: `the fixture has no user with the role ${role}`,
    });
  return user;
}

/** A browser as far as a flow needs one: it keeps cookies, and follows nothing by itself. */
class Browser {
  readonly #target: FlowTarget;
  #jar = new CookieJar();

  constructor(target: FlowTarget) {
    this.#target = target;
  }

  forget(): void {
    this.#jar = new CookieJar();
  }

  async logIn(user: { readonly login: string; readonly password: string }, near: string): Promise<void> {
    const form = new URLSearchParams({ log: user.login, pwd: user.password });
    const path = new URL(this.#target.home).pathname.replace(/\/$/, '');
    const page = `${near.slice(0, near.indexOf('/', 8))}${path}/wp-login.php`;
    await this.send('POST', page, ['Content-Type', 'application/x-www-form-urlencoded'], String(form));
  }

  async send(method: string, url: string, headers: readonly string[], body: string): Promise<Answer> {
    const { scheme, authority: host, target } = urlOf({ url });
    const cookies = await this.#jar.getCookieString(url);
    const answer = await this.#target.answer({
      method,
      scheme,
      host,
      target: Buffer.from(target, 'utf8').toString('latin1'),
      headers: [...headers, ...(cookies === '' ? [] : ['Cookie', cookies])],
      body: new TextEncoder().encode(body),
    });
    for (const [name, value] of headerFields(answer.headers))
      if (name.toLowerCase() === 'set-cookie') await this.#jar.setCookie(value, url);
    return answer;
  }
}
