import { writeFile } from 'node:fs/promises';
import { readConfig } from '../config.ts';
import { TokkiError } from '../errors.ts';
import { print, readArgs } from './args.ts';

/** `tokki teams package [FILE] [--developer NAME] [--url URL]`: the app package that Teams takes. */
export async function teams(args: readonly string[]): Promise<number> {
  const [action, ...rest] = args;
  if (action !== 'package') throw new TokkiError('usage', 'teams: say package [FILE]');
  const options = { developer: { type: 'string' }, url: { type: 'string' } } as const;
  const { values, positionals } = readArgs('teams package', rest, options, 1);
  const { developer, url } = values;
  const [file = 'tokki-teams.zip'] = positionals;
  const { TEAMS_APP_ID: appId } = readConfig();
  if (!appId) throw new TokkiError('config', 'TEAMS_APP_ID: is missing; the package carries it');
  if (url !== undefined && !/^https:\/\/\S+$/u.test(url))
    throw new TokkiError('usage', 'teams package: --url begins with https://');
  const { packageApp } = await import('../../adapters/teams/manifest/package.ts');
  await write(file, await packageApp({ appId, ...(developer && { developer }), ...(url && { url }) }));
  await print(`${file} is written. Upload it in Teams: Apps > Manage your apps > Upload an app.`);
  return 0;
}

async function write(file: string, bytes: Buffer): Promise<void> {
  try {
    await writeFile(file, bytes);
  } catch (error) {
    throw new TokkiError('input', `cannot write ${file} (${(error as NodeJS.ErrnoException).code})`, { cause: error });
  }
}
