import { instantOf, japan, localOf } from '../calendar/zone.ts';
import { TokkiError } from '../errors.ts';
import { isoOf } from '../forms/calendar.ts';
import { occasionsOf } from '../training/occasions.ts';
import { all } from '../training/pages.ts';
import { foresee } from '../training/preview.ts';
import { print, readArgs } from './args.ts';
import { logged } from './desk.ts';
import { dayOf, type Tools } from './training-tools.ts';

interface Row {
  readonly at: string;
  readonly person: string;
  readonly title: string;
  readonly about: string;
}

/**
 * `tokki training preview --from DAY --to DAY [--json]`: sends nothing; prints what the daily run would send if nobody took
 * a course meanwhile.
 */
export async function preview({ store, deps, now }: Tools, args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = readArgs('training preview', args, { from: text, to: text, json: { type: 'boolean' } });
  const from = dayOf(values.from, 'training preview', '--from');
  const to = dayOf(values.to, 'training preview', '--to');
  if (to < from || to - from > 3 * 366)
    throw new TokkiError('usage', 'training preview: --to lies at most three years after --from');
  await logged(store, 'read', 'training:preview');
  const people = await all(store, {});
  const known = await occasionsOf(deps, store, Math.min(now, instantOf(from, 0, japan)));
  const zones = new Map(people.map(({ person }) => [person.id, person.zone ?? japan]));
  // One after another: all messages of a year at once would be hundreds of megabytes.
  const rows: Row[] = [];
  for (const { at, post } of foresee(deps, people, from, to, known)) {
    const { to: person, reply } = post;
    const zone = zones.get(person) ?? japan;
    const shown = [...(reply.facts ?? []), ...(reply.sections ?? []).flatMap(({ facts = [] }) => facts)];
    rows.push({
      at: `${isoOf(localOf(at, zone))}${zone === japan ? '' : ` ${zone}`}`,
      person,
      title: reply.title ?? '',
      about: shown.map(({ label, value }) => `${label}: ${value}`).join(' / '),
    });
  }
  if (values.json) await print(JSON.stringify(rows));
  else await print([...rows.map((row) => Object.values(row).join('\t')), `${rows.length} messages`].join('\n'));
  return 0;
}
