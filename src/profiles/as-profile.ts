import type { ProfileRules } from '../../mocks/index.ts';
import type { Profile } from '../../mocks/rules.ts';
import type { RecordedStore } from '../recordings/recording.ts';

/** The profile that a store's rules make, as `mocks/woocommerce/profiles.ts` would have it. */
export function profileSource(
  { woocommerce, wordpress }: RecordedStore,
  nearest: Profile,
  rules: Partial<ProfileRules>,
): string {
  const name = woocommerce.split('.', 2).join('.');
  const members = { name, woocommerce, wordpress: wordpress ?? nearest.wordpress, ...rules };
  return [
    `const ${constantOf(name)}: Profile = {`,
    `  ...${constantOf(nearest.name)},`,
    ...Object.entries(members).map(
      ([member, value]) => `  ${member}: ${typeof value === 'string' ? `'${value}'` : value},`,
    ),
    '};',
  ].join('\n');
}

function constantOf(name: string): string {
  return `v${name.replace('.', '_')}`;
}
