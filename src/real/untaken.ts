import type { Fixture } from '../../mocks/index.ts';

/** What a fixture asks for and a real store does not take, each as the end of a line. */
export function untakenOf({ theme, switches }: Fixture): string[] {
  return [
    ...(theme === 'block' ? ['theme: a real store has a classic one of a few lines'] : []),
    ...(switches?.maintenance
      ? ['switches.maintenance: WordPress would answer nothing else, not even to what sets it up']
      : []),
  ];
}
