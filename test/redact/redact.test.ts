import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createRedactor, redact, redactExchange, redactHeaders, redactUrl } from '../../src/redact/redact.ts';

const key = 'ck_c1d487919d1f97820cb23821e162f9866a79848b';
const secret = 'cs_e93acb127f4a0cba254720155be9bf646f7e0293';
const signature = 'tR3+Ty81lMeYAr/Fid0kMTYa/WM=';
const base64 = (text: string) => Buffer.from(text).toString('base64');

it('a name that is the value of another member is a word, and the member behind it keeps its name', () => {
  const { text } = createRedactor();
  for (const word of ['authorization', 'cookie', 'password', 'consumer_secret'])
    for (const plain of [
      `{"code":"${word}","message":"not let in"}`,
      `{"code": "${word}" , "message" : "not let in"}`,
      JSON.stringify(`{"code":"${word}","message":"not let in"}`),
    ])
      assert.equal(text(plain), plain);
  assert.doesNotMatch(text('["password","hunter2"] {"name":"password","value":"hunter2"}'), /hunter2/);
  assert.doesNotMatch(text('["authorization","Basic aGk6aG8="]'), /aGk6aG8/);
});

describe('redact', () => {
  const cases: readonly (readonly [what: string, text: string, wanted: string])[] = [
    [
      'a place in a file, which the message goes on behind',
      'x.json:1:9: /personas/owner/consumerSecret: the variable S is empty',
      'x.json:1:9: /personas/owner/consumerSecret: the variable S is empty',
    ],
    [
      'a value behind a path',
      '/owner/password: the-secret; /owner/password: it',
      '/owner/password: ***; /owner/password: ***',
    ],
    ['a consumer key', `key ${key}.`, 'key ck_***848b.'],
    ['a consumer secret in a query', `?consumer_secret=${secret}&a=1`, '?consumer_secret=cs_***0293&a=1'],
    [
      'a key in a base string',
      `oauth_consumer_key%3D${key}%26oauth_nonce%3Dabc`,
      'oauth_consumer_key%3Dck_***848b%26oauth_nonce%3Dabc',
    ],
    ['a key encoded twice', `consumer_key%253D${key}%2526a`, 'consumer_key%253Dck_***848b%2526a'],
    ['a key in capitals', key.toUpperCase(), 'CK_***848B'],
    ['a short key', 'ck_short', 'ck_***'],
    ['a signature, raw', `oauth_signature=${signature}&x=1`, 'oauth_signature=***&x=1'],
    [
      'a signature, encoded',
      `oauth_signature=${encodeURIComponent(signature)}&x=1`,
      'oauth_signature=***&x=1',
    ],
    [
      'a signature, encoded with its name',
      `oauth_signature%3D${encodeURIComponent(signature)}%26x`,
      'oauth_signature%3D***%26x',
    ],
    ['the signature method', 'oauth_signature_method=HMAC-SHA1', 'oauth_signature_method=HMAC-SHA1'],
    [
      'a Basic header',
      `Authorization: Basic ${base64(`${key}:${secret}`)}\nHost: x`,
      'Authorization: Basic ***\nHost: x',
    ],
    ['a Basic header in JSON', `{"authorization":"Basic ${base64('a:b')}"}`, '{"authorization":"Basic ***"}'],
    [
      'a Basic header in HAR',
      `{"name":"Authorization","value":"Basic ${base64('a:b')}"}`,
      '{"name":"Authorization","value":"Basic ***"}',
    ],
    ['a Basic payload alone', `sent Basic ${base64('user:pass')} to it`, 'sent Basic *** to it'],
    [
      'a challenge',
      'WWW-Authenticate: Basic realm="WooCommerce API. Use a key"',
      'WWW-Authenticate: Basic realm="WooCommerce API. Use a key"',
    ],
    [
      'prose',
      'Basic authentication over TLS, and the secret of the key',
      'Basic authentication over TLS, and the secret of the key',
    ],
    ['an unknown scheme', 'Authorization: Bearer abc.def', 'Authorization: Bearer ***'],
    [
      'an OAuth header',
      `Authorization: OAuth oauth_consumer_key="${key}", oauth_nonce="n1", oauth_signature="${encodeURIComponent(signature)}"`,
      'Authorization: OAuth oauth_consumer_key="ck_***848b", oauth_nonce="n1", oauth_signature="***"',
    ],
    [
      'an OAuth header in JSON',
      JSON.stringify({ Authorization: `OAuth oauth_nonce="n", oauth_signature="${signature}"` }),
      '{"Authorization":"OAuth oauth_nonce=\\"n\\", oauth_signature=\\"***\\""}',
    ],
    ['a form', 'log=admin&pwd=hunter2&redirect=x', 'log=admin&pwd=***&redirect=x'],
    ['a JSON password', '{"password":"hun\\"ter2","a":1}', '{"password":"***","a":1}'],
    ['a quoted JSON text', '"{\\"consumer_secret\\":\\"abc def\\"}"', '"{\\"consumer_secret\\":\\"***\\"}"'],
    ['a pair', '["oauth_signature","abc="]', '["oauth_signature","***"]'],
    [
      'a list of names',
      '["oauth_signature","oauth_signature_method"]',
      '["oauth_signature","oauth_signature_method"]',
    ],
    ['a cookie line', 'Cookie: wordpress_x=abc; b=c\r\nHost: x', 'Cookie: wordpress_x=***; b=***\r\nHost: x'],
    ['a set-cookie line', 'set-cookie: a=b; path=/; HttpOnly', 'set-cookie: a=***; path=/; HttpOnly'],
    ['an application password', 'use abcd EFGH 1234 ijkl MNOP 6789 now', 'use *** now'],
    ['four-letter words', 'they will find some good text here', 'they will find some good text here'],
    ['user info', 'https://admin:hunter2@shop.test/x', 'https://***@shop.test/x'],
    ['curl', `curl -u ${key}:${secret} https://shop.test`, 'curl -u *** https://shop.test'],
    [
      'multipart',
      '--b\r\nContent-Disposition: form-data; name="pwd"\r\n\r\nhunter2\r\n--b--',
      '--b\r\nContent-Disposition: form-data; name="pwd"\r\n\r\n***\r\n--b--',
    ],
    ['Base64 anywhere', `x=${base64(`{"consumer_secret":"${secret}"}`)}`, 'x=***'],
    [
      'PHP spells names otherwise',
      'consumer.secret=abc&consumer%5Fsecret=abc&consumer_secret[]=abc',
      'consumer.secret=***&consumer%5Fsecret=***&consumer_secret[]=***',
    ],
  ];
  for (const [what, text, wanted] of cases) it(what, () => assert.equal(redact(text), wanted));

  it('is the same when it is done twice', () => {
    for (const [, text] of cases) assert.equal(redact(redact(text)), redact(text));
  });

  it('hides the value of a secret field, whatever it is', () => {
    const fields = fc.constantFrom('consumer_secret', 'password', 'pwd', 'oauth_signature', 'client_secret');
    fc.assert(
      fc.property(fields, fc.string({ unit: 'binary', minLength: 8 }), (field, value) => {
        fc.pre(value.isWellFormed() && value.trim().length >= 8);
        const encoded = encodeURIComponent(value);
        for (const text of [
          `a=1&${field}=${encoded}&b=2`,
          encodeURIComponent(`a=1&${field}=${encoded}&b=2`),
          JSON.stringify({ a: 1, [field]: value, b: 2 }),
          JSON.stringify(JSON.stringify({ [field]: value })),
        ]) {
          const output = redact(text);
          assert.ok(!output.includes(encoded) || '***'.includes(encoded), output);
          assert.ok(!output.includes(JSON.stringify(value).slice(1, -1)), output);
        }
      }),
    );
  });
});

describe('redactHeaders', () => {
  it('masks by name and leaves the others', () => {
    assert.deepEqual(
      redactHeaders([
        ['authorization', `Basic ${base64('x:y')}`],
        ['Proxy-Authorization', 'nonsense'],
        ['Set-Cookie', 'a=b; Secure'],
        ['X-WP-Nonce', 'abc123'],
        ['Location', `https://x/?oauth_signature=${signature}`],
        ['WWW-Authenticate', 'Basic realm="WooCommerce"'],
      ]),
      [
        ['authorization', 'Basic ***'],
        ['Proxy-Authorization', '***'],
        ['Set-Cookie', 'a=***; Secure'],
        ['X-WP-Nonce', '***'],
        ['Location', 'https://x/?oauth_signature=***'],
        ['WWW-Authenticate', 'Basic realm="WooCommerce"'],
      ],
    );
  });
});

describe('redactUrl', () => {
  it('masks values and normalises nothing', () => {
    assert.equal(
      redactUrl(`http://Shop.test:80/a/../b?consumer%5Fkey=${key}&consumer_secret=it%27s&x=%7e+'#f`),
      "http://Shop.test:80/a/../b?consumer%5Fkey=ck_***848b&consumer_secret=***&x=%7e+'#f",
    );
  });
});

describe('redactExchange', () => {
  it('masks every part of it', () => {
    const output = JSON.stringify(
      redactExchange({
        request: {
          method: 'POST',
          url: `https://shop.test/?consumer_secret=${secret}`,
          headers: [['Authorization', `Basic ${base64(`${key}:${secret}`)}`]],
          body: Buffer.from(`{"password":"x\\"y","note":"${secret}"}`),
        },
        answer: { status: 200, headers: [['Set-Cookie', 'session=abc']], body: Buffer.from(secret) },
        startedAt: 0,
        duration: 1,
        notes: { 'signature base string': `GET&x&oauth_consumer_key%3D${key}` },
      }),
    );
    for (const hidden of [key, secret, 'x\\"y', 'abc', base64(`${key}:${secret}`)])
      assert.ok(!output.includes(hidden));
    assert.match(output, /cs_\*\*\*0293/);
  });
});

describe('createRedactor', () => {
  const encodings: readonly [string, (text: string) => string][] = [
    ['raw', text => text],
    ['percent-encoded', encodeURIComponent],
    ['percent-encoded twice', text => encodeURIComponent(encodeURIComponent(text))],
    ['lower-case hex', text => encodeURIComponent(text).replace(/%../g, hex => hex.toLowerCase())],
    ['as a form', text => new URLSearchParams([['x', text]]).toString()],
    ['in JSON', text => JSON.stringify({ x: text })],
    ['in JSON in JSON', text => JSON.stringify(JSON.stringify({ x: text }))],
    ['in HTML', text => text.replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`)],
  ];

  it('finds a known secret in every encoding', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'grapheme', minLength: 8 })
          .filter(text => text.trim() === text && text.length >= 8),
        fc.constantFrom(...encodings),
        fc.string(),
        fc.string(),
        (known, [, encode], before, after) => {
          const text = before + encode(known) + after;
          const output = createRedactor([known]).text(text);
          assert.ok(!output.includes(encode(known).replace(/^x=/, '')) || known.startsWith('***'), output);
        },
      ),
    );
  });

  it('finds a known secret in Base64, at any offset', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8 }), fc.string(), fc.string(), (known, before, after) => {
        const text = base64(`${before}${known}${after}`);
        const output = createRedactor([known]).text(`Basic ${text}!`);
        for (let skip = 0; skip < output.length; skip++) {
          assert.ok(!Buffer.from(output.slice(skip), 'base64').toString('utf8').includes(known));
        }
      }),
    );
  });

  /** Every character spelled out, letters too, as nobody has to. */
  const spellers: Readonly<Record<string, (text: string) => string>> = {
    percent: text => [...Buffer.from(text)].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    json: text =>
      Array.from(
        { length: text.length },
        (_, i) => `\\u${text.charCodeAt(i).toString(16).padStart(4, '0')}`,
      ).join(''),
    html: text => Array.from(text, character => `&#${character.codePointAt(0)};`).join(''),
    'html in hex': text =>
      Array.from(text, character => `&#X${character.codePointAt(0)?.toString(16)};`).join(''),
    none: text => text,
  };
  const cases: Readonly<Record<string, (text: string) => string>> = {
    'as it is': text => text,
    'in capitals': text => text.toUpperCase(),
    'in small letters': text => text.toLowerCase(),
  };

  it('finds secrets and keys whose every letter is escaped, once and within another escape, in any case', () => {
    const names = fc.constantFrom(...Object.keys(spellers));
    const cased = fc.constantFrom(...Object.keys(cases));
    const secrets = [secret, key, 'owner-password', 'Gruesse & "more"\\n'];
    fc.assert(
      fc.property(
        fc.constantFrom(...secrets),
        cased,
        cased,
        names,
        names,
        (known, one, other, inner, outer) => {
          const change = (name: string) => cases[name] as (text: string) => string;
          const spell = (name: string) => spellers[name] as (text: string) => string;
          // \U0063 is no escape of JSON.
          const lower = (text: string) => text.replace(/\\U/g, '\\u');
          const spelled = spell(outer)(lower(change(other)(spell(inner)(change(one)(known)))));
          const text = `{"a":"${spelled}"}`;
          const output = createRedactor([known]).text(text);
          assert.match(output, /^\{"a":".{0,12}\*\*\*.{0,8}"\}$/s, `${inner} in ${outer}: ${output}`);
          if (/^c[ks]_/.test(known)) assert.ok(!createRedactor().text(text).includes(spelled), output);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leaves words alone that only look like a field', () => {
    for (const words of [
      'B5: 401 authorization: in the header, and in the query',
      'the code authorization',
      '401 authorization',
    ])
      assert.equal(redact(words), words);
  });

  it('masks a key that lost its prefix', () => {
    assert.equal(createRedactor([key]).text(`key ${key.slice(3)}`), 'key ***');
  });

  it('does not search for secrets of one letter', () => {
    assert.equal(createRedactor(['a']).text('a banana'), 'a banana');
  });

  it('masks a value by the names of its members', () => {
    assert.deepEqual(
      createRedactor(['hunter2']).value({
        consumerSecret: 'x',
        list: [['password', 'y']],
        a: ['hunter2', 1],
      }),
      {
        consumerSecret: '***',
        list: [['password', '***']],
        a: ['***', 1],
      },
    );
  });
});

it('the place-holders of advice are no secret, what follows curl’s -u otherwise is', () => {
  const advice = 'Send them over https: curl -u ck_…:cs_… https://shop.test, or curl -u ck_…:cs_….';
  assert.equal(createRedactor().text(advice), advice);
  assert.equal(createRedactor().text('curl -u ck_…:cs_…secret x'), 'curl -u *** x');
  assert.equal(createRedactor().text('curl -u owner:pass x'), 'curl -u *** x');
});
