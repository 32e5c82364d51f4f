import { getimagesize } from '../../php/getimagesize.ts';
import { authorizationRequiredCode, currentUserCan, isUserLoggedIn } from '../capabilities.ts';
import type { Context } from '../context.ts';
import { isWpError, type WpError, wpError } from '../error.ts';
import { parseDate } from '../formatting/dates.ts';
import { currentScheme, restUrl } from '../home.ts';
import type { Attachment } from '../media/attachments.ts';
import { fileType, sanitizeFileName } from '../media/file-type.ts';
import { attachmentRecord, type RecordView, slugOf } from '../media/record.ts';
import { scaledSize } from '../media/sub-sizes.ts';
import { uploadOf } from '../media/upload.ts';
import { homeUrl } from '../site.ts';
import { versionAtLeast } from '../version.ts';
import type { SimulatedEndpoint } from './measured.ts';
import { mediaPage } from './media-query.ts';
import { notSimulated } from './not-simulated.ts';
import type { RestRequest, RestResult } from './route.ts';

const collection = '/wp/v2/media';
const item = `${collection}/(?P<id>[\\d]+)`;
const invalidId = wpError('rest_post_invalid_id', 'Invalid post ID.', 404);

/**
 * `WP_REST_Attachments_Controller`: the media library, held to what six real stores answered to the life of an image.
 * Who may ask for a list is the table's affair.
 */
export const mediaEndpoints: readonly (readonly [string, SimulatedEndpoint])[] = [
  [`GET ${collection}`, { permission: permitList, callback: list }],
  [`POST ${collection}`, { permission: permitCreation, callback: create }],
  [`GET ${item}`, { permission: permitReading, callback: read }],
  [`POST ${item}`, { permission: request => permitChange(request, 'edit'), callback: change }],
  [`DELETE ${item}`, { permission: request => permitChange(request, 'delete'), callback: remove }],
];

/** Attachments that there are, by the number in the path. */
export function isAttachmentThere(pattern: string, { context, urlParams }: RestRequest): boolean | undefined {
  if (!pattern.startsWith(`${collection}/(`)) return undefined;
  return context.site.attachments.get(Number(urlParams.get('id'))) !== undefined;
}

function mayEdit(context: Context, { author }: Attachment): boolean {
  if (!isUserLoggedIn(context)) return false;
  return (
    currentUserCan(context, 'edit_others_posts') ||
    (author === context.userId && currentUserCan(context, 'edit_posts'))
  );
}

function viewOf({ params }: RestRequest): RecordView {
  const context = params.get('context');
  return context === 'edit' || context === 'embed' ? context : 'view';
}

function refused(context: Context, code: string, message: string): WpError {
  return wpError(code, message, authorizationRequiredCode(context));
}

function permitList({ context, params }: RestRequest): true | WpError {
  return params.get('context') !== 'edit' || currentUserCan(context, 'edit_posts')
    ? true
    : refused(
        context,
        'rest_forbidden_context',
        'Sorry, you are not allowed to edit posts in this post type.',
      );
}

function rowOf({ context, urlParams }: RestRequest): Attachment | undefined {
  return context.site.attachments.get(Number(urlParams.get('id')));
}

function permitCreation(request: RestRequest): true | WpError {
  const { context } = request;
  if (!currentUserCan(context, 'edit_posts'))
    return refused(context, 'rest_cannot_create', 'Sorry, you are not allowed to create posts as this user.');
  // A contributor, who writes and sends no files.
  if (!currentUserCan(context, 'upload_files'))
    return wpError('rest_cannot_create', 'Sorry, you are not allowed to upload media on this site.', 400);
  const post = parentOf(request, 0);
  return typeof post === 'number' || post.code !== 'rest_cannot_edit' ? true : post;
}

function permitReading(request: RestRequest): true | WpError {
  const { context } = request;
  const row = rowOf(request);
  if (row === undefined) return invalidId;
  if (viewOf(request) === 'edit' && !mayEdit(context, row))
    return refused(context, 'rest_forbidden_context', 'Sorry, you are not allowed to edit this post.');
  if (row.status === 'private' && !mayEdit(context, row))
    return refused(context, 'rest_forbidden', 'Sorry, you are not allowed to do that.');
  return true;
}

function permitChange(request: RestRequest, verb: 'edit' | 'delete'): true | WpError {
  const { context, params } = request;
  const row = rowOf(request);
  if (row === undefined) return invalidId;
  if (!mayEdit(context, row))
    return refused(context, `rest_cannot_${verb}`, `Sorry, you are not allowed to ${verb} this post.`);
  const author = params.get('author');
  const isOthers = verb === 'edit' && typeof author === 'number' && author !== context.userId;
  return isOthers && !currentUserCan(context, 'edit_others_posts')
    ? refused(context, 'rest_cannot_edit_others', 'Sorry, you are not allowed to update posts as this user.')
    : true;
}

function list(request: RestRequest): RestResult | WpError {
  const { context } = request;
  const page = mediaPage(request);
  if (isWpError(page)) return page;
  const records = page.rows.map(row =>
    attachmentRecord(context, row, viewOf(request), mayEdit(context, row)),
  );
  return { data: records, headers: page.headers };
}

function read(request: RestRequest): RestResult {
  const { context } = request;
  const { site, isTls } = context;
  const row = rowOf(request) as Attachment;
  const data = attachmentRecord(context, row, viewOf(request), mayEdit(context, row));
  if (site.switches.permalinks === 'plain') return { data };
  const link = homeUrl(site.home, '', currentScheme(site, isTls));
  const page = `${data.link ?? `${link}/?attachment_id=${row.id}`}`;
  return { data, headers: [['Link', `<${page}>; rel="alternate"; type=text/html`]] };
}

function create(request: RestRequest): RestResult | WpError {
  const { context, params } = request;
  const { site, isTls } = context;
  const post = parentOf(request, 0);
  if (typeof post !== 'number') return post;
  const upload = uploadOf(context.request);
  if (isWpError(upload)) return upload;
  const name = sanitizeFileName(upload.name);
  const type = fileType(name, upload.bytes);
  if (type === 'unknown' || !site.attachments.hasRoomFor(upload.bytes.length))
    return notSimulated(request.method, collection);
  if (type === 'refused') {
    // Other words before WordPress 5.9.
    const message = versionAtLeast(site.version, '5.9')
      ? 'Sorry, you are not allowed to upload this file type.'
      : 'Sorry, this file type is not permitted for security reasons.';
    return wpError('rest_upload_sideload_error', message, 500);
  }
  const now = site.now();
  const date = dateOf(params) ?? now;
  const file = site.attachments.freeFile(type.name, now);
  const own = file.slice(file.lastIndexOf('/') + 1, file.lastIndexOf('.'));
  const row = changed(
    {
      id: 0,
      date,
      modified: date,
      slug: '',
      status: 'inherit',
      title: own,
      author: context.userId,
      post,
      alt: '',
      caption: '',
      description: '',
      comments: 'open',
      pings: 'closed',
      mime: type.mime,
      file,
      size: upload.bytes.length,
      ...shownAs(site.version, type.mime, file, upload.bytes),
    },
    request,
  );
  const { id: _, ...fresh } = { ...row, slug: row.slug || slugOf(row.title) };
  const added = site.attachments.add(fresh, upload.bytes);
  return {
    status: 201,
    headers: [
      ['X-WP-Upload-Attachment-ID', added.id],
      ['Location', restUrl(site, `${collection}/${added.id}`, isTls)],
    ],
    data: attachmentRecord(context, added, 'edit', true),
  };
}

/** What an image is shown as: a large one by a smaller copy; a large PNG so since a version between 6.4 and 6.9. */
function shownAs(version: string, mime: string, file: string, bytes: Uint8Array): Partial<Attachment> {
  const size = mime.startsWith('image/') ? getimagesize(bytes) : undefined;
  if (size === undefined) return {};
  const { width, height } = size;
  const isScaled = mime !== 'image/gif' && (mime !== 'image/png' || versionAtLeast(version, '6.8'));
  const scaled = isScaled ? scaledSize(width, height) : undefined;
  if (scaled === undefined) return { width, height };
  const dot = file.lastIndexOf('.');
  return {
    ...scaled,
    file: `${file.slice(0, dot)}-scaled${file.slice(dot)}`,
    original: file.slice(file.lastIndexOf('/') + 1),
  };
}

function change(request: RestRequest): RestResult | WpError {
  const { context, params } = request;
  const { attachments, now, users } = context.site;
  const row = rowOf(request) as Attachment;
  const post = parentOf(request, row.post);
  if (typeof post !== 'number') return post;
  const author = params.get('author');
  if (typeof author === 'number' && users.get(author) === undefined)
    return wpError('rest_invalid_author', 'Invalid author ID.', 400);
  const date = dateOf(params) ?? row.date;
  const written = attachments.replace(changed({ ...row, post, date, modified: now() }, request));
  return { data: attachmentRecord(context, written, 'edit', true) };
}

/** A row with what was sent put into it. */
function changed(row: Attachment, { params }: RestRequest): Attachment {
  const text = (name: string, before: string): string => {
    const sent = params.get(name);
    const raw = typeof sent === 'object' && sent !== null ? (sent as { raw?: unknown }).raw : sent;
    return typeof raw === 'string' ? raw : before;
  };
  const author = params.get('author');
  const slug = params.get('slug');
  const status = params.get('status');
  return {
    ...row,
    title: text('title', row.title),
    alt: text('alt_text', row.alt),
    caption: text('caption', row.caption),
    description: text('description', row.description),
    author: typeof author === 'number' && author !== 0 ? author : row.author,
    slug: typeof slug === 'string' && slug !== '' ? slugOf(slug) : row.slug,
    // Another status than this one is that of its post.
    status: status === 'private' ? 'private' : status === undefined ? row.status : 'inherit',
    comments: (params.get('comment_status') as Attachment['comments'] | undefined) ?? row.comments,
    pings: (params.get('ping_status') as Attachment['pings'] | undefined) ?? row.pings,
  };
}

/** The post that it is to hang at: the one that a fresh site has. */
function parentOf({ context, method, params }: RestRequest, before: number): number | WpError {
  const post = params.get('post');
  if (typeof post !== 'number' || post === 0) return typeof post === 'number' ? post : before;
  if (post === 1) return post;
  if (context.site.isOtherPost?.(post)) return notSimulated(method, collection);
  return refused(context, 'rest_cannot_edit', 'Sorry, you are not allowed to upload media to this post.');
}

/** Unix seconds. */
function dateOf(params: RestRequest['params']): number | undefined {
  return parseDate(params.get('date_gmt') ?? params.get('date'));
}

function remove(request: RestRequest): RestResult | WpError {
  const { context, params } = request;
  const row = rowOf(request) as Attachment;
  if (params.get('force') !== true) {
    const message = "The post does not support trashing. Set 'force=true' to delete.";
    return wpError('rest_trash_not_supported', message, 501);
  }
  const { _links: _, ...previous } = attachmentRecord(context, row, 'edit', true);
  context.site.attachments.remove(row);
  return { data: { deleted: true, previous } };
}
