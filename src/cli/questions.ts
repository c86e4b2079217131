import { stringify } from 'yaml';
import { isWaiting } from '../ask/answerers.ts';
import { readConfig } from '../config.ts';
import { TokkiError } from '../errors.ts';
import { openStore } from '../open.ts';
import type { Access, AskedQuestion } from '../types.ts';
import { print, readArgs, table } from './args.ts';
import { logged } from './desk.ts';

/** `tokki questions list [--all] [--json] | suggest`. Each reading stands in the access log (6.8.3.b). */
export async function questions(args: readonly string[]): Promise<number> {
  const [action, ...rest] = args;
  if (action === 'list') return list(rest);
  if (action === 'suggest') return suggest(rest);
  throw new TokkiError('usage', 'questions: say list, or suggest');
}

async function list(args: readonly string[]): Promise<number> {
  const { values } = readArgs('questions list', args, { all: { type: 'boolean' }, json: { type: 'boolean' } });
  const asked = await readAll('read');
  const rows = asked.map((question) => ({ question, why: whyOf(question) }));
  const chosen = values.all ? rows : rows.filter(({ why }) => why.length > 0);
  const json = () =>
    JSON.stringify(
      chosen.map(({ question, why }) => ({ ...question, why })),
      null,
      2,
    );
  await print(values.json ? json() : table([heading, ...chosen.map(({ question, why }) => rowOf(question, why))]));
  return 0;
}

const heading = ['asked', 'why', 'verdict', 'cites', 'question'];

function rowOf({ at, verdict, citations, text }: AskedQuestion, why: readonly string[]): readonly string[] {
  return [
    dayOf(at),
    why.join(' '),
    verdict ?? '-',
    citations.join(' ') || '-',
    text.replace(/\s+/gu, ' ').slice(0, 80),
  ];
}

/** Why a person should look at it: nobody has answered yet, the desk was not sure, people were not content. */
function whyOf(question: AskedQuestion): readonly ('waiting' | 'unsure' | 'down')[] {
  const { intent, confidence, events } = question;
  const isUnsure = intent !== 'incident' && confidence !== 'sure';
  const ratings = events.filter(({ act }) => act === 'up' || act === 'down');
  const last = new Map(ratings.map(({ by, act }) => [by, act]));
  return [
    ...(isWaiting(question) ? (['waiting'] as const) : []),
    ...(isUnsure ? (['unsure'] as const) : []),
    ...([...last.values()].includes('down') ? (['down'] as const) : []),
  ];
}

const head = `# Drafts from people's answers, by the file that they belong to. Nothing of this is used before somebody has put it there.
# Check each verdict and citation against the provision, take out names and what was meant for one case only, write the
# other language (an empty text is refused), give it a telling id, and run \`npm run index\`.
`;

async function suggest(args: readonly string[]): Promise<number> {
  readArgs('questions suggest', args, {});
  const answered = (await readAll('export')).toReversed().filter(({ events }) => answersOf(events).length > 0);
  const drafts = answered.flatMap((question, i) =>
    answersOf(question.events).flatMap(({ detail = '' }, j) => {
      const id = `person-${i + 1}${j > 0 ? `-${j + 1}` : ''}`;
      const [citation] = question.citations;
      return [
        { file: fileOf('guidance', citation), draft: draftOf(question, detail, id) },
        { file: fileOf('examples', citation), draft: exampleOf(question, id) },
      ];
    }),
  );
  const files = Map.groupBy(drafts, ({ file }) => file);
  const record = Object.fromEntries([...files].map(([file, all]) => [file, all.map(({ draft }) => draft)]));
  await print(
    drafts.length === 0
      ? '# Nobody has answered a question yet.'
      : head + stringify(record, { lineWidth: 118 }).trimEnd(),
  );
  return 0;
}

function answersOf(events: AskedQuestion['events']) {
  return events.filter(({ act }) => act === 'answered');
}

/** A case of a guidance file. The desk's own verdict and citations are where the review begins. */
function draftOf({ lang, verdict, citations }: AskedQuestion, answer: string, id: string): object {
  const other = lang === 'ja' ? 'en' : 'ja';
  return {
    id,
    verdict: verdict ?? 'unclear',
    cites: citations,
    say: { [lang]: answer, [other]: '' },
  };
}

/** How it was asked: an example of that case. */
function exampleOf({ lang, text }: AskedQuestion, id: string): object {
  return { case: id, ja: [], en: [], [lang]: [text] };
}

function fileOf(kind: 'guidance' | 'examples', citation: string | undefined): string {
  if (citation === undefined) return `knowledge/${kind} (name the provision)`;
  const [id = '', document = 'annex'] = citation.split(':').toReversed();
  return `knowledge/${kind}/${document}/${id}.yaml`;
}

/** In JST. */
function dayOf(at: number): string {
  return new Date(at + 9 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

async function readAll(act: Access['act']): Promise<readonly AskedQuestion[]> {
  const { store } = await openStore(readConfig());
  try {
    await logged(store, act, 'questions');
    return await store.questions({});
  } finally {
    await store.close();
  }
}
