/** A folder of uploads: the names in it, compared without case. */
export class FolderOfMonth {
  readonly #names = new Set<string>();
  /** How far the names of a kind were numbered, so that the thousandth upload of one name costs no more than the first. */
  readonly #numbers = new Map<string, number>();

  /** `wp_unique_filename()`: `photo.jpg`, then `photo-1.jpg`; what is called like a smaller copy is numbered as well. */
  take(name: string): string {
    const dot = name.lastIndexOf('.');
    const [base, extension] = [name.slice(0, dot), name.slice(dot).toLowerCase()];
    const isLikeCopy = /-(?:\d+x\d+|scaled|rotated)$/.test(base);
    let free = `${base}${extension}`;
    const kind = free.toLowerCase();
    let number = this.#numbers.get(kind) ?? 0;
    while (this.#names.has(free.toLowerCase()) || (number === 0 && isLikeCopy)) {
      number += 1;
      free = `${base}-${number}${extension}`;
    }
    this.#numbers.set(kind, number);
    this.#names.add(free.toLowerCase());
    return free;
  }

  free(name: string): void {
    this.#names.delete(name.toLowerCase());
    this.#numbers.clear();
  }
}
