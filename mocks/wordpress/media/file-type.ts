import { Buffer, isUtf8 } from 'node:buffer';
import { getimagesize } from '../../php/getimagesize.ts';

/** What WordPress takes a file for: its name, which follows the content of an image, and its media type. */
export interface FileType {
  readonly name: string;
  readonly mime: string;
}

/** `wp_get_mime_types()` of what shops send. */
const known: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  jpe: 'image/jpeg',
  gif: 'image/gif',
  png: 'image/png',
  webp: 'image/webp',
  txt: 'text/plain',
  asc: 'text/plain',
  c: 'text/plain',
  cc: 'text/plain',
  h: 'text/plain',
  srt: 'text/plain',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  rtx: 'text/richtext',
  vtt: 'text/vtt',
  pdf: 'application/pdf',
};

/**
 * Of these types WordPress's own answer needs PHP's `finfo` for the content, which this store does not have. It says
 * `text/plain` of a text, which none of them may hold.
 */
const looked = new Set(
  `bmp tiff tif ico heic avif asf wmv avi mov mpeg mpg mp4 m4v ogv webm mkv 3gp mp3 m4a wav ogg flac mid wma ics
  css htm html dfxp rtf js class tar zip gz gzip rar 7z psd xcf doc docx pot pps ppt wri xla xls xlt xlw mdb mpp dotx
  xlsx xlsb pptx odt odp ods odg key numbers pages`.split(/\s+/),
);

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

/**
 * `wp_check_filetype_and_ext()`: an image is what it holds, whatever it is called; another file must hold what its name
 * says.
 *
 * @param name The file's name, sanitized.
 * @returns `refused` for what WordPress does not take, `unknown` for what this store cannot tell.
 */
export function fileType(name: string, bytes: Uint8Array): FileType | 'refused' | 'unknown' {
  const dot = name.lastIndexOf('.');
  const extension = dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
  const mime = known[extension];
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (mime === undefined) return looked.has(extension) && !isText(file) ? 'unknown' : 'refused';
  if (mime.startsWith('image/')) {
    const real = getimagesize(bytes)?.mime;
    if (real === undefined) return 'refused';
    return real === mime ? { name, mime } : { name: `${name.slice(0, dot)}.${extensions[real]}`, mime: real };
  }
  const isRight = mime === 'application/pdf' ? file.toString('latin1', 0, 5) === '%PDF-' : isText(file);
  return isRight ? { name, mime } : 'refused';
}

/** `finfo` says `text/plain`. */
function isText(file: Buffer): boolean {
  return file.length > 0 && isUtf8(file) && !/[\0-\x06\x0e-\x1a]/.test(file.toString('latin1'));
}

/** `sanitize_file_name()`: no marks that a shell or a URL knows, spaces as `-`, an extension inside the name disarmed. */
export function sanitizeFileName(sent: string): string {
  const plain = sent
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[?[\]/\\=<>:;,'"&$#*()|~`!{}%+’«»”“\0-\x1f\x7f]/g, '')
    .replace(/[\r\n\t -]+/g, '-')
    .replace(/^[.\-_]+|[.\-_]+$/g, '');
  const parts = plain.split('.');
  if (parts.length <= 2) return plain;
  const [first, last] = [parts[0] as string, parts.at(-1) as string];
  const inner = parts.slice(1, -1).map(part => {
    const isExtension = /^[a-zA-Z]{2,5}\d?$/.test(part) && known[part.toLowerCase()] === undefined;
    return isExtension ? `${part}_` : part;
  });
  return [first, ...inner, last].join('.');
}
