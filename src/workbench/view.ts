/** What the workbench's page is told: the types that its server and its page share. Everything in them is masked. */
import type { ShownAnswer, ShownRequest, ShownSignature, ShownVerdict } from '../page-parts/shown.ts';

/** A line of the traffic. */
export interface TrafficRow {
  /** Counted from 1 since the workbench was first asked. */
  readonly number: number;
  /** Milliseconds since 1970, by the store's clock. */
  readonly at: number;
  readonly method: string;
  readonly target: string;
  /** 0 where no answer came. */
  readonly status: number;
  readonly scheme: 'http' | 'https';
  /** How the client shows who it is. */
  readonly credentials: 'basic' | 'query' | 'oauth' | 'none' | 'other';
  /** The persona of the key; '' where none is known. */
  readonly who: string;
  /** The rule that refused it, the code of the answer, or ''. */
  readonly why: string;
  /** How long the answer took, in milliseconds, where that was measured. */
  readonly duration?: number;
}

/** All that is known of one exchange. */
export interface TrafficDetail {
  readonly row: TrafficRow;
  readonly request: ShownRequest;
  readonly answer?: ShownAnswer;
  readonly failure?: string;
  readonly curl: string;
  readonly judgements: readonly ShownJudgement[];
  readonly explanation?: ShownExplanation;
}

/** What a rule of the store said. */
export interface ShownJudgement {
  readonly rule: string;
  readonly outcome: string;
  readonly detail: string;
  readonly source: string;
}

/** What explain says of an exchange. */
export interface ShownExplanation extends Required<ShownVerdict> {
  readonly verdict: string;
  readonly checks: readonly { readonly step: string; readonly found: string; readonly mark: string }[];
  readonly signature?: ShownSignature;
}

/** What can be done here: a proxy has no keys, no clock and no webhooks. */
type Ability = 'replay' | 'sign' | 'keys' | 'faults' | 'clock' | 'reset' | 'webhooks' | 'site';

/** What is watched, as it stands now. */
export interface WatchedState {
  readonly title: string;
  readonly can: readonly Ability[];
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** The URL that clients call over TLS, for what is copied. */
  readonly url: string;
  /** The file of the authority to trust; '' where there is none. */
  readonly ca: string;
  readonly keys: readonly ShownKey[];
  readonly users: readonly ShownUser[];
  /** The faults that are switched on, as they were written. */
  readonly faults: readonly string[];
  /** How the site is set, where that can be changed here. */
  readonly site?: {
    readonly permalinks: 'pretty' | 'plain';
    readonly maintenance: boolean;
    readonly comingSoon: boolean;
    readonly applicationPasswords: boolean;
  };
  readonly webhooks: readonly {
    readonly id: number;
    readonly name: string;
    readonly topic: string;
    readonly status: string;
    readonly deliveryUrl: string;
  }[];
  /** Unix seconds. */
  readonly now: number;
  readonly nonces: number;
}

export interface ShownKey {
  readonly name: string;
  readonly login: string;
  readonly permissions: string;
  readonly consumerKey: string;
  /** Left out where it may be somebody's own. */
  readonly consumerSecret?: string;
  /** What revokes it. */
  readonly id: number;
  readonly isBuiltIn: boolean;
}

interface ShownUser {
  readonly id: number;
  readonly login: string;
  readonly role: string;
  readonly password?: string;
}

/** A fault that can be switched on. */
export interface ShownFault {
  readonly id: string;
  readonly layer: string;
  readonly title: string;
  readonly seen: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly default: string;
    readonly expected: string;
    readonly about: string;
  }[];
}

/** A session that another workbench opens. */
export interface WorkbenchSession {
  readonly schemaVersion: 1;
  readonly kind: 'latchkey-workbench';
  readonly title: string;
  readonly traffic: readonly TrafficDetail[];
}
