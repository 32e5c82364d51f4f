/** Header fields in the order sent or received: name and value, duplicates kept. */
export type HeaderFields = readonly (readonly [name: string, value: string])[];

/** An HTTP request that a client means to send. */
export interface HttpRequest {
  readonly method: string;
  /** Absolute; its path and query are sent literally, nothing is normalised. */
  readonly url: string;
  readonly headers: HeaderFields;
  readonly body?: Uint8Array;
}

/** What came back, redirects not followed. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: HeaderFields;
  readonly body: Uint8Array;
}

/** Why no answer came. */
export interface Failure {
  /** Node's, undici's or OpenSSL's code: `ECONNREFUSED`, `CERT_HAS_EXPIRED`, `UND_ERR_HEADERS_TIMEOUT` … */
  readonly code: string;
  readonly message: string;
  /** The status code, when the head of the answer came and its body did not. */
  readonly status?: number;
  /** Bytes of the body that came, and those that its Content-Length promised, where there was one. */
  readonly cut?: { readonly received: number; readonly promised: number };
}

/** One request and its answer. `answer` is absent when none came; `failure` then says why. */
export interface HttpExchange {
  readonly request: HttpRequest;
  readonly answer?: HttpAnswer;
  readonly failure?: Failure;
  /** When the request was sent, as milliseconds since 1970. */
  readonly startedAt: number;
  /** Until the answer's last byte, in milliseconds. */
  readonly duration: number;
  /** What a person needs to judge it: `signature base string` for OAuth. */
  readonly notes?: Readonly<Record<string, string>>;
}

/** The value of a header field, its name compared without case; several are joined as RFC 9110 section 5.3 says. */
export function joinedHeader(headers: HeaderFields, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const values = headers.filter(([sent]) => sent.toLowerCase() === wanted).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}

/** Header fields of the flat list that Node gives and that messages of the store have: name, value, name, value … */
export function headerFields(flat: readonly string[]): (readonly [name: string, value: string])[] {
  const fields: (readonly [string, string])[] = [];
  for (let i = 0; i < flat.length; i += 2) fields.push([flat[i] as string, flat[i + 1] as string]);
  return fields;
}
