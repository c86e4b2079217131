/** What Tokki is made of (6.7): the lock file, and the bill of materials that is made from it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { TokkiError } from '../src/errors.ts';
import { bomOf } from '../src/sbom.ts';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const lockText = read('package-lock.json');
const lock = JSON.parse(lockText) as {
  packages: Record<
    string,
    { resolved?: string; integrity?: string; version?: string; dev?: boolean; optional?: boolean }
  >;
};
const own = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;

describe('the lock file', () => {
  it('names a checksum for each package that is shipped or installed here, and no source but the registry that npm is set to', () => {
    for (const [path, { resolved, integrity, dev, optional }] of Object.entries(lock.packages)) {
      if (path === '') continue;
      assert.equal(resolved, undefined, path);
      // npm leaves out what is for machines of another kind.
      if (!(dev && optional)) assert.match(integrity ?? '', /^sha512-/u, path);
    }
  });

  it('fits package.json, where each version is exact', () => {
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
      for (const [name, version] of Object.entries(own[kind] ?? {})) {
        assert.match(version, /^\d+\.\d+\.\d+$/u, name);
        assert.equal(lock.packages[`node_modules/${name}`]?.version, version, name);
      }
    }
  });
});

describe('the bill of materials', () => {
  const bom = bomOf(lockText);

  it('names every package once, with version, checksum and where it comes from', () => {
    const installed = Object.entries(lock.packages).filter(([path]) => path !== '');
    const names = new Set(
      installed.map(([path, { version }]) => `${path.replace(/^.*node_modules\//u, '')}@${version}`),
    );
    assert.deepEqual(new Set(bom.components.map(({ name, version }) => `${name}@${version}`)), names);
    assert.equal(bom.components.length, names.size);
    const zod = bom.components.find(({ name, version }) => name === 'zod' && version === own.dependencies?.zod);
    assert.equal(zod?.purl, `pkg:npm/zod@${own.dependencies?.zod}`);
    assert.equal(zod?.hashes?.[0]?.content.length, 128);
  });

  it('says what depends on what, and refers to nothing that is not in it', () => {
    const refs = new Set(bom.components.map((one) => one['bom-ref']));
    const [root, ...rest] = bom.dependencies;
    for (const name of Object.keys(own.dependencies ?? {})) {
      assert.ok(
        root?.dependsOn.some((ref) => ref.startsWith(`pkg:npm/${name.replace('@', '%40')}@`)),
        name,
      );
    }
    for (const { ref, dependsOn } of rest) for (const one of [ref, ...dependsOn]) assert.ok(refs.has(one), one);
    assert.ok(
      rest
        .find(({ ref }) => ref.startsWith('pkg:npm/express@'))
        ?.dependsOn.some((ref) => ref.startsWith('pkg:npm/body-parser@')),
    );
  });

  it('leaves out on request what only developing needs, and is the same for the same lock file', () => {
    const shipped = bomOf(lockText, true).components.map(({ name }) => name);
    assert.ok(shipped.includes('express') && !shipped.includes('mocha'));
    assert.deepEqual(bomOf(lockText), bom);
  });

  it('finds the nearest of several versions', () => {
    const packages = {
      '': { name: 't', version: '1.0.0', dependencies: { a: '1.0.0', b: '2.0.0' } },
      'node_modules/a': { version: '1.0.0', dependencies: { b: '1.0.0' } },
      'node_modules/a/node_modules/b': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0' },
    };
    const { dependencies } = bomOf(JSON.stringify({ lockfileVersion: 3, packages }));
    assert.deepEqual(dependencies.slice(0, 2), [
      { ref: 'pkg:npm/t@1.0.0', dependsOn: ['pkg:npm/a@1.0.0', 'pkg:npm/b@2.0.0'] },
      { ref: 'pkg:npm/a@1.0.0', dependsOn: ['pkg:npm/b@1.0.0'] },
    ]);
  });

  it('is not made from anything else', () => {
    for (const text of ['', '{}', '{"lockfileVersion":1,"packages":{}}']) assert.throws(() => bomOf(text), TokkiError);
  });
});
