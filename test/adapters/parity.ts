/** What each platform can do, and the test that shows it. AGENTS.md has the same as a table. */

/** Where a platform's tests stand. */
export const platforms = {
  web: ['test/adapters/web', 'test/browser.test.ts'],
  Slack: ['test/adapters/slack'],
  Teams: ['test/adapters/teams'],
} as const;

export type Platform = keyof typeof platforms;

/** A way in -> platform -> the name of its test. A platform that is not named does not have it. */
export const waysIn: Readonly<Record<string, Readonly<Partial<Record<Platform, string>>>>> = {
  'a direct message': {
    web: 'becomes a private Message of the person',
    Slack: 'asks in a direct message and gets the verdict first, with the provision whole',
    Teams: 'answers a question with the verdict first and the quote',
  },
  'a mention in a channel, answered in its thread': {
    Slack: 'asks in a channel and is answered in the thread; a follow-up there needs no mention',
    Teams: 'answers a mention in the reply chain of a channel, and in a group',
  },
  'a mention in a group chat': {
    Teams: 'answers a mention in the reply chain of a channel, and in a group',
  },
  'an incident told where others read, taken up in private': {
    Slack: 'tells of a leak in a channel: the report goes on in private, and the thread says so to nobody else',
    Teams: 'takes an incident that is told in a group to the personal chat, and nothing of it stays behind',
  },
  'a command': {
    Slack: 'types a command anywhere and is answered in private',
    Teams: 'is the command of the manifest in the desk’s words',
  },
  'an action on a message, by its link': {
    Slack: 'reports a post by its shortcut: the link is taken, the text never leaves Slack',
    Teams: 'is, from a message action, a link and never the text of the message',
  },
  'a shortcut that starts a report from anywhere': {
    Slack: 'starts a report from anywhere by the global shortcut, in private',
  },
  'the assistant: suggested questions, a status, a title': {
    Slack:
      'talks in the assistant: prompts, a status while it looks, a title that repeats nothing, answers in the thread',
  },
  'a welcome or an overview': {
    web: 'answers a question with verdict and quote, takes a report, and shows the alert to the manager',
    Slack: 'opens the home: what can be done there, and what it says is answered in messages',
    Teams: 'welcomes a person with examples, once',
  },
  'a button; its card keeps the answer and loses its buttons': {
    web: 'may press a button or fill an input',
    Slack: 'answers by button: the question keeps the answer and loses its buttons',
    Teams: 'is a button by Action.Execute: the card comes back with the answer and without actions',
  },
  'a form filled in at once, checked at its fields': {
    Slack: 'fills in the form at once: what is wrong stands at its field, what is right is taken',
    Teams: 'opens a form in a dialog, shows at the field what is wrong, and takes what is right',
  },
  'a form in the conversation': {
    web: 'may press a button or fill an input',
    Slack: 'is asked in the conversation where the form cannot be opened',
    Teams: 'is a form in the conversation, checked before it is taken',
  },
  'the whole report, and the manager’s alert': {
    web: 'answers a question with verdict and quote, takes a report, and shows the alert to the manager',
    Slack: 'files a report; the manager hears of it in private and opens it there',
    Teams: 'tells the manager in his own chat, first, without being asked; he opens the report there',
  },
  'guests and other companies refused': {
    Slack: 'refuses guests and people of other companies, and believes nothing that those say of a mail address',
    Teams: 'says who does not belong here: guests, other tenants',
  },
  'a document handed over': {
    web: 'is rendered as before: document',
    Slack: 'uploads a file beside its message, once',
    Teams: 'hands a document over when the person agrees, and asks no more',
  },
};
