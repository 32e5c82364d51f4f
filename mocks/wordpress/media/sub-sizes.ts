/** The smaller copies that WordPress and WooCommerce make of an image, measured on 5.8 to 10.5 with their default settings. */

/** A copy: its name among the sizes, and its pixels. */
export interface SubSize {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

interface Wanted {
  readonly name: string;
  readonly width: number;
  /** 0 for any. */
  readonly height: number;
  /** Whether it is cut to this size. */
  readonly crop?: true;
}

/** In the order of an answer. */
const wantedSizes: readonly Wanted[] = [
  { name: 'medium', width: 300, height: 300 },
  { name: 'large', width: 1024, height: 1024 },
  { name: 'thumbnail', width: 150, height: 150, crop: true },
  { name: 'medium_large', width: 768, height: 0 },
  { name: '1536x1536', width: 1536, height: 1536 },
  { name: '2048x2048', width: 2048, height: 2048 },
  { name: 'woocommerce_thumbnail', width: 300, height: 300, crop: true },
  { name: 'woocommerce_single', width: 600, height: 0 },
  { name: 'woocommerce_gallery_thumbnail', width: 100, height: 100, crop: true },
];

/** The same three under their older names, which WooCommerce made until 6.6 at least, and no longer in 7.8. */
const olderNames: readonly Wanted[] = [
  { name: 'shop_catalog', width: 300, height: 300, crop: true },
  { name: 'shop_single', width: 600, height: 0 },
  { name: 'shop_thumbnail', width: 100, height: 100, crop: true },
];

/** Whose sizes are wanted: WordPress's own, WooCommerce's too, or those under their older names as well. */
export type SizesOf = 'wordpress' | 'woocommerce' | 'older woocommerce';

/**
 * `wp_get_missing_image_subsizes()`: those that are smaller than the image.
 *
 * @param width Pixels of the image.
 * @param height Pixels of the image.
 */
export function subSizes(width: number, height: number, whose: SizesOf): SubSize[] {
  const own = wantedSizes.filter(({ name }) => whose !== 'wordpress' || !name.startsWith('woocommerce_'));
  return [...own, ...(whose === 'older woocommerce' ? olderNames : [])].flatMap(({ name, ...wanted }) => {
    const size = wanted.crop ? cropped(width, height, wanted) : constrained(width, height, wanted);
    return size.width === width && size.height === height ? [] : [{ name, ...size }];
  });
}

/** `big_image_size_threshold`: what is larger is shown by a copy of this size. */
const threshold = 2560;

/** The size at which a large image is shown; undefined where it is shown as it is. */
export function scaledSize(width: number, height: number): { width: number; height: number } | undefined {
  return width > threshold || height > threshold
    ? constrained(width, height, { width: threshold, height: threshold })
    : undefined;
}

/** `image_resize_dimensions()` with a crop. */
function cropped(width: number, height: number, wanted: Pick<Wanted, 'width' | 'height'>) {
  return { width: Math.min(wanted.width, width), height: Math.min(wanted.height, height) };
}

/** `wp_constrain_dimensions()`: within the box, the proportions kept, nothing enlarged. */
function constrained(width: number, height: number, wanted: Pick<Wanted, 'width' | 'height'>) {
  const byWidth = wanted.width > 0 && width > wanted.width ? wanted.width / width : 1;
  const byHeight = wanted.height > 0 && height > wanted.height ? wanted.height / height : 1;
  const ratio = Math.min(byWidth, byHeight);
  return { width: Math.max(1, Math.round(width * ratio)), height: Math.max(1, Math.round(height * ratio)) };
}
