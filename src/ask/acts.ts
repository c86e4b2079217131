/** What can be done with a question, and the ids of the buttons and inputs that mean it: `ask:<act>:<key of the question>`. */
import { reasons } from '../strings/ask.ts';
import type { Choice } from '../types.ts';

const acts = ['hand', 'answer', 'reply', 'up', 'down', 'comment', 'say', 'drop'] as const;
export type ActName = (typeof acts)[number];
export type Reason = keyof typeof reasons;

export type Act = { readonly question: string } & (
  | { readonly do: ActName }
  | { readonly do: 'why'; readonly reason: Reason }
);

export function actId(act: ActName, question: string): string {
  return `ask:${act}:${question}`;
}

export function whyId(reason: Reason, question: string): string {
  return `ask:why:${reason}:${question}`;
}

/** What a button or input of this room means; undefined for those of other rooms. */
export function readAct({ id }: Choice): Act | undefined {
  const [, name = '', rest = ''] = /^ask:(\w+):(.+)$/su.exec(id) ?? [];
  const act = acts.find((one) => one === name);
  if (act) return { do: act, question: rest };
  const [, given = '', question = ''] = /^(\w+):(.+)$/su.exec(rest) ?? [];
  const reason = (Object.keys(reasons) as Reason[]).find((one) => one === given);
  return name === 'why' && reason ? { do: 'why', reason, question } : undefined;
}

/** What was typed into the input or form that a Choice comes from. */
export function typed({ values, fields }: Choice): string {
  return (fields?.text ?? values ?? []).join('\n');
}
