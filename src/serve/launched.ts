import type { Store } from '../../mocks/index.ts';

/** A store that answers at its sockets. */
export interface Launched {
  readonly store: Store;
  readonly url: string;
  readonly httpsUrl: string;
  /** The authority of the certificate that was made for it, in PEM, and the file that holds it until `close()`. */
  readonly authority: { readonly pem: string; readonly file: string } | undefined;
  /** The file of the authority that a client has to trust; null where nobody knows one. */
  readonly authorityFile: string | null;
  /** `http://127.0.0.1:40125`. */
  readonly control: string | undefined;
  /** `127.0.0.1:9000`. */
  readonly fastcgi: string | undefined;
  /** Ends the listeners and removes the authority's file. */
  close(): Promise<void>;
}
