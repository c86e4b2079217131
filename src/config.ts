/** The only reader of the environment. .env.example explains each variable; a test holds the two together. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { TokkiError } from './errors.ts';

const text = z.string().trim();
const region = text
  .regex(/^[A-Za-z]{2}$/u, 'must be a country of two letters')
  .toLowerCase()
  .optional();
const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3978),
  HOST: text.min(1).default('127.0.0.1'),
  DATA_DIR: text.min(1).default('./data'),
  DATABASE_URL: text.regex(/^postgres(ql)?:\/\//u, 'must begin with postgres://').optional(),
  TOKKI_KEYS: text.optional(),
  WEB_USER_HEADER: text
    .regex(/^[A-Za-z0-9-]+$/u, 'must be the name of an HTTP header')
    .transform((name) => name.toLowerCase())
    .optional(),
  WEB_PROXIES: text.default('127.0.0.1,::1').transform((list) => list.split(',').map((address) => address.trim())),
  BACKUP_DIR: text.min(1).optional(),
  LOG_KEEP_DAYS: z.coerce.number().int().min(366, 'must be at least 366 days (6.8.3.b: a year or more)').default(400),
  QUESTION_KEEP_DAYS: z.coerce.number().int().min(1).default(180),
  DATA_REGION: region,
  BACKUP_REGION: region,
  HOSTING_REGION: region,
  SLACK_REGION: region,
  TEAMS_REGION: region,
  REGION_ACCEPTED: text.default('').transform((list) => list.split(',').flatMap((place) => place.trim() || [])),
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
  return config;
}

/** The configuration of this process: .env in the working folder, overridden by the environment. */
export function readConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return parseConfig(process.env);
}
