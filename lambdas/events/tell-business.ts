import type { MoveSettings } from '../contracts/settings.ts';
import type { Account } from '../domain/account/account.ts';
import type { Accounts } from '../domain/account/accounts.ts';
import { openIdentity } from '../domain/account/open-identity.ts';
import { addressChangeNotice, NOTICE_TYPE } from '../domain/address-change/address-change.ts';
import { BadReceipt, type Receipt, verifyReceipt } from '../domain/address-change/receipt.ts';
import type { AuditTrail } from '../domain/audit/audit-trail.ts';
import type { BoxItems } from '../domain/box/box-items.ts';
import type { Business, BusinessConsent, BusinessConsents, Businesses } from '../domain/business/business.ts';
import type { Notifications } from '../domain/message/messenger.ts';
import { type BusinessGate, BusinessUnreachable } from '../domain/move/business-gate.ts';
import { fileResult } from '../domain/move/file-result.ts';
import type { Move, MoveNotice, MoveNotices, Moves, NoticeContent } from '../domain/move/move.ts';
import { openMove } from '../domain/move/own-move.ts';
import { retryDelaySeconds } from '../domain/move/retry-delay.ts';
import type { PersonalData } from '../domain/personal-data/personal-data.ts';
import { type Signer, signJws } from '../domain/signer/signer.ts';

export interface TellBusinessDeps {
  readonly issuer: string;
  readonly settings: MoveSettings;
  readonly moves: Moves;
  readonly notices: MoveNotices;
  readonly accounts: Accounts;
  readonly businesses: Businesses;
  readonly consents: BusinessConsents;
  readonly personalData: PersonalData;
  readonly signer: Signer;
  /** DER of the signer's certificate and of its authority. */
  readonly certificates: () => Promise<readonly Uint8Array[]>;
  readonly gate: BusinessGate;
  readonly boxItems: BoxItems;
  readonly notifications: Notifications;
  readonly audit: AuditTrail;
}

/** One message of the queue. */
export interface NoticeOrder {
  readonly moveId: string;
  readonly businessId: string;
}

/** The attempt failed; the queue brings the order again. */
export class TryAgain extends Error {
  override readonly name = 'TryAgain';
  /** When it should come again; after the queue's own time-out unless told. */
  readonly afterSeconds: number | undefined;
  constructor(sentence: string, afterSeconds?: number) {
    super(sentence);
    this.afterSeconds = afterSeconds;
  }
}

interface Task {
  readonly move: Move;
  readonly notice: MoveNotice;
  readonly account: Account;
  readonly business: Business;
}

/** With the person's consent as it is now. */
interface Agreed extends Task {
  readonly consent: BusinessConsent | undefined;
}

/** Longer than one attempt can take: another courier waits that long before it believes this one dead. */
const CLAIM_MARGIN_SECONDS = 20;

/**
 * Tells one business of one move (E6, E7). However often the order arrives, the business gets the same signed notice under the same
 * key, and the person one result: what is sent is kept before it is sent, and the end is one conditional write.
 * @throws TryAgain
 */
export async function tellBusiness(order: NoticeOrder, now: Date, deps: TellBusinessDeps): Promise<void> {
  const move = await deps.moves.find(order.moveId);
  const account = move && (await deps.accounts.find(move.accountId));
  const business = await deps.businesses.find(order.businessId);
  if (move === undefined || account === undefined || business === undefined) return;
  const until = new Date(now.getTime() + (deps.settings.answerSeconds + CLAIM_MARGIN_SECONDS) * 1000);
  const notice = await deps.notices.claim(order.moveId, order.businessId, until, now);
  if (notice === undefined) return goOn(order, { move, account, business }, now, deps);
  const task = { move, notice, account, business };
  const consent = await deps.consents.find(account.id, business.id);
  const stop = reasonToStop(task, consent);
  if (stop !== undefined) return finish(task, { state: 'stopped', reason: stop }, now, deps);
  await attempt({ ...task, consent }, now, deps);
}

/** Nothing to claim: finished before (perhaps only its filing is missing), or in another courier's hands. */
async function goOn(
  { moveId, businessId }: NoticeOrder,
  task: Omit<Task, 'notice'>,
  now: Date,
  deps: TellBusinessDeps,
): Promise<void> {
  const notice = await deps.notices.find(moveId, businessId);
  if (notice === undefined) return;
  if (notice.state === 'queued') throw new TryAgain('Another courier is on its way.');
  await conclude({ ...task, notice }, now, deps);
}

function reasonToStop(
  { move, account, business }: Task,
  consent: BusinessConsent | undefined,
): string | undefined {
  if (move.state === 'cancelled') return 'move-cancelled';
  if (consent === undefined) return 'consent-withdrawn';
  return business.status === 'active' && account.status === 'active' ? undefined : 'no-longer-possible';
}

async function attempt(task: Agreed, now: Date, deps: TellBusinessDeps): Promise<void> {
  const { business, notice } = task;
  const jws = await keptNotice(task, now, deps);
  const jti = `${notice.moveId}.${notice.businessId}`;
  try {
    const answer = await deps.gate.post(business.endpoint, { jws, key: jti });
    if (answer.status !== 200) throw new BadStatus(answer.status);
    const receipt = await verifyReceipt(answer.body, business, { jti, jws });
    await finish(task, endOf(receipt), now, deps, { notice: jws, receipt: answer.body.trim() });
  } catch (error) {
    const reason = failureOf(error);
    if (reason === undefined) throw error;
    await failed(task, reason, { notice: jws }, now, deps);
  }
}

const endOf = ({ outcome, reason }: Receipt) => ({ state: outcome, ...(reason !== undefined && { reason }) });

/** The business is there, and in trouble: whatever it says beside is no receipt. */
class BadStatus extends Error {
  override readonly name = 'BadStatus';
  readonly status: number;
  constructor(status: number) {
    super(`The business answered with status ${status}.`);
    this.status = status;
  }
}

function failureOf(error: unknown): string | undefined {
  if (error instanceof BusinessUnreachable) return 'no-answer';
  if (error instanceof BadStatus) return `status-${error.status}`;
  return error instanceof BadReceipt ? 'bad-receipt' : undefined;
}

async function failed(
  task: Task,
  reason: string,
  papers: NoticeContent,
  now: Date,
  deps: TellBusinessDeps,
): Promise<void> {
  const { moveId, businessId, attempts } = task.notice;
  if (attempts >= deps.settings.attempts) {
    return finish(task, { state: 'unreachable', reason }, now, deps, papers);
  }
  await deps.notices.release(moveId, businessId, reason);
  throw new TryAgain(
    `The business ${businessId} gave no receipt (${reason}), attempt ${attempts}.`,
    retryDelaySeconds(attempts),
  );
}

/** What is sent is made once, and kept before it is sent. */
async function keptNotice(task: Agreed, now: Date, deps: TellBusinessDeps): Promise<string> {
  const { account, notice } = task;
  const earlier = await papersOf(notice, account, deps);
  if (earlier !== undefined) return earlier.notice;
  const jws = await signNotice(task, now, deps);
  const sealed = await deps.personalData.seal(account.id, account.wrappedKey, { notice: jws });
  if (await deps.notices.keepNotice(notice.moveId, notice.businessId, sealed)) return jws;
  const kept = await deps.notices.find(notice.moveId, notice.businessId);
  const papers = kept && (await papersOf(kept, account, deps));
  if (papers === undefined) throw new Error('A notice was neither kept nor found.');
  return papers.notice;
}

async function signNotice(
  { move, account, business, consent }: Agreed,
  now: Date,
  deps: TellBusinessDeps,
): Promise<string> {
  const { attributes, details } = await openMove(move, account, deps.personalData);
  if (details === undefined || consent === undefined) throw new TryAgain('The order is not complete yet.');
  const { contractNumber } = await deps.personalData.open<{ contractNumber: string }>(
    account.id,
    account.wrappedKey,
    consent.sealed,
  );
  const facts = { issuer: deps.issuer, business: business.id, move: move.id, contractNumber };
  const payload = addressChangeNotice({ ...facts, attributes, details, now });
  const x5c = (await deps.certificates()).map((der) => Buffer.from(der).toString('base64'));
  return signJws(deps.signer, { typ: NOTICE_TYPE, x5c }, payload);
}

const papersOf = (notice: MoveNotice, account: Account, deps: TellBusinessDeps) =>
  notice.sealed === undefined
    ? undefined
    : deps.personalData.open<NoticeContent>(account.id, account.wrappedKey, notice.sealed);

type End = { readonly state: 'accepted' | 'refused' | 'unreachable' | 'stopped'; readonly reason?: string };

async function finish(
  task: Task,
  end: End,
  now: Date,
  deps: TellBusinessDeps,
  papers?: NoticeContent,
): Promise<void> {
  const { account, notice } = task;
  const sealed = papers && (await deps.personalData.seal(account.id, account.wrappedKey, papers));
  const finished =
    (await deps.notices.finish(notice, { ...end, at: now, ...(sealed && { sealed }) })) ??
    (await deps.notices.find(notice.moveId, notice.businessId));
  if (finished !== undefined) await conclude({ ...task, notice: finished }, now, deps);
}

/** Files the result and, after the last one, ends the move. Every step may be repeated. */
async function conclude(task: Task, now: Date, deps: TellBusinessDeps): Promise<void> {
  const { account, business, move, notice } = task;
  const { state, finishedAt = now.toISOString() } = notice;
  if (state === 'queued') return;
  const papers = await papersOf(notice, account, deps);
  await fileResult({ ...notice, state, finishedAt }, papers, { account, move, business }, deps);
  await deps.audit.record({
    event: `move.notice-${state}`,
    subject: account.id,
    actor: 'system',
    at: new Date(finishedAt),
    details: { move: move.id, business: business.id },
    once: `${move.id}.${business.id}`,
  });
  await endMove(move.id, account, deps);
}

async function endMove(moveId: string, account: Account, deps: TellBusinessDeps): Promise<void> {
  if (await deps.notices.anyQueued(moveId)) return;
  const move = await deps.moves.find(moveId);
  if (move === undefined || !(await isWhole(move, deps.notices))) return;
  const { email } = await openIdentity(account, deps.personalData);
  await deps.notifications.enqueue({
    id: `move-told:${moveId}`,
    template: 'move-told',
    language: account.language,
    to: { email },
    data: { link: `${deps.issuer}/app/box/notices` },
  });
  // Meanwhile the order may have been marked as sent.
  if (!(await deps.moves.change(move, { state: 'done' }))) await endMove(moveId, account, deps);
}

/** Every ticked business has its notice: known once all are handed over, else counted. */
async function isWhole({ id, state, businesses = [] }: Move, notices: MoveNotices): Promise<boolean> {
  if (state === 'sent') return true;
  return state === 'sending' && (await notices.of(id)).length >= businesses.length;
}
