import type { Mistake, Step } from '../mistake.ts';
import { arrayMistakes } from './arrays.ts';
import { baseStringMistakes } from './base-string.ts';
import { baseUriMistakes } from './base-uri.ts';
import { digestMistakes } from './digest.ts';
import { encodingMistakes } from './encoding.ts';
import { keyMistakes } from './key.ts';
import { methodMistakes } from './method.ts';
import { orderMistakes } from './order.ts';
import { parameterMistakes } from './parameters.ts';

/** All mistakes, in the order in which a signature is made: two of them are applied in this order. */
export const mistakes: readonly Mistake[] = [
  ...parameterMistakes,
  ...arrayMistakes,
  ...orderMistakes,
  ...encodingMistakes,
  ...baseUriMistakes,
  ...methodMistakes,
  ...baseStringMistakes,
  ...keyMistakes,
  ...digestMistakes,
];

/** The steps at which mistakes are known. */
export const steps: readonly Step[] = [...new Set(mistakes.map(mistake => mistake.step))];
