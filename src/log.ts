import { AsyncLocalStorage } from 'node:async_hooks';
import { type DestinationStream, pino } from 'pino';
import { tokkiError } from './errors.ts';

/** All that a log line may carry. Message text, names and answers have no field, so they cannot get into a log. */
export interface LogFields {
  /** The id of the HTTP request, as in its `x-request-id`. */
  readonly request?: string;
  readonly job?: number;
  readonly kind?: string;
  readonly platform?: string;
  readonly attempt?: number;
  readonly code?: string;
  readonly count?: number;
  readonly ms?: number;
  readonly status?: number;
  readonly port?: number;
  readonly rule?: string;
  /** Tokens of a language model: sent, of those from its cache, received. */
  readonly sent?: number;
  readonly cached?: number;
  readonly received?: number;
  /** Where an unexpected error was raised, `src/bot.ts:42`. */
  readonly at?: string;
}

const allowed: readonly (keyof LogFields)[] = [
  'request',
  'job',
  'kind',
  'platform',
  'attempt',
  'code',
  'count',
  'ms',
  'status',
  'port',
  'rule',
  'sent',
  'cached',
  'received',
  'at',
];

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

type Origin = Pick<LogFields, 'request' | 'job'>;

const origins = new AsyncLocalStorage<Origin>();

/** Runs the work; each line that is logged meanwhile says where it came from. */
export function during<Result>(origin: Origin, work: () => Result): Result {
  return origins.run(origin, work);
}

/** Where what is being done came from. */
export function originOf(): Origin {
  return origins.getStore() ?? {};
}

/** A log of JSON lines. Fields that are not allowed are dropped at run time as well as by the type. */
export function createLog(level: string, to?: DestinationStream): Log {
  const sink = pino({ level, base: null }, to ?? pino.destination(2));
  const pick = (given: LogFields = {}) => {
    const fields = { ...origins.getStore(), ...given };
    return Object.fromEntries(allowed.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])));
  };
  return {
    info: (event, fields) => sink.info(pick(fields), event),
    warn: (event, fields) => sink.warn(pick(fields), event),
    error: (event, fields) => sink.error(pick(fields), event),
  };
}

/** What may be said of an error: our own code, or the error's class and system code; never its message. */
export function codeOf(error: unknown): string {
  const own = tokkiError(error);
  if (own) return own.code;
  if (!(error instanceof Error)) return 'unknown';
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && /^[\w-]{1,40}$/u.test(code)) return code;
  // Many packages name their classes, but not the errors.
  return error.name === 'Error' ? error.constructor.name : error.name;
}

/** What a log line says of an error. */
export function causeOf(error: unknown): Pick<LogFields, 'code' | 'at'> {
  const frame = error instanceof Error ? /(?:src|adapters)[/\\][\w/\\-]+\.ts:\d+/u.exec(error.stack ?? '') : null;
  return { code: codeOf(error), ...(frame && { at: frame[0] }) };
}
