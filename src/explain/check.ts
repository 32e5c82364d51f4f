/** One of the steps by which a store judges a request, and what was found there. */
export interface Check {
  readonly step:
    | 'api'
    | 'connection'
    | 'credentials'
    | 'form'
    | 'key'
    | 'secret'
    | 'signature'
    | 'window'
    | 'nonce'
    | 'rights'
    | 'answer';
  /** A sentence. */
  readonly found: string;
  /** `open`: the request alone does not tell. */
  readonly mark: 'good' | 'bad' | 'open';
}

/** What the store answers, as far as it is decided before a resource is asked. */
export interface ExpectedAnswer {
  /** undefined: it lets the request through, and the resource answers. */
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
}
