import type { Outcome } from '../../../schemas/types/summary.ts';
import type { Details } from './packed.ts';

/** What the page's script is told, as JSON in the page. */
export interface PageData extends Details {
  readonly rows: readonly {
    readonly id: string;
    readonly level: string;
    readonly title: string;
    readonly source: string;
    readonly fix?: string;
  }[];
  readonly targets: readonly string[];
  readonly expected: readonly {
    readonly requirement: string;
    readonly target: string;
    readonly text: string;
  }[];
  /** What the numbers of outcomes and steps mean. */
  readonly outcomes: readonly Outcome[];
  readonly stepStatuses: readonly Outcome[];
}
