import { createHash } from 'node:crypto';
import { compactVerify, importJWK } from 'jose';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JudgedPicture } from '../../../lambdas/domain/enrolment/enrolment.ts';
import { evidenceKey } from '../../../lambdas/domain/evidence/evidence.ts';
import { UnreadableEvidence } from '../../../lambdas/domain/recognition/recognition.ts';
import { cancel } from '../../../lambdas/endpoints/enrolment/cancel.ts';
import { challengeVideo } from '../../../lambdas/endpoints/enrolment/challenge-video.ts';
import { chooseChannel } from '../../../lambdas/endpoints/enrolment/choose-channel.ts';
import { chooseDocumentType } from '../../../lambdas/endpoints/enrolment/choose-document-type.ts';
import { confirmDocument } from '../../../lambdas/endpoints/enrolment/confirm-document.ts';
import { confirmForm } from '../../../lambdas/endpoints/enrolment/confirm-form.ts';
import { confirmVideo } from '../../../lambdas/endpoints/enrolment/confirm-video.ts';
import { fillForm } from '../../../lambdas/endpoints/enrolment/fill-form.ts';
import { handOff } from '../../../lambdas/endpoints/enrolment/hand-off.ts';
import { judgePicture } from '../../../lambdas/endpoints/enrolment/judge-picture.ts';
import { openLetter } from '../../../lambdas/endpoints/enrolment/open-letter.ts';
import { requestUpload } from '../../../lambdas/endpoints/enrolment/request-upload.ts';
import { resume } from '../../../lambdas/endpoints/enrolment/resume.ts';
import { show } from '../../../lambdas/endpoints/enrolment/show.ts';
import { submit } from '../../../lambdas/endpoints/enrolment/submit.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import {
  cookieOf,
  dossierAt,
  ENROLMENT_TABLES,
  type EnrolmentDeps,
  enrolmentDeps,
  FORM,
  refusalOf,
  requestOf,
  tokenIn,
  viewOf,
} from '../../support/enrolment.ts';
import {
  faceAt,
  jpegOf,
  linesOf,
  memoryEvidence,
  newScene,
  recognisersOf,
  WEBM,
} from '../../support/evidence.ts';
import { formsToNowhere } from '../../support/uploads.ts';

let aws: TestAws;
let deps: EnrolmentDeps;
const evidence = memoryEvidence();
const scene = newScene();
const world = { evidence, ...recognisersOf(scene), uploads: formsToNowhere() };

beforeAll(async () => {
  aws = await startAws(ENROLMENT_TABLES);
  deps = enrolmentDeps();
});
afterAll(() => aws.stop());

const NOW = new Date('2026-11-21T10:00:00Z');
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const DAY = 86_400;

/** New French card of the public specimen (systems.md §6.1). */
const ZONE = [
  'IDFRAX4RTBPFW46<<<<<<<<<<<<<<<',
  '9007138F3002119FRA<<<<<<<<<<<6',
  'MARTIN<<MAELYS<<GAELLE<MARIE<<<'.slice(0, 30),
];
const legible = (side: 'front' | 'back'): JudgedPicture => ({
  side,
  upload: `document-${side}-${'x'.repeat(22)}`,
  readable: `document-${side}-${'x'.repeat(22)}`,
  legible: true,
  zoneRead: side === 'back',
  judgedAt: NOW.toISOString(),
});

describe('document type and form', () => {
  it('A4: type, form, review and confirmation follow each other', async () => {
    const { cookie } = await dossierAt(deps, { step: 'phone-verified' }, {}, NOW);
    const early = await refusalOf(fillForm(requestOf(FORM, { cookie, now: NOW }), deps));
    expect(early).toMatchObject({ kind: 'conflict', code: 'step-out-of-order' });
    const documentType = 'national-identity-card' as const;
    const typed = await chooseDocumentType(requestOf({ documentType }, { cookie, now: NOW }), deps);
    expect(viewOf(typed).sides).toEqual(['front', 'back']);
    const filled = await fillForm(requestOf(FORM, { cookie, now: NOW }), deps);
    expect(viewOf(filled)).toMatchObject({ step: 'form-filled', form: FORM });
    const confirmed = await confirmForm(requestOf(undefined, { cookie, now: NOW }), deps);
    expect(viewOf(confirmed).step).toBe('form-confirmed');
    const again = await confirmForm(requestOf(undefined, { cookie, now: NOW }), deps);
    expect(viewOf(again).step).toBe('form-confirmed');
  });

  it('A12: what is wrong is listed by field, and what was entered is kept', async () => {
    const { cookie } = await dossierAt(deps, { step: 'document-type-chosen' }, {}, NOW);
    const wrong = {
      ...FORM,
      birthdate: '2015-02-01',
      birthPlace: '',
      address: { ...FORM.address, country: 'US' },
    };
    const refusal = await refusalOf(fillForm(requestOf(wrong, { cookie, now: NOW }), deps));
    expect(refusal).toMatchObject({ kind: 'unprocessable', code: 'form-incorrect' });
    const fields = (refusal.details.fields as { field: string }[]).map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(['birthdate', 'birthPlace', 'address.country']));
    const shown = viewOf(await show(requestOf(undefined, { cookie, now: NOW }), deps));
    expect(shown).toMatchObject({
      step: 'document-type-chosen',
      form: { familyName: 'Martin', birthdate: '2015-02-01' },
    });
  });

  it('X1: what a person typed is nowhere in the table in clear', async () => {
    const { cookie, dossier } = await dossierAt(deps, { step: 'document-type-chosen' }, {}, NOW);
    await fillForm(requestOf(FORM, { cookie, now: NOW }), deps);
    const stored = JSON.stringify((await deps.dossiers.load(dossier.enrolment.id))?.enrolment);
    for (const word of ['Martin', 'Maëlys', 'rue de la Paix', '1990-07-13', 'example.org']) {
      expect(stored).not.toContain(word);
    }
  });
});

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
    const key = await importJWK(await deps.signer.publicJwk(), 'ES256');
    for (const { sealed, event } of await deps.letterStore.list(letterId)) {
      const { jws } = await deps.personalData.open<{ jws: string }>(
        enrolment.id,
        enrolment.wrappedKey,
        sealed,
      );
      const { payload, protectedHeader } = await compactVerify(jws, key);
      expect(protectedHeader.typ).toBe('delivery-evidence+jwt');
      const evidenceRecord = JSON.parse(new TextDecoder().decode(payload));
      expect(evidenceRecord).toMatchObject({
        version: '1',
        erdsEventId: `http://uri.etsi.org/19522/Event/${event}`,
        messageIdentifier: letterId,
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
      openLetter(requestOf({ token }, { now: later(15 * DAY + 14 * 3600) }), deps),
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
    const opened = await openLetter(requestOf({ token }, { now: later(15 * DAY + 13 * 3600) }), deps);
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

  it('A6: a made-up link opens nothing', async () => {
    const refusal = await refusalOf(openLetter(requestOf({ token: 'y'.repeat(43) }, { now: NOW }), deps));
    expect(refusal.code).toBe('letter-expired');
  });
});

describe('another device', () => {
  it('A4: goes on by QR code, once, for ten minutes', async () => {
    const { cookie } = await dossierAt(deps, { step: 'letter-opened' }, {}, NOW);
    const { url } = (await handOff(requestOf(undefined, { cookie, now: NOW }), deps)).body as { url: string };
    expect(url).toMatch(/\/enrol\/resume#[A-Za-z0-9_-]{43}$/);
    const token = tokenIn(url);
    const resumed = await resume(requestOf({ token }, { now: later(599) }), deps);
    expect(viewOf(resumed).step).toBe('letter-opened');
    expect(cookieOf(resumed)).toHaveLength(43);
    expect((await refusalOf(resume(requestOf({ token }, { now: later(600) }), deps))).kind).toBe('gone');
    const second = tokenIn(
      ((await handOff(requestOf(undefined, { cookie, now: NOW }), deps)).body as { url: string }).url,
    );
    expect((await refusalOf(resume(requestOf({ token: second }, { now: later(601) }), deps))).code).toBe(
      'link-expired',
    );
  });

  it('A5: cancelling forgets everything that was entered', async () => {
    const { cookie, dossier } = await dossierAt(deps, { step: 'form-confirmed' }, { form: FORM }, NOW);
    const response = await cancel(requestOf(undefined, { cookie, now: NOW }), deps);
    expect(response.status).toBe(204);
    expect(await deps.dossiers.load(dossier.enrolment.id)).toBeUndefined();
    const refusal = await refusalOf(show(requestOf(undefined, { cookie, now: NOW }), deps));
    expect(refusal.code).toBe('no-enrolment-session');
  });

  it('A5: a submitted request cannot be cancelled from under the reviewer', async () => {
    const { cookie } = await dossierAt(deps, { step: 'in-review', attempt: 1 }, {}, NOW);
    const refusal = await refusalOf(cancel(requestOf(undefined, { cookie, now: NOW }), deps));
    expect(refusal).toMatchObject({ code: 'step-out-of-order', details: { next: ['wait', 'support'] } });
  });
});

describe('document pictures', () => {
  const atPictures = () =>
    dossierAt(deps, { step: 'letter-opened', documentType: 'national-identity-card' }, { form: FORM }, NOW);

  async function upload(enrolment: string, cookie: string, side: 'front' | 'back', bytes: Uint8Array) {
    const body = {
      kind: 'document',
      side,
      contentType: 'image/jpeg',
      size: Math.max(bytes.length, 1),
    } as const;
    const ticket = await requestUpload(requestOf(body, { cookie, now: NOW }), { ...deps, ...world });
    const name = (ticket.body as { upload: string }).upload;
    evidence.objects.set(evidenceKey(enrolment, name), bytes);
    return name;
  }
  const judge = (cookie: string, side: 'front' | 'back', name: string) =>
    judgePicture(requestOf({ side, upload: name }, { cookie, now: NOW }), { ...deps, ...world });

  it('A7: front and back are judged, and confirmed when both are legible', async () => {
    const { cookie, dossier } = await atPictures();
    const id = dossier.enrolment.id;
    const incomplete = await refusalOf(confirmDocument(requestOf(undefined, { cookie, now: NOW }), deps));
    expect(incomplete).toMatchObject({ kind: 'conflict', code: 'document-incomplete' });
    const front = await upload(id, cookie, 'front', jpegOf(1200, 800));
    scene.texts.set(
      evidenceKey(id, front),
      linesOf('REPUBLIQUE FRANCAISE', 'MARTIN', 'Maëlys-Gaëlle, Marie', '13 07 1990'),
    );
    scene.faces.set(evidenceKey(id, front), [faceAt(0.1)]);
    expect((await judge(cookie, 'front', front)).body).toEqual({ side: 'front', legible: true });
    const back = await upload(id, cookie, 'back', jpegOf(1200, 800));
    scene.texts.set(evidenceKey(id, back), linesOf('Taille 1,71 m', ...ZONE));
    expect((await judge(cookie, 'back', back)).body).toEqual({ side: 'back', legible: true });
    const confirmed = await confirmDocument(requestOf(undefined, { cookie, now: NOW }), deps);
    expect(viewOf(confirmed)).toMatchObject({
      step: 'document-uploaded',
      pictures: [{ side: 'front' }, { side: 'back' }],
    });
  });

  it('A7: a picture without document is refused with its reason, and can be replaced', async () => {
    const { cookie, dossier } = await atPictures();
    const name = await upload(dossier.enrolment.id, cookie, 'front', jpegOf(1200, 800));
    expect((await judge(cookie, 'front', name)).body).toMatchObject({
      legible: false,
      reason: 'no-document',
    });
    const refusal = await refusalOf(confirmDocument(requestOf(undefined, { cookie, now: NOW }), deps));
    expect(refusal.details.next).toContain('new-picture');
  });

  it.each([
    ['empty-file', () => new Uint8Array()],
    ['not-a-picture', () => Buffer.from('MZ\x90\0 this is a program')],
    ['heic-not-readable', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0')],
    ['too-many-pixels', () => jpegOf(10_000, 5_001)],
    ['too-small', () => jpegOf(300, 200)],
  ])('A7: %s is told at once', async (reason, make) => {
    const { cookie, dossier } = await atPictures();
    const name = await upload(dossier.enrolment.id, cookie, 'front', make());
    expect((await judge(cookie, 'front', name)).body).toMatchObject({ legible: false, reason });
  });

  it('A7: a file the recogniser cannot open is called damaged', async () => {
    const { cookie, dossier } = await atPictures();
    const name = await upload(dossier.enrolment.id, cookie, 'front', jpegOf(1200, 800));
    scene.texts.set(
      evidenceKey(dossier.enrolment.id, name),
      new UnreadableEvidence('x', 'BadDocumentException'),
    );
    expect((await judge(cookie, 'front', name)).body).toMatchObject({
      legible: false,
      reason: 'damaged-file',
    });
  });

  it('A7: an upload that never arrived is said to be missing', async () => {
    const { cookie } = await atPictures();
    const name = `document-front-${'a'.repeat(22)}`;
    expect((await judge(cookie, 'front', name)).body).toMatchObject({
      legible: false,
      reason: 'upload-missing',
    });
  });

  it('A7: nobody reaches into another enrolment or kind of upload', async () => {
    const { cookie } = await atPictures();
    for (const name of [
      '../other/document-front-x',
      `video-abc-${'a'.repeat(22)}`,
      `document-back-${'a'.repeat(22)}`,
    ]) {
      expect((await refusalOf(judge(cookie, 'front', name))).code).toBe('upload-unknown');
    }
  });

  it('A7: front and back judged at the same time are both kept', async () => {
    const { cookie, dossier } = await atPictures();
    const names = await Promise.all(
      (['front', 'back'] as const).map(async (side) => ({
        side,
        name: await upload(dossier.enrolment.id, cookie, side, jpegOf(1200, 800)),
      })),
    );
    await Promise.all(names.map(({ side, name }) => judge(cookie, side, name)));
    const shown = viewOf(await show(requestOf(undefined, { cookie, now: NOW }), deps));
    expect(shown.pictures.map(({ side }) => side)).toEqual(['front', 'back']);
  });

  it('A7: the photo of a PDF scan becomes what the recognisers read', async () => {
    const { cookie, dossier } = await atPictures();
    const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#999' } })
      .jpeg()
      .toBuffer();
    const scan = Buffer.concat([
      Buffer.from('%PDF-1.4\n1 0 obj << /Type /Page >> endobj 2 0 obj << /Filter /DCTDecode >>\nstream\n'),
      photo,
      Buffer.from('\nendstream endobj\n%%EOF'),
    ]);
    const name = await upload(dossier.enrolment.id, cookie, 'front', scan);
    const kept = evidenceKey(dossier.enrolment.id, `${name}-photo`);
    scene.texts.set(kept, linesOf('REPUBLIQUE FRANCAISE', 'MARTIN', 'MAELYS', '13 07 1990'));
    scene.faces.set(kept, [faceAt(0.1)]);
    expect((await judge(cookie, 'front', name)).body).toEqual({ side: 'front', legible: true });
    const hash = (bytes: Uint8Array) =>
      createHash('sha256').update(bytes.subarray(0, photo.length)).digest('hex');
    expect(hash(evidence.objects.get(kept) ?? new Uint8Array())).toBe(hash(photo));
  });

  it('A7: a passport has no back, and too large a file gets no place', async () => {
    const { cookie } = await dossierAt(deps, { step: 'letter-opened', documentType: 'passport' }, {}, NOW);
    const ask = (side: 'front' | 'back', size: number) =>
      requestUpload(
        requestOf({ kind: 'document', side, contentType: 'image/jpeg', size } as const, { cookie, now: NOW }),
        { ...deps, ...world },
      );
    expect((await refusalOf(ask('back', 1000))).code).toBe('side-not-needed');
    expect((await refusalOf(ask('front', 15_000_001))).code).toBe('upload-too-large');
    expect((await ask('front', 15_000_000)).status).toBe(201);
  });

  it('X2: each judgement costs, so there is a limit', async () => {
    const { cookie } = await atPictures();
    const name = `document-front-${'a'.repeat(22)}`;
    const settings = { ...deps.settings, pictureJudgements: { limit: 1, windowSeconds: 3600 } };
    const once = () =>
      judgePicture(requestOf({ side: 'front' as const, upload: name }, { cookie, now: NOW }), {
        ...deps,
        ...world,
        settings,
      });
    await once();
    expect((await refusalOf(once())).kind).toBe('too-many');
  });
});

describe('the video', () => {
  const atVideo = () =>
    dossierAt(
      deps,
      { step: 'document-uploaded', documentType: 'passport', pictures: [legible('front')] },
      { form: FORM },
      NOW,
    );
  const challenge = async (cookie: string, now = NOW) =>
    (await challengeVideo(requestOf(undefined, { cookie, now }), deps)).body as {
      attempt: string;
      digits: string;
      expiresAt: string;
    };

  async function send(enrolment: string, cookie: string, attempt: string, now = NOW) {
    const frame = 'frame' as const;
    const parts = [
      { kind: 'video', attempt, contentType: 'video/webm', size: 100 } as const,
      ...(['face-1', 'face-2', 'face-3', 'document'] as const).map(
        (name) => ({ kind: frame, attempt, frame: name, contentType: 'image/jpeg', size: 100 }) as const,
      ),
    ];
    const names: string[] = [];
    for (const part of parts) {
      const ticket = await requestUpload(requestOf(part, { cookie, now }), { ...deps, ...world });
      const { upload } = ticket.body as { upload: string };
      evidence.objects.set(evidenceKey(enrolment, upload), part.kind === 'video' ? WEBM : jpegOf(640, 480));
      names.push(upload);
    }
    const [video = '', one = '', two = '', three = '', document = ''] = names;
    return { attempt, video, frames: { 'face-1': one, 'face-2': two, 'face-3': three, document } };
  }
  const confirm = (body: Awaited<ReturnType<typeof send>>, cookie: string, now = NOW) =>
    confirmVideo(requestOf(body, { cookie, now }), { ...deps, ...world });

  it('A8: three random digits, a recording, and it is kept', async () => {
    const { cookie, dossier } = await atVideo();
    const { attempt, digits, expiresAt } = await challenge(cookie);
    expect(digits).toMatch(/^\d{3}$/);
    expect(Date.parse(expiresAt) - NOW.getTime()).toBe(110_000);
    const body = await send(dossier.enrolment.id, cookie, attempt);
    expect(viewOf(await confirm(body, cookie)).step).toBe('video-recorded');
    expect(viewOf(await confirm(body, cookie)).step).toBe('video-recorded');
    const stored = (await deps.dossiers.load(dossier.enrolment.id))?.enrolment;
    expect(stored).toMatchObject({ recording: { attempt, digits } });
    expect(stored?.challenge).toBeUndefined();
  });

  it('A8: digits are random for each attempt, and new ones end the old ones', async () => {
    const { cookie, dossier } = await atVideo();
    const first = await challenge(cookie);
    const body = await send(dossier.enrolment.id, cookie, first.attempt);
    const attempts = new Set([first.attempt]);
    for (let count = 0; count < 5; count++) attempts.add((await challenge(cookie)).attempt);
    expect(attempts.size).toBe(6);
    expect(await refusalOf(confirm(body, cookie))).toMatchObject({
      kind: 'gone',
      code: 'challenge-replaced',
    });
  });

  it('A8: after 110 seconds no upload is accepted any more, and ten minutes later no confirmation', async () => {
    const { cookie, dossier } = await atVideo();
    const { attempt } = await challenge(cookie);
    const body = await send(dossier.enrolment.id, cookie, attempt, later(109));
    const late = await refusalOf(send(dossier.enrolment.id, cookie, attempt, later(110)));
    expect(late).toMatchObject({ kind: 'gone', code: 'challenge-expired' });
    expect((await refusalOf(confirm(body, cookie, later(710)))).code).toBe('challenge-expired');
    expect(viewOf(await confirm(body, cookie, later(709))).step).toBe('video-recorded');
  });

  it('A8: one recording answers one challenge, also when confirmed twice at once', async () => {
    const { cookie, dossier } = await atVideo();
    const { attempt } = await challenge(cookie);
    const bodies = [
      await send(dossier.enrolment.id, cookie, attempt),
      await send(dossier.enrolment.id, cookie, attempt),
    ];
    const outcomes = await Promise.allSettled(bodies.map((body) => confirm(body, cookie)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('A8: parts of another attempt or enrolment, missing or damaged ones are refused', async () => {
    const { cookie, dossier } = await atVideo();
    const stranger = await atVideo();
    const strange = await challenge(stranger.cookie);
    const theirs = await send(stranger.dossier.enrolment.id, stranger.cookie, strange.attempt);
    const { attempt } = await challenge(cookie);
    const mine = await send(dossier.enrolment.id, cookie, attempt);
    expect((await refusalOf(confirm({ ...mine, video: theirs.video }, cookie))).code).toBe('upload-unknown');
    evidence.objects.delete(evidenceKey(dossier.enrolment.id, mine.frames['face-2']));
    expect((await refusalOf(confirm(mine, cookie))).code).toBe('upload-missing');
    evidence.objects.set(evidenceKey(dossier.enrolment.id, mine.frames['face-2']), Buffer.from('no picture'));
    expect((await refusalOf(confirm(mine, cookie))).code).toBe('upload-damaged');
  });

  it('A8: before the document is confirmed there are no digits', async () => {
    const { cookie } = await dossierAt(deps, { step: 'letter-opened', documentType: 'passport' }, {}, NOW);
    expect((await refusalOf(challenge(cookie))).code).toBe('step-out-of-order');
  });
});

describe('the submission', () => {
  const recording = {
    attempt: 'a',
    digits: '123',
    video: 'v',
    frames: { 'face-1': '1', 'face-2': '2', 'face-3': '3', document: 'd' },
    confirmedAt: NOW.toISOString(),
  };
  const atSubmission = (attempt = 0) =>
    dossierAt(
      deps,
      { step: 'video-recorded', documentType: 'passport', pictures: [legible('front')], recording, attempt },
      { form: FORM },
      NOW,
    );
  const startsOf = (id: string) => deps.sent.started.filter(({ enrolment }) => enrolment === id);

  it('A9: starts one verification, with a deadline of 24 hours, and says so by e-mail', async () => {
    const { cookie, dossier } = await atSubmission();
    const submitted = viewOf(await submit(requestOf(undefined, { cookie, now: NOW }), deps));
    expect(submitted).toMatchObject({
      step: 'submitted',
      submittedAt: NOW.toISOString(),
      deadline: later(DAY).toISOString(),
    });
    expect(startsOf(dossier.enrolment.id)).toEqual([{ enrolment: dossier.enrolment.id, attempt: 1 }]);
    const mail = deps.sent.notifications.find(({ id }) => id.includes(dossier.enrolment.id));
    expect(mail).toMatchObject({ template: 'enrolment-in-progress', to: { email: dossier.person.email } });
  });

  it('A9: submitting again, or twice at once, is the same submission', async () => {
    const { cookie, dossier } = await atSubmission();
    const twice = () => submit(requestOf(undefined, { cookie, now: NOW }), deps);
    await Promise.allSettled([twice(), twice()]);
    await twice();
    const attempts = new Set(startsOf(dossier.enrolment.id).map(({ attempt }) => attempt));
    expect([...attempts]).toEqual([1]);
  });

  it('A9: when the machine does not start, looking at the request starts it', async () => {
    const { cookie, dossier } = await atSubmission();
    deps.outage.starts = 1;
    await expect(submit(requestOf(undefined, { cookie, now: NOW }), deps)).rejects.toThrow(
      'ServiceUnavailable',
    );
    expect(startsOf(dossier.enrolment.id)).toHaveLength(0);
    const shown = viewOf(await show(requestOf(undefined, { cookie, now: NOW }), deps));
    expect(shown.step).toBe('submitted');
    expect(startsOf(dossier.enrolment.id)).toHaveLength(1);
  });

  it('A9: without a recording there is nothing to submit', async () => {
    const { cookie } = await dossierAt(deps, { step: 'document-uploaded' }, {}, NOW);
    expect((await refusalOf(submit(requestOf(undefined, { cookie, now: NOW }), deps))).code).toBe(
      'step-out-of-order',
    );
  });

  it('A5: whoever used up the submissions is shown the counter', async () => {
    const { cookie } = await atSubmission(deps.settings.attempts);
    const refusal = await refusalOf(submit(requestOf(undefined, { cookie, now: NOW }), deps));
    expect(refusal).toMatchObject({ code: 'attempts-used-up' });
    expect(refusal.details.next).toContain('counter');
  });
});
