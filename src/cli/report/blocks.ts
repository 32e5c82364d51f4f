/** What one of several at the same time has to tell. */
export interface Block {
  write(text: string): void;
  /** Nothing more comes: what waits behind it is told. */
  end(): void;
}

/**
 * Keeps together what belongs together: of several blocks that are written at the same time the first that has not ended is
 * told as it comes, and the others, whole or as far as they are, as soon as it has.
 */
export class Blocks {
  readonly #write: (text: string) => void;
  readonly #waiting: { text: string; isEnded: boolean }[] = [];

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** A block behind those that there are. */
  begin(): Block {
    const block = { text: '', isEnded: false };
    this.#waiting.push(block);
    return {
      write: text => {
        if (this.#waiting[0] === block) this.#write(text);
        else block.text += text;
      },
      end: () => {
        block.isEnded = true;
        this.#goOn();
      },
    };
  }

  #goOn(): void {
    while (this.#waiting[0]?.isEnded) {
      this.#waiting.shift();
      const next = this.#waiting[0];
      if (next?.text) this.#write(next.text);
      if (next) next.text = '';
    }
  }
}
