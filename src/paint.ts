import { styleText } from 'node:util';

/** A style of `styleText()`, or several. */
type Style = Parameters<typeof styleText>[0];

/** Puts a style on a text for a terminal, or leaves the text alone: whoever has the terminal decides. */
export type Paint = (style: Style, text: string) => string;

export const painted: Paint = (style, text) => styleText(style, text, { validateStream: false });
export const plain: Paint = (_style, text) => text;
