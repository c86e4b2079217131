import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';
import Ajv from 'ajv-draft-04';
import { manifestOf, packageApp } from '../../../adapters/teams/manifest/package.ts';
import { zip } from '../../../adapters/teams/manifest/zip.ts';
import { tokki } from '../../torture/server.ts';
import { appId } from './issuer.ts';

const require = createRequire(import.meta.url);
const manifestSchema =
  require('@microsoft/app-manifest/build/json-schemas/teams/v1.19/MicrosoftTeams.schema.json') as object;
const textsSchema =
  require('@microsoft/app-manifest/build/json-schemas/teams/v1.19/MicrosoftTeams.Localization.schema.json') as object;
const folder = new URL('../../../adapters/teams/manifest/', import.meta.url);

/** What Microsoft's published schema finds wrong. */
function findingsBy(schema: object, value: object): readonly string[] {
  const ajv = new Ajv.default({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false });
  const validate = ajv.compile(schema);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Name -> bytes, found as other programs do: from the list at the end of an archive. */
function unzipped(archive: Buffer): ReadonlyMap<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let n = archive.readUInt16LE(end + 10); n > 0; n--) {
    assert.equal(archive.readUInt32LE(at), 0x0201_4b50);
    const [sum, packed, size] = [16, 20, 24].map((offset) => archive.readUInt32LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const title = archive.readUInt16LE(at + 28);
    const name = archive.subarray(at + 46, at + 46 + title).toString('utf8');
    const local = archive.readUInt32LE(at + 42);
    assert.equal(archive.readUInt32LE(local), 0x0403_4b50);
    const start = local + 30 + archive.readUInt16LE(local + 26);
    const bytes = inflateRawSync(archive.subarray(start, start + packed));
    assert.deepEqual([bytes.byteLength, crc32(bytes)], [size, sum]);
    files.set(name, bytes);
    at += 46 + title;
  }
  return files;
}

const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('the app package of Teams', () => {
  it('has a manifest and English texts that follow the published schemas', async () => {
    const manifest = JSON.parse(await manifestOf({ appId })) as object;
    assert.deepEqual(findingsBy(manifestSchema, manifest), []);
    assert.notDeepEqual(findingsBy(manifestSchema, { ...manifest, accentColor: 'green' }), []);
    const english = JSON.parse(readFileSync(new URL('en.json', folder), 'utf8')) as object;
    assert.deepEqual(findingsBy(textsSchema, english), []);
  });

  it('says every text of the manifest in English too', async () => {
    const manifest = JSON.parse(await manifestOf({ appId })) as unknown;
    const english = Object.keys(JSON.parse(readFileSync(new URL('en.json', folder), 'utf8')) as object);
    for (const path of english.filter((name) => name !== '$schema')) {
      const value = path
        .split(/[.[\]]+/u)
        .filter(Boolean)
        .reduce((part: unknown, name) => (part as Record<string, unknown>)[name], manifest);
      assert.equal(typeof value, 'string', path);
    }
    const japanese = JSON.stringify(manifest).match(/"(?:title|description|short|full)":"/gu) ?? [];
    assert.equal(english.length - 1, japanese.length);
  });

  it('has icons of the sizes that Teams asks for', () => {
    assert.deepEqual(sizeOf(readFileSync(new URL('color.png', folder))), [192, 192]);
    assert.deepEqual(sizeOf(readFileSync(new URL('outline.png', folder))), [32, 32]);
  });

  it('carries this installation’s id and the names of who offers it', async () => {
    const files = unzipped(await packageApp({ appId, developer: '株式会社例', url: 'https://example.jp/' }));
    assert.deepEqual([...files.keys()], ['manifest.json', 'en.json', 'color.png', 'outline.png']);
    const text = files.get('manifest.json')?.toString('utf8') ?? '';
    assert.equal(text.split(appId).length - 1, 3);
    assert.match(text, /"name": "株式会社例"/u);
    assert.match(text, /"websiteUrl": "https:\/\/example.jp"/u);
  });

  it('is written by the command line where the configuration names the app', () => {
    const work = mkdtempSync(join(tmpdir(), 'tokki-package-'));
    try {
      const file = join(work, 'app.zip');
      const env = { TEAMS_APP_ID: appId, TEAMS_APP_PASSWORD: 'x', TEAMS_APP_TENANT: 'x' };
      assert.match(tokki(work, ['teams', 'package', file], env), /is written/u);
      assert.deepEqual([...unzipped(readFileSync(file)).keys()][0], 'manifest.json');
    } finally {
      rmSync(work, { recursive: true });
    }
  });

  it('is empty where there are no files', () => {
    assert.equal(zip([]).byteLength, 22);
  });
});
