import { strip_tags } from '../../php/strip_tags.ts';
import { currentUserCan } from '../capabilities.ts';
import type { Context } from '../context.ts';
import { dateText } from '../formatting/dates.ts';
import { slugify } from '../formatting/slug.ts';
import { currentScheme, restUrl } from '../home.ts';
import { homeUrl } from '../site.ts';
import { versionAtLeast } from '../version.ts';
import type { Attachment } from './attachments.ts';
import { imageTag, sizesOf } from './image-tag.ts';

/** `context`: what a record shows. */
export type RecordView = 'view' | 'embed' | 'edit';

const embedded = new Set(
  `id date slug type link title author featured_media caption alt_text media_type mime_type media_details source_url
  _links`.split(/\s+/),
);
const edited = new Set(['permalink_template', 'generated_slug', 'missing_image_sizes', 'exif_orientation']);

/** `WP_REST_Attachments_Controller::prepare_item_for_response()`, key by key as six real stores answered. */
export function attachmentRecord(
  context: Context,
  row: Attachment,
  view: RecordView,
  mayEdit: boolean,
): Record<string, unknown> {
  const { site } = context;
  const isNew = versionAtLeast(site.version, '6.6');
  const url = urlOf(context, row.file);
  const shown = (raw: string, rendered: string) => (view === 'edit' ? { raw, rendered } : { rendered });
  const isImage = row.mime.startsWith('image/');
  const guid = urlOf(context, row.original ? `${folderOf(row)}/${row.original}` : row.file);
  // Before 6.9 a private title said so.
  const prefix = row.status === 'private' && !versionAtLeast(site.version, '6.9') ? 'Private: ' : '';
  const record: Record<string, unknown> = {
    id: row.id,
    date: dateText(row.date),
    date_gmt: dateText(row.date),
    guid: shown(guid, guid),
    modified: dateText(row.modified),
    modified_gmt: dateText(row.modified),
    slug: row.slug,
    status: row.status,
    type: 'attachment',
    link: linkOf(context, row),
    title: shown(row.title, prefix + row.title),
    author: row.author,
    ...(isNew && { featured_media: 0 }),
    comment_status: row.comments,
    ping_status: row.pings,
    template: '',
    meta: [],
    permalink_template:
      row.post === 0 ? `${siteUrl(context, '/')}?attachment_id=${row.id}` : templateOf(context, row),
    generated_slug: generatedSlug(row),
    ...(isNew && {
      class_list: [`post-${row.id}`, 'attachment', 'type-attachment', `status-${row.status}`, 'hentry'],
    }),
    description: shown(row.description, descriptionHtml(context, row)),
    caption: shown(row.caption, captionHtml(row)),
    alt_text: row.alt,
    media_type: isImage ? 'image' : 'file',
    mime_type: row.mime,
    media_details: mediaDetails(context, row),
    post: row.post === 0 ? null : row.post,
    source_url: url,
    missing_image_sizes: [],
    ...(versionAtLeast(site.version, '7.0') && {
      filename: row.original ?? nameOf(row.file),
      filesize: row.size,
      ...(isImage && { exif_orientation: 1 }),
    }),
    _links: links(context, row, view, mayEdit),
  };
  const isWanted = (key: string): boolean =>
    view === 'embed' ? embedded.has(key) : view === 'edit' || !edited.has(key);
  return Object.fromEntries(Object.entries(record).filter(([key]) => isWanted(key)));
}

/** `wp_get_attachment_url()`. @param file Below wp-content/uploads. */
export function urlOf(context: Context, file: string): string {
  return siteUrl(context, `/wp-content/uploads/${file}`);
}

/** `sanitize_title()` of the name of a file, in which points and slashes stand. */
export function slugOf(title: string): string {
  return slugify(title.replace(/[./]/g, '-'));
}

/** `get_sample_permalink()`: what the title would be called, its own number included. */
function generatedSlug({ title, slug }: Attachment): string {
  const base = slugOf(title);
  return slug.replace(/-\d+$/, '') === base ? slug : base;
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

function folderOf({ file }: Attachment): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

function siteUrl({ site, isTls }: Context, path: string): string {
  return homeUrl(site.home, path, currentScheme(site, isTls));
}

/** An attachment of a post stands below it. */
function linkOf(context: Context, { post, slug, id }: Attachment): string {
  if (context.site.switches.permalinks === 'plain') return siteUrl(context, `/?attachment_id=${id}`);
  return siteUrl(context, post === 1 ? `/hello-world/${slug}/` : `/${slug}/`);
}

function templateOf(context: Context, { post, id }: Attachment): string {
  return post === 1
    ? siteUrl(context, '/hello-world/%postname%/')
    : `${siteUrl(context, '/')}?attachment_id=${id}`;
}

/** `the_content` of an attachment: the image that links to the file, then the description. */
function descriptionHtml(context: Context, row: Attachment): string {
  const url = urlOf(context, row.file);
  const inFolder = (name: string) => urlOf(context, folderOf(row) === '' ? name : `${folderOf(row)}/${name}`);
  const inner = row.mime.startsWith('image/') ? imageTag(row, context.site.version, inFolder) : row.title;
  return `<p class="attachment"><a href='${url}'>${inner}</a></p>\n${paragraphs(row.description)}`;
}

/** `the_excerpt`: what stands in the content, where there is no caption. */
function captionHtml({ caption, description, mime, title }: Attachment): string {
  if (caption !== '') return paragraphs(caption);
  const link = mime.startsWith('image/') ? '' : title;
  return paragraphs([link, strip_tags(description).trim()].filter(text => text !== '').join(' '));
}

/** `wpautop()` of one paragraph, which is what a caption or a description of an image is. */
function paragraphs(text: string): string {
  if (text === '') return '';
  return /^<(p|div|ul|ol|h[1-6]|blockquote|table)\b/i.test(text) ? `${text}\n` : `<p>${text}</p>\n`;
}

function mediaDetails(context: Context, row: Attachment): object {
  const { site } = context;
  const knowsSize = versionAtLeast(site.version, '6.0');
  const filesize = (bytes: number) => (knowsSize ? { filesize: bytes } : {});
  const { width, height } = row;
  // Nothing but `{}`, before sizes of files were kept.
  if (width === undefined || height === undefined) return knowsSize ? { filesize: row.size, sizes: {} } : {};
  const base = folderOf(row);
  const copies = sizesOf(row, site.version).map(copy => {
    const { name, file } = copy;
    // How much a smaller copy weighs is known to who makes one: here it is its share of the pixels.
    const weight = Math.max(1, Math.round((row.size * copy.width * copy.height) / (width * height)));
    const shown = {
      file,
      width: copy.width,
      height: copy.height,
      ...filesize(weight),
      ...(name === 'woocommerce_thumbnail' && { uncropped: false }),
      mime_type: row.mime,
      source_url: urlOf(context, base === '' ? file : `${base}/${file}`),
    };
    return [name, shown] as const;
  });
  const full = {
    file: nameOf(row.file),
    width,
    height,
    mime_type: row.mime,
    source_url: urlOf(context, row.file),
  };
  return {
    width,
    height,
    file: row.file,
    ...filesize(row.size),
    sizes: copies.length > 0 ? { ...Object.fromEntries(copies), full } : {},
    image_meta: imageMeta(site.version),
    ...(row.original !== undefined && { original_image: row.original }),
  };
}

function imageMeta(version: string): object {
  const empty = {
    copyright: '',
    focal_length: '0',
    iso: '0',
    shutter_speed: '0',
    title: '',
    orientation: '0',
  };
  const head = { aperture: '0', credit: '', camera: '', caption: '', created_timestamp: '0' };
  return { ...head, ...empty, keywords: [], ...(versionAtLeast(version, '7.0') && { alt: '' }) };
}

function links(
  context: Context,
  { id, author, post }: Attachment,
  view: RecordView,
  mayEdit: boolean,
): object {
  const { site, isTls } = context;
  const base = restUrl(site, '/wp/v2', isTls);
  const allow = mayEdit ? ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] : ['GET'];
  const href = `${base}/media/${id}`;
  const mayChangeAuthor = view === 'edit' && currentUserCan(context, 'edit_others_posts');
  const mayWriteHtml = view === 'edit' && currentUserCan(context, 'unfiltered_html');
  const isAttached = post !== 0 && versionAtLeast(site.version, '6.8');
  return {
    self: [{ href, ...(versionAtLeast(site.version, '6.7') && { targetHints: { allow } }) }],
    collection: [{ href: `${base}/media` }],
    about: [{ href: `${base}/types/attachment` }],
    ...(author !== 0 && { author: [{ embeddable: true, href: `${base}/users/${author}` }] }),
    replies: [{ embeddable: true, href: `${base}/comments?post=${id}` }],
    ...(isAttached && {
      'wp:attached-to': [{ embeddable: true, post_type: 'post', id: post, href: `${base}/posts/${post}` }],
    }),
    ...(mayWriteHtml && { 'wp:action-unfiltered-html': [{ href }] }),
    ...(mayChangeAuthor && { 'wp:action-assign-author': [{ href }] }),
    ...((mayChangeAuthor || isAttached) && {
      curies: [{ name: 'wp', href: 'https://api.w.org/{rel}', templated: true }],
    }),
  };
}
