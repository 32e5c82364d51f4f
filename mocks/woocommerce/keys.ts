/** What a key may do. A stored value that is none of the three lets nothing through. */
export type KeyPermissions = 'read' | 'write' | 'read_write' | (string & {});

/** A row of `woocommerce_api_keys`. */
export interface ApiKey {
  readonly keyId: number;
  readonly userId: number;
  readonly permissions: KeyPermissions;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly description: string;
}

/** The table of API keys with its indexes. WooCommerce looks a key up by its hash; a Map hashes for us. */
export class ApiKeys {
  readonly #byConsumerKey = new Map<string, ApiKey>();
  readonly #byId = new Map<number, ApiKey>();
  #nextId = 1;

  add(key: Omit<ApiKey, 'keyId'> & { keyId?: number }): ApiKey {
    const row: ApiKey = { ...key, keyId: key.keyId ?? this.#nextId };
    this.#byConsumerKey.set(row.consumerKey, row);
    this.#byId.set(row.keyId, row);
    this.#nextId = Math.max(this.#nextId, row.keyId + 1);
    return row;
  }

  find(consumerKey: string): ApiKey | undefined {
    return this.#byConsumerKey.get(consumerKey);
  }

  withId(keyId: number): ApiKey | undefined {
    return this.#byId.get(keyId);
  }

  remove(keyId: number): boolean {
    const row = this.#byId.get(keyId);
    if (!row) return false;
    this.#byId.delete(keyId);
    this.#byConsumerKey.delete(row.consumerKey);
    return true;
  }

  /** What `wc_delete_user_data()` does when a user is deleted: the keys go too. */
  removeOfUser(userId: number): void {
    for (const row of [...this.#byId.values()]) if (row.userId === userId) this.remove(row.keyId);
  }

  [Symbol.iterator](): IterableIterator<ApiKey> {
    return this.#byId.values();
  }
}
