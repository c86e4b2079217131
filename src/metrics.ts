/** What is counted while the desk works: numbers and kinds only, never text, names or ids. */
import type { Work } from './store/store.ts';
import type { Question, Reply } from './types.ts';

export interface Metrics {
  /** A Message has come in. `limited`: the person has sent too many; `busy`: the queue is full, the platform retries. */
  received(platform: string, outcome: 'stored' | 'repeated' | 'limited' | 'busy'): void;
  /** A job was done, or tried in vain, `seconds` after it was claimed. */
  worked(kind: Work['kind'], outcome: Outcome, seconds: number): void;
  /** A Message was answered and the answer committed, `seconds` after it had come in. */
  answered(answer: { readonly replies: readonly Reply[]; readonly question?: Question }, seconds: number): void;
  sent(platform: string, outcome: Outcome, seconds: number): void;
  /** The language model was asked, or was not because of its breaker or because too many wait for it. */
  modelled(outcome: string, tokens: Tokens | undefined, seconds: number): void;
}

/** What a call of the model costs: `cached` of those that were sent. */
interface Tokens {
  readonly sent: number;
  readonly cached: number;
  readonly received: number;
}

type Outcome = 'done' | 'retry' | 'dead';

export const unmeasured: Metrics = {
  received: () => undefined,
  worked: () => undefined,
  answered: () => undefined,
  sent: () => undefined,
  modelled: () => undefined,
};
