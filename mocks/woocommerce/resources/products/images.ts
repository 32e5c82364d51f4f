import type { Product } from '../../../data/product.ts';
import type { Context } from '../../../wordpress/context.ts';
import type { Attachment } from '../../../wordpress/media/attachments.ts';
import { sourcesOf } from '../../../wordpress/media/image-tag.ts';
import { urlOf } from '../../../wordpress/media/record.ts';

/** An image of a product as it is now. */
export interface ProductImage {
  readonly id: number;
  /** Unix seconds. */
  readonly created: number;
  /** Unix seconds. */
  readonly modified: number;
  readonly src: string;
  readonly name: string;
  readonly alt: string;
  /** What a browser chooses from; of an upload alone. */
  readonly sources?: { readonly srcset: string; readonly sizes: string; readonly thumbnail: string };
}

/**
 * A product's images: what was uploaded is shown as the media library has it, and not at all once it is deleted there;
 * what was named by an address, as it was sent.
 */
export function imagesOf(product: Product, context: Context): ProductImage[] {
  const { attachments } = context.site;
  return product.images
    .filter(({ id }) => !attachments.wasRemoved(id))
    .map(({ id, src, name, alt }) => {
      const row = attachments.get(id);
      if (row === undefined)
        return { id, created: product.date_created, modified: product.date_created, src, name, alt };
      const { date, modified, file, title } = row;
      return {
        id,
        created: date,
        modified,
        src: urlOf(context, file),
        name: title,
        alt: row.alt,
        sources: sourcesIn(context, row),
      };
    });
}

function sourcesIn(context: Context, row: Attachment) {
  const folder = row.file.slice(0, row.file.lastIndexOf('/') + 1);
  const inFolder = (name: string) => urlOf(context, `${folder}${name}`);
  const { srcset, sizes } = sourcesOf(row, context.site.version, 'full', inFolder);
  return {
    srcset,
    sizes,
    thumbnail: sourcesOf(row, context.site.version, 'woocommerce_thumbnail', inFolder).shown.url,
  };
}

/** A name and an alternative text that are sent with an image's id are written to the media library. */
export function describeUpload(context: Context, id: number, title: string, alt: string): void {
  const { attachments, now } = context.site;
  const row = attachments.get(id);
  if (row === undefined) return;
  const modified = title === '' ? row.modified : now();
  attachments.replace({ ...row, modified, title: title || row.title, alt: alt || row.alt });
}
