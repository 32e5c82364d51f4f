/**
 * The settings of recorded stores: measured, not written (docs/discoveries/settings.md). The table is read when a request
 * first needs it.
 */

/** Choices that are too many for a table, or the store's own. */
export type ChoiceSet = 'countries' | 'countries and states' | 'currencies' | 'pages';

export interface MeasuredSetting {
  readonly group: string;
  readonly id: string;
  readonly type: string;
  readonly label: string;
  /** Undefined where the store tells none. */
  readonly default?: unknown;
  /** Whether the store explains it. */
  readonly hasTip: boolean;
  readonly choices?: Readonly<Record<string, string>> | ChoiceSet;
}

type Row = readonly [
  profiles: string,
  group: string,
  id: string,
  type: string,
  label: string,
  preset: unknown,
  tip: 0 | 1,
  choices?: MeasuredSetting['choices'],
];

/** A row's profiles are columns of `profiles`. */
interface Table {
  readonly profiles: readonly string[];
  readonly settings: readonly Row[];
}

/** Versions that were not asked, by the one whose settings they are taken to have. */
const alike: Readonly<Record<string, string>> = { '6.6': '5.8', '7.8': '8.2', '11.1': '10.5' };

/**
 * The settings of a store, in the order in which it lists them.
 * @param profile the name of a profile
 */
export async function measuredSettings(profile: string): Promise<readonly MeasuredSetting[]> {
  // Its own type would have every row in it.
  const { default: json }: { default: unknown } = await import('./settings/measured.json', {
    with: { type: 'json' },
  });
  const table = json as Table;
  const column = String(table.profiles.indexOf(alike[profile] ?? profile));
  return table.settings
    .filter(([profiles]) => profiles.includes(column))
    .map(([, group, id, type, label, preset, tip, choices]) => ({
      group,
      id,
      type,
      label,
      ...(preset === null ? {} : { default: preset }),
      hasTip: tip === 1,
      ...(choices === undefined ? {} : { choices }),
    }));
}
