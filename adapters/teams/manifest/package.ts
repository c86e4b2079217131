/** The app package of Teams: the manifest with this installation's id, the texts in English, two icons. */
import { readFile } from 'node:fs/promises';
import { zip } from './zip.ts';

export interface AppPackage {
  /** The id of the app registration, a GUID. */
  readonly appId: string;
  /** Who offers the desk, and where its pages on privacy and terms are; Teams shows both. */
  readonly developer?: string;
  readonly url?: string;
}

/** The manifest as it goes into the package. */
export async function manifestOf({ appId, developer, url }: AppPackage): Promise<string> {
  const text = (await read('manifest.json')).toString('utf8').replaceAll('{{TEAMS_APP_ID}}', appId);
  const manifest = JSON.parse(text) as { developer: Record<string, string> };
  const site = url?.replace(/\/$/u, '');
  const pages = site && { websiteUrl: site, privacyUrl: site, termsOfUseUrl: site };
  return JSON.stringify(
    { ...manifest, developer: { ...manifest.developer, ...(developer && { name: developer }), ...pages } },
    null,
    2,
  );
}

export async function packageApp(app: AppPackage): Promise<Buffer> {
  const others = await Promise.all(
    ['en.json', 'color.png', 'outline.png'].map(async (name) => ({ name, bytes: await read(name) })),
  );
  return zip([{ name: 'manifest.json', bytes: Buffer.from(await manifestOf(app)) }, ...others]);
}

function read(name: string): Promise<Buffer> {
  return readFile(new URL(name, import.meta.url));
}
