import type { PersonaMaker } from '../personas/maker.ts';

/** What was made for a run, and can be removed. */
type Made = Pick<PersonaMaker, 'things' | 'cleanUp'>;

/** What the end of a visit needs of it. */
export interface CleanUpOptions {
  /** The target's name. */
  readonly name: string;
  /** Aborted when the run is interrupted. */
  readonly signal?: AbortSignal | undefined;
  readonly onNote?: ((text: string) => void) | undefined;
}

/** From then on, in milliseconds after an interruption, whoever waits is told what for. */
const patience = 1_000;

/**
 * Removes what was made. A store that answers slowly keeps an interrupted run longer than anybody expects: that is said, how
 * much remains, and what becomes of it when the run is ended as it stands. Never throws.
 */
export async function cleanUpAloud(maker: Made | undefined, options: CleanUpOptions): Promise<void> {
  if (!maker) return;
  const { name, signal, onNote } = options;
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    timer = setTimeout(() => {
      const things = maker.things();
      const left = things.filter(({ removed }) => !removed).length;
      if (left > 0)
        onNote?.(
          `removing what the run has made, ${left} of ${things.length} are left; a second interruption leaves them to latchkey clean --target ${name}`,
        );
    }, patience);
  };
  if (signal?.aborted) wait();
  else signal?.addEventListener('abort', wait, { once: true });
  try {
    await maker.cleanUp();
  } finally {
    signal?.removeEventListener('abort', wait);
    clearTimeout(timer);
  }
}

/** Tells what is left where no report will tell it. */
export function tellLeft(maker: Made | undefined, { name, onNote }: CleanUpOptions): void {
  const left = (maker?.things() ?? []).filter(({ removed }) => !removed);
  for (const { what, why } of left) onNote?.(`left: ${what}${why === undefined ? '' : ` (${why})`}`);
  if (left.length > 0) onNote?.(`latchkey clean --target ${name} removes it`);
}
