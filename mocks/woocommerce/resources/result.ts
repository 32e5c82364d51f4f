import { Buffer } from 'node:buffer';
import type { RestResult } from '../../wordpress/rest/route.ts';

type Header = readonly [string, string | number];

/** A result whose JSON text is ready; its data is read from the text only where somebody wants to look at it. */
export class ReadyResult implements RestResult {
  readonly status = 200;
  readonly json: string;
  readonly headers: readonly Header[];
  readonly bytes: Uint8Array | undefined;

  constructor(json: string, headers: readonly Header[] = [], bytes?: Uint8Array) {
    this.json = json;
    this.headers = headers;
    this.bytes = bytes;
  }

  get data(): unknown {
    return JSON.parse(this.json);
  }
}

/** What `encodeJson()` gives is ASCII. */
export function bytesOf(json: string): Uint8Array {
  return Buffer.from(json, 'latin1');
}
