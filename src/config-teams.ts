/** The variables of Teams, what must go together, and what the adapter is made from. */
import { z } from 'zod';

const text = z.string().trim();
const list = text
  .default('')
  .transform((value) => value.split(',').map((item) => item.trim()))
  .transform((items) => items.filter((item) => item !== ''));

export const teamsVariables = {
  TEAMS_APP_ID: text.optional(),
  TEAMS_APP_PASSWORD: text.optional(),
  TEAMS_APP_TENANT: text.optional(),
  TEAMS_APP_TYPE: z.enum(['SingleTenant', 'MultiTenant', 'UserAssignedMsi']).default('SingleTenant'),
  TEAMS_ALLOWED_TENANTS: list,
  TEAMS_SERVICE_URLS: list.refine(
    (urls) => urls.every((url) => URL.canParse(url)),
    'must be URLs, separated by commas',
  ),
  TEAMS_DEV_NO_AUTH: z.enum(['0', '1']).default('0'),
};

type TeamsConfig = z.output<z.ZodObject<typeof teamsVariables>>;

/** What is missing or does not go together, as `VARIABLE: what is wrong`. */
export function teamsFindings(config: TeamsConfig, isLoopback: boolean): readonly string[] {
  const { TEAMS_APP_ID, TEAMS_APP_PASSWORD, TEAMS_APP_TENANT, TEAMS_APP_TYPE, TEAMS_ALLOWED_TENANTS } = config;
  const isOpen = config.TEAMS_DEV_NO_AUTH === '1';
  const findings: readonly (readonly [boolean, string])[] = [
    [isOpen && !isLoopback, 'TEAMS_DEV_NO_AUTH: believes everybody, and is allowed with HOST on loopback only'],
    [isOpen && TEAMS_APP_ID !== undefined, 'TEAMS_DEV_NO_AUTH: must be 0 where TEAMS_APP_ID is set'],
    [TEAMS_APP_ID === undefined && TEAMS_APP_PASSWORD !== undefined, 'TEAMS_APP_ID: is missing'],
    [
      TEAMS_APP_ID !== undefined && TEAMS_APP_TYPE !== 'UserAssignedMsi' && !TEAMS_APP_PASSWORD,
      'TEAMS_APP_PASSWORD: is missing',
    ],
    [
      TEAMS_APP_ID !== undefined && TEAMS_APP_TYPE !== 'MultiTenant' && !TEAMS_APP_TENANT,
      `TEAMS_APP_TENANT: is missing; an app of the type ${TEAMS_APP_TYPE} belongs to one tenant`,
    ],
    [
      TEAMS_APP_ID !== undefined && TEAMS_APP_TYPE === 'MultiTenant' && TEAMS_ALLOWED_TENANTS.length === 0,
      'TEAMS_ALLOWED_TENANTS: is missing; without it, people of any tenant could use the desk',
    ],
  ];
  return findings.flatMap(([isWrong, finding]) => (isWrong ? [finding] : []));
}

/** What the Teams adapter is made from; undefined where Teams is not configured. */
export function teamsOptions(config: TeamsConfig) {
  const { TEAMS_APP_ID: appId = '', TEAMS_APP_PASSWORD: password, TEAMS_APP_TENANT: tenant } = config;
  if (appId === '' && config.TEAMS_DEV_NO_AUTH !== '1') return undefined;
  return {
    appId,
    ...(password !== undefined && { password }),
    ...(tenant !== undefined && { tenant }),
    type: config.TEAMS_APP_TYPE,
    allowedTenants: config.TEAMS_ALLOWED_TENANTS,
    serviceUrls: config.TEAMS_SERVICE_URLS,
    now: Date.now,
  };
}
