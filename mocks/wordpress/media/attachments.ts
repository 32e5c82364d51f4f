/** The media library: what was uploaded, as posts of the type `attachment`, and the files themselves. */
import { firstFree } from '../formatting/slug.ts';
import { FolderOfMonth } from './folder.ts';

/** An upload as it is kept. */
export interface Attachment {
  readonly id: number;
  /** Unix seconds. */
  readonly date: number;
  /** Unix seconds. */
  readonly modified: number;
  readonly slug: string;
  readonly status: 'inherit' | 'private';
  readonly title: string;
  /** A user's id; 0 for what the site has put there itself. */
  readonly author: number;
  /** The post that it hangs at; 0 for none. */
  readonly post: number;
  readonly alt: string;
  readonly caption: string;
  readonly description: string;
  readonly comments: 'open' | 'closed';
  readonly pings: 'open' | 'closed';
  readonly mime: string;
  /** Below wp-content/uploads: `2026/11/photo.jpg`. */
  readonly file: string;
  /** The name of the file as it was sent, where a smaller copy is shown in its place. */
  readonly original?: string;
  /** Bytes of the file. */
  readonly size: number;
  /** Pixels of an image. */
  readonly width?: number;
  /** Pixels of an image. */
  readonly height?: number;
  /** Whether it has the smaller copies of WordPress's own sizes alone. */
  readonly hasOwnSizes?: true;
}

export type NewAttachment = Omit<Attachment, 'id'> & { readonly id?: number };

/** What a fresh WordPress calls its post and its page: all types of posts share their slugs. */
const postSlugs = new Set(['hello-world', 'sample-page', 'privacy-policy']);

/** What all uploads may take together, in bytes. */
const mostBytes = 256 * 1024 * 1024;

/** `wp_posts` and `wp-content/uploads`, as far as they hold attachments. Looking one up costs the same in any library. */
export class Attachments {
  readonly #rows = new Map<number, Attachment>();
  /** By the path of each file below wp-content/uploads. */
  readonly #files = new Map<string, { readonly bytes: Uint8Array; readonly row: Attachment }>();
  readonly #slugs = new Set<string>();
  readonly #removed = new Set<number>();
  readonly #folders = new Map<string, FolderOfMonth>();
  readonly #nextId: () => number;
  readonly #onRemoved: (id: number) => void;
  #bytes = 0;

  /**
   * @param nextId The next id of a post: attachments share their sequence with all others.
   * @param onRemoved Is told the id of what is deleted.
   */
  constructor(nextId: () => number, onRemoved: (id: number) => void = () => {}) {
    this.#nextId = nextId;
    this.#onRemoved = onRemoved;
  }

  /** Whether so many bytes more can be kept. */
  hasRoomFor(bytes: number): boolean {
    return this.#bytes + bytes <= mostBytes;
  }

  get(id: number): Attachment | undefined {
    return this.#rows.get(id);
  }

  /** Whether there was one of this id, which is deleted. */
  wasRemoved(id: number): boolean {
    return this.#removed.has(id);
  }

  /** In the order in which they were made. */
  all(): Attachment[] {
    return [...this.#rows.values()];
  }

  /** @param bytes The file; left out for what the site has put there itself. */
  add(row: NewAttachment, bytes?: Uint8Array): Attachment {
    const added: Attachment = {
      ...row,
      id: row.id ?? this.#nextId(),
      slug: this.#freeSlug(row.slug),
    };
    this.#slugs.add(added.slug);
    this.#rows.set(added.id, added);
    if (bytes) {
      for (const file of filesOf(added)) this.#files.set(file, { bytes, row: added });
      this.#bytes += bytes.length;
    }
    return added;
  }

  /** Writes over the row of this id. */
  replace(row: Attachment): Attachment {
    this.#slugs.delete(this.#rows.get(row.id)?.slug ?? '');
    const replaced = { ...row, slug: this.#freeSlug(row.slug) };
    this.#slugs.add(replaced.slug);
    this.#rows.set(row.id, replaced);
    return replaced;
  }

  /** `wp_delete_attachment()`: the row and its file. */
  remove(row: Attachment): void {
    const { id, slug, file, original } = row;
    this.#rows.delete(id);
    this.#removed.add(id);
    this.#slugs.delete(slug);
    this.#bytes -= this.#files.get(row.file)?.bytes.length ?? 0;
    for (const file of filesOf(row)) this.#files.delete(file);
    this.#folders.get(file.slice(0, 7))?.free(original ?? file.slice(8));
    this.#onRemoved(id);
  }

  /**
   * What the web server finds at a path below the site's folder. Of a smaller copy, which nobody has made here, it finds
   * the file that it would be a copy of.
   */
  served(path: string): { bytes: Uint8Array; type: string; made: number } | undefined {
    const name = path.replace('/wp-content/uploads/', '');
    const file = this.#files.get(name) ?? this.#files.get(name.replace(/-\d+x\d+(?=\.\w+$)/, ''));
    return file && { bytes: file.bytes, type: file.row.mime, made: file.row.date };
  }

  /** `wp_unique_filename()` in the folder of this month. @param date Unix seconds. */
  freeFile(name: string, date: number): string {
    const month = new Date(date * 1000).toISOString().slice(0, 7).replace('-', '/');
    const folder = this.#folders.get(month) ?? new FolderOfMonth();
    this.#folders.set(month, folder);
    return `${month}/${folder.take(name)}`;
  }

  /** `wp_unique_post_slug()`: numbered from 2. */
  #freeSlug(slug: string): string {
    return firstFree(slug, name => this.#slugs.has(name) || postSlugs.has(name));
  }
}

/** The file that is shown, and the one that was sent where that is another. */
function filesOf({ file, original }: Attachment): string[] {
  return original === undefined ? [file] : [file, `${file.slice(0, file.lastIndexOf('/'))}/${original}`];
}
