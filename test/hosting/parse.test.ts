import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faults } from '../../mocks/faults.ts';
import { describeFaults, FaultError, parseFault, siteSettings } from '../../mocks/index.ts';

const mistake = (text: string): FaultError => {
  try {
    parseFault(text);
  } catch (error) {
    assert.ok(error instanceof FaultError);
    assert.doesNotMatch(error.message, /\n/);
    return error;
  }
  throw new Error(`${text} was read without complaint`);
};

describe('reading a fault', () => {
  it('takes a name alone, with the defaults', () => {
    const { fault, options, scope } = parseFault('cache');
    assert.equal(fault.id, 'cache');
    assert.deepEqual(options, { seconds: 600, key: 'path', statuses: [] });
    assert.deepEqual(scope, { path: '', share: 1, seed: undefined });
  });

  it('takes parameters, and which requests it concerns', () => {
    const { options, scope } = parseFault(
      'cache:seconds=60,statuses=200|401,path=/wp-json/wc/,share=0.3,seed=7',
    );
    assert.deepEqual(options, { seconds: 60, key: 'path', statuses: ['200', '401'] });
    assert.deepEqual(scope, { path: '/wp-json/wc/', share: 0.3, seed: 7 });
  });

  it('keeps colons and equals signs in values', () => {
    assert.equal(
      parseFault('redirect-canonical:to=https://shop.test:8443').options.to,
      'https://shop.test:8443',
    );
    assert.equal(parseFault('authorization-replaced:value=Basic YQ==').options.value, 'Basic YQ==');
  });

  it('names an unknown fault and the one that was likely meant', () => {
    assert.deepEqual(
      [mistake('strip-authorisation').mistake, mistake('strip-authorisation').message],
      ['unknown', 'unknown fault "strip-authorisation", did you mean "strip-authorization"?'],
    );
    assert.equal(mistake('zebra').message, 'unknown fault "zebra"');
    assert.equal(mistake('').message, 'a fault has no name');
  });

  it('names an unknown parameter, and those there are', () => {
    const error = mistake('cache:second=60');
    assert.equal(error.message, 'fault cache: unknown parameter "second", did you mean "seconds"?');
    assert.match(error.advice ?? '', /seconds, key, statuses, path, share, seed/);
    assert.equal(mistake('tls-expired:a=1').advice, 'It has no parameters.');
  });

  it('names a bad value, and what was expected', () => {
    assert.equal(
      mistake('cache:seconds=soon').message,
      'fault cache: seconds is "soon"; expected a number of at least 0',
    );
    assert.equal(mistake('cache:key=host').message, 'fault cache: key is "host"; expected one of path, url');
    assert.equal(mistake('slow:share=2').message, 'fault slow: share is "2"; expected a number from 0 to 1');
    assert.equal(
      mistake('imunify360:status=404').message,
      'fault imunify360: status is "404"; expected one of 200, 403, 500',
    );
    assert.equal(mistake('cache:seconds').message, 'fault cache: "seconds" has no value');
    assert.equal(mistake('cache:key=url,key=path').message, 'fault cache: "key" is given twice');
  });

  it('refuses to choose requests for what concerns the whole site', () => {
    const error = mistake('maintenance:path=/wp-json/');
    assert.equal(error.mistake, 'scope');
    assert.equal(error.message, 'fault maintenance: it concerns the whole site, so "path" cannot be chosen');
  });
});

describe('the catalogue', () => {
  it('has every fault once, under a plain name, with words for people', () => {
    const ids = faults.map(fault => fault.id);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length, 63);
    for (const fault of faults) {
      assert.match(fault.id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.match(fault.title, /^[A-Zh].*[^.]$/, fault.id);
      assert.match(fault.seen, /^[^\n]*\."?$/, fault.id);
      assert.ok(fault.wrap ?? fault.site ?? fault.certificate, `${fault.id} does nothing`);
    }
  });

  it('can switch each on by its name alone, and with each default written out', () => {
    for (const { id, parameters } of describeFaults()) {
      const byName = parseFault(id);
      for (const parameter of parameters) {
        assert.ok(parameter.about && parameter.expected, `${id} ${parameter.name}`);
        if (parameter.name === 'seed') continue;
        const written = parseFault(`${id}:${parameter.name}=${parameter.default}`);
        assert.deepEqual(written.options, byName.options, `${id} ${parameter.name}`);
        assert.deepEqual(written.scope, byName.scope, `${id} ${parameter.name}`);
      }
    }
  });

  it('adds up what faults ask of the site', () => {
    const settings = siteSettings(
      ['plain-permalinks', 'application-passwords', 'clock-skew:seconds=60', 'clock-skew:seconds=-10'].map(
        parseFault,
      ),
    );
    assert.deepEqual(settings.switches, { permalinks: 'plain', applicationPasswords: true });
    assert.equal(settings.clock, 50);
    assert.deepEqual(settings.plugins, []);
  });
});
