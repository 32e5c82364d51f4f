import { Buffer, isUtf8 } from 'node:buffer';
import { compareToInteger } from '../../php/compare.ts';
import { isArray, type PhpValue } from '../../php/types.ts';
import { timestampWindow } from './timestamp.ts';

/**
 * The nonces that were used, of each key.
 *
 * WooCommerce keeps them in the key's row as an array from timestamp to nonce. So a second nonce of the same second
 * takes the place of the first, which can then be sent again (nonce.010). Expired ones are only thrown out when one
 * is added: until then they still count as used.
 *
 * An index beside each array makes looking one up cost the same however many there are.
 */
export class Nonces {
  readonly #ofKey = new Map<number, NoncesOfKey>();

  /** `in_array($nonce, $used_nonces, true)`. */
  isUsed(keyId: number, nonce: PhpValue): boolean {
    return this.#ofKey.get(keyId)?.holds(nonce) ?? false;
  }

  /**
   * Adds a nonce and forgets those that have expired.
   *
   * @param timestamp As the client sent it: `01795224085` and `1795224085` are two timestamps.
   * @param now Unix seconds.
   */
  remember(keyId: number, timestamp: string, nonce: PhpValue, now: number): void {
    // wpdb refuses to write what is no UTF-8, and leaves the row as it was.
    if (!isText(timestamp) || !isText(nonce)) return;
    let nonces = this.#ofKey.get(keyId);
    if (nonces === undefined) {
      nonces = new NoncesOfKey();
      this.#ofKey.set(keyId, nonces);
    }
    nonces.add(timestamp, nonce);
    nonces.expire(now);
  }

  /** The nonces of a key that are still kept. */
  *of(keyId: number): IterableIterator<PhpValue> {
    const nonces = this.#ofKey.get(keyId);
    if (nonces !== undefined) yield* nonces.byTimestamp.values();
  }

  /** How many nonces are kept for all keys together. */
  get size(): number {
    let size = 0;
    for (const nonces of this.#ofKey.values()) size += nonces.byTimestamp.size;
    return size;
  }

  /** When a key's row is deleted its nonces go with it. */
  forget(keyId: number): void {
    this.#ofKey.delete(keyId);
  }

  clear(): void {
    this.#ofKey.clear();
  }
}

class NoncesOfKey {
  readonly byTimestamp = new Map<string, PhpValue>();
  /** How many timestamps each nonce stands under. */
  readonly #uses = new Map<string, number>();
  #expiredAt: number | undefined;

  holds(nonce: PhpValue): boolean {
    return this.#uses.has(identity(nonce));
  }

  add(timestamp: string, nonce: PhpValue): void {
    const replaced = this.byTimestamp.get(timestamp);
    if (replaced !== undefined) this.#release(replaced);
    this.byTimestamp.set(timestamp, nonce);
    const id = identity(nonce);
    this.#uses.set(id, (this.#uses.get(id) ?? 0) + 1);
  }

  expire(now: number): void {
    // Within one second nothing new can have expired.
    if (this.#expiredAt === now) return;
    this.#expiredAt = now;
    for (const [timestamp, nonce] of this.byTimestamp) {
      if (compareToInteger(timestamp, now - timestampWindow) >= 0) continue;
      this.byTimestamp.delete(timestamp);
      this.#release(nonce);
    }
  }

  #release(nonce: PhpValue): void {
    const id = identity(nonce);
    const uses = (this.#uses.get(id) ?? 0) - 1;
    if (uses > 0) this.#uses.set(id, uses);
    else this.#uses.delete(id);
  }
}

/** Stands before what is made of an array: no byte string holds it. */
const array = '\u{100}';

/** A text that two values share when they are `===` in PHP. */
function identity(value: PhpValue): string {
  if (!isArray(value)) return value;
  return array + JSON.stringify([...value].map(([key, entry]) => [key, identity(entry)]));
}

const ascii = /^[\0-\x7f]*$/;

function isText(value: PhpValue): boolean {
  if (!isArray(value)) return ascii.test(value) || isUtf8(Buffer.from(value, 'latin1'));
  for (const [key, entry] of value) if (!isText(key) || !isText(entry)) return false;
  return true;
}
