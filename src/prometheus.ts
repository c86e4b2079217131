/** The Metrics in the text format of Prometheus. The only place that knows prom-client. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Metrics } from './metrics.ts';
import type { Signals } from './signals.ts';
import type { Store } from './store/store.ts';

export interface Prometheus {
  readonly metrics: Metrics;
  /** Everything as it stands now. Reads the store; where that fails, the gauges of the queue are absent. */
  text(): Promise<string>;
  /** The media type of the text. */
  readonly type: string;
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** In milliseconds; the delays that are measured contain it. The usual 10 would be most of what an idle desk does. */
const loopLook = 100;

export interface PrometheusParts {
  readonly store: Pick<Store, 'counts' | 'clock'>;
  readonly signals: Signals;
  readonly now: () => number;
}

export function createPrometheus({ store, signals, now }: PrometheusParts): Prometheus {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: loopLook });
  const counter = (name: string, help: string, labelNames: readonly string[]) =>
    new Counter({ name: `tokki_${name}`, help, labelNames, registers });
  const histogram = (name: string, help: string, labelNames: readonly string[]) =>
    new Histogram({ name: `tokki_${name}`, help, labelNames, buckets: seconds, registers });
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name: `tokki_${name}`, help, labelNames, registers });

  const messages = counter('messages_total', 'Messages that came in', ['platform', 'outcome']);
  const replies = counter('replies_total', 'Replies that were committed', ['kind']);
  const about = ['intent', 'verdict', 'confidence', 'by', 'lang'];
  const questions = counter(
    'questions_total',
    'Questions by what was understood, how surely, and who worded it',
    about,
  );
  const answers = histogram('answer_seconds', 'From a message coming in to its answer being committed', []);
  const work = histogram('work_seconds', 'From a job being claimed to its end', ['kind', 'outcome']);
  const sends = histogram('send_seconds', 'Sends to a platform', ['platform', 'outcome']);
  const model = histogram('model_seconds', 'Answers of the language model by what came of them', ['outcome']);
  const tokens = counter('model_tokens_total', 'Tokens of the language model', ['kind']);
  const jobs = gauge('jobs', 'Jobs that are open or dead', ['state', 'kind']);
  const age = gauge('job_age_seconds', 'How long ago the oldest of these jobs fell due', ['state', 'kind']);
  const redis =
    signals.state() === 'none' ? undefined : gauge('redis_up', 'Whether the other instances can be reached: 1 or 0');
  const skew = gauge('clock_skew_seconds', 'How far the clock of the database is ahead of this one');
  const up = gauge('store_up', 'Whether the store answers: 1 or 0');

  async function measure(): Promise<void> {
    jobs.reset();
    age.reset();
    skew.set(((await store.clock()) - now()) / 1_000);
    for (const { state, kind, count, oldest } of await store.counts(['open', 'dead'])) {
      jobs.set({ state, kind }, count);
      age.set({ state, kind }, Math.max(0, now() - oldest) / 1_000);
    }
  }

  return {
    type: registry.contentType,
    metrics: {
      received: (platform, outcome) => messages.inc({ platform, outcome }),
      worked: (kind, outcome, took) => work.observe({ kind, outcome }, took),
      sent: (platform, outcome, took) => sends.observe({ platform, outcome }, took),
      modelled(outcome, used, took) {
        model.observe({ outcome }, took);
        for (const [kind, count] of Object.entries(used ?? {})) tokens.inc({ kind }, count);
      },
      answered({ replies: given, question }, took) {
        answers.observe(took);
        for (const { kind } of given) replies.inc({ kind });
        if (!question) return;
        const { intent, verdict = 'none', confidence, by = 'fixed', lang } = question;
        questions.inc({ intent, verdict, confidence, by, lang });
      },
    },
    async text() {
      up.set(
        await measure().then(
          () => 1,
          () => 0,
        ),
      );
      redis?.set(signals.state() === 'up' ? 1 : 0);
      return registry.metrics();
    },
  };
}
