import type { HTMLElement } from 'node-html-parser';
import { absoluteUrl } from '../authorize/absolute-url.ts';
import { type Arrival, FlowError, Merchant } from '../authorize/merchant.ts';
import { joinedHeader } from '../client/http/exchange.ts';
import type { Guest } from '../client/http/guest.ts';
import { isObject } from '../files/json-text.ts';
import { redactUrl } from '../redact/redact.ts';
import { readBody } from '../site/body.ts';
import { documentOf, readForm } from './form.ts';
import type { LogInAs } from './persona.ts';
import { PersonaError } from './persona-error.ts';
import {
  decoded,
  deletionForm,
  type ListedUser,
  listedUser,
  networkAdmin,
  plain,
  setPassword,
} from './users-page.ts';

/** A key as the page of WooCommerce's settings lists it. */
export interface ListedKey {
  readonly id: number;
  readonly description: string;
  /** Where its Revoke link leads; undefined when this user may not follow it. */
  readonly revoke: string | undefined;
}

interface Page {
  readonly at: Arrival;
  readonly root: HTMLElement;
}

export interface NewKey {
  readonly id: number | undefined;
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

const keysPage = 'admin.php?page=wc-settings&tab=advanced&section=keys';

/**
 * An administrator at wp-admin. Pages are found by what WordPress and WooCommerce do not translate: names of fields,
 * ids of rows, targets of links.
 */
export class Admin {
  readonly #merchant: Merchant;
  readonly #store: string;
  readonly #credentials: LogInAs;
  #isIn = false;

  constructor(guest: Pick<Guest, 'send'>, store: string, credentials: LogInAs) {
    this.#store = store;
    this.#credentials = credentials;
    this.#merchant = new Merchant({ send: request => guest.send(request) }, store);
  }

  /** The browser, for what else is done as this user. */
  get merchant(): Merchant {
    return this.#merchant;
  }

  /** @throws {PersonaError} when the store does not let the user in. */
  async logIn(): Promise<void> {
    if (this.#isIn) return;
    const at = await flowing('log in', () => this.#merchant.logIn(this.#credentials));
    if (!at.answer)
      throw new PersonaError(
        `the log-in form leads to ${redactUrl(at.url)}, where no password is sent: it is another origin than ${redactUrl(this.#store)}, or in clear`,
      );
    const isAgain = at.page?.form?.fields.has('log') === true;
    if (isAgain) {
      const says = errorOf(at) ?? 'the log-in form is shown again';
      throw new PersonaError(`the administrator's log-in is not taken at /wp-login.php: ${says}`);
    }
    this.#isIn = true;
  }

  /** Ends the session, as far as the store offers a link for it. */
  async logOut(): Promise<void> {
    if (!this.#isIn) return;
    const at = await this.#merchant.open(`${this.#store}/wp-admin/profile.php`);
    const link = linkOf(at, href => /wp-login\.php/.test(href) && /[?&]action=logout/.test(href));
    if (link) await this.#merchant.open(link);
    this.#isIn = false;
  }

  /** Creates a user; gives back the id. The person is told nothing: the address is nobody's. */
  async createUser(user: { login: string; email: string; password: string; role: string }): Promise<number> {
    const { at, root } = await this.#page('user-new.php');
    const form = root.querySelector('form#createuser') ?? formWith(root, 'user_login');
    if (!form) throw strange('the form for a new user', at);
    const { action, fields } = readForm(form, at.url);
    // A site of a network asks for no password, and for a confirmation by mail unless a super admin waives it.
    const isOfNetwork = form.querySelector('[name="pass1"]') === null;
    fields.set('action', 'createuser');
    fields.set('user_login', user.login);
    fields.set('email', user.email);
    if (isOfNetwork) fields.set('noconfirmation', '1');
    else setPassword(fields, user.password);
    fields.set('role', user.role);
    fields.delete('send_user_notification');
    fields.set('createuser', 'Add New User');
    const after = await flowing('create a user', () => this.#merchant.post(action, fields));
    // Who may not list users is led elsewhere, without the id.
    const isDone = /[?&]update=add/.test(after.url);
    const idInUrl = /[?&](?:user_)?id=(\d+)/.exec(after.url)?.[1];
    const id = isDone ? (idInUrl ?? (await this.findUser(user.login))?.id) : undefined;
    if (id === undefined)
      throw new PersonaError(
        `the store has not created the user ${user.login}: ${errorOf(after) ?? 'it says nothing'}`,
      );
    if (isOfNetwork) await this.#givePassword(Number(id), user.password);
    return Number(id);
  }

  async #givePassword(id: number, password: string): Promise<void> {
    const { at, root } = await this.#page(`user-edit.php?user_id=${id}`);
    const form = root.querySelector('form#your-profile') ?? formWith(root, 'pass1');
    if (!form) throw strange('the form of a user', at);
    const { action, fields } = readForm(form, at.url);
    setPassword(fields, password);
    fields.set('submit', 'Update User');
    await flowing('give a user a password', () => this.#merchant.post(action, fields));
  }

  /** A user, who is one of the whole network where the site belongs to one that this administrator manages. */
  async findUser(login: string): Promise<ListedUser | undefined> {
    const search = `users.php?s=${encodeURIComponent(login)}`;
    const own = await this.#page(search);
    const network = networkAdmin(own.at.url, own.root);
    if (network === undefined) return listedUser(own.at.url, own.root, login);
    const { at, root } = await this.#page(search, network);
    return listedUser(at.url, root, login);
  }

  /** Deletes a user with all that is theirs. False when there is no such user any more. */
  async deleteUser(login: string): Promise<boolean> {
    const user = await this.findUser(login);
    if (!user) return false;
    if (user.remove === undefined)
      throw new PersonaError(`the administrator may not delete the user ${login}`);
    const at = await flowing('delete a user', () => this.#merchant.open(user.remove as string));
    const root = documentOf(at.answer?.body ?? new Uint8Array());
    const form = deletionForm(root);
    if (!form) throw strange('the question whether to delete the user', at);
    const { action, fields } = readForm(form, at.url);
    const concerned = [...fields.getAll('users[]'), ...fields.getAll('user[]')];
    if (concerned.join() !== String(user.id))
      throw new PersonaError(`the store would delete other users than ${login}`);
    // A network names the action in the form's URL, and asks what becomes of the content on each of its sites.
    if (!fields.has('dodelete')) {
      fields.set('action', 'dodelete');
      fields.set('delete_option', 'delete');
    }
    fields.set('submit', 'Confirm Deletion');
    await flowing('delete a user', () => this.#merchant.post(action, fields));
    if (await this.findUser(login)) throw new PersonaError(`the store has not deleted the user ${login}`);
    return true;
  }

  /** The keys whose description has this text in it. */
  async keys(search: string): Promise<ListedKey[]> {
    const found = new Map<number, ListedKey>();
    for (let page = 1; page <= 50; page++) {
      const { at, root } = await this.#page(`${keysPage}&s=${encodeURIComponent(search)}&paged=${page}`);
      const before = found.size;
      for (const row of root.querySelectorAll('tr')) {
        const links = row.querySelectorAll('a').map(link => decoded(link.getAttribute('href') ?? ''));
        const id = links
          .map(href => /[?&](?:revoke|edit)-key=(\d+)/.exec(href)?.[1])
          .find(each => each !== undefined);
        const description = plain(row.querySelector('strong')?.text ?? row.text);
        if (id === undefined || !description.includes(search)) continue;
        const revoke = links.find(href => /[?&]revoke-key=/.test(href));
        found.set(Number(id), {
          id: Number(id),
          description,
          revoke: revoke === undefined ? undefined : absoluteUrl(revoke, at.url),
        });
      }
      if (found.size === before) break;
    }
    return [...found.values()];
  }

  async revoke(key: ListedKey): Promise<void> {
    if (key.revoke === undefined)
      throw new PersonaError(`the administrator may not revoke the key ${key.id}`);
    await flowing('revoke a key', () => this.#merchant.open(key.revoke as string));
  }

  /** Makes a key on the page of the settings, for any user: what its button asks the store for. */
  async createKey(key: { userId: number; description: string; permissions: string }): Promise<NewKey> {
    const { at } = await this.#page(`${keysPage}&create-key=1`);
    const text = Buffer.from(at.answer?.body ?? []).toString('utf8');
    const nonce = /"update_api_nonce"\s*:\s*"([0-9a-f]+)"/.exec(text)?.[1];
    if (nonce === undefined) throw strange('the page for a new key', at);
    const fields = new URLSearchParams({
      action: 'woocommerce_update_api_key',
      security: nonce,
      key_id: '0',
      description: key.description,
      user: String(key.userId),
      permissions: key.permissions,
    });
    const after = await flowing('create a key', () =>
      this.#merchant.post(`${this.#store}/wp-admin/admin-ajax.php`, fields),
    );
    const json = bodyOf(after);
    const { consumer_key: consumerKey, consumer_secret: consumerSecret } = json?.data ?? {};
    if (typeof consumerKey !== 'string' || typeof consumerSecret !== 'string')
      throw new PersonaError(
        `the store has not made a key: ${plain(json?.data?.message) || `it answers ${after.answer?.status}`}`,
      );
    const id = /revoke-key=(\d+)/.exec(String(json?.data?.revoke_url ?? ''))?.[1];
    return { id: id === undefined ? undefined : Number(id), consumerKey, consumerSecret };
  }

  /** The id of the user who is logged in. */
  async ownId(): Promise<number> {
    const { at, root } = await this.#page('profile.php');
    const id = root.querySelector('input#user_id, input[name="user_id"]')?.getAttribute('value');
    if (id === undefined || !/^\d+$/.test(id)) throw strange('the profile', at);
    return Number(id);
  }

  /** A page of the dashboard. Plugins lead a fresh log-in elsewhere once, so it is asked for twice. */
  async #page(path: string, dashboard = `${this.#store}/wp-admin/`): Promise<Page> {
    await this.logIn();
    const url = `${dashboard}${path}`;
    const script = new URL(url).pathname.replace(/^.*(?=\/wp-admin\/)/, '');
    let at = await flowing('open the dashboard', () => this.#merchant.open(url));
    if (!at.url.includes(script)) at = await flowing('open the dashboard', () => this.#merchant.open(url));
    const body = at.answer?.body;
    if (!body || at.answer?.status !== 200 || !at.url.includes(script)) throw strange(script, at);
    return { at, root: documentOf(body) };
  }
}

async function flowing(what: string, go: () => Promise<Arrival>): Promise<Arrival> {
  try {
    return await go();
  } catch (error) {
    if (!(error instanceof FlowError)) throw error;
    throw new PersonaError(`cannot ${what}: ${error.message}`, { cause: error });
  }
}

function strange(what: string, at: Arrival): PersonaError {
  if (!at.answer)
    return new PersonaError(
      `${what} is not there: the way leads to ${redactUrl(at.url)}, which was not followed: it is not the store's, or in clear`,
    );
  const url = new URL(at.url);
  const type = joinedHeader(at.answer.headers, 'content-type') ?? 'no Content-Type';
  const says = at.page?.text.slice(0, 160) ?? '';
  return new PersonaError(
    `${what} is not there: ${url.pathname} answers ${at.answer.status}, ${type}${says ? `, “${says}”` : ''}`,
  );
}

function formWith(root: HTMLElement, field: string): HTMLElement | undefined {
  return root.querySelectorAll('form').find(form => form.querySelector(`[name="${field}"]`));
}

function linkOf(at: Arrival, wanted: (href: string) => boolean): string | undefined {
  const root = documentOf(at.answer?.body ?? new Uint8Array());
  const href = root
    .querySelectorAll('a')
    .map(link => decoded(link.getAttribute('href') ?? ''))
    .find(wanted);
  return href === undefined ? undefined : absoluteUrl(href, at.url);
}

function errorOf(at: Arrival): string | undefined {
  const root = documentOf(at.answer?.body ?? new Uint8Array());
  const text = plain(root.querySelector('#login_error, .notice-error, div.error, .woocommerce-error')?.text);
  return text === '' ? undefined : text.slice(0, 200);
}

function bodyOf(at: Arrival): { readonly data?: Record<string, unknown> } | undefined {
  const json = at.answer && readBody(at.answer).json;
  return isObject(json) ? json : undefined;
}
