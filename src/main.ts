/** The command line. Each command is a function in src/cli; it returns the exit code. */

import { tokkiError } from './errors.ts';
import { codeOf } from './log.ts';

type Command = (args: readonly string[]) => Promise<number>;

/** Loaded on demand: `tokki parse` need not open a database driver. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./cli/start.ts')).start,
  ask: async () => (await import('./cli/ask.ts')).ask,
  parse: async () => (await import('./cli/parse.ts')).parse,
  reports: async () => (await import('./cli/reports.ts')).reports,
  questions: async () => (await import('./cli/questions.ts')).questions,
  people: async () => (await import('./cli/people.ts')).people,
  training: async () => (await import('./cli/training.ts')).training,
  teams: async () => (await import('./cli/teams.ts')).teams,
  doctor: async () => (await import('./cli/doctor.ts')).doctor,
  store: async () => (await import('./cli/store.ts')).store,
  log: async () => (await import('./cli/log.ts')).log,
  keys: async () => (await import('./cli/keys.ts')).keys,
  erase: async () => (await import('./cli/erase.ts')).erase,
  seal: async () => (await import('./cli/seal.ts')).seal,
  unseal: async () => (await import('./cli/seal.ts')).unseal,
  ledger: async () => (await import('./cli/ledger.ts')).ledger,
  checklist: async () => (await import('./cli/checklist.ts')).checklist,
  inspect: async () => (await import('./cli/inspect.ts')).inspect,
  sbom: async () => (await import('./cli/inspect.ts')).sbom,
  approvals: async () => (await import('./cli/approvals.ts')).approvals,
  backup: async () => (await import('./cli/backup.ts')).backup,
  restore: async () => (await import('./cli/restore.ts')).restore,
  index: async () => (await import('./cli/index.ts')).index,
  help: async () => (await import('./cli/help.ts')).help,
};

/** Runs one command; an error becomes one line that says what is wrong and what to do. */
export async function main(argv: readonly string[]): Promise<number> {
  const [name = 'help', ...args] = argv;
  try {
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!load) {
      console.error(`tokki: unknown command ${JSON.stringify(name)}. Commands: ${Object.keys(commands).join(', ')}`);
      return 2;
    }
    return await (await load())(args);
  } catch (error) {
    return fail(error);
  }
}

function fail(error: unknown): number {
  const known = tokkiError(error);
  if (known) console.error(`tokki: ${known.message}. ${known.advice}`);
  else console.error(`tokki: unexpected error (${codeOf(error)})\n${error instanceof Error ? error.stack : ''}`);
  return known?.code === 'usage' ? 2 : 1;
}
