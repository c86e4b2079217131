/** The software bill of materials (6.7): package-lock.json as CycloneDX 1.6. Pure. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { TokkiError } from './errors.ts';

const entry = z.object({
  name: z.string().optional(),
  version: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockShape = z.object({ lockfileVersion: z.literal(3), packages: z.record(z.string(), entry) });

type Entry = z.infer<typeof entry>;

interface Component {
  readonly type: 'library';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly scope: 'required' | 'optional' | 'excluded';
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses?: readonly { readonly expression: string }[];
}

export interface Bom {
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.6';
  readonly serialNumber: string;
  readonly version: 1;
  readonly metadata: { readonly component: object };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/**
 * @param text package-lock.json @param isShipped leaves out what only developing needs
 * @throws TokkiError `input` where it is no lock file of npm 7 or later
 */
export function bomOf(text: string, isShipped = false): Bom {
  const { packages } = parseLock(text);
  const { '': root = {}, ...rest } = packages;
  const paths = Object.keys(rest).filter((path) => !(isShipped && rest[path]?.dev));
  const refs = new Map(paths.map((path) => [path, purlOf(path, rest[path] ?? {})]));
  const own = `pkg:npm/${root.name}@${root.version}`;
  const dependsOn = (path: string, { dependencies = {}, optionalDependencies = {} }: Entry) =>
    [
      ...new Set(
        Object.keys({ ...dependencies, ...optionalDependencies }).flatMap(
          (name) => refs.get(resolve(path, name, refs)) ?? [],
        ),
      ),
    ].sort();
  const components = [...new Map(paths.map((path) => [refs.get(path), componentOf(path, rest[path] ?? {})])).values()];
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(text)}`,
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': own, name: root.name, version: root.version, purl: own } },
    components,
    dependencies: [
      { ref: own, dependsOn: dependsOn('', root) },
      ...[...new Map(paths.map((path) => [refs.get(path), path]))].map(([ref = '', path]) => ({
        ref,
        dependsOn: dependsOn(path, rest[path] ?? {}),
      })),
    ],
  };
}

function parseLock(text: string): z.infer<typeof lockShape> {
  try {
    return lockShape.parse(JSON.parse(text));
  } catch (error) {
    throw new TokkiError('input', 'package-lock.json is not a lock file that npm ci reads', { cause: error });
  }
}

/** Where Node finds a package from there: under it, or in a folder above. */
function resolve(from: string, name: string, known: ReadonlyMap<string, string>): string {
  for (let folder = from; folder !== ''; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (known.has(`${folder}/node_modules/${name}`)) return `${folder}/node_modules/${name}`;
  }
  return `node_modules/${name}`;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function purlOf(path: string, { name = nameOf(path), version = '' }: Entry): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function componentOf(path: string, one: Entry): Component {
  const { name = nameOf(path), version = '', integrity, license, dev, optional } = one;
  const hashes = integrity?.split(' ').map((text) => {
    const [algorithm = '', value = ''] = text.split('-');
    return {
      alg: algorithm.toUpperCase().replace('SHA', 'SHA-'),
      content: Buffer.from(value, 'base64').toString('hex'),
    };
  });
  const purl = purlOf(path, one);
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    scope: dev ? 'excluded' : optional ? 'optional' : 'required',
    ...(hashes && { hashes }),
    ...(license && { licenses: [{ expression: license }] }),
  };
}

/** The same lock file gives the same number. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
