/** A WordPress user, as far as being let in depends on it. */
export interface User {
  readonly id: number;
  readonly login: string;
  readonly email: string;
  readonly password: string;
  readonly role: string;
}

/** The users table with its indexes. Looking one up costs the same in a site of ten and of a hundred thousand. */
export class Users {
  readonly #byId = new Map<number, User>();
  readonly #byLogin = new Map<string, User>();
  readonly #byEmail = new Map<string, User>();
  #nextId = 1;

  add(user: Omit<User, 'id'> & { id?: number }): User {
    const row: User = { ...user, id: user.id ?? this.#nextId };
    this.#byId.set(row.id, row);
    this.#byLogin.set(row.login.toLowerCase(), row);
    this.#byEmail.set(row.email.toLowerCase(), row);
    this.#nextId = Math.max(this.#nextId, row.id + 1);
    return row;
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
    const user = this.#byId.get(id);
    if (!user) return false;
    this.#byId.delete(id);
    this.#byLogin.delete(user.login.toLowerCase());
    this.#byEmail.delete(user.email.toLowerCase());
    return true;
  }

  [Symbol.iterator](): IterableIterator<User> {
    return this.#byId.values();
  }
}
