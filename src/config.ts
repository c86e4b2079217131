/** The only reader of the environment. .env.example explains each variable; a test holds the two together. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { slackFindings, slackVariables } from './config-slack.ts';
import { teamsFindings, teamsVariables } from './config-teams.ts';
import { TokkiError } from './errors.ts';
import { placeNames } from './regions.ts';

const text = z.string().trim();
const region = text
  .regex(/^[A-Za-z]{2}$/u, 'must be a country of two letters')
  .toLowerCase()
  .optional();
const count = z.coerce.number().int().min(1);
const list = text.transform((all) => all.split(',').map((one) => one.trim()));
const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3978),
  HOST: text.min(1).default('127.0.0.1'),
  DATA_DIR: text.min(1).default('./data'),
  DATABASE_URL: text.regex(/^postgres(ql)?:\/\//u, 'must begin with postgres://').optional(),
  REDIS_URL: text.regex(/^rediss?(\+sentinel|\+cluster)?:\/\//u, 'must begin with redis://').optional(),
  TOKKI_KEYS: text.optional(),
  LIMIT_PERSON: count.default(60),
  LIMIT_CHANNEL: count.default(300),
  LIMIT_WAITING: count.default(10_000),
  METRICS_FROM: list.default(['127.0.0.1', '::1']),
  WEB_USER_HEADER: text
    .regex(/^[A-Za-z0-9-]+$/u, 'must be the name of an HTTP header')
    .transform((name) => name.toLowerCase())
    .optional(),
  BACKUP_DIR: text.min(1).optional(),
  LOG_KEEP_DAYS: z.coerce.number().int().min(366, 'must be at least 366 days (6.8.3.b: a year or more)').default(400),
  QUESTION_KEEP_DAYS: z.coerce.number().int().min(1).default(180),
  DATA_REGION: region,
  BACKUP_REGION: region,
  HOSTING_REGION: region,
  SLACK_REGION: region,
  TEAMS_REGION: region,
  REGION_ACCEPTED: text
    .default('')
    .transform((list) => list.split(',').flatMap((place) => place.trim() || []))
    .pipe(z.array(z.enum(placeNames, `must name some of ${placeNames.join(', ')}`))),
  COMPANY_HOLIDAYS: text.optional(),
  WEB_PROXIES: list.default(['127.0.0.1', '::1']),
  ...slackVariables,
  OPENAI_API_KEY: text.optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/u }).default('https://api.openai.com/v1'),
  OPENAI_MODEL: text.optional(),
  OPENAI_EMBEDDING_MODEL: text.optional(),
  OPENAI_REGION: text.toLowerCase().optional(),
  OPENAI_ACCEPT_REGION: text.toLowerCase().optional(),
  OPENAI_CONTEXT_TOKENS: z.coerce.number().int().min(2_000).max(1_000_000).default(12_000),
  OPENAI_TIMEOUT_MS: z.coerce.number().int().min(500).max(20_000).default(10_000),
  ...teamsVariables,
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Config = z.output<typeof schema>;

/** The names of all variables that Tokki reads. */
export const variables = Object.keys(schema.shape);

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * Reads the variables; an empty one counts as absent.
 * @throws TokkiError `config` that names each bad variable, `host` for an open page without an authenticating proxy
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(variables.map((name) => [name, env[name]?.trim() || undefined]));
  const result = schema.safeParse(given);
  if (!result.success) {
    const findings = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new TokkiError('config', findings.join('; '));
  }
  const config = result.data;
  if (!loopback.has(config.HOST) && !config.WEB_USER_HEADER) {
    throw new TokkiError('host', `HOST=${config.HOST} would show the page to others`);
  }
  const findings = [...slackFindings(config), ...teamsFindings(config, loopback.has(config.HOST))];
  if (findings.length > 0) throw new TokkiError('config', findings.join('; '));
  return config;
}

/**
 * Reads the variables that are kept in files, as containers do with secrets: `NAME_FILE` is the file whose content is `NAME`.
 * An empty one counts as absent: compose.yaml mounts a file for each secret that an installation may have.
 * @throws TokkiError `config` where such a file cannot be read, or both are given
 */
export function withFiles(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const read = variables.flatMap((name) => {
    const file = env[`${name}_FILE`]?.trim();
    if (!file) return [];
    const content = contentOf(file, name);
    if (!content.trim()) return [];
    if (env[name]?.trim()) throw new TokkiError('config', `${name} and ${name}_FILE are both given`);
    return [[name, content]];
  });
  return { ...env, ...Object.fromEntries(read) };
}

function contentOf(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new TokkiError('config', `${name}_FILE: cannot read ${file} (${code})`, { cause: error });
  }
}

/** The configuration of this process: .env in the working folder, overridden by the environment. */
export function readConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return parseConfig(withFiles(process.env));
}
