/** How the doctor behaves: what it sends where, what it leaves out, and that nothing takes it down. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { layers, faults as simulatedFaults } from '../../mocks/faults.ts';
import type { Message } from '../../mocks/index.ts';
import { diagnose } from '../../src/doctor/diagnosis.ts';
import { Evidence } from '../../src/doctor/evidence.ts';
import { examine } from '../../src/doctor/examine.ts';

import { faults } from '../../src/doctor/faults/catalogue.ts';
import { isLoopback, isSamePlace } from '../../src/doctor/known.ts';
import type { Probe } from '../../src/doctor/probe.ts';
import { probes } from '../../src/doctor/probes/index.ts';
import { read } from '../../src/doctor/reading.ts';
import { renderReport } from '../../src/doctor/render.ts';
import { reportOf } from '../../src/doctor/report.ts';
import { plain } from '../../src/paint.ts';
import { createRedactor } from '../../src/redact/redact.ts';
import { named, openStage, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

describe('probes and faults', () => {
  it('have ids of their own, and name each other rightly', () => {
    assert.equal(new Set(probes.map(({ id }) => id)).size, probes.length);
    assert.equal(new Set(faults.map(({ id }) => id)).size, faults.length);
    const [knownFaults, knownProbes] = [
      new Set(faults.map(({ id }) => id)),
      new Set(probes.map(({ id }) => id)),
    ];
    for (const fault of faults) {
      for (const probe of fault.probes) assert.ok(knownProbes.has(probe), `${fault.id}: ${probe}`);
      for (const { id } of fault.lookAlikes) assert.ok(knownFaults.has(id), `${fault.id}: ${id}`);
      assert.ok(layers.includes(fault.layer));
      assert.ok(fault.fixes.length > 0 && fault.sources.length > 0, fault.id);
      for (const { check } of fault.fixes) assert.notEqual(check, '', fault.id);
    }
  });

  it('have one name with the faults of the simulated store, each of which the doctor knows', () => {
    assert.equal(faults.length, 141);
    assert.equal(simulatedFaults.length, 63);
    const known = new Map(faults.map(fault => [fault.id, fault]));
    for (const { id, layer, title, seen } of simulatedFaults) {
      const fault = known.get(id);
      assert.deepEqual([fault?.layer, fault?.title, fault?.seen], [layer, title, seen], id);
    }
    for (const { id, title, seen } of faults) {
      assert.match(title, /^[A-Z].*[^.]$/, id);
      assert.match(seen, /\."?$/, id);
      assert.doesNotMatch(seen, /\.\s+[A-Z]/, `${id}: one sentence`);
    }
  });

  it('recommend nothing that is dangerous', () => {
    for (const fault of faults)
      for (const { lines } of fault.fixes) {
        assert.doesNotMatch(
          lines,
          /SecRuleEngine Off|verify_ssl|VERIFYPEER|rejectUnauthorized|--insecure/,
          fault.id,
        );
        assert.doesNotMatch(lines, /fastcgi_pass_header/, fault.id);
        if (lines.includes("$_SERVER['HTTPS'] = 'on'"))
          assert.match(lines, /HTTP_X_FORWARDED_PROTO/, fault.id);
      }
  });

  it('carry bad credentials in few probes', () => {
    assert.ok(probes.filter(probe => probe.badCredentials).length <= 8);
  });
});

describe('the doctor', () => {
  it('goes on when a probe crashes, and says so', async () => {
    await stage.put();
    const broken: Probe = {
      id: 'X1',
      title: 'a probe that crashes',
      healthy: '',
      shows: '',
      needs: 'url',
      request: () => {
        throw new Error('boom');
      },
    };
    const diagnosis = await stage.visit({ probes: [broken, ...probes] });
    assert.deepEqual(named(diagnosis), []);
    assert.equal(diagnosis.evidence.crashes.length, 1);
    const run = { latchkey: '0', startedAt: new Date(), duration: 1, exitCode: 0 as const };
    const text = renderReport(reportOf(diagnosis, createRedactor(), run), { columns: 100, paint: plain });
    assert.match(text, /X1 crashed, which is a fault of Latchkey: Error: boom/);
  });

  it('goes on when the examination of a fault breaks', async () => {
    await stage.put({ faults: ['methods-blocked'] });
    const { evidence } = await stage.visit();
    const [first] = faults;
    assert.ok(first);
    const broken = { ...first, id: 'broken', examine: () => assert.fail('boom') };
    const diagnosis = diagnose(evidence, [broken, ...faults]);
    assert.deepEqual(named(diagnosis), ['methods-blocked']);
    assert.equal(diagnosis.broken[0]?.fault.id, 'broken');
  });

  it('survives any evidence there can be', async () => {
    await stage.put();
    const { evidence } = await stage.visit();
    // Each probe left out in turn: faults have to do with what there is.
    for (const left of evidence.all) {
      const some = new Evidence({ known: evidence.known, whereabouts: evidence.whereabouts });
      for (const probed of evidence.all) if (probed !== left) some.add(probed);
      const { broken, findings } = diagnose(some);
      assert.deepEqual(broken, [], left.probe.id);
      assert.deepEqual(findings, [], left.probe.id);
    }
    // Every answer turned into something else.
    const odd = [
      { status: 200, headers: [], body: Buffer.from('') },
      { status: 204, headers: [], body: Buffer.from('') },
      { status: 302, headers: [['Location', 'http://[']] as const, body: Buffer.from('') },
      { status: 302, headers: [['Location', '//']] as const, body: Buffer.from('') },
      { status: 500, headers: [], body: Buffer.from([0xff, 0xfe, 0x00]) },
      { status: 200, headers: [['Content-Encoding', 'gzip']] as const, body: Buffer.from('{}') },
      {
        status: 200,
        headers: [['Content-Type', 'application/json']] as const,
        body: Buffer.from('x{[1,{"a":'),
      },
      { status: 401, headers: [], body: Buffer.from('{"code":"x","message":"y"}') },
      { status: 200, headers: [], body: Buffer.from('null') },
    ];
    for (const answer of odd) {
      const exchange = (request: (typeof evidence.all)[number]['exchange']['request']) => ({
        request,
        answer,
        startedAt: 0,
        duration: 1,
      });
      const all = new Evidence({ known: evidence.known, whereabouts: evidence.whereabouts });
      for (const { probe, exchange: real } of evidence.all) {
        const changed = exchange(real.request);
        all.add({ probe, exchange: changed, reading: read(changed) });
      }
      assert.deepEqual(diagnose(all).broken, [], JSON.stringify(answer));
    }
  });

  it('puts a cache-buster of its own into each list, before it signs', async () => {
    await stage.put();
    const { evidence } = await stage.visit();
    const urls = ['A4', 'A5', 'A6', 'A7', 'A24', 'B4', 'B4a', 'B5', 'B6'].map(
      id => evidence.get(id)?.exchange.request.url ?? '',
    );
    const busters = urls.map(url => /[?&]_cb=([0-9a-f]+)/.exec(url)?.[1]);
    assert.equal(new Set(busters).size, urls.length);
    assert.equal(evidence.said('B4'), 'let in');
  });

  it('sends no credentials to another host, nor down to http', async () => {
    const seen: Message[] = [];
    for (const to of ['https://other.test', stage.http]) {
      const store = await stage.put({ faults: [`redirect-canonical:to=${to}`] });
      await stage.put({
        answer: message => {
          seen.push(message);
          return store.answer(message);
        },
      });
      await stage.visit();
    }
    assert.ok(seen.length > 0);
    assert.ok(seen.every(({ scheme }) => scheme === 'https'));
    assert.ok(isSamePlace('https://shop.example', 'https://www.shop.example/x'));
    assert.ok(isSamePlace('http://shop.example', 'https://shop.example/'));
    assert.ok(!isSamePlace('https://shop.example', 'http://shop.example/'));
    assert.ok(!isSamePlace('https://shop.example', 'https://shop.example.evil/'));
    assert.ok(!isSamePlace('https://shop.example', 'https://evil-shop.example/'));
  });

  it('sends no secret in clear over a network', async () => {
    await stage.put({ home: 'http://shop.test' });
    const { consumerKey, consumerSecret } = stage.key('owner');
    const { evidence } = await stage.visit({ url: 'http://shop.test' });
    for (const { probe, exchange } of evidence.all) {
      const sent = JSON.stringify(exchange.request);
      assert.ok(!sent.includes(consumerSecret.slice(0, -1)), probe.id);
      assert.ok(!sent.includes(Buffer.from(`${consumerKey}:`).toString('base64').slice(0, 40)), probe.id);
    }
    assert.ok(evidence.notSent.some(({ probe }) => probe.id === 'B5'));
    assert.equal(evidence.said('B4'), 'let in');
    assert.ok(
      isLoopback('http://localhost:8080') && isLoopback('http://127.0.0.1') && !isLoopback('http://10.0.0.1'),
    );
  });

  it('shows no key where nothing of WordPress answers', async () => {
    const seen: Message[] = [];
    const store = await stage.put({ faults: ['cloudflare-challenge'] });
    await stage.put({
      answer: message => {
        seen.push(message);
        return store.answer(message);
      },
    });
    await stage.visit();
    const { consumerKey } = stage.key('owner');
    assert.ok(seen.length > 5);
    assert.ok(!JSON.stringify(seen.map(({ target }) => target)).includes(consumerKey));
  });

  it('changes nothing in the store', async () => {
    const store = await stage.put();
    const before = await products();
    await stage.visit();
    assert.equal(await products(), before);
    async function products(): Promise<string> {
      const { consumerKey, consumerSecret } = stage.key('owner');
      const answer = await store.answer({
        method: 'GET',
        scheme: 'https',
        host: new URL(stage.https).host,
        target: `/wp-json/wc/v3/products?consumer_key=${consumerKey}&consumer_secret=${consumerSecret}&per_page=100`,
        headers: ['Host', new URL(stage.https).host],
        body: new Uint8Array(),
      });
      assert.equal(answer.status, 200);
      return Buffer.from(answer.body).toString();
    }
  });

  it('stops when the store asks for fewer requests', async () => {
    await stage.put({ faults: ['rate-limit:requests=12'] });
    const { evidence } = await stage.visit();
    assert.ok(evidence.all.length < 20, String(evidence.all.length));
    assert.ok(evidence.notSent.some(({ reason }) => reason === 'the store asked for fewer requests'));
  });

  it('ends when it is interrupted', async () => {
    await stage.put({ faults: ['slow:seconds=2'] });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const start = performance.now();
    await examine({ url: stage.https, client: stage.client, interrupted: controller.signal });
    assert.ok(performance.now() - start < 1500);
  });
});
