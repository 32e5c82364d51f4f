import { absint } from '../../../wordpress/absint.ts';
import { validatePost } from '../access.ts';
import { LegacyError } from '../error.ts';
import {
  creatable,
  deletable,
  editable,
  type LegacyCall,
  type LegacyHandler,
  type LegacyRoute,
  readable,
} from '../route.ts';

type Act = LegacyHandler['run'];

/** `/orders/<order_id>/notes`, say, and what is below it. */
export function routesOfOrder(
  plural: string,
  { list, create, read, edit, remove }: Readonly<Record<'list' | 'create' | 'read' | 'edit' | 'remove', Act>>,
): readonly LegacyRoute[] {
  return [
    {
      path: `/orders/<order_id>/${plural}`,
      handlers: [
        { verbs: readable, run: list },
        { verbs: creatable, acceptsData: true, run: create },
      ],
    },
    {
      path: `/orders/<order_id>/${plural}/<id>`,
      handlers: [
        { verbs: readable, run: read },
        { verbs: editable, acceptsData: true, run: edit },
        { verbs: deletable, run: remove },
      ],
    },
  ];
}

/** Records below an order, and how the legacy API speaks of one. */
interface KindOfOrder<R> {
  readonly records: { get(id: number): R | undefined };
  /** `order note`; the code of its refusals is made of it too. */
  readonly name: string;
  /** What the sentences end with. */
  readonly stop: '' | '.';
}

/** The record `<id>` below the order `<order_id>`. Whose it is, is asked by nobody who only reads. */
export function findOfOrder<R extends { readonly order_id: number }>(
  call: LegacyCall,
  doing: 'read' | 'edit' | 'delete',
  { records, name, stop }: KindOfOrder<R>,
): { readonly record: R } | LegacyError {
  const orderId = validatePost(call.shop, call.request, call.arg('order_id'), 'shop_order', doing);
  if (orderId instanceof LegacyError) return orderId;
  const id = absint(call.arg('id'));
  const code = `woocommerce_api_invalid_${name.replaceAll(' ', '_')}_id`;
  const invalid = (message: string, status: number) => new LegacyError(code, `${message}${stop}`, status);
  if (id === 0) return invalid(`Invalid ${name} ID`, 400);
  const record = records.get(id);
  if (!record) return invalid(`An ${name} with the provided ID could not be found`, 404);
  if (doing !== 'read' && record.order_id !== orderId)
    return invalid(`The ${name} ID provided is not associated with the order`, 400);
  return { record };
}
