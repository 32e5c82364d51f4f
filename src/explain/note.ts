/** Something worth telling beside the signature. */
export interface Note {
  readonly id: string;
  readonly says: string;
  readonly fix: string;
  /** The store refuses the request for it, however right the signature is. */
  readonly refuses: boolean;
}
