import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceKey } from '../../../lambdas/domain/evidence/evidence.ts';
import { UnreadableEvidence } from '../../../lambdas/domain/recognition/recognition.ts';
import { confirmDocument } from '../../../lambdas/endpoints/enrolment/confirm-document.ts';
import { judgePicture } from '../../../lambdas/endpoints/enrolment/judge-picture.ts';
import { requestUpload } from '../../../lambdas/endpoints/enrolment/request-upload.ts';
import { show } from '../../../lambdas/endpoints/enrolment/show.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import {
  dossierAt,
  ENROLMENT_TABLES,
  type EnrolmentDeps,
  enrolmentDeps,
  FORM,
  refusalOf,
  requestOf,
  viewOf,
} from '../../support/enrolment.ts';
import { faceAt, jpegOf, linesOf, memoryEvidence, newScene, recognisersOf } from '../../support/evidence.ts';
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
/** New French card of the public specimen (A7). */
const ZONE = [
  'IDFRAX4RTBPFW46<<<<<<<<<<<<<<<',
  '9007138F3002119FRA<<<<<<<<<<<6',
  'MARTIN<<MAELYS<<GAELLE<MARIE<<<'.slice(0, 30),
];

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
    ['empty', () => new Uint8Array()],
    ['not-a-picture', () => Buffer.from('MZ\x90\0 this is a program')],
    ['heic', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0')],
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
    scene.texts.set(evidenceKey(dossier.enrolment.id, name), new UnreadableEvidence('x', 'damaged-file'));
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
    const stored = (await deps.dossiers.load(dossier.enrolment.id))?.enrolment.pictures[0];
    const extracted = evidence.objects.get(evidenceKey(dossier.enrolment.id, stored?.readable ?? ''));
    expect(hash(extracted ?? new Uint8Array())).toBe(hash(photo));
  });

  it('A7 A9: another file sent by the same form later takes no part in the verification', async () => {
    const { cookie, dossier } = await atPictures();
    const id = dossier.enrolment.id;
    const judged = jpegOf(1200, 800);
    const name = await upload(id, cookie, 'front', judged);
    await judge(cookie, 'front', name);
    evidence.objects.set(evidenceKey(id, name), jpegOf(1300, 900));
    const stored = (await deps.dossiers.load(id))?.enrolment.pictures[0];
    expect(evidence.objects.get(evidenceKey(id, stored?.readable ?? ''))).toEqual(judged);
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
