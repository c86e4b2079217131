/** The dialogues in test/dialogs: what people write (>) and what each turn must do (-), through the whole desk. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createDesk } from '../src/desk.ts';
import { guard } from '../src/knowledge/privacy.ts';
import { openRooms } from '../src/open.ts';
import type { Assignment, Conversation, Desk, Handler, Message, Outcome, Reply } from '../src/types.ts';
import { emptyDesk } from './empty-desk.ts';
import { hana, ichiro } from './incident/talk.ts';
import { noGuard } from './no-guard.ts';

const folder = new URL('dialogs/', import.meta.url);

interface DialogTurn {
  readonly says: string;
  readonly musts: readonly (readonly [must: string, words: string])[];
}

/** `# title`, then turns of `> text` and `- must words`. */
function readDialogs(file: string): readonly { readonly title: string; readonly turns: readonly DialogTurn[] }[] {
  const text = readFileSync(new URL(file, folder), 'utf8');
  return text
    .split(/^# /mu)
    .slice(1)
    .map((dialog) => {
      const [title = '', ...lines] = dialog.split('\n');
      const turns = lines
        .join('\n')
        .split(/^> /mu)
        .slice(1)
        .map((turn) => {
          const [says = '', ...musts] = turn.trim().split('\n');
          return {
            says,
            musts: musts.map((line) => /^- (\w+) (.*)$/u.exec(line)).map((m) => [m?.[1] ?? '', m?.[2] ?? ''] as const),
          };
        });
      return { title, turns };
    });
}

const shown = (replies: readonly Reply[]) => JSON.stringify(replies);

/** What a turn must do, by the word that the dialogue uses. */
const checks: Readonly<Record<string, (outcome: Outcome, words: string) => void>> = {
  cites({ replies }, id) {
    const cited = replies.flatMap(({ quotes = [] }) => quotes.map((quote) => quote.id));
    if (id === 'nothing') assert.deepEqual(cited, []);
    else assert.ok(cited.includes(id), `cites ${cited.join(', ') || 'nothing'}`);
  },
  verdict: ({ replies }, verdict) =>
    assert.deepEqual(
      replies.flatMap((reply) => reply.verdict ?? []),
      [verdict],
    ),
  asks: ({ replies }, step) => assert.equal(replies.at(-1)?.input?.id.split(':').at(-1), step),
  speaks: ({ replies }, lang) => assert.ok(replies.every((reply) => reply.lang === lang)),
  shows: ({ replies }, words) => assert.ok(shown(replies).includes(words), shown(replies)),
  files: ({ report, replies }, number) => {
    assert.equal(report?.number, number);
    assert.ok(shown(replies).includes(number));
  },
  tells: ({ posts = [] }, person) =>
    assert.deepEqual(
      posts.map(({ to, urgent }) => [to, urgent]),
      [[person, true]],
    ),
  stores({ conversation, report }, words) {
    const [step = '', ...value] = words.split(' ');
    const answers = report?.answers ?? conversation.form?.answers;
    assert.equal(String(answers?.[step]?.value), value.join(' '));
  },
};

const basics: Assignment = {
  person: 'hana',
  course: 'annex-basics',
  since: 20_780,
  edition: 1,
  due: 20_794,
  reason: 'start',
};

const desk: Desk = {
  ...emptyDesk,
  people: async () => [hana, ichiro],
  trainees: async ({ ids }) =>
    ids?.includes('hana') ? [{ person: hana, joined: 0, assignments: [basics], state: {} }] : [],
};

/** Mon 23 Nov 2026, 15:00 JST. */
const afternoon = Date.UTC(2026, 10, 23, 6, 0);

describe('the dialogue', () => {
  let handle: Handler;
  before(async () => {
    const { ask, incident, training } = await openRooms();
    handle = createDesk(ask, incident, training, noGuard).handle;
  });

  for (const file of readdirSync(folder)) {
    for (const { title, turns } of readDialogs(file)) {
      it(title, async () => {
        let conversation: Conversation = { address: 'web:hana', version: 0, lang: 'ja' };
        for (const [n, { says, musts }] of turns.entries()) {
          const now = afternoon + n * 60_000;
          const { masked: text, found } = guard(says);
          const kinds = found.map(({ kind }) => kind);
          const message: Message = {
            key: `${title}${n}`,
            address: 'web:hana',
            user: 'hana',
            private: true,
            at: now,
            text,
          };
          const outcome = await handle(
            { message: { ...message, masked: kinds }, conversation, person: hana, now },
            desk,
          );
          conversation = { ...outcome.conversation, version: n + 1 };
          for (const [must, words] of musts) {
            const check = checks[must] ?? assert.fail(`${file}: no check is called ${must}`);
            try {
              check(outcome, words);
            } catch (error) {
              throw new Error(`> ${says}\n- ${must} ${words}: ${(error as Error).message.slice(0, 500)}`);
            }
          }
        }
      });
    }
  }
});
