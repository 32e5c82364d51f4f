import { stringOrEmpty } from '../php/types.ts';
import type { Context } from './context.ts';

/** A text in `$_REQUEST`, which WordPress makes of `$_GET` with `$_POST` over it; '' for none, and for an array. */
export function requested(context: Context, name: string): string {
  const { get, post } = context.request;
  return stringOrEmpty(post.get(name) ?? get.get(name));
}

/** A text in `$_POST`; '' for none, and for an array. */
export function posted(context: Context, name: string): string {
  return stringOrEmpty(context.request.post.get(name));
}
