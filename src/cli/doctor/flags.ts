/** The flags of `latchkey doctor`. */
import type { ResolvedTarget } from '../../targets/resolved.ts';

export interface DoctorFlags {
  readonly target?: string;
  /** The real store that was started for it. */
  readonly started?: ReadonlyMap<string, ResolvedTarget>;
  readonly config?: string;
  readonly key?: string;
  readonly secret?: string;
  readonly keyEnv: string;
  readonly secretEnv: string;
  readonly adminLogin?: string;
  readonly adminPasswordEnv: string;
  readonly ca?: string;
  readonly timeout?: number;
  readonly watch?: boolean;
  readonly untilHealthy?: boolean;
  readonly only?: readonly string[];
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly verbose?: boolean;
  readonly list?: boolean;
  readonly explain?: string;
}

export const passwordVariable = 'LATCHKEY_ADMIN_PASSWORD';
