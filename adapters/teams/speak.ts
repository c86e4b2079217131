/** The few things that are said to the connector. Each is tried again where Teams is busy. */
import {
  type Activity,
  type ConversationParameters,
  type ConversationReference,
  TeamsInfo,
  type TurnContext,
} from 'botbuilder';
import { TokkiError } from '../../src/index.ts';
import { type Door, withEntities } from './connect.ts';
import type { Reference } from './contacts.ts';
import type { Outgoing } from './outgoing.ts';
import type { Patience } from './patience.ts';

export interface Speaker {
  /** Posts into the reference's conversation; resolves to the id of the post. */
  say(reference: Reference, post: Outgoing): Promise<string>;
  /** Puts another post in the place of one that was sent. */
  replace(reference: Reference, id: string, post: Outgoing): Promise<void>;
  remove(reference: Reference, id: string): Promise<void>;
  /** Opens a chat with the reference's user alone; resolves to the conversation's id. */
  open(reference: Reference): Promise<string>;
  /** Everybody in a team, page by page. */
  roster(reference: Reference, team: string): AsyncIterable<readonly unknown[]>;
}

/** A team of more people than this is not read to its end. */
const pagesAtMost = 40;
const pageSize = 500;

export function createSpeaker(door: Door, appId: string, patiently: Patience): Speaker {
  function within<Result>(reference: Reference, act: (context: TurnContext) => Promise<Result>): Promise<Result> {
    return patiently(conversationOf(reference), async () => {
      let result: { readonly value: Result } | undefined;
      await door.continueConversationAsync(appId, wireReference(reference), async (context) => {
        // The SDK invents an id for what is continued, and would name it as the post that is replied to.
        delete context.activity.id;
        result = { value: await act(context) };
      });
      if (!result) throw new TokkiError('unreachable', 'the conversation was not continued');
      return result.value;
    });
  }

  return {
    say: (reference, post) =>
      within(reference, async (context) => {
        const send = () => context.sendActivity(wire(post));
        const sent = await (post.entities ? withEntities(post.entities, send) : send());
        return sent?.id ?? '';
      }),
    replace: (reference, id, post) =>
      within(reference, async (context) => void (await context.updateActivity({ ...wire(post), id }))),
    remove: (reference, id) => within(reference, (context) => context.deleteActivity(id)),
    open: ({ serviceUrl, tenant, bot, user = '' }) =>
      patiently(`open:${user}`, async () => {
        let id = '';
        const chat = {
          isGroup: false,
          bot,
          members: [{ id: user, name: '' }],
          tenantId: tenant,
          channelData: { tenant: { id: tenant } },
        };
        // The SDK's types ask for an audience and a first post, which the SDK and Teams do without.
        const [audience, parameters] = [undefined, chat] as unknown as [string, ConversationParameters];
        await door.createConversationAsync(appId, 'msteams', serviceUrl, audience, parameters, async (context) => {
          id = context.activity.conversation.id;
        });
        return id;
      }),
    async *roster(reference, team) {
      let more: string | undefined;
      for (let page = 0; page < pagesAtMost; page++) {
        const read = (context: TurnContext) => TeamsInfo.getPagedTeamMembers(context, team, pageSize, more);
        const { members, continuationToken } = await within({ ...reference, conversation: team }, read);
        yield members;
        if (!continuationToken) return;
        more = continuationToken;
      }
    },
  };
}

function conversationOf({ conversation }: Reference): string {
  if (conversation === undefined) throw new TokkiError('unreachable', 'there is no conversation with this person');
  return conversation;
}

function wireReference(reference: Reference): Partial<ConversationReference> {
  const { serviceUrl, tenant, bot, user, kind } = reference;
  const isGroup = kind !== 'personal';
  return {
    channelId: 'msteams',
    serviceUrl,
    bot,
    ...(user !== undefined && { user: { id: user, name: '' } }),
    conversation: { id: conversationOf(reference), tenantId: tenant, name: '', conversationType: kind, isGroup },
  };
}

/** A post is plain JSON: the SDK's own type asks for fields that nobody sends. */
function wire(post: Outgoing): Partial<Activity> {
  return structuredClone(post) as unknown as Partial<Activity>;
}
