/** What the app asks a workspace for, and why. manifest.yaml and the README say the same (held together by a test). */
export const scopes: Readonly<Record<string, string>> = {
  'app_mentions:read': 'hears where somebody mentions it in a channel',
  'im:history': 'hears what people write to it',
  'channels:history': 'hears follow-ups in a thread of a public channel that it was invited to',
  'groups:history': 'the same in private channels',
  'chat:write': 'answers',
  'im:write': 'opens the direct message to tell somebody something first: an alert, a report that began in a channel',
  'users:read': 'tells members from guests and people of other companies',
  'users:read.email': 'finds the person in people.csv by the mail address',
  commands: '/tokki and the shortcuts',
  'files:write': 'hands over documents, for instance the first report for the prefecture',
};

/** Does more where it is there; everything else works without it. */
export const optionalScopes: Readonly<Record<string, string>> = {
  'assistant:write': 'the Assistant container: suggested questions, "is thinking", titles of threads',
};
