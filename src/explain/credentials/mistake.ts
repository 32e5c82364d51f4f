import type { Admission } from '../../../mocks/rules.ts';
import type { Origin } from '../mistake.ts';
import type { ReceivedRequest } from '../request.ts';
import type { SeenCredentials } from './seen.ts';

/** What is known of a request whose credentials are judged. */
export interface CredentialView {
  readonly request: ReceivedRequest;
  readonly seen: SeenCredentials;
  /** What a store makes of it that has the key which the request names. */
  readonly admission: Admission;
  /** Key and secret as the store reads them; undefined where it reads none. */
  readonly read:
    | { readonly from: 'query' | 'header'; readonly key: string; readonly secret: string }
    | undefined;
  /** The store's home URL, where it was given. */
  readonly home: Origin | undefined;
  /** The right consumer secret, where it was given. */
  readonly consumerSecret: string | undefined;
  /** Whether the request is over TLS as far as is known. */
  readonly isTls: boolean;
}

/** What is wrong with this request in the words for this very request. */
interface CredentialFinding {
  readonly says: string;
  readonly fix: string;
}

/** Something that people do with credentials other than signatures. */
export interface CredentialMistake {
  /** Its name in every output. */
  readonly id: string;
  /** What it is in this request; undefined where the request does not show it. */
  finds(view: CredentialView): CredentialFinding | undefined;
}

/** Whether a text is, or begins as, a consumer key, or a secret. */
export const looksLikeKey = (text: string): boolean => /^\W*ck_/i.test(text);
export const looksLikeSecret = (text: string): boolean => /^\W*cs_/i.test(text);
