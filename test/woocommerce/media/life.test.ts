/** The life of an image in the media library, step by step as six real stores answered it. */
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { createStore, type Fixture, type Store } from '../../../mocks/index.ts';
import { gif, jpeg, png, webp } from './images.ts';

interface Step {
  readonly name: string;
  readonly who: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly file?: keyof typeof files;
  readonly form?: {
    readonly file: keyof typeof files;
    readonly name: string;
    readonly type: string;
    readonly field: string;
    readonly fields: Readonly<Record<string, string>>;
  };
}

/** Status and code of a refusal; of a success the total of a list and a shape, or nothing more. */
type Recorded =
  | readonly [status: number, code: string]
  | readonly [status: number, total?: number, shape?: number];

interface Recordings {
  /** Names of the members of a record, of its links, of an image's sizes, of a product's image. */
  readonly shapes: readonly string[];
  /** By WooCommerce's version, a row for each step; null where it was not asked. */
  readonly answers: Readonly<Record<string, readonly (Recorded | null)[]>>;
}

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const steps = read('steps.json') as readonly Step[];
const { shapes, answers } = read('recorded.json') as Recordings;

const files = {
  mid: png(400, 300),
  small: png(1, 1),
  big: png(1800, 1200),
  tall: png(200, 2000),
  huge: png(3000, 2700),
  photo: jpeg(900, 700),
  gif,
  webp: webp(900, 700),
  hello: Buffer.from('hello'),
  pdf: Buffer.from('%PDF-1.4\n%%EOF\n'),
  php: Buffer.from('<?php echo 1;'),
  svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  bad: Buffer.from('no image'),
};

const host = 'shop.test:8443';
const people = { admin: 1, manager: 2, customer: 3, author: 4 };
const password = 'abcdefghijklmnopqrstuvwx';

/** The life of one store. */
class Life {
  readonly store: Store;
  readonly #ids = new Map<string, number>();

  constructor(store: Store) {
    this.store = store;
  }

  async ask({ name, who, method, path, headers = {}, body, file, form }: Step) {
    const named = (text: string) =>
      text.replace(/\{([\w:.]+)\}/g, (_, id: string) => String(this.#ids.get(id) ?? 0));
    const answer = await this.store.answer({
      method,
      scheme: 'https',
      host,
      target: encodeURI(named(path)),
      headers: [
        'Host',
        host,
        ...this.#credentials(who),
        ...Object.entries(headers).flat(),
        ...formType(form),
      ],
      body: form ? formBody(form) : file ? files[file] : Buffer.from(named(body ?? '')),
    });
    const text = Buffer.from(answer.body).toString();
    const json = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : undefined;
    if (answer.status === 201 && json?.id) this.#ids.set(name, json.id);
    const at = answer.headers.indexOf('X-WP-Total');
    return { status: answer.status, json, total: at < 0 ? 0 : Number(answer.headers[at + 1]) };
  }

  #credentials(who: string): string[] {
    if (who === 'nobody') return [];
    const { consumerKey, consumerSecret } = this.store.keys.admin_rw ?? {};
    const pair = who === 'key' ? `${consumerKey}:${consumerSecret}` : `${who}:${password}`;
    return ['Authorization', `Basic ${Buffer.from(pair).toString('base64')}`];
  }
}

function formType(form: Step['form']): string[] {
  return form ? ['Content-Type', 'multipart/form-data; boundary=XXbXX'] : [];
}

function formBody({ file, name, type, field, fields }: NonNullable<Step['form']>): Buffer {
  const texts = Object.entries(fields).map(
    ([key, value]) => `--XXbXX\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
  );
  const head = `--XXbXX\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\nContent-Type: ${type}\r\n\r\n`;
  return Buffer.concat([Buffer.from(texts.join('') + head), files[file], Buffer.from('\r\n--XXbXX--\r\n')]);
}

/** As the shapes of the recordings were written. */
function shapeOf(json: unknown): string | undefined {
  const one = Array.isArray(json) ? json[0] : json;
  if (!one) return undefined;
  return [one, one._links, one.media_details?.sizes, one.images?.[0]]
    .filter(part => part !== undefined)
    .map((part, i) => Object.keys(part).join(part === one.media_details?.sizes && i > 0 ? ',' : ' '))
    .join(' | ');
}

async function storeOf(version: string): Promise<Store> {
  const url = new URL(`../../recordings/stores/wc-${version}.json`, import.meta.url);
  const fixture = JSON.parse(readFileSync(url, 'utf8')) as Fixture;
  const application_passwords = Object.values(people).map(user_id => ({ user_id, name: 'test', password }));
  // Two posts of the same second stand in no order.
  let now = 1_795_993_000;
  const tick = () => {
    now += 1;
    return now;
  };
  return await createStore({ fixture: { ...fixture, application_passwords }, profile: version, now: tick });
}

for (const [version, recorded] of Object.entries(answers)) {
  describe(`the media library of ${version}`, () => {
    let life: Life;
    before(async () => {
      life = new Life(await storeOf(version));
    });
    for (const [i, step] of steps.entries()) {
      it(`${step.name}: ${step.who} asks ${step.method} ${step.path}`, async () => {
        const { status, json, total } = await life.ask(step);
        const row = recorded[i];
        if (!row) return;
        const [expected, codeOrTotal, shape] = row;
        assert.equal(
          `${status} ${json?.code ?? ''}`,
          `${expected} ${typeof codeOrTotal === 'string' ? codeOrTotal : ''}`,
        );
        if (typeof codeOrTotal !== 'number') return;
        assert.equal(total, codeOrTotal);
        if (shape !== undefined && shape >= 0) assert.equal(shapeOf(json), shapes[shape]);
      });
    }
  });
}
