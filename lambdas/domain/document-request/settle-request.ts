import type { RequiredDocument } from '../../contracts/procedures.ts';
import type { Account } from '../account/account.ts';
import { openIdentity } from '../account/open-identity.ts';
import type { Notifications } from '../message/messenger.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import { boxWords } from '../procedure/box-words.ts';
import { type BoxDeps, fileInBox, signedFile } from '../signed-document/file-in-box.ts';
import type { Decided, DocumentRequest, DocumentRequests } from './document-request.ts';
import { openDecided } from './open-request.ts';

export interface SettleDeps extends BoxDeps {
  readonly personalData: PersonalData;
  readonly documentRequests: DocumentRequests;
  readonly notifications: Notifications;
  /** Public origin. */
  readonly issuer: string;
}

/** What it belongs to, in words. */
interface Titles {
  readonly required: RequiredDocument;
  readonly procedureTitle: string;
}

/**
 * Brings the outcome to the citizen: the document into the safe, a notice, an e-mail, each once; then notes that it was delivered.
 * Whoever meets a decided request that was not delivered calls it again: a crash in between is made good.
 */
export async function settleRequest(
  request: DocumentRequest,
  owner: Account,
  titles: Titles,
  deps: SettleDeps,
  now: Date,
): Promise<DocumentRequest> {
  if (!isDecided(request) || request.deliveredAt !== undefined) return request;
  const decided = await openDecided(request, owner, deps);
  if (request.status === 'issued') await fileDocument(request, owner, titles, decided, deps);
  await fileNotice(request, owner, titles, decided, deps);
  await sendNotice(request, owner, deps);
  const delivered = await deps.documentRequests.change(request, { deliveredAt: now.toISOString() });
  return delivered ?? (await deps.documentRequests.find(request.id)) ?? request;
}

const isDecided = (request: DocumentRequest): request is DocumentRequest & { readonly decidedAt: string } =>
  (request.status === 'issued' || request.status === 'refused') && request.decidedAt !== undefined;

type DecidedRequest = DocumentRequest & { readonly decidedAt: string };

async function fileDocument(
  request: DecidedRequest,
  owner: Account,
  { required, procedureTitle }: Titles,
  { signature = '' }: Decided,
  deps: SettleDeps,
): Promise<void> {
  const title = required.title[owner.language];
  const words = boxWords('issued', owner.language, {
    document: title,
    organisation: request.issuerName,
    procedure: procedureTitle,
  });
  await fileInBox(
    owner,
    { folder: 'safe', kind: 'document', at: request.decidedAt, key: `document-${request.id}` },
    { ...words, from: request.issuerName, files: [signedFile(required.id, signature)] },
    deps,
  );
}

async function fileNotice(
  request: DecidedRequest,
  owner: Account,
  { required }: Titles,
  { reason = '' }: Decided,
  deps: SettleDeps,
): Promise<void> {
  const words = boxWords(request.status === 'issued' ? 'issuedNotice' : 'refused', owner.language, {
    document: required.title[owner.language],
    organisation: request.issuerName,
    reason,
  });
  await fileInBox(
    owner,
    { folder: 'notices', kind: 'notice', at: request.decidedAt, key: `document-notice-${request.id}` },
    { ...words, from: request.issuerName, link: pageOf(request) },
    deps,
  );
}

async function sendNotice(request: DocumentRequest, owner: Account, deps: SettleDeps): Promise<void> {
  const { email } = await openIdentity(owner, deps.personalData);
  await deps.notifications.enqueue({
    id: `document-decided#${request.id}`,
    template: 'document-decided',
    language: owner.language,
    to: { email },
    data: { link: `${deps.issuer}${pageOf(request)}` },
  });
}

const pageOf = (request: DocumentRequest): string => `/app/procedures/${request.applicationId}`;
