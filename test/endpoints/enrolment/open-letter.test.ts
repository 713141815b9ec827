import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseChannel } from '../../../lambdas/endpoints/enrolment/choose-channel.ts';
import { openLetter } from '../../../lambdas/endpoints/enrolment/open-letter.ts';
import { show } from '../../../lambdas/endpoints/enrolment/show.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import { verifiedEvidence } from '../../support/delivery-seal.ts';
import {
  cookieOf,
  dossierAt,
  ENROLMENT_TABLES,
  type EnrolmentDeps,
  enrolmentDeps,
  refusalOf,
  requestOf,
  tokenIn,
  viewOf,
} from '../../support/enrolment.ts';
import { hasOpenssl } from '../../support/openssl.ts';

let aws: TestAws;
let deps: EnrolmentDeps;

beforeAll(async () => {
  aws = await startAws(ENROLMENT_TABLES);
  deps = enrolmentDeps();
});
afterAll(() => aws.stop());

const NOW = new Date('2026-11-21T10:00:00Z');
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const DAY = 86_400;

describe('the registered letter', () => {
  const atChannel = () =>
    dossierAt(
      deps,
      { step: 'form-confirmed', documentType: 'passport', emailHandle: `email#${Math.random()}` },
      {},
      NOW,
    );
  const eventsOf = async (letterId: string) =>
    (await deps.letterStore.list(letterId)).map(({ event }) => event);

  it('A6: is sent, opened elsewhere, and every delivery event leaves signed evidence', async () => {
    const { cookie, dossier } = await atChannel();
    const sent = await chooseChannel(requestOf({ channel: 'online' as const }, { cookie, now: NOW }), deps);
    expect(viewOf(sent)).toMatchObject({ step: 'letter-sent', channel: 'online' });
    const token = tokenIn(deps.sent.mails.at(-1)?.text ?? '');
    const opened = await openLetter(requestOf({ token }, { now: later(3600) }), deps);
    expect(viewOf(opened)).toMatchObject({ step: 'letter-opened', reference: viewOf(sent).reference });
    const again = await openLetter(requestOf({ token }, { now: later(7200) }), deps);
    expect(
      viewOf(await show(requestOf(undefined, { cookie: cookieOf(again), now: later(7200) }), deps)).step,
    ).toBe('letter-opened');
    const { enrolment } = (await deps.dossiers.load(dossier.enrolment.id)) ?? dossier;
    const letterId = enrolment.letter?.id ?? '';
    expect(await eventsOf(letterId)).toEqual(
      expect.arrayContaining([
        'SubmissionAcceptance',
        'NotificationForAcceptance',
        'ConsignmentAcceptance',
        'ContentHandover',
        'ContentAccessTracking',
      ]),
    );
    const kept = await deps.book.kept(letterId);
    expect(new Set(kept.map(({ event }) => event)).size).toBe(kept.length);
    for (const evidence of kept) {
      const { event, file } = await deps.book.open(evidence, enrolment);
      if (!hasOpenssl) continue;
      const { status, text, record } = await verifiedEvidence(file, later(7200));
      expect(status, text).toBe(0);
      expect(record).toMatchObject({
        version: '1',
        erdsEventId: `http://uri.etsi.org/19522/Event/${event}`,
        messageIdentifier: letterId,
        senderDetails: { name: 'Guichet' },
        recipientDetails: { electronicAddress: dossier.person.email },
        userContentInfo: { digestAlgorithm: 'SHA-256' },
      });
    }
  });

  it('A6: is no longer accepted after 15 days, with a way on and evidence of the expiry', async () => {
    const { cookie, dossier } = await atChannel();
    await chooseChannel(requestOf({ channel: 'online' as const }, { cookie, now: NOW }), deps);
    const token = tokenIn(deps.sent.mails.at(-1)?.text ?? '');
    const late = await refusalOf(
      openLetter(requestOf({ token }, { now: later(15 * DAY + 13 * 3600) }), deps),
    );
    expect(late).toMatchObject({ kind: 'gone', code: 'letter-expired' });
    expect(late.details.next).toContain('counter');
    const letter = (await deps.dossiers.load(dossier.enrolment.id))?.enrolment.letter?.id ?? '';
    expect(await eventsOf(letter)).toContain('AcceptanceRejectionExpiry');
  });

  it('A6: can still be opened on the fifteenth day, counted from the day after the notice', async () => {
    const { cookie } = await atChannel();
    await chooseChannel(requestOf({ channel: 'online' as const }, { cookie, now: NOW }), deps);
    const token = tokenIn(deps.sent.mails.at(-1)?.text ?? '');
    const opened = await openLetter(requestOf({ token }, { now: later(15 * DAY + 13 * 3600 - 1) }), deps);
    expect(viewOf(opened).step).toBe('letter-opened');
  });

  it('A6: when it cannot be sent the failure is evidence too, and it can be sent again', async () => {
    const { cookie, dossier } = await atChannel();
    deps.outage.sends = 1;
    const body = { channel: 'online' as const };
    const refusal = await refusalOf(chooseChannel(requestOf(body, { cookie, now: NOW }), deps));
    expect(refusal.code).toBe('message-not-sent');
    await chooseChannel(requestOf(body, { cookie, now: later(60) }), deps);
    const letter = (await deps.dossiers.load(dossier.enrolment.id))?.enrolment.letter?.id ?? '';
    expect(await eventsOf(letter)).toEqual(
      expect.arrayContaining(['NotificationForAcceptanceFailure', 'NotificationForAcceptance']),
    );
  });

  it('A5: the counter keeps the reference, and the person can change back', async () => {
    const { cookie } = await atChannel();
    const counter = await chooseChannel(
      requestOf({ channel: 'counter' as const }, { cookie, now: NOW }),
      deps,
    );
    expect(viewOf(counter)).toMatchObject({
      step: 'form-confirmed',
      channel: 'counter',
      reference: 'TEST-0001',
    });
    const online = await chooseChannel(requestOf({ channel: 'online' as const }, { cookie, now: NOW }), deps);
    expect(viewOf(online)).toMatchObject({ step: 'letter-sent', channel: 'online' });
  });

  it('A6: opened twice at once, it is accepted once and opens both', async () => {
    const { cookie, dossier } = await atChannel();
    await chooseChannel(requestOf({ channel: 'online' as const }, { cookie, now: NOW }), deps);
    const token = tokenIn(deps.sent.mails.at(-1)?.text ?? '');
    const open = () => openLetter(requestOf({ token }, { now: later(60) }), deps);
    const opened = await Promise.all([open(), open()]);
    expect(opened.map((response) => viewOf(response).step)).toEqual(['letter-opened', 'letter-opened']);
    const letter = (await deps.dossiers.load(dossier.enrolment.id))?.enrolment.letter?.id ?? '';
    expect((await eventsOf(letter)).filter((event) => event === 'ConsignmentAcceptance')).toHaveLength(1);
  });

  it('A6: a made-up link opens nothing', async () => {
    const refusal = await refusalOf(openLetter(requestOf({ token: 'y'.repeat(43) }, { now: NOW }), deps));
    expect(refusal.code).toBe('letter-expired');
  });
});
