import type { Markup } from './html.ts';

/** A link to what came of a requirement on a target; the page decides where that is told. */
export type CellLink = (requirement: string, target: string, content: Markup | string) => Markup;
