/** A WordPress user, as far as being let in depends on it. */
export interface User {
  readonly id: number;
  readonly login: string;
  readonly email: string;
  readonly password: string;
  readonly role: string;
}

export type UserChange = 'added' | 'replaced' | 'removed';

/** The users table with its indexes. Looking one up costs the same in a site of ten and of a hundred thousand. */
export class Users {
  readonly #byId = new Map<number, User>();
  readonly #byLogin = new Map<string, User>();
  readonly #byEmail = new Map<string, User>();
  #nextId = 1;
  readonly #listeners = new Set<(change: UserChange, user: User) => void>();

  add(user: Omit<User, 'id'> & { id?: number }): User {
    const row: User = { ...user, id: user.id ?? this.#nextId };
    this.#put(row);
    this.#tell('added', row);
    return row;
  }

  /** Writes over the user of this id. */
  replace(user: User): User {
    this.#take(user.id);
    this.#put(user);
    this.#tell('replaced', user);
    return user;
  }

  #put(row: User): void {
    this.#byId.set(row.id, row);
    this.#byLogin.set(row.login.toLowerCase(), row);
    this.#byEmail.set(row.email.toLowerCase(), row);
    this.#nextId = Math.max(this.#nextId, row.id + 1);
  }

  get(id: number): User | undefined {
    return this.#byId.get(id);
  }

  /** By login or e-mail address, without regard to case: MySQL's collation compares so. */
  find(loginOrEmail: string): User | undefined {
    const wanted = loginOrEmail.toLowerCase();
    return this.#byLogin.get(wanted) ?? this.#byEmail.get(wanted);
  }

  remove(id: number): boolean {
    const user = this.#take(id);
    if (user) this.#tell('removed', user);
    return user !== undefined;
  }

  /** Tells of every write to one user. */
  onChange(listener: (change: UserChange, user: User) => void): void {
    this.#listeners.add(listener);
  }

  #tell(change: UserChange, user: User): void {
    for (const listener of this.#listeners) listener(change, user);
  }

  #take(id: number): User | undefined {
    const user = this.#byId.get(id);
    if (!user) return undefined;
    this.#byId.delete(id);
    this.#byLogin.delete(user.login.toLowerCase());
    this.#byEmail.delete(user.email.toLowerCase());
    return user;
  }

  [Symbol.iterator](): IterableIterator<User> {
    return this.#byId.values();
  }
}
