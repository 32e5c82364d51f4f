/** What a collection holds: a record that is replaced as a whole. */
export class Row<T> {
  record: T;

  constructor(record: T) {
    this.record = record;
  }
}
