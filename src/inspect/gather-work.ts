/** What the records of training and of incidents have to show. */
import type { Store } from '../store/store.ts';
import type { Trainee } from '../types.ts';
import type { CaseLine, Facts } from './facts.ts';

const day = 86_400_000;

/** Who has done each course that was assigned; who has none assigned does not count. */
export async function trainingFacts(store: Store): Promise<Pick<Facts, 'trained' | 'dispatched'>> {
  const all: Trainee[] = [];
  for (let after = ''; ; after = all.at(-1)?.person.id ?? '') {
    const page = await store.trainees({ after, limit: 500 });
    all.push(...page);
    if (page.length < 500) break;
  }
  const learning = all.filter(({ assignments }) => assignments.length > 0);
  const dispatched = all.filter(({ person }) => person.agency !== undefined);
  return {
    dispatched: { all: dispatched.length, open: dispatched.filter((one) => !isDone(one)).length },
    ...(learning.length > 0 && { trained: { done: learning.filter(isDone).length, all: learning.length } }),
  };
}

function isDone({ assignments }: Trainee): boolean {
  return assignments.every(({ closed }) => closed !== undefined);
}

/** The act of the timeline that shows it. */
const actOf: Readonly<Record<CaseLine, string>> = {
  contained: 'contain',
  persons: 'persons',
  cause: 'cause',
  prevented: 'prevent',
  published: 'publish',
};

export async function reportFacts(store: Store, now: number): Promise<Facts['reports']> {
  const facts = {
    all: 0,
    open: 0,
    reported: 0,
    late: 0,
    contained: 0,
    persons: 0,
    cause: 0,
    prevented: 0,
    published: 0,
  };
  for (const { number, status, filed } of await store.reports({})) {
    const acts = new Set((await store.events(number)).map(({ act }) => act));
    const isOpen = status !== 'closed' && status !== 'near_miss';
    facts.all += 1;
    if (isOpen) facts.open += 1;
    if (acts.has('reported')) facts.reported += 1;
    if (isOpen && !acts.has('reported') && now - filed > day) facts.late += 1;
    for (const line of Object.keys(actOf) as CaseLine[]) if (acts.has(actOf[line])) facts[line] += 1;
  }
  return facts;
}
