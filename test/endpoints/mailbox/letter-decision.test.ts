import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  BoxItemsView,
  BoxItemView,
  EvidencesView,
  SentLetterView,
} from '../../../lambdas/contracts/mailbox.ts';
import { acceptLetter } from '../../../lambdas/endpoints/mailbox/accept-letter.ts';
import { listEvidences } from '../../../lambdas/endpoints/mailbox/list-evidences.ts';
import { listItems } from '../../../lambdas/endpoints/mailbox/list-items.ts';
import { listLetterEvidences } from '../../../lambdas/endpoints/mailbox/list-letter-evidences.ts';
import { refuseLetter } from '../../../lambdas/endpoints/mailbox/refuse-letter.ts';
import { showItem } from '../../../lambdas/endpoints/mailbox/show-item.ts';
import { showLetter } from '../../../lambdas/endpoints/mailbox/show-letter.ts';
import { endLetterWaits } from '../../../lambdas/events/end-letter-waits.ts';
import { verifiedEvidence } from '../../support/delivery-seal.ts';
import { refusalOf } from '../../support/enrolment.ts';
import {
  citizenRequest,
  later,
  type Mailbox,
  NOW,
  openMailbox,
  prepare,
  type Recipient,
  requestOf,
  type Sender,
  sendLetter,
  upload,
  viewOf,
} from '../../support/mailbox.ts';
import { hasOpenssl } from '../../support/openssl.ts';

let mailbox: Mailbox;
let sender: Sender;
let recipient: Recipient;
beforeAll(async () => {
  mailbox = await openMailbox();
});
afterAll(() => mailbox.stop());
beforeEach(async () => {
  [sender, recipient] = await Promise.all([mailbox.organisation(), mailbox.person()]);
});

/** Of a notice on 21 November: the first instant of 7 December in Paris. */
const OVER = new Date('2026-12-06T23:00:00.000Z');
const JUST_IN_TIME = new Date(OVER.getTime() - 1);
const HOUR_LATER = later(3600);

const accept = async (letter: string, now = HOUR_LATER, by = recipient) =>
  viewOf<BoxItemView>(
    await acceptLetter(await citizenRequest(by, { params: { letter }, now }), mailbox.deps),
  );
const refuse = async (letter: string, now = HOUR_LATER, by = recipient) =>
  viewOf<BoxItemView>(
    await refuseLetter(
      await citizenRequest(by, { params: { letter }, now }, { reason: 'not-expected' as const }),
      mailbox.deps,
    ),
  );
const calendar = (now: Date) => endLetterWaits(now, mailbox.deps);
const inbox = async (by = recipient) =>
  viewOf<BoxItemsView>(await listItems(await citizenRequest(by), mailbox.deps)).items;
const read = async (item: string, now = HOUR_LATER) =>
  viewOf<BoxItemView>(
    await showItem(await citizenRequest(recipient, { params: { item }, now }), mailbox.deps),
  );
const ofSender = (letter: string) => requestOf({ headers: sender.headers, params: { letter } });
const statusOf = async (letter: string) =>
  viewOf<SentLetterView>(await showLetter(ofSender(letter), mailbox.deps));
const proofsOfSender = async (letter: string) =>
  viewOf<EvidencesView>(await listLetterEvidences(ofSender(letter), mailbox.deps)).evidences;
const proofsOfRecipient = async (letter: string) =>
  viewOf<EvidencesView>(
    await listEvidences(await citizenRequest(recipient, { params: { letter } }), mailbox.deps),
  ).evidences;
const eventsOf = (proofs: EvidencesView['evidences']) => proofs.map(({ event }) => event);

describe('accepting a letter', () => {
  it('E1: proves it, names the sender, and hands the content over', async () => {
    const letter = await sendLetter(mailbox, sender, recipient, ['the decision']);
    const item = await accept(letter.id);
    expect(item).toMatchObject({
      title: 'Your tax assessment',
      text: 'Please find your assessment.',
      from: sender.name,
      letter: { state: 'accepted' },
    });
    const download = await fetch(item.files[0]?.url ?? '');
    expect(await download.text()).toBe('the decision');
    expect(download.headers.get('content-disposition')).toBe(
      `attachment; filename="file-0.pdf"; filename*=UTF-8''file-0.pdf`,
    );
    expect(eventsOf(await proofsOfSender(letter.id))).toEqual([
      'SubmissionAcceptance',
      'NotificationForAcceptance',
      'ConsignmentAcceptance',
      'ContentHandover',
    ]);
    expect(await statusOf(letter.id)).toMatchObject({
      status: 'accepted',
      decidedAt: HOUR_LATER.toISOString(),
    });
  });

  it('E1: before it, neither line nor page tells sender, subject, text or files', async () => {
    const letter = await sendLetter(mailbox, sender, recipient, ['the decision']);
    const [line] = await inbox();
    const page = await read(line?.id ?? '');
    expect(page.files).toEqual([]);
    for (const told of [
      JSON.stringify(line),
      JSON.stringify(page),
      JSON.stringify(await proofsOfRecipient(letter.id)),
    ]) {
      expect(told).not.toMatch(/tax|assessment|file-0/i);
      expect(told).not.toContain(sender.name);
      expect(told).not.toContain(sender.id);
    }
    expect((await proofsOfRecipient(letter.id)).every(({ file }) => file === undefined)).toBe(true);
  });

  it('E1: the sender learns who accepted from the evidence, and when it was read from nothing', async () => {
    const letter = await sendLetter(mailbox, sender, recipient);
    const { id } = await accept(letter.id);
    await read(id);
    await read(id, later(7200));
    await read(id, later(90_000));
    const mine = await proofsOfRecipient(letter.id);
    expect(eventsOf(mine).filter((event) => event === 'ContentAccessTracking')).toHaveLength(2); // two days
    const theirs = await proofsOfSender(letter.id);
    expect(eventsOf(theirs)).not.toContain('ContentAccessTracking');
    if (!hasOpenssl) return;
    for (const { event, file } of mine) {
      const { status, text, record } = await verifiedEvidence(
        Buffer.from(file?.bytes ?? '', 'base64'),
        later(90_001),
      );
      expect(status, text).toBe(0);
      const name = ['SubmissionAcceptance', 'NotificationForAcceptance'].includes(event)
        ? undefined
        : 'Maëlys Gaëlle Marie MARTIN';
      expect((record.recipientDetails as { name?: string }).name, event).toBe(name);
    }
  });

  it('E1: twenty times at once, and again later, is one acceptance', async () => {
    const letter = await sendLetter(mailbox, sender, recipient);
    const items = await Promise.all(Array.from({ length: 20 }, () => accept(letter.id)));
    expect(items.every(({ letter: at }) => at?.state === 'accepted')).toBe(true);
    await accept(letter.id, later(86_400));
    const events = eventsOf(await proofsOfSender(letter.id));
    expect(new Set(events).size).toBe(events.length);
    expect((await statusOf(letter.id)).decidedAt).toBe(HOUR_LATER.toISOString());
  });

  it('E1: needs a session, the person’s own letter, and one that was deposited', async () => {
    const letter = await sendLetter(mailbox, sender, recipient);
    const prepared = await prepare(mailbox, sender, recipient);
    const anyone = requestOf({ params: { letter: letter.id }, now: HOUR_LATER });
    expect((await refusalOf(acceptLetter(anyone, mailbox.deps))).code).toBe('not-signed-in');
    const stranger = await mailbox.person();
    const notOwn = [
      () => accept(letter.id, HOUR_LATER, stranger),
      () => accept(prepared.id),
      () => accept('unknown'),
      () => refuse(letter.id, HOUR_LATER, stranger),
      () => refuse(prepared.id),
    ];
    for (const attempt of notOwn) {
      expect(await refusalOf(attempt())).toMatchObject({ kind: 'not-found', code: 'no-such-letter' });
    }
    expect((await statusOf(letter.id)).status).toBe('notified');
  });

  it('E1: is not possible for a person whose level has fallen', async () => {
    const letter = await sendLetter(mailbox, sender, recipient);
    const low = {
      ...mailbox.deps,
      accounts: { find: async () => ({ ...recipient.account, level: 'low' as const }) },
    };
    const request = await citizenRequest(recipient, { params: { letter: letter.id } });
    expect(await refusalOf(acceptLetter(request, low))).toMatchObject({ code: 'letter-level-too-low' });
  });

  it('E1: works after the box was closed: what is there can be decided', async () => {
    const letter = await sendLetter(mailbox, sender, recipient);
    await mailbox.deps.boxes.close(recipient.account.id, NOW);
    expect((await accept(letter.id)).letter?.state).toBe('accepted');
  });
});

describe('refusing a letter', () => {
  it('E1: the sender gets the proof with the reason, the recipient never learns who it was', async () => {
    const letter = await sendLetter(mailbox, sender, recipient, ['the decision']);
    const item = await refuse(letter.id);
    expect(item).toMatchObject({ letter: { state: 'refused' }, text: '', files: [] });
    expect(JSON.stringify([item, await proofsOfRecipient(letter.id)])).not.toContain(sender.name);
    expect(await statusOf(letter.id)).toMatchObject({ status: 'refused', reasons: ['not-expected'] });
    const proofs = await proofsOfSender(letter.id);
    expect(eventsOf(proofs)).toEqual([
      'SubmissionAcceptance',
      'NotificationForAcceptance',
      'ConsignmentRejection',
    ]);
    if (!hasOpenssl) return;
    const { record } = await verifiedEvidence(
      Buffer.from(proofs[2]?.file?.bytes ?? '', 'base64'),
      later(3601),
    );
    expect(record.eventReasons).toEqual(['not-expected']);
    expect(record.recipientDetails).toEqual({ electronicAddress: recipient.email, reference: letter.id });
  });

  it('E1: a decision stands: refused is not accepted later, nor the reverse', async () => {
    const [first, second] = [
      await sendLetter(mailbox, sender, recipient),
      await sendLetter(mailbox, sender, recipient),
    ];
    await refuse(first.id);
    await accept(second.id);
    expect(await refusalOf(accept(first.id))).toMatchObject({ kind: 'conflict', code: 'letter-decided' });
    expect((await refusalOf(refuse(second.id))).code).toBe('letter-decided');
  });

  it('E1: accepted and refused in the same moment, one of them stands, with its evidence alone', async () => {
    const letter = await sendLetter(mailbox, sender, recipient);
    const outcomes = await Promise.allSettled([
      accept(letter.id),
      refuse(letter.id),
      accept(letter.id),
      refuse(letter.id),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    const { status } = await statusOf(letter.id);
    const events = eventsOf(await proofsOfSender(letter.id));
    expect(events.includes('ConsignmentAcceptance')).toBe(status === 'accepted');
    expect(events.includes('ConsignmentRejection')).toBe(status === 'refused');
    expect((await inbox())[0]?.letter?.state).toBe(status);
  });
});

describe('the fifteen days', () => {
  it('E1: to the last millisecond it can be accepted, and the calendar leaves it alone', async () => {
    const letter = await sendLetter(mailbox, sender, recipient);
    await calendar(JUST_IN_TIME);
    expect((await statusOf(letter.id)).status).toBe('notified');
    expect((await accept(letter.id, JUST_IN_TIME)).letter?.state).toBe('accepted');
  });

  it('E1: from the first instant after it, acceptance and refusal are refused even before the calendar came', async () => {
    const letter = await sendLetter(mailbox, sender, recipient);
    expect(await refusalOf(accept(letter.id, OVER))).toMatchObject({
      kind: 'gone',
      code: 'letter-unclaimed',
    });
    expect((await refusalOf(refuse(letter.id, OVER))).code).toBe('letter-unclaimed');
    await calendar(OVER);
    expect(await statusOf(letter.id)).toMatchObject({
      status: 'unclaimed',
      reasons: ['not-claimed-in-time'],
    });
    const proofs = await proofsOfSender(letter.id);
    expect(eventsOf(proofs)).toEqual([
      'SubmissionAcceptance',
      'NotificationForAcceptance',
      'AcceptanceRejectionExpiry',
    ]);
    const [line] = await inbox();
    expect(line?.letter?.state).toBe('unclaimed');
    expect(JSON.stringify(await read(line?.id ?? '', OVER))).not.toContain(sender.name);
    expect((await refusalOf(accept(letter.id, OVER))).code).toBe('letter-unclaimed');
    if (!hasOpenssl) return;
    const { status, record } = await verifiedEvidence(
      Buffer.from(proofs[2]?.file?.bytes ?? '', 'base64'),
      OVER,
    );
    expect([status, record.eventReasons]).toEqual([0, ['not-claimed-in-time']]);
  });

  it('E1: the calendar run twice, and three at once, makes one expiry', async () => {
    const letter = await sendLetter(mailbox, sender, recipient);
    await Promise.all([calendar(OVER), calendar(OVER), calendar(OVER)]);
    await calendar(later(3600, OVER));
    expect(
      eventsOf(await proofsOfSender(letter.id)).filter((event) => event === 'AcceptanceRejectionExpiry'),
    ).toHaveLength(1);
  });

  it('E1: an acceptance and the calendar in the same moment: one wins, and only its evidence is there', async () => {
    for (let round = 0; round < 8; round += 1) {
      const letter = await sendLetter(mailbox, sender, recipient);
      const [accepted] = await Promise.allSettled([accept(letter.id, JUST_IN_TIME), calendar(OVER)]);
      const { status } = await statusOf(letter.id);
      expect(status).toBe(accepted.status === 'fulfilled' ? 'accepted' : 'unclaimed');
      const events = eventsOf(await proofsOfSender(letter.id));
      expect(events.includes('ConsignmentAcceptance')).toBe(status === 'accepted');
      expect(events.includes('AcceptanceRejectionExpiry')).toBe(status === 'unclaimed');
      expect(new Set(events).size).toBe(events.length);
    }
  });

  it('E1: a letter prepared and never deposited is forgotten after a day, with what was uploaded', async () => {
    const attachments = [
      { name: 'a', type: 'text/plain', size: 1, sha256: 'ypeBEsobvcr6wjGzmiPcTaeG7_gUfE5yuYB3ha_uSLs' },
    ];
    const letter = await prepare(mailbox, sender, recipient, { attachments });
    await upload(letter.uploads?.[0] ?? { url: '', headers: {} }, 'a');
    await calendar(later(86_399));
    expect((await statusOf(letter.id)).status).toBe('prepared');
    expect(await mailbox.deps.objects.stored(`letters/${letter.id}/0`)).toBeDefined();
    await calendar(later(86_400));
    expect((await refusalOf(showLetter(ofSender(letter.id), mailbox.deps))).code).toBe('no-such-letter');
    expect(await mailbox.deps.objects.stored(`letters/${letter.id}/0`)).toBeUndefined();
  });

  it('E1: a letter that cannot be carried on is told of and does not keep the others waiting', async () => {
    const [broken, good] = [
      await sendLetter(mailbox, sender, recipient),
      await sendLetter(mailbox, sender, recipient),
    ];
    const kept = await mailbox.deps.letters.find(broken.id);
    if (kept === undefined) throw new Error('not kept');
    const damaged = await mailbox.deps.letters.advance(kept, { sealed: 'v1.damaged.damaged' });
    await expect(calendar(OVER)).rejects.toThrow('1 letters could not be carried on');
    expect((await statusOf(good.id)).status).toBe('unclaimed');
    const now = await mailbox.deps.letters.find(broken.id);
    if (now === undefined || damaged === undefined) throw new Error('not kept');
    await mailbox.deps.letters.advance(now, { sealed: kept.sealed });
    await calendar(later(3600, OVER));
    expect((await statusOf(broken.id)).status).toBe('unclaimed');
    expect(eventsOf(await proofsOfSender(broken.id))).toContain('AcceptanceRejectionExpiry');
  });
});
