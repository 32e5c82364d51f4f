import { randomBytes } from 'node:crypto';
import { reason, TargetError } from '../../mocks/errors.ts';
import { authorizationUrl } from '../authorize/authorization-url.ts';
import { readCallback } from '../authorize/callback.ts';
import { FlowError, Merchant } from '../authorize/merchant.ts';
import type { CallbackReceiver } from '../authorize/receiver.ts';
import type { Guest } from '../client/http/guest.ts';
import { Admin, type NewKey } from './admin.ts';
import type { CreationJournal, Made } from './journal.ts';
import { askWithKey, type KeyedApi } from './key-request.ts';
import type { CreatedThing, LogInAs, Persona, TargetUser } from './persona.ts';
import { PersonaError } from './persona-error.ts';

export interface MakerOptions {
  /** Sends what makes something; it ends when the run is interrupted. */
  readonly making: Guest;
  /** Sends what removes it again. */
  readonly removing: Guest;
  /** Where WordPress is, without a slash at its end. */
  readonly store: string;
  /** The home URL. */
  readonly site: string;
  readonly api: KeyedApi;
  readonly administrator: LogInAs;
  readonly journal: CreationJournal;
  /** Where the store sends granted keys; without it keys are made on the page of the settings. */
  readonly receiver?: CallbackReceiver;
  /** Why there is no receiver although one is configured: the store's flow was not found. */
  readonly noFlow?: string | undefined;
  readonly onNote?: (text: string) => void;
}

/**
 * WordPress posts to these ports alone (`wp_http_validate_url()`), and calls a URL with another no valid one. From 5.9 on a
 * plugin can allow more (`http_allowed_safe_ports`).
 */
const safePorts = new Set(['', '80', '443', '8080']);

function whyNotSent(text: string | undefined, url: string): string {
  const { port } = new URL(url);
  if (text?.includes('A valid URL was not provided') && !safePorts.has(port))
    return `the store posts to the ports 80, 443 and 8080 alone and not to ${port}: from WordPress 5.9 on a plugin can allow it (http_allowed_safe_ports)`;
  return text?.slice(0, 160) ?? 'no callback has come';
}

/** The key with which the flow is tried when no persona needed it. */
const flowProbe = 'flow probe';

type Scope = 'read' | 'write' | 'read_write';

interface Thing {
  readonly entry: number;
  readonly made: Made;
  what: string;
  removed: boolean;
  why?: string;
}

/** Personas that are keys of the administrator, by what they may do. */
const ownKeys: readonly (readonly [persona: string, scope: Scope])[] = [
  ['owner', 'read_write'],
  ['reader', 'read'],
  ['writer', 'write'],
  ['revoked', 'read_write'],
];
/** Personas that are keys of users of their own. */
const usersKeys: readonly (readonly [persona: string, role: string])[] = [
  ['manager', 'shop_manager'],
  ['deletedUser', 'shop_manager'],
  ['customer', 'customer'],
  ['author', 'author'],
  ['subscriber', 'subscriber'],
];

/** WooCommerce lets nobody grant keys who may not manage the store. */
function mayGrant(persona: string): boolean {
  const role = usersKeys.find(([name]) => name === persona)?.[1];
  return role === undefined || role === 'shop_manager';
}

/**
 * Makes personas on a store of which it has an administrator's log-in, and removes all of it again. What it makes
 * carries its marker: users in their log-in name, keys in their description.
 */
export class PersonaMaker {
  readonly marker = `latchkey-${randomBytes(4).toString('hex')}`;
  readonly users = new Map<string, TargetUser>();
  readonly notes: string[] = [];
  readonly #options: MakerOptions;
  readonly #admin: Admin;
  readonly #things: Thing[] = [];
  readonly #secrets: string[];
  #adminId: number | undefined;
  #hasNotedGrant = false;
  /** Why the flow cannot be used, once it has failed. */
  #flowFailed: string | undefined;
  #flowWorked = false;

  constructor(options: MakerOptions) {
    this.#options = options;
    this.#admin = new Admin(options.making, options.store, options.administrator);
    this.#secrets = [options.administrator.password];
  }

  /** Passwords and keys that it has made. */
  get secrets(): readonly string[] {
    return this.#secrets;
  }

  /** Why the store cannot send granted keys here; undefined when it can, and as long as nobody has tried. */
  get flowFailed(): string | undefined {
    return this.#flowFailed;
  }

  /** What was made, and whether it is gone. */
  things(): CreatedThing[] {
    return this.#things.map(({ what, removed, why }) => ({
      what,
      removed,
      ...(why !== undefined && { why }),
    }));
  }

  /**
   * Makes the personas that are not given. One that cannot be made is left out, and a note says why.
   *
   * @param wanted those that are needed at all; all of them when left out.
   * @throws {TargetError} when the administrator is not let in, or the run is interrupted.
   */
  async make(
    given: ReadonlyMap<string, Persona>,
    wanted?: ReadonlySet<string>,
  ): Promise<Map<string, Persona>> {
    const made = new Map<string, Persona>();
    await this.#admin.logIn();
    const attempt = async (name: string, task: () => Promise<Persona>): Promise<void> => {
      if (given.has(name) || (wanted && name !== flowProbe && !wanted.has(name))) return;
      try {
        made.set(name, await task());
      } catch (error) {
        if (!(error instanceof TargetError) || error.code === 'LATCHKEY_INTERRUPTED') throw error;
        this.#note(`persona ${name} could not be made: ${reason(error)}`);
      }
    };
    for (const [name, scope] of ownKeys) await attempt(name, () => this.#ownKey(name, scope));
    for (const [name, role] of usersKeys) await attempt(name, () => this.#userKey(name, role));
    if (this.#options.receiver && !this.#flowWorked && this.#flowFailed === undefined)
      await attempt(flowProbe, () => this.#ownKey(flowProbe, 'read'));
    made.delete(flowProbe);
    const names = [...made.keys()];
    const why =
      this.#flowFailed ??
      this.#options.noFlow ??
      (this.#options.receiver ? undefined : 'no callback URL is configured');
    const [granted, ungranted] = ['granted', 'on the page'].map(way =>
      names.filter(name => (mayGrant(name) && why === undefined ? 'granted' : 'on the page') === way),
    ) as [string[], string[]];
    if (granted.length > 0)
      this.#note(`personas made with keys through the store's own key-granting flow: ${granted.join(', ')}`);
    if (ungranted.length > 0)
      this.#note(
        `personas made with keys on the page of WooCommerce's settings: ${ungranted.join(', ')} (${why ?? 'their users may grant none'})`,
      );
    return made;
  }

  /** A scenario is about to have a key granted under the marker. */
  noteGrant(): void {
    if (this.#hasNotedGrant) return;
    this.#hasNotedGrant = true;
    this.#plan({ kind: 'key', marker: this.marker }, 'the keys that scenarios were granted');
  }

  /** Removes all that was made. Never throws: what is left is told by `things`. */
  async cleanUp(): Promise<void> {
    const open = this.#things.filter(thing => !thing.removed);
    if (open.length === 0) {
      await this.#admin.logOut().catch(() => {});
      return;
    }
    const { removing, store, administrator, journal } = this.#options;
    const admin = new Admin(removing, store, administrator);
    await remove(admin, journal, open);
    await admin.logOut().catch(() => {});
    if (!this.#things.some(thing => !thing.removed)) journal.close();
  }

  async #ownKey(name: string, scope: Scope): Promise<Persona> {
    const key = await this.#grant(scope, `key of persona ${name}`, this.#options.administrator, () =>
      this.#ownId(),
    );
    if (name === 'revoked') await this.#revoke(key);
    return this.#persona(name, key, scope);
  }

  async #userKey(name: string, role: string): Promise<Persona> {
    const user = await this.#createUser(name, role);
    const description = `key of persona ${name}`;
    const key = mayGrant(name)
      ? await this.#grant('read_write', description, user, async () => user.id)
      : await this.#makeKey('read_write', description, user.id);
    if (name === 'deletedUser') {
      await this.#mustWork(key, 'the key of the user who is to be deleted');
      await this.#admin.deleteUser(user.login);
      this.#gone(made => made.kind === 'user' && made.login === user.login);
      if (await this.#works(key)) this.#note('the key of a user who was deleted still works');
    } else this.users.set(role, user);
    return this.#persona(name, key, 'read_write');
  }

  async #revoke(key: NewKey): Promise<void> {
    await this.#mustWork(key, 'the key that is to be revoked');
    const listed = (await this.#admin.keys(this.marker)).find(each => each.id === key.id);
    if (!listed) throw new PersonaError(`the key ${key.id} is not in the list of keys`);
    await this.#admin.revoke(listed);
    if (await this.#works(key)) this.#note('a key that was revoked still works');
  }

  #persona(name: string, key: NewKey, permissions: string): Persona {
    return { name, consumerKey: key.consumerKey, consumerSecret: key.consumerSecret, permissions };
  }

  async #createUser(persona: string, role: string): Promise<TargetUser> {
    // Letters and digits alone: a network of sites takes no other log-in name (wpmu_validate_user_signup()).
    const login = `${this.marker}${persona}`.toLowerCase().replaceAll('-', '');
    const password = `Lk-${randomBytes(18).toString('base64url')}`;
    this.#secrets.push(password);
    this.#plan({ kind: 'user', login, role }, `user ${login} (${role})`);
    const email = `${login}@example.com`;
    const id = await this.#admin.createUser({ login, email, password, role });
    return { id, login, password, role };
  }

  /** A key of somebody who may grant it: by the flow, or else on the page of the settings. */
  async #grant(scope: Scope, what: string, user: LogInAs, userId: () => Promise<number>): Promise<NewKey> {
    const { receiver } = this.#options;
    if (!receiver || this.#flowFailed !== undefined) return this.#makeKey(scope, what, await userId());
    const merchant =
      user === this.#options.administrator
        ? this.#admin.merchant
        : new Merchant(this.#options.making, this.#options.site);
    try {
      const key = await this.#flow(merchant, scope, what, user, receiver);
      this.#flowWorked = true;
      return key;
    } catch (error) {
      if (!(error instanceof FlowError)) throw error;
      this.#flowFailed = `the key-granting flow failed: ${error.message}`;
      return this.#makeKey(scope, what, await userId());
    }
  }

  async #flow(
    merchant: Merchant,
    scope: Scope,
    what: string,
    user: LogInAs,
    receiver: CallbackReceiver,
  ): Promise<NewKey> {
    const path = `/latchkey/${randomBytes(12).toString('hex')}`;
    const userId = randomBytes(6).toString('hex');
    const url = authorizationUrl(
      this.#options.site,
      {
        appName: this.marker,
        scope,
        userId,
        returnUrl: `${receiver.url}${path}/return`,
        callbackUrl: `${receiver.url}${path}`,
      },
      'curl',
    );
    let at = await merchant.open(url);
    if (at.page?.approve === undefined && at.page?.form) at = await merchant.submitLogin(at, user);
    if (at.page?.approve === undefined)
      throw new FlowError(`there is no approve link: ${at.page?.text.slice(0, 160)}`, []);
    this.#plan({ kind: 'key', marker: this.marker }, what);
    const after = await merchant.approve(at);
    const posted = receiver.received.find(each => each.method === 'POST' && each.path.endsWith(path));
    if (!posted) {
      const says = whyNotSent(after.page?.text, receiver.url);
      throw new FlowError(`the key has not arrived at ${receiver.url}: ${says}`, []);
    }
    const reading = readCallback(posted.body, { userId, scope });
    if ('problems' in reading) throw new FlowError(reading.problems.join('; '), []);
    const { key_id: id, consumer_key: consumerKey, consumer_secret: consumerSecret } = reading.key;
    this.#secrets.push(consumerKey, consumerSecret);
    return { id: Number(id), consumerKey, consumerSecret };
  }

  async #makeKey(scope: Scope, what: string, userId: number): Promise<NewKey> {
    this.#plan({ kind: 'key', marker: this.marker }, what);
    const key = await this.#admin.createKey({
      userId,
      description: `${this.marker} ${what}`,
      permissions: scope,
    });
    this.#secrets.push(key.consumerKey, key.consumerSecret);
    return key;
  }

  async #ownId(): Promise<number> {
    this.#adminId ??= await this.#admin.ownId();
    return this.#adminId;
  }

  async #mustWork(key: NewKey, what: string): Promise<void> {
    if (!(await this.#works(key))) throw new PersonaError(`${what} has never worked`);
  }

  /** Whether the key lets somebody in. */
  async #works(key: NewKey): Promise<boolean> {
    const { api, making } = this.#options;
    const send: Guest['send'] = request => making.send(request);
    return (await askWithKey(send, api, key, '/wp-json/wc/v3/orders?per_page=1')).way !== undefined;
  }

  #plan(made: Made, what: string): void {
    this.#things.push({ entry: this.#options.journal.plan(made), made, what, removed: false });
  }

  #gone(which: (made: Made) => boolean): void {
    for (const thing of this.#things) {
      if (thing.removed || !which(thing.made)) continue;
      thing.removed = true;
      this.#options.journal.removed(thing.entry);
    }
  }

  #note(text: string): void {
    this.notes.push(text);
    this.#options.onNote?.(text);
  }
}

/** What is to be removed: it says itself what became of it. */
export interface Removable {
  readonly entry: number;
  readonly made: Made;
  removed: boolean;
  why?: string;
}

/** Removes keys by their marker and users by their log-in name, keys first: a key goes with its user. */
export async function remove(
  admin: Admin,
  journal: CreationJournal,
  things: readonly Removable[],
): Promise<void> {
  const gone = (thing: Removable) => {
    thing.removed = true;
    delete thing.why;
    journal.removed(thing.entry);
  };
  const attempt = async (which: readonly Removable[], task: () => Promise<void>): Promise<void> => {
    try {
      await task();
      for (const thing of which) gone(thing);
    } catch (error) {
      if (!(error instanceof TargetError || error instanceof FlowError)) throw error;
      for (const thing of which) thing.why = reason(error);
    }
  };
  try {
    await admin.logIn();
  } catch (error) {
    if (!(error instanceof TargetError || error instanceof FlowError)) throw error;
    for (const thing of things) thing.why = reason(error);
    return;
  }
  const markers = new Map<string, Removable[]>();
  for (const thing of things) {
    if (thing.made.kind !== 'key') continue;
    markers.set(thing.made.marker, [...(markers.get(thing.made.marker) ?? []), thing]);
  }
  for (const [marker, own] of markers) {
    await attempt(own, async () => {
      for (const key of await admin.keys(marker)) await admin.revoke(key);
      const [left] = await admin.keys(marker);
      if (left) throw new PersonaError(`the key ${left.id} is still in the list of keys`);
    });
  }
  for (const thing of things) {
    const { made } = thing;
    if (made.kind === 'user') await attempt([thing], async () => void (await admin.deleteUser(made.login)));
  }
}
