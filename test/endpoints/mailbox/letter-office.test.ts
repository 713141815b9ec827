import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  EvidencesView,
  PrepareLetterRequest,
  SentLettersView,
  SentLetterView,
} from '../../../lambdas/contracts/mailbox.ts';
import { closeBox } from '../../../lambdas/endpoints/mailbox/close.ts';
import { depositLetter } from '../../../lambdas/endpoints/mailbox/deposit-letter.ts';
import { listLetterEvidences } from '../../../lambdas/endpoints/mailbox/list-letter-evidences.ts';
import { listLetters } from '../../../lambdas/endpoints/mailbox/list-letters.ts';
import { prepareLetter } from '../../../lambdas/endpoints/mailbox/prepare-letter.ts';
import { showLetter } from '../../../lambdas/endpoints/mailbox/show-letter.ts';
import { timeStampVerdict, verifiedEvidence } from '../../support/delivery-seal.ts';
import { refusalOf } from '../../support/enrolment.ts';
import {
  citizenRequest,
  fileOf,
  later,
  type Mailbox,
  NOW,
  openMailbox,
  prepare,
  type Recipient,
  requestOf,
  type Sender,
  sendLetter,
  sha256,
  upload,
  viewOf,
} from '../../support/mailbox.ts';
import { hasOpenssl } from '../../support/openssl.ts';
import { testPki } from '../../support/pki.ts';

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

const at = (letter: string, now = NOW) => requestOf({ headers: sender.headers, params: { letter }, now });
const deposit = async (letter: string, now = NOW): Promise<SentLetterView> =>
  viewOf(await depositLetter(at(letter, now), mailbox.deps));
const evidencesOf = async (letter: string): Promise<EvidencesView['evidences']> =>
  viewOf<EvidencesView>(await listLetterEvidences(at(letter), mailbox.deps)).evidences;
const itemsOf = async ({ account }: Recipient) =>
  (await mailbox.deps.items.list(account.id, 'inbox', 50)).items;

describe('preparing a letter', () => {
  const body = (changes: Partial<PrepareLetterRequest> = {}): PrepareLetterRequest => ({
    recipient: { email: recipient.email },
    subject: 'Subject',
    text: 'Text',
    attachments: [],
    ...changes,
  });
  const ask = (
    changes: Partial<PrepareLetterRequest> = {},
    headers: Record<string, string> = {},
    now = NOW,
  ) =>
    prepareLetter(
      requestOf({ headers: { ...sender.headers, ...headers }, now }, body(changes)),
      mailbox.deps,
    );

  it('E1: finds the recipient by e-mail or phone, and tells the sender nothing else about them', async () => {
    const byEmail = viewOf<SentLetterView>(await ask());
    const byPhone = viewOf<SentLetterView>(await ask({ recipient: { phone: recipient.phone } }));
    expect([byEmail.status, byPhone.status]).toEqual(['prepared', 'prepared']);
    expect(JSON.stringify([byEmail, byPhone])).not.toMatch(/MARTIN|Maëlys/);
    expect(JSON.stringify(byEmail)).not.toContain(recipient.account.id);
  });

  it('E1: nobody hears of a letter that is only prepared', async () => {
    await ask();
    expect(await itemsOf(recipient)).toEqual([]);
    expect(mailbox.notifications.filter(({ to }) => to.email === recipient.email)).toEqual([]);
  });

  it.each([
    ['nobody', async () => ({ email: 'nobody@example.org' })],
    ['a person without a box', async () => ({ email: (await mailbox.person({}, 'none')).email })],
    ['a suspended person', async () => ({ email: (await mailbox.person({ status: 'suspended' })).email })],
    ['a person proved at level low', async () => ({ email: (await mailbox.person({ level: 'low' })).email })],
    [
      'a person whose box is closed',
      async () => {
        const person = await mailbox.person();
        await closeBox(await citizenRequest(person), mailbox.deps);
        return { email: person.email };
      },
    ],
  ])('E1: is refused in the same words for %s', async (_name, of) => {
    const refusal = await refusalOf(ask({ recipient: await of() }));
    expect(refusal).toMatchObject({ kind: 'unprocessable', code: 'no-open-box' });
    expect(refusal.message).toBe(
      'Nobody receives registered letters electronically at this address. Send this letter another way.',
    );
  });

  it('X2: after fifty addresses without a box a sender is stopped, for good addresses too, until the hour is over', async () => {
    for (let n = 0; n < 50; n += 1) await refusalOf(ask({ recipient: { email: `${n}@example.org` } }));
    expect(await refusalOf(ask())).toMatchObject({ kind: 'too-many', code: 'limit-reached' });
    expect((await ask({}, {}, later(3600))).status).toBe(201);
  });

  it('X2: the letters of a sender are limited, and another sender is not concerned', async () => {
    const deps = {
      ...mailbox.deps,
      settings: { ...mailbox.deps.settings, lettersPerSender: { limit: 2, windowSeconds: 3600 } },
    };
    const once = (of: Sender) => prepareLetter(requestOf({ headers: of.headers }, body()), deps);
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => once(sender)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect((await once(await mailbox.organisation())).status).toBe(201);
  });

  it.each([
    ['neither text nor attachment', { text: '' }, 'letter-empty'],
    [
      '21 attachments',
      { attachments: Array.from({ length: 21 }, (_, n) => fileOf('x', `${n}`)) },
      'letter-too-large',
    ],
    [
      'more than 256 MB',
      { attachments: [{ ...fileOf('x'), size: 256_000_000 }, fileOf('y')] },
      'letter-too-large',
    ],
    ['a number that is no mobile', { recipient: { phone: '0142961023' } }, 'phone-number-not-mobile'],
  ])('E1: refuses %s', async (_name, changes, code) => {
    expect((await refusalOf(ask(changes as Partial<PrepareLetterRequest>))).code).toBe(code);
  });

  it('E1: the same idempotency key is the same letter, also ten times at once', async () => {
    const headers = { 'idempotency-key': 'assessment-2026-1' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask({}, headers)));
    const ids = new Set(answers.map((answer) => viewOf<SentLetterView>(answer).id));
    expect(ids.size).toBe(1);
    const other = await prepareLetter(
      requestOf({ headers: { ...(await mailbox.organisation()).headers, ...headers } }, body()),
      mailbox.deps,
    );
    expect(ids.has(viewOf<SentLetterView>(other).id)).toBe(false);
  });

  it('E1: an idempotency key used for another letter, or malformed, is refused', async () => {
    await ask({}, { 'idempotency-key': 'key' });
    expect((await refusalOf(ask({ subject: 'Other' }, { 'idempotency-key': 'key' }))).code).toBe(
      'idempotency-key-reused',
    );
    for (const key of ['', 'x'.repeat(65), 'a b', 'é']) {
      expect((await refusalOf(ask({}, { 'idempotency-key': key }))).code).toBe('idempotency-key');
    }
  });

  it('E1: a suspended organisation prepares nothing', async () => {
    const suspended = await mailbox.organisation({ status: 'suspended' });
    await expect(
      prepareLetter(requestOf({ headers: suspended.headers }, body()), mailbox.deps),
    ).rejects.toMatchObject({
      code: 'invalid_token',
    });
  });
});

describe('attachments', () => {
  const CONTENT = 'the decision';
  const prepared = () => prepare(mailbox, sender, recipient, { attachments: [fileOf(CONTENT)] });
  const permitOf = ({ uploads }: SentLetterView) => uploads?.[0] ?? { url: '', headers: {} };

  it('E1: go up by a presigned PUT that takes the declared content', async () => {
    const letter = await prepared();
    expect((await upload(permitOf(letter), CONTENT)).status).toBe(200);
    expect((await deposit(letter.id)).status).toBe('notified');
  });

  it.each([
    ['other bytes of the same length', () => 'THE DECISION', {}],
    ['a longer file', () => `${CONTENT} and more`, {}],
    ['an empty file', () => '', {}],
  ])('E1: the store refuses %s', async (_name, content) => {
    const letter = await prepared();
    expect((await upload(permitOf(letter), content())).status).toBeGreaterThanOrEqual(400);
    expect(await mailbox.deps.objects.stored(`letters/${letter.id}/0`)).toBeUndefined();
  });

  it('E1: the digest in the header cannot be left out or replaced by that of another file', async () => {
    const letter = await prepared();
    const { url, headers } = permitOf(letter);
    expect((await upload({ url, headers: {} }, CONTENT)).status).toBe(403);
    const swapped = {
      'x-amz-checksum-sha256': Buffer.from(sha256('swapped text'), 'base64url').toString('base64'),
    };
    expect(Object.keys(headers)).toEqual(['x-amz-checksum-sha256']);
    expect((await upload({ url, headers: swapped }, 'swapped text')).status).toBe(403);
  });

  it('E1: swapped after the deposit, while the address still lives: refused, and what was deposited stands', async () => {
    const letter = await prepared();
    await upload(permitOf(letter), CONTENT);
    await deposit(letter.id);
    expect((await upload(permitOf(letter), 'THE DECISION')).status).toBe(400);
    expect(await mailbox.deps.objects.stored(`letters/${letter.id}/0`)).toEqual({
      digest: sha256(CONTENT),
      size: CONTENT.length,
    });
  });

  it('E1: a letter whose attachments did not arrive is not deposited, each missing one is named, and nothing is lost', async () => {
    const letter = await prepare(mailbox, sender, recipient, {
      attachments: [fileOf('a', 'a'), fileOf('b', 'b')],
    });
    await upload(permitOf(letter), 'a');
    const refusal = await refusalOf(deposit(letter.id));
    expect(refusal).toMatchObject({ kind: 'unprocessable', code: 'attachments-missing' });
    expect(refusal.details.fields).toEqual([{ field: 'attachments.1', code: 'not-uploaded' }]);
    const shown = viewOf<SentLetterView>(await showLetter(at(letter.id, later(900)), mailbox.deps));
    await upload(shown.uploads?.[1] ?? { url: '', headers: {} }, 'b');
    expect((await deposit(letter.id, later(900))).status).toBe('notified');
  });

  it('E1: an object of other content, however it came there, stops the deposit', async () => {
    const letter = await prepared();
    const { url, headers } = await mailbox.deps.objects.upload({
      object: `letters/${letter.id}/0`,
      digest: sha256('planted text'),
      size: 12,
      lifetimeSeconds: 60,
    });
    await upload({ url, headers }, 'planted text');
    expect((await refusalOf(deposit(letter.id))).details.fields).toEqual([
      { field: 'attachments.0', code: 'other-content' },
    ]);
  });
});

describe('depositing a letter', () => {
  it('E1: proves the deposit, tells the recipient without naming the sender, and begins the fifteen days', async () => {
    const letter = await sendLetter(mailbox, sender, recipient, ['a file']);
    expect(letter).toMatchObject({
      status: 'notified',
      submittedAt: NOW.toISOString(),
      claimUntil: '2026-12-06T23:00:00.000Z',
    });
    expect((await evidencesOf(letter.id)).map(({ event }) => event)).toEqual([
      'SubmissionAcceptance',
      'NotificationForAcceptance',
    ]);
    const [item] = await itemsOf(recipient);
    const said = await mailbox.deps.personalData.open(
      recipient.account.id,
      recipient.account.wrappedKey,
      item?.sealed ?? '',
    );
    const notice = mailbox.notifications.filter(({ to }) => to.email === recipient.email);
    expect(notice).toHaveLength(1);
    expect(notice[0]?.data.until).toBe('December 6, 2026');
    for (const told of [JSON.stringify(item), JSON.stringify(said), JSON.stringify(notice)]) {
      expect(told).not.toContain(sender.name);
      expect(told).not.toContain(sender.id);
      expect(told).not.toContain('tax assessment');
    }
  });

  it('E1: a letter addressed by phone is told of by SMS too', async () => {
    const letter = await prepare(mailbox, sender, recipient, { recipient: { phone: recipient.phone } });
    await deposit(letter.id);
    const told = mailbox.notifications.filter(({ id }) => id.includes(letter.id));
    expect(told.map(({ to }) => to)).toEqual([{ email: recipient.email }, { phone: recipient.phone }]);
  });

  it.skipIf(!hasOpenssl)(
    'E1: OpenSSL verifies seal and record of the deposit with the root alone',
    async () => {
      const letter = await sendLetter(mailbox, sender, recipient, ['a file']);
      const [proof] = await evidencesOf(letter.id);
      const { status, text, record } = await verifiedEvidence(
        Buffer.from(proof?.file?.bytes ?? '', 'base64'),
        later(60),
      );
      expect(status, text).toBe(0);
      expect(record).toEqual({
        version: '1',
        evidenceIdentifier: `${letter.id}/SubmissionAcceptance/${NOW.getTime()}`,
        erdsEventId: 'http://uri.etsi.org/19522/Event/SubmissionAcceptance',
        eventTime: NOW.toISOString(),
        evidenceIssuerDetails: { name: 'Guichet', uri: mailbox.deps.issuer },
        senderDetails: { name: sender.name, identifier: `NTRFR-${sender.id}` },
        recipientDetails: { electronicAddress: recipient.email, reference: letter.id },
        messageIdentifier: letter.id,
        submissionTime: NOW.toISOString(),
        userContentInfo: {
          digestAlgorithm: 'SHA-256',
          digest: letter.contentDigest,
          attachments: [{ name: 'file-0.pdf', digest: sha256('a file') }],
        },
      });
    },
  );

  it.skipIf(!hasOpenssl)(
    'E1: evidence that was altered, or that another authority sealed, is refused by OpenSSL',
    async () => {
      const letter = await sendLetter(mailbox, sender, recipient);
      const [proof] = await evidencesOf(letter.id);
      const file = Buffer.from(proof?.file?.bytes ?? '', 'base64');
      const at = file.indexOf('SubmissionAcceptance');
      const altered = Buffer.concat([
        file.subarray(0, at),
        Buffer.from('SubmissionRejection!'),
        file.subarray(at + 20),
      ]);
      expect((await verifiedEvidence(altered, later(60))).status).not.toBe(0);
      const elsewhere = await testPki(NOW);
      expect((await verifiedEvidence(file, later(60), elsewhere.rootPem)).status).not.toBe(0);
      expect((await verifiedEvidence(file, later(60))).status).toBe(0);
    },
  );

  it.skipIf(!hasOpenssl)(
    'E1: OpenSSL verifies the time-stamp of every proof, cut out as docs/mailbox.md says',
    async () => {
      const letter = await sendLetter(mailbox, sender, recipient);
      for (const { event, file } of await evidencesOf(letter.id)) {
        const verdict = await timeStampVerdict(Buffer.from(file?.bytes ?? '', 'base64'));
        expect(verdict, event).toContain('Verification: OK');
      }
    },
  );

  it('E1: the digest that evidence names is that of the canonical JSON of subject, text and attachments', async () => {
    const letter = await prepare(mailbox, sender, recipient, {
      subject: 'S',
      text: 'T',
      attachments: [fileOf('x', 'x.pdf')],
    });
    const canonical = `{"attachments":[{"digest":"${sha256('x')}","name":"x.pdf","size":1,"type":"application/pdf"}],"subject":"S","text":"T"}`;
    expect(letter.contentDigest).toBe(sha256(canonical));
  });

  it('E1: twenty deposits at once, and one the next day, are one deposit', async () => {
    const letter = await prepare(mailbox, sender, recipient);
    await Promise.all(Array.from({ length: 20 }, () => deposit(letter.id)));
    expect((await deposit(letter.id, later(86_400))).submittedAt).toBe(NOW.toISOString());
    expect((await evidencesOf(letter.id)).map(({ event }) => event)).toEqual([
      'SubmissionAcceptance',
      'NotificationForAcceptance',
    ]);
    expect(await itemsOf(recipient)).toHaveLength(1);
    expect(mailbox.notifications.filter(({ to }) => to.email === recipient.email)).toHaveLength(1);
  });

  it('E1: a box closed since the letter was prepared is a rejection, with evidence that says why', async () => {
    const letter = await prepare(mailbox, sender, recipient);
    await mailbox.deps.boxes.close(recipient.account.id, NOW);
    expect(await deposit(letter.id)).toMatchObject({ status: 'rejected', reasons: ['recipient-box-closed'] });
    const proofs = await evidencesOf(letter.id);
    expect(proofs.map(({ event }) => event)).toEqual(['SubmissionRejection']);
    if (hasOpenssl) {
      const { record } = await verifiedEvidence(
        Buffer.from(proofs[0]?.file?.bytes ?? '', 'base64'),
        later(60),
      );
      expect(record.eventReasons).toEqual(['recipient-box-closed']);
    }
    expect(await itemsOf(recipient)).toEqual([]);
  });
});

describe('what became of it', () => {
  it('E1: an organisation sees its own letters, newest first, and no other’s', async () => {
    const first = await sendLetter(mailbox, sender, recipient);
    const second = await sendLetter(mailbox, sender, recipient, [], later(60));
    await prepare(mailbox, sender, recipient);
    const { letters } = viewOf<SentLettersView>(
      await listLetters(requestOf({ headers: sender.headers }), mailbox.deps),
    );
    expect(letters.map(({ id }) => id)).toEqual([second.id, first.id]);
    const other = await mailbox.organisation();
    const asOther = requestOf({ headers: other.headers, params: { letter: first.id } });
    expect(viewOf<SentLettersView>(await listLetters(asOther, mailbox.deps)).letters).toEqual([]);
    for (const story of [showLetter, depositLetter, listLetterEvidences]) {
      expect((await refusalOf(story(asOther, mailbox.deps))).code).toBe('no-such-letter');
    }
  });

  it('E1: the list goes on page by page; a page that nobody gave is refused', async () => {
    for (let n = 0; n < 21; n += 1) await sendLetter(mailbox, sender, recipient, [], later(n));
    const page = async (query = {}) =>
      viewOf<SentLettersView>(await listLetters(requestOf({ headers: sender.headers, query }), mailbox.deps));
    const first = await page();
    const second = await page({ from: first.next ?? '' });
    expect([first.letters.length, second.letters.length, second.next]).toEqual([20, 1, undefined]);
    expect((await refusalOf(page({ from: 'x' }))).code).toBe('unknown-page');
  });
});
