import { escHtml } from '../formatting/escape.ts';
import { versionAtLeast } from '../version.ts';
import type { Attachment } from './attachments.ts';
import { type SizesOf, subSizes } from './sub-sizes.ts';

interface Copy {
  readonly width: number;
  readonly height: number;
  readonly url: string;
}

/** `max_srcset_image_width`. */
const widest = 2048;

/**
 * `wp_get_attachment_image()` in the size `medium`, as an attachment's page and description show it.
 *
 * @param version WordPress's: the order of the attributes is that of 5.8.1, 6.0.1, 6.2.2, 6.4.1 and 6.9.1 as measured.
 * @param urlOf The URL of a file of the attachment's folder.
 */
export function imageTag(row: Attachment, version: string, urlOf: (file: string) => string): string {
  const { shown, srcset, sizes } = sourcesOf(row, version, 'medium', urlOf);
  const lazy = 'loading="lazy"';
  const size = `width="${shown.width}" height="${shown.height}" src="${shown.url}" class="attachment-medium size-medium" alt="${escHtml(row.alt)}"`;
  const parts = versionAtLeast(version, '6.3')
    ? [lazy, 'decoding="async"', size]
    : [size, ...(versionAtLeast(version, '6.1') ? ['decoding="async"'] : []), lazy];
  if (srcset !== '') {
    const auto = versionAtLeast(version, '6.7') ? 'auto, ' : '';
    parts.push(`srcset="${srcset}"`, `sizes="${auto}${sizes}"`);
  }
  return `<img ${parts.join(' ')} />`;
}

/**
 * `wp_get_attachment_image_srcset()` and `…_sizes()` of an image.
 *
 * @param size The one that is shown: `full` where there is none of this name.
 */
export function sourcesOf(row: Attachment, version: string, size: string, urlOf: (file: string) => string) {
  const { width = 0, height = 0 } = row;
  const full = { name: 'full', width, height, url: urlOf(row.file.slice(row.file.lastIndexOf('/') + 1)) };
  const copies = sizesOf(row, version).map(({ file, ...copy }) => ({ ...copy, url: urlOf(file) }));
  const shown = copies.find(({ name }) => name === size) ?? full;
  // The one that is shown comes first.
  const all = [shown, ...[...copies, full].filter(copy => copy !== shown)].filter(
    copy => copy === shown || (copy.width <= widest && isSameShape(shown, copy)),
  );
  // One of each width.
  const sources = all.filter((copy, at) => all.findIndex(({ width: one }) => one === copy.width) === at);
  const srcset = sources.length > 1 ? sources.map(copy => `${copy.url} ${copy.width}w`).join(', ') : '';
  return { shown, srcset, sizes: `(max-width: ${shown.width}px) 100vw, ${shown.width}px` };
}

/** WooCommerce's sizes by the WordPress that it was measured on. */
function shopSizes(version: string): SizesOf {
  return versionAtLeast(version, '6.1') ? 'woocommerce' : 'older woocommerce';
}

/** The smaller copies with the names of their files. */
export function sizesOf({ width, height, original, file, hasOwnSizes }: Attachment, version: string) {
  if (width === undefined || height === undefined) return [];
  const name = original ?? file.slice(file.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return subSizes(width, height, hasOwnSizes ? 'wordpress' : shopSizes(version)).map(size => ({
    ...size,
    file: `${name.slice(0, dot)}-${size.width}x${size.height}${name.slice(dot)}`,
  }));
}

/** `wp_image_matches_ratio()`: a pixel more or less is none. */
function isSameShape(one: Copy, other: Copy): boolean {
  const [large, small] = one.width > other.width ? [one, other] : [other, one];
  const height = Math.max(1, Math.round(large.height * (small.width / large.width)));
  return Math.abs(height - small.height) <= 1;
}
