import type { Fixture, StoreOptions } from '../../mocks/index.ts';

/** How a store was set up that was recorded under another name than its fixture's. */
export interface RecordingVariant {
  /** The fixture's name. */
  readonly fixture: string;
  options(fixture: Fixture): Pick<StoreOptions, 'home' | 'switches'>;
}

const base = 'wc-10.5';

const variants: Readonly<Record<string, RecordingVariant>> = {
  'home-https': { fixture: base, options: ({ https }) => ({ home: https }) },
  'home-www': { fixture: base, options: ({ home }) => ({ home: home.replace(/:\/\/(?!www\.)/, '://www.') }) },
  'home-subdirectory': {
    fixture: base,
    options: ({ home }) => ({ home: home.endsWith('/shop') ? home : `${home.replace(/\/$/, '')}/shop` }),
  },
  'plain-permalinks': { fixture: base, options: () => ({ switches: { permalinks: 'plain' } }) },
  maintenance: { fixture: base, options: () => ({ switches: { maintenance: true } }) },
  'coming-soon': { fixture: base, options: () => ({ switches: { comingSoon: true } }) },
  'application-passwords': { fixture: base, options: () => ({ switches: { applicationPasswords: true } }) },
  'wc-auth-10.5': { fixture: base, options: () => ({}) },
};

/** What the store of a scenario is: one of the names above, or a fixture as it is. */
export function variantOf(store: string): RecordingVariant {
  return variants[store] ?? { fixture: store, options: () => ({}) };
}
