import { seededAt } from '../data/seeded.ts';
import { Attachments, type NewAttachment } from '../wordpress/media/attachments.ts';
import type { Profile } from './profiles.ts';
import type { Shop } from './shop.ts';

/** The id that a fresh store gives it. */
const id = 4;

/**
 * `WC_Install::create_placeholder_image()`: the picture that stands in for products without one, in the media library
 * from the beginning (namespace.101).
 */
function placeholderImage({ newerFields }: Profile): NewAttachment {
  const type = newerFields ? 'webp' : 'png';
  return {
    id,
    date: seededAt,
    modified: seededAt,
    slug: 'woocommerce-placeholder',
    status: 'inherit',
    title: 'woocommerce-placeholder',
    author: 0,
    post: 0,
    alt: '',
    caption: '',
    description: '',
    comments: 'open',
    pings: 'closed',
    mime: `image/${type}`,
    file: `woocommerce-placeholder.${type}`,
    size: newerFields ? 9_892 : 102_644,
    width: 1_200,
    height: 1_200,
    // Made before WooCommerce had said which sizes it wants.
    hasOwnSizes: true,
  };
}

/** The media library of a fresh store. */
export function freshAttachments({ data, profile }: Pick<Shop, 'data' | 'profile'>): Attachments {
  const attachments = new Attachments(
    () => data.nextAttachmentId(),
    removed => data.attachments.delete(removed),
  );
  attachments.add(placeholderImage(profile));
  return attachments;
}
