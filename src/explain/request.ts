/**
 * A signed request as a person has it, before anybody has interpreted it. Text is kept as byte strings (one
 * character for one byte), because a signature is made over bytes.
 */
export interface ReceivedRequest {
  readonly source: InputFormat;
  readonly method: string;
  /** True when the input did not name the method and GET was assumed. */
  readonly methodAssumed: boolean;
  readonly scheme: 'http' | 'https';
  /** True when the input did not name the scheme. */
  readonly schemeAssumed: boolean;
  /** Host with its port, as asked; undefined when the input does not tell it (a line of an access log). */
  readonly authority: string | undefined;
  /** `/path?query`, percent-encoding untouched. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** Unix seconds at which it was sent, where the input tells that (HAR, an access log). */
  readonly time?: number;
}

type InputFormat = 'url' | 'curl' | 'fetch' | 'http' | 'har' | 'access log';

/** UTF-8 text as the bytes that go over the wire. */
export function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Bytes as text for a person; bytes that are no UTF-8 show as U+FFFD. */
export function toText(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

export function firstHeaderOf(request: ReceivedRequest, name: string): string | undefined {
  return request.headers.find(([sent]) => sent.toLowerCase() === name.toLowerCase())?.[1];
}
