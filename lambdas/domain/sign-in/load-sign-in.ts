import { ownerOf } from '../account/owned-id.ts';
import type { BrowserSession } from '../browser-session/browser-session.ts';
import { sessionOf } from '../browser-session/session-cookie.ts';
import type { Client, Clients } from '../client/client.ts';
import { Refusal } from '../errors.ts';
import { type Interaction, interactionCookie, interactionPath } from '../interaction/interaction.ts';
import { requireInteraction } from '../interaction/sealed-interaction.ts';
import type { TokenSealers } from '../sealed-token/token-sealers.ts';
import { type Progress, progressOf } from './progress.ts';
import type { SignInRecord, SignInRecords } from './sign-in-records.ts';

/** The cookies of the browser that asks: `shell/cookies` fits. */
export interface ReadsCookies {
  under(path: string): ReadsCookies;
  read(cookies: Readonly<Record<string, string>>, cookie: string): string | undefined;
}

export interface LoadSignInDeps {
  readonly clients: Clients;
  readonly records: SignInRecords;
  readonly sealers: TokenSealers;
  readonly cookies: ReadsCookies;
}

interface PageRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly now: Date;
}

/** A sign-in as this browser's page needs it. */
export interface SignIn {
  readonly interaction: Interaction;
  readonly client: Client;
  readonly record: SignInRecord;
  readonly progress: Progress;
  /** What the browser keeps of an earlier sign-in, whether or not it may be used here. */
  readonly session?: BrowserSession;
}

/**
 * The sign-in bound to this browser by its cookie, and where it stands. No read before a phone is asked or a session is offered; then
 * one of approval and account, and where a consent may be remembered, of that (the client is remembered).
 */
export async function loadSignIn(
  request: PageRequest,
  { fresh }: { readonly fresh: boolean },
  deps: LoadSignInDeps,
): Promise<SignIn> {
  const id = request.params.interaction ?? '';
  const sealed = deps.cookies.under(interactionPath(id)).read(request.cookies, interactionCookie(id));
  const interaction = requireInteraction(id, sealed, await deps.sealers('interaction'));
  const session = await sessionOf(request.cookies, deps);
  const client = await requireServed(interaction.request.clientId, deps.clients);
  const consentTo = fresh || client.remember_consent !== true ? undefined : client.client_id;
  const record = await readRecord(interaction, session, { fresh, consentTo }, deps);
  const progress = progressOf(interaction, record.approval, session, request.now);
  return { interaction, client, record, progress, ...(session !== undefined && { session }) };
}

const NOTHING: SignInRecord = { sessionEnded: false };

/** Of the account that is asked, be it nobody's; else of the session that the page offers to continue in. */
async function readRecord(
  { approvalId, sessionId }: Interaction,
  session: BrowserSession | undefined,
  { fresh, consentTo }: { readonly fresh: boolean; readonly consentTo: string | undefined },
  { records }: LoadSignInDeps,
): Promise<SignInRecord> {
  const offered = sessionId !== undefined && sessionId === session?.id ? session : undefined;
  const accountId = approvalId === undefined ? offered?.accountId : ownerOf(approvalId);
  if (accountId === undefined) return NOTHING;
  return await records.read({ accountId, approvalId, consentTo, sessionId: offered?.id }, { fresh });
}

/** The client, as long as it may be served. */
export async function requireServed(clientId: string, clients: Clients): Promise<Client> {
  const client = await clients.find(clientId);
  if (client?.status === 'active') return client;
  throw new Refusal('gone', 'client-stopped', 'The service you came from was stopped.', {
    next: ['support'],
  });
}

/** What was asked for does not fit where the sign-in stands (409). */
export const outOfOrder = (): Refusal =>
  new Refusal('conflict', 'sign-in-step', 'This is not possible at this step. Reload the page and go on.', {
    next: ['try-again'],
  });

/** Another answer to the same sign-in counted before. */
export const answeredBefore = (): Refusal =>
  new Refusal(
    'conflict',
    'sign-in-answered',
    'This sign-in was answered already. Go back to the service; if you are not signed in there, start again.',
    { next: ['restart'] },
  );
