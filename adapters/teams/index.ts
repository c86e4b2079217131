/**
 * Teams, through botbuilder 4.23.3. Its support ended on 2025-12-31 (the successor is @microsoft/agents-hosting): the SDK
 * is known to connect.ts, speak.ts, members.ts and take.ts only, and the tests of this folder speak over the wire.
 */
import type { Activity } from 'botbuilder';
import { type Adapter, type Host, TokkiError } from '../../src/index.ts';
import { readActivity } from './activity.ts';
import { authenticationFor, type BotFrameworkAuthentication, createGate, Door, type Identity } from './connect.ts';
import { createContacts } from './contacts.ts';
import type { Answer } from './dialogs.ts';
import { createExcuse } from './excuse.ts';
import { createHttp } from './http.ts';
import { createInvoke } from './invoke.ts';
import { createMembers } from './members.ts';
import { createPatience } from './patience.ts';
import { createRosters } from './rosters.ts';
import { createSender, type Home, mailAddress, type Sender } from './send.ts';
import { createSpeaker } from './speak.ts';
import { createTake } from './take.ts';

export interface TeamsOptions extends Identity {
  /** The tenants whose people may use the desk; with none, only the tenant of the app. */
  readonly allowedTenants: readonly string[];
  /** Origins beside Teams' own to which Tokki may send: a proxy, an emulator. */
  readonly serviceUrls: readonly string[];
  readonly now: () => number;
  /** Between 0 and 1: spreads what is tried again. */
  readonly random?: () => number;
  /** Waits before something is tried again. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
  /** Another way to believe a request, for a cloud of its own. */
  readonly authentication?: BotFrameworkAuthentication;
}

/** The service of the public cloud through which a chat is opened with somebody whom nobody has met. */
const publicService = 'https://smba.trafficmanager.net/teams/';

export function createTeams(options: TeamsOptions): Adapter {
  const { appId, tenant = '', allowedTenants, serviceUrls, now, random = Math.random } = options;
  const isDevelopment = appId === '';
  const isAllowed = createGate(serviceUrls, isDevelopment);
  const door = new Door(options.authentication ?? authenticationFor(options, isAllowed));
  const speaker = createSpeaker(
    door,
    appId,
    createPatience({ now, random, ...(options.pause && { pause: options.pause }) }),
  );
  const tenants = new Set(allowedTenants.length > 0 ? allowedTenants : tenant ? [tenant] : []);
  const isOurs = (one: string) => isDevelopment || tenants.has(one);
  const asides = new Set<Promise<void>>();
  let desk: { readonly sender: Sender; readonly take: ReturnType<typeof createTake>; readonly host: Host } | undefined;

  function opened() {
    if (!desk) throw new TokkiError('unreachable', 'Teams is not started');
    return desk;
  }

  function aside(act: () => Promise<void>): void {
    const doing: Promise<void> = act()
      .catch((error: unknown) => opened().host.report(error))
      .finally(() => asides.delete(doing));
    asides.add(doing);
  }

  async function answer(authorization: string, body: Readonly<Record<string, unknown>>): Promise<Answer> {
    const { take, host } = opened();
    let decided: Answer = { status: 401 };
    await door.admit(authorization, activityOf(body), async (context) => {
      decided = await take(readActivity(body, now()), context);
    });
    if (decided.status === 401 || decided.status === 403) await host.refused('teams');
    return decided;
  }

  return {
    name: 'teams',
    http: createHttp(answer, isDevelopment),
    async start(host) {
      const contacts = createContacts(host, now);
      const rosters = createRosters(host, contacts, speaker, now);
      const home: Home | undefined = tenant
        ? { serviceUrl: publicService, tenant, bot: { id: `28:${appId}`, name: 'Tokki' } }
        : undefined;
      const dialogs = !isDevelopment;
      const sender = createSender({ host, dialogs, speaker, contacts, rosters, now, aside, ...(home && { home }) });
      const invoke = createInvoke({
        host,
        dialogs,
        contacts,
        speaker,
        sender,
        isNamed: createGate(serviceUrls, isDevelopment),
      });
      const excuse = createExcuse(speaker, now);
      const memberOf = createMembers({ host, contacts, now, isOurs });
      desk = {
        host,
        sender,
        take: createTake({ host, contacts, memberOf, invoke, rosters, sender, excuse, isAllowed, aside }),
      };
    },
    send: (to, reply, key) => opened().sender.send(to, reply, key),
    async stop() {
      await Promise.all(asides);
    },
    direct: ({ mail }) => (mail ? mailAddress(mail) : undefined),
  };
}

/** The SDK corrects dates in what it is given. */
function activityOf(body: Readonly<Record<string, unknown>>): Activity {
  return structuredClone(body) as unknown as Activity;
}
