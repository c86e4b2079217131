/** Every error that Tokki raises by itself: a code, and advice for the person who has to mend it. */
const advice = {
  config: 'Correct the variable in .env or the environment; .env.example explains each one.',
  node: 'Tokki needs Node 24: start it with `npm start`, which uses the Node that `npm ci` installed.',
  port: 'Stop the other program or set PORT to a free port; HOST must be an address of this machine.',
  host: 'The page has no login: keep HOST on 127.0.0.1, or put an authenticating proxy in front and set WEB_USER_HEADER.',
  storage: 'Check that the data folder (DATA_DIR) exists, is writable and has space left.',
  database: 'Check DATABASE_URL and that the server answers.',
  newer: 'The database was written by a newer Tokki: install that version, or restore a backup.',
  unfinished: 'Run the same `tokki store copy` again: it goes on where it stopped. Then start the desk.',
  key: 'Set TOKKI_KEYS to the keys that the data was written with.',
  sealed: 'The field was changed outside Tokki or its key is missing: check TOKKI_KEYS, then restore a backup.',
  knowledge: 'Correct the file in knowledge/ and start again.',
  prompts: 'Correct the file in prompts/ and start again.',
  model: 'The local answer was given instead. If it happens often, check OPENAI_BASE_URL and OPENAI_MODEL.',
  document: 'See AGENTS.md, "A document", for the structures that the parser reads.',
  input: 'Correct the input and try again.',
  usage: 'Run `npm run tokki -- help` for the commands and their options.',
  unreachable: 'Nobody can be reached there: check the platform settings and people.csv.',
  backup:
    'Take an older backup; `tokki restore FILE --verify` says whether it is whole. Keep TOKKI_KEYS with the backups.',
  region:
    'Art. 6.3 keeps the data in Japan: declare each place (DATA_REGION, OPENAI_REGION and the others in .env.example). Who accepts another one by name (REGION_ACCEPTED, OPENAI_ACCEPT_REGION) answers for it.',
  rights: 'Two administrators have to agree first: `tokki approvals` shows what waits.',
  busy: 'The platform asks to wait; it is tried again by itself.',
  fenced: 'Another instance has taken the job over; nothing is lost.',
  full: 'Too much is waiting: send it again in a few seconds. If it stays so, see "Growing" in the README.',
  outdated: 'Run the same line again: it makes the copy for 甲 anew before it erases.',
  conflict: 'Somebody changed the same record at the same moment; it is decided anew.',
} as const;

export type ErrorCode = keyof typeof advice;

export class TokkiError extends Error {
  override readonly name = 'TokkiError';
  readonly code: ErrorCode;
  /** How long to wait at least before the next try, in milliseconds, where the other side has said so. */
  readonly retryAfter: number;

  /** @param message what is wrong and where; never what a person wrote, nor a name */
  constructor(code: ErrorCode, message: string, options: ErrorOptions & { readonly retryAfter?: number } = {}) {
    super(message, options);
    this.code = code;
    this.retryAfter = options.retryAfter ?? 0;
  }

  get advice(): string {
    return advice[this.code];
  }
}

/** A known error, or undefined; saves the `instanceof` at each edge. */
export function tokkiError(error: unknown): TokkiError | undefined {
  return error instanceof TokkiError ? error : undefined;
}
