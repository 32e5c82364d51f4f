/** The way out of the site: what cURL is to WordPress. The network, or a script that stands in for it. */
export interface Outbound {
  /**
   * `any` reaches every host and port, loopback and private addresses among them, because that is what a mock
   * is for; `wordpress` refuses what WordPress refuses unless a plugin says otherwise.
   */
  readonly policy: OutboundPolicy;
  /** `gethostbyname()`: the IPv4 address of a host; undefined when it has none. */
  resolve(host: string): Promise<string | undefined>;
  /** Sends one request, follows nothing. Rejects with a CurlError where cURL would fail. */
  send(request: OutboundRequest): Promise<OutboundAnswer>;
}

export type OutboundPolicy = 'any' | 'wordpress';

export interface OutboundRequest {
  readonly method: string;
  /** Absolute, `http` or `https`; a byte string. */
  readonly url: string;
  /** Every field that is sent, in order: name, value, name, value … */
  readonly headers: readonly string[];
  readonly body: Uint8Array;
  readonly timeoutSeconds: number;
  /** Ends the request before its time, where the store is closed. */
  readonly signal?: AbortSignal;
}

export interface OutboundAnswer {
  readonly status: number;
  readonly headers: readonly string[];
}

/** A request that got no answer, told as cURL tells it: `cURL error 7: Failed to connect to …`. */
export class CurlError extends Error {
  override readonly name = 'CurlError';
  /** cURL's number for it: 6 no such host, 7 no connection, 28 too slow, 35 TLS, 52 no answer, 60 certificate. */
  readonly code: number;

  constructor(code: number, text: string, cause?: unknown) {
    super(`cURL error ${code}: ${text}`, { cause });
    this.code = code;
  }
}
