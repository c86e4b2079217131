/** Documents in Teams: the person agrees, then the document goes to the person's own OneDrive. */
import type { Address, FileLink, Host, Lang } from '../../src/index.ts';
import { type Incoming, record, string } from './activity.ts';
import { card, plain } from './cards.ts';
import type { Outgoing } from './outgoing.ts';
import { words } from './words.ts';

const consentType = 'application/vnd.microsoft.teams.card.file.consent';
const infoType = 'application/vnd.microsoft.teams.card.file.info';
/** Teams waits for the answer to a consent about as long. */
const uploadTime = 10_000;

export async function fileOffer(host: Host, to: Address, { id, name }: FileLink, lang: Lang): Promise<Outgoing> {
  const { bytes } = await host.file(id, undefined, to);
  const context = { file: id, lang };
  const content = {
    description: words.fileOffer[lang],
    sizeInBytes: bytes.byteLength,
    acceptContext: context,
    declineContext: context,
  };
  return { type: 'message', summary: name, attachments: [{ contentType: consentType, name, content }] };
}

/** What the person decided about a document. */
export interface Consent {
  readonly accepted: boolean;
  readonly file: string;
  readonly lang: Lang;
  readonly name: string;
  readonly uploadUrl: string;
  readonly contentUrl: string;
  readonly uniqueId: string;
  readonly fileType: string;
}

export function consentOf({ value }: Pick<Incoming, 'value'>): Consent {
  const context = record(value.context);
  const upload = record(value.uploadInfo);
  return {
    accepted: value.action === 'accept',
    file: string(context.file),
    lang: context.lang === 'en' ? 'en' : 'ja',
    name: string(upload.name),
    uploadUrl: string(upload.uploadUrl),
    contentUrl: string(upload.contentUrl),
    uniqueId: string(upload.uniqueId),
    fileType: string(upload.fileType),
  };
}

/** OneDrive for Business, in each cloud; anything else would be a way to make Tokki send files elsewhere. */
const oneDrive = /^[\w-]+(?:\.[\w-]+)*\.sharepoint(?:-df)?\.(?:com|us|cn)$|^[\w-]+\.sharepoint-mil\.us$/iu;

/** @param isNamed whether the configuration names the URL's origin, for tests and the development desk */
export async function upload(
  host: Host,
  consent: Consent,
  person: string | undefined,
  isNamed: (url: string) => boolean,
) {
  const { uploadUrl, file } = consent;
  const url = URL.canParse(uploadUrl) ? new URL(uploadUrl) : undefined;
  const isOneDrive = url?.protocol === 'https:' && oneDrive.test(url.hostname) && !url.username;
  if (!url || !(isOneDrive || isNamed(uploadUrl))) return false;
  const { bytes, type } = await host.file(file, person);
  const response = await fetch(url, {
    method: 'PUT',
    body: Buffer.from(bytes),
    redirect: 'error',
    signal: AbortSignal.timeout(uploadTime),
    headers: { 'content-type': type, 'content-range': `bytes 0-${bytes.byteLength - 1}/${bytes.byteLength}` },
  });
  return response.ok;
}

/** The post that takes the place of the question whether to take the document. */
export function uploaded({ name, contentUrl, uniqueId, fileType }: Consent): Outgoing {
  const content = { uniqueId, fileType };
  return { type: 'message', summary: name, attachments: [{ contentType: infoType, name, contentUrl, content }] };
}

export function said(text: string): Outgoing {
  return {
    type: 'message',
    summary: text,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card(plain(text), text) }],
  };
}
