import type { PhpValue } from '../../php/types.ts';
import type { Context } from '../context.ts';

/** A text in `$_REQUEST`, which WordPress makes of `$_GET` with `$_POST` over it; '' for what is not there. */
export function requested(context: Context, name: string): string {
  const { get, post } = context.request;
  return textOf(post.get(name) ?? get.get(name));
}

export function posted(context: Context, name: string): string {
  return textOf(context.request.post.get(name));
}

function textOf(value: PhpValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
