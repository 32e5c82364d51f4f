import { createHash, createHmac } from 'node:crypto';

/** What a salt is for; `wp-config.php` has one pair for each. */
export type SaltScheme = 'auth' | 'secure_auth' | 'logged_in' | 'nonce';

/**
 * The site's secret keys, and the sessions of its users (`WP_Session_Tokens`).
 * Both come from the random source that is passed in; a new site has new keys, so its cookies and nonces
 * mean nothing to another.
 */
export class Sessions {
  readonly #randomBytes: (count: number) => Uint8Array;
  #secret: Uint8Array | undefined;
  readonly #salts = new Map<SaltScheme, string>();
  /** By user, the digest of each token with its end in Unix seconds. */
  readonly #tokens = new Map<number, Map<string, number>>();

  constructor(randomBytes: (count: number) => Uint8Array) {
    this.#randomBytes = randomBytes;
  }

  /** `wp_hash()`, `hash_hmac()` with the salt of a scheme: lower-case hexadecimal digits. */
  hash(algorithm: 'md5' | 'sha256', data: string, scheme: SaltScheme): string {
    return createHmac(algorithm, this.#salt(scheme)).update(data, 'latin1').digest('hex');
  }

  /** `wp_salt()`: text, which Node takes as a key ten times as fast as bytes. */
  #salt(scheme: SaltScheme): string {
    const known = this.#salts.get(scheme);
    if (known !== undefined) return known;
    this.#secret ??= this.#randomBytes(64);
    const salt = createHmac('sha256', this.#secret).update(scheme).digest('hex');
    this.#salts.set(scheme, salt);
    return salt;
  }

  /** Starts a session: its token, 43 letters and digits as `wp_generate_password( 43, false, false )` makes them. */
  create(userId: number, expires: number, now: number): string {
    const alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
    const token = [...this.#randomBytes(43)].map(byte => alphabet[byte % alphabet.length]).join('');
    const tokens = this.#tokens.get(userId) ?? new Map<string, number>();
    for (const [digest, end] of tokens) if (end < now) tokens.delete(digest);
    tokens.set(digestOf(token), expires);
    this.#tokens.set(userId, tokens);
    return token;
  }

  verify(userId: number, token: string, now: number): boolean {
    const expires = this.#tokens.get(userId)?.get(digestOf(token));
    return expires !== undefined && expires >= now;
  }

  destroy(userId: number, token: string): void {
    this.#tokens.get(userId)?.delete(digestOf(token));
  }
}

function digestOf(token: string): string {
  return createHash('sha256').update(token, 'latin1').digest('hex');
}
