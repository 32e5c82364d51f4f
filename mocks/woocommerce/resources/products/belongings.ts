import type { Data } from '../../../data/data.ts';
import { trashPost } from '../posts.ts';

/** What goes with a product, into the trash or for good: its variations, and what was said about it. */
export async function removeWhatBelongsTo(
  data: Data,
  product: number,
  now: number,
  force: boolean,
): Promise<void> {
  for (const variation of data.variations.having('parent_id', product))
    await trashPost(data, now, data.variations, 'product_variation', variation, force);
  for (const review of data.reviews.having('product_id', product)) {
    if (force) data.reviews.remove(review.id);
    // `wp_trash_post_comments()`: no list shows it while the product lies there.
    else await data.reviews.replace({ ...review, status: 'post-trashed' });
  }
}
