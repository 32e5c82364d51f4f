import { hash_equals } from '../php/hash_equals.ts';

/** An application password of a user, as it is kept. */
export interface ApplicationPassword {
  readonly uuid: string;
  readonly userId: number;
  readonly appId: string;
  readonly name: string;
  /** 24 letters and digits. */
  readonly password: string;
  /** Unix seconds. */
  readonly created: number;
  lastUsed: number | null;
  lastIp: string | null;
}

type NewPassword = Pick<ApplicationPassword, 'userId' | 'name' | 'created'> &
  Partial<Pick<ApplicationPassword, 'appId' | 'password'>>;

const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** `WP_Application_Passwords`: those of all users, by user and in the order in which they were made. */
export class ApplicationPasswords {
  readonly #randomBytes: (count: number) => Uint8Array;
  readonly #byUser = new Map<number, Map<string, ApplicationPassword>>();
  #isInUse = false;

  constructor(randomBytes: (count: number) => Uint8Array) {
    this.#randomBytes = randomBytes;
  }

  /** `is_in_use()`: whether one was ever made on this site, revoked or not. */
  get isInUse(): boolean {
    return this.#isInUse;
  }

  /** `create_new_application_password()`. */
  add({ password = this.#newPassword(), appId = '', ...row }: NewPassword): ApplicationPassword {
    const added = { ...row, appId, password, uuid: this.#newUuid(), lastUsed: null, lastIp: null };
    const rows = this.#byUser.get(row.userId) ?? new Map<string, ApplicationPassword>();
    rows.set(added.uuid, added);
    this.#byUser.set(row.userId, rows);
    this.#isInUse = true;
    return added;
  }

  ofUser(userId: number): ApplicationPassword[] {
    return [...(this.#byUser.get(userId)?.values() ?? [])];
  }

  get(userId: number, uuid: string): ApplicationPassword | undefined {
    return this.#byUser.get(userId)?.get(uuid);
  }

  /** The user's row with this password; what is no letter and no digit, as the spaces that it is shown with, does not count. */
  verify(userId: number, password: string): ApplicationPassword | undefined {
    const given = password.replace(/[^a-z\d]/gi, '');
    return this.ofUser(userId).find(row => hash_equals(row.password, given));
  }

  rename(row: ApplicationPassword, name: string): ApplicationPassword {
    const renamed = { ...row, name };
    this.#byUser.get(row.userId)?.set(row.uuid, renamed);
    return renamed;
  }

  remove({ userId, uuid }: Pick<ApplicationPassword, 'userId' | 'uuid'>): void {
    this.#byUser.get(userId)?.delete(uuid);
  }

  /** How many there were. */
  removeOfUser(userId: number): number {
    const count = this.#byUser.get(userId)?.size ?? 0;
    this.#byUser.delete(userId);
    return count;
  }

  #newPassword(): string {
    return [...this.#randomBytes(24)].map(byte => alphabet[byte % alphabet.length]).join('');
  }

  /** Version 4 of RFC 9562. */
  #newUuid(): string {
    const bytes = [...this.#randomBytes(16)];
    bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
    const hex = bytes.map(byte => byte.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }
}
