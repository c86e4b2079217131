/** What a failure of Slack's Web API means for the Bot. */
import { webApi } from '@slack/bolt';
import { TokkiError } from '../../src/index.ts';

/** Answers `ok: false` that no further try changes: somebody has to mend the installation, or the person is gone. */
const final = new Set([
  // The app: its token or its scopes.
  ...['invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'account_inactive', 'missing_scope'],
  ...['not_allowed_token_type', 'no_permission', 'access_denied', 'team_access_not_granted', 'ekm_access_denied'],
  // The place.
  ...['channel_not_found', 'is_archived', 'not_in_channel', 'restricted_action', 'messages_tab_disabled'],
  ...['restricted_action_read_only_channel', 'restricted_action_thread_only_channel', 'thread_locked'],
  // The person.
  ...['user_not_found', 'users_not_found', 'user_disabled', 'user_not_visible', 'user_not_in_channel'],
  ...['cannot_dm_bot', 'user_is_restricted', 'not_enabled', 'invalid_users'],
]);

/** Slack's own name of what went wrong; undefined for a failure on the way. */
export function slackError(error: unknown): string | undefined {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
}

/**
 * The error as the Bot knows it: `unreachable` without, `busy` with another try at the time that Slack names. Any other
 * refusal has Slack's name of it as its code, so that the log can say it.
 */
export function failure(error: unknown): unknown {
  if (error instanceof webApi.WebAPIRateLimitedError)
    return new TokkiError('busy', 'Slack asks to wait', { cause: error, retryAfter: error.retryAfter * 1000 });
  const name = slackError(error);
  if (name === undefined) return error;
  const refusal = Object.assign(new Error('Slack refuses', { cause: error }), { code: name });
  return final.has(name) ? new TokkiError('unreachable', `Slack refuses (${name})`, { cause: refusal }) : refusal;
}

/** Awaits a call of the Web API. @throws TokkiError `unreachable`, `busy`, or what happened on the way */
export async function asked<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    throw failure(error);
  }
}
