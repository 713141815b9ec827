import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evidenceKey } from '../../lambdas/domain/evidence/evidence.ts';
import { caseId } from '../../lambdas/domain/review-case/review-case.ts';
import { compareFaces } from '../../lambdas/tasks/compare-faces.ts';
import { conclude } from '../../lambdas/tasks/conclude.ts';
import { decide } from '../../lambdas/tasks/decide.ts';
import { markOverdue } from '../../lambdas/tasks/mark-overdue.ts';
import { openCase } from '../../lambdas/tasks/open-case.ts';
import { readDocument } from '../../lambdas/tasks/read-document.ts';
import { startAws, type TestAws } from '../support/aws.ts';
import { tokenIn } from '../support/enrolment.ts';
import { linesOf } from '../support/evidence.ts';
import {
  accountOf,
  examine,
  submittedDossier,
  VERIFICATION_TABLES,
  type VerificationDeps,
  verificationDeps,
} from '../support/verification.ts';

let aws: TestAws;
let deps: VerificationDeps;
const NOW = new Date('2026-11-21T10:00:00Z');
let born = 1950;
/** A person of one's own for each test: one person has one account. */
const someone = () => {
  born += 1;
  return {
    form: {
      familyName: `Martin`,
      birthPlace: `75${String(100 + (born % 20))}`,
      givenNames: 'Maëlys Gaëlle Marie',
    },
  };
};

beforeAll(async () => {
  aws = await startAws(VERIFICATION_TABLES);
  deps = verificationDeps();
});
afterAll(() => aws.stop());

const stepOf = async (id: string) => (await deps.dossiers.load(id))?.enrolment;
const resultMail = (id: string) =>
  deps.sent.notifications.filter((mail) => mail.id.startsWith(`result ${id}`));

describe('examination', () => {
  it('A7: zone, print and form are read and compared; nothing of it is stored in clear', async () => {
    const { submission } = await submittedDossier(deps, {}, NOW);
    await examine(deps, submission, NOW);
    const file = await deps.files.load(submission);
    expect(file?.findings.document?.reading).toMatchObject({ format: 'TD3', documentNumber: '12AB34567' });
    expect(file?.findings.document?.comparison.filter(({ verdict }) => verdict === 'differs')).toEqual([]);
    expect(file?.findings.faces).toMatchObject({ documentInVideo: true, speech: 'not-checked' });
    expect(file?.findings.faces?.frames.map(({ portraitSimilarity }) => portraitSimilarity)).toEqual([
      97, 97, 97,
    ]);
    expect(JSON.stringify(file?.enrolment)).not.toMatch(/MARTIN|12AB34567|P<FRA/);
  });

  it('A9: a task done twice leaves the same findings', async () => {
    const { submission } = await submittedDossier(deps, {}, NOW);
    await examine(deps, submission, NOW);
    const before = (await deps.files.load(submission))?.findings;
    await examine(deps, submission, NOW);
    expect((await deps.files.load(submission))?.findings).toEqual(before);
  });

  it('A9: a submission that is no longer the one to verify is left alone', async () => {
    const { submission } = await submittedDossier(deps, { attempt: 2 }, NOW);
    const stale = { ...submission, attempt: 1 };
    expect(await readDocument(stale, NOW, deps)).toEqual(stale);
    expect((await deps.files.load(submission))?.findings.document).toBeUndefined();
  });

  it('A9: evidence that is missing fails the task, so that a reviewer looks', async () => {
    const { submission, dossier } = await submittedDossier(deps, {}, NOW);
    const still = dossier.enrolment.recording?.frames['face-1'] ?? '';
    deps.evidence.objects.delete(evidenceKey(submission.enrolment, still));
    await expect(compareFaces(submission, NOW, deps)).rejects.toThrow('still');
  });

  it('A9: without findings no decision is made', async () => {
    const { submission } = await submittedDossier(deps, {}, NOW);
    await expect(decide(submission, NOW, deps)).rejects.toThrow('no findings');
  });
});

describe('the written policy', () => {
  it('A9: at substantial a person decides, even when everything agrees', async () => {
    const { submission } = await submittedDossier(deps, { level: 'substantial', ...someone() }, NOW);
    await examine(deps, submission, NOW);
    expect((await decide(submission, NOW, deps)).outcome).toBe('review');
  });

  it('A9: at low the machine approves when everything agrees, and rejects another person', async () => {
    const good = await submittedDossier(deps, { level: 'low' }, NOW);
    await examine(deps, good.submission, NOW);
    expect(await decide(good.submission, NOW, deps)).toMatchObject({ outcome: 'approve' });
    const bad = await submittedDossier(deps, { level: 'low', impostor: true }, NOW);
    await examine(deps, bad.submission, NOW);
    expect(await decide(bad.submission, NOW, deps)).toEqual({
      outcome: 'reject',
      reasons: ['face-another-person'],
    });
  });

  it('A7: what contradicts the document goes to a reviewer at any level', async () => {
    const { submission } = await submittedDossier(
      deps,
      { level: 'low', form: { familyName: 'Durand' } },
      NOW,
    );
    await examine(deps, submission, NOW);
    const decision = await decide(submission, NOW, deps);
    expect(decision.outcome).toBe('review');
    expect(decision.reasons).toContain('data-contradicts');
  });

  it('A7: a document nobody can read is asked for again', async () => {
    const { submission } = await submittedDossier(deps, { level: 'low', zone: [] }, NOW);
    await examine(deps, submission, NOW);
    expect(await decide(submission, NOW, deps)).toEqual({ outcome: 'retry', reasons: ['zone-absent'] });
  });
});

describe('conclusion', () => {
  const approve = { outcome: 'approve' as const, reasons: [] };

  it('A9: an approval makes a pending account, takes its handles and sends the activation link', async () => {
    const { submission, phone, email } = await submittedDossier(
      deps,
      { level: 'low', zone: [], ...someone() },
      NOW,
    );
    await examine(deps, submission, NOW);
    await conclude({ ...submission, decision: approve }, NOW, deps);
    const enrolment = await stepOf(submission.enrolment);
    expect(enrolment).toMatchObject({ step: 'accepted', decision: { outcome: 'accepted', attempt: 1 } });
    const account = await accountOf(enrolment?.accountId);
    expect(account).toMatchObject({
      status: 'pending',
      level: 'low',
      enrolmentId: submission.enrolment,
      version: 1,
    });
    const identity = await deps.personalData.open(
      account?.id ?? '',
      account?.wrappedKey ?? '',
      account?.sealed ?? '',
    );
    expect(identity).toMatchObject({
      family_name: 'MARTIN',
      email,
      phone_number: phone,
      birthcountry: '99100',
    });
    expect(await deps.handles.accountOf(await deps.identify('phone', phone))).toBe(account?.id);
    const own = await Promise.all((account?.ownHandles ?? []).map((each) => deps.handles.accountOf(each)));
    expect(own).toEqual([account?.id]); // of the person; no zone was read: no document
    const [mail] = resultMail(submission.enrolment);
    expect(mail).toMatchObject({ template: 'enrolment-accepted', to: { email } });
    const link = await deps.links.find({
      token: tokenIn(mail?.data.link ?? ''),
      purpose: 'activation',
      now: NOW,
    });
    expect(link).toMatchObject({ subject: account?.id, used: false });
  });

  it('A9: concluding twice, or after a crash anywhere, makes one account and one message id', async () => {
    const { submission } = await submittedDossier(deps, { level: 'low', zone: [], ...someone() }, NOW);
    await examine(deps, submission, NOW);
    const crashing = { ...deps, notifications: { enqueue: async () => Promise.reject(new Error('crash')) } };
    await expect(conclude({ ...submission, decision: approve }, NOW, crashing)).rejects.toThrow('crash');
    const first = (await stepOf(submission.enrolment))?.accountId;
    await conclude({ ...submission, decision: approve }, NOW, deps);
    await conclude({ ...submission, decision: approve }, NOW, deps);
    expect((await stepOf(submission.enrolment))?.accountId).toBe(first);
    expect(new Set(resultMail(submission.enrolment).map(({ id }) => id)).size).toBe(1);
  });

  it('A9: a crash after the account was made and before it was noted is repaired by the same account', async () => {
    const { submission, dossier } = await submittedDossier(
      deps,
      { level: 'low', zone: [], ...someone() },
      NOW,
    );
    await examine(deps, submission, NOW);
    const crashing = { ...deps, audit: { record: async () => Promise.reject(new Error('crash')) } };
    await expect(conclude({ ...submission, decision: approve }, NOW, crashing)).rejects.toThrow('crash');
    const reserved = (await stepOf(dossier.enrolment.id))?.accountId;
    expect(await accountOf(reserved)).toMatchObject({ status: 'pending' });
    await conclude({ ...submission, decision: approve }, NOW, deps);
    expect(await stepOf(dossier.enrolment.id)).toMatchObject({ step: 'accepted', accountId: reserved });
  });

  it('A3: one phone = one account, also when two enrolments were on their way at once', async () => {
    const [one, two] = [someone(), someone()];
    const first = await submittedDossier(deps, { level: 'low', zone: [], ...one }, NOW);
    const second = await submittedDossier(deps, { level: 'low', zone: [], ...two }, NOW);
    const phoneHandle = first.dossier.enrolment.phoneHandle ?? '';
    await deps.dossiers.advance(second.dossier, { phoneHandle }, NOW);
    await conclude({ ...first.submission, decision: approve }, NOW, deps);
    await conclude({ ...second.submission, decision: approve }, NOW, deps);
    expect(await stepOf(second.submission.enrolment)).toMatchObject({
      step: 'rejected',
      decision: { reasons: ['phone-already-used'] },
    });
    const [mail] = resultMail(second.submission.enrolment);
    expect(mail?.data.reasons).toMatch(/exists already/);
  });

  it('A9: the same person and the same document are found, and cannot get a second account', async () => {
    const person = { ...someone(), number: '98ZY76543' };
    const first = await submittedDossier(deps, { level: 'low', ...person }, NOW);
    await examine(deps, first.submission, NOW);
    await conclude({ ...first.submission, decision: approve }, NOW, deps);
    const second = await submittedDossier(deps, { level: 'low', ...person }, NOW);
    await examine(deps, second.submission, NOW);
    const decision = await decide(second.submission, NOW, deps);
    expect(decision.outcome).toBe('review');
    expect(decision.reasons).toEqual(expect.arrayContaining(['duplicate-person', 'document-already-used']));
    await conclude({ ...second.submission, decision: approve }, NOW, deps);
    const enrolment = await stepOf(second.submission.enrolment);
    expect(enrolment?.decision?.reasons).toEqual(
      expect.arrayContaining(['duplicate-person', 'document-already-used']),
    );
    expect(await accountOf(enrolment?.accountId)).toBeUndefined();
  });

  it('A10: a refusal says why, in the person’s language, and what is left', async () => {
    const { submission } = await submittedDossier(deps, { level: 'low' }, NOW);
    const decision = { outcome: 'reject' as const, reasons: ['document-expired'] };
    await conclude({ ...submission, decision }, NOW, deps);
    const enrolment = await stepOf(submission.enrolment);
    expect(enrolment).toMatchObject({ step: 'rejected', decision: { outcome: 'rejected' } });
    expect(enrolment?.decision?.next).toEqual(expect.arrayContaining(['restart', 'counter']));
    const [mail] = resultMail(submission.enrolment);
    expect(mail).toMatchObject({
      template: 'enrolment-rejected',
      data: { reasons: expect.stringMatching(/expired/) },
    });
  });

  it('A10: another try keeps what was entered, asks for new pictures only where needed, and leads back', async () => {
    const { submission } = await submittedDossier(deps, { level: 'low' }, NOW);
    await conclude({ ...submission, decision: { outcome: 'retry', reasons: ['face-not-found'] } }, NOW, deps);
    const kept = await deps.dossiers.load(submission.enrolment);
    expect(kept?.enrolment).toMatchObject({ step: 'retry', pictures: [{ side: 'front' }] });
    expect(kept?.enrolment.recording).toBeUndefined();
    expect(kept?.person.form?.familyName).toBe('Martin');
    const [mail] = resultMail(submission.enrolment);
    const link = await deps.links.find({
      token: tokenIn(mail?.data.link ?? ''),
      purpose: 'registered-letter',
      now: NOW,
    });
    expect(link?.subject).toBe(submission.enrolment);
    const other = await submittedDossier(deps, { level: 'low' }, NOW);
    await conclude(
      { ...other.submission, decision: { outcome: 'retry', reasons: ['zone-absent'] } },
      NOW,
      deps,
    );
    expect((await stepOf(other.submission.enrolment))?.pictures).toEqual([]);
  });
});

describe('review cases', () => {
  const open = (submission: { enrolment: string; attempt: number }, taskToken: string) =>
    openCase({ ...submission, reasons: ['face-uncertain'], taskToken }, NOW, deps);

  it('A9: a case is opened once; waiting again only changes the token', async () => {
    const { submission } = await submittedDossier(deps, {}, NOW);
    await open(submission, 'first');
    await open(submission, 'second');
    const found = await deps.cases.find(caseId(submission.enrolment, 1));
    expect(found).toMatchObject({ status: 'open', taskToken: 'second', reasons: ['face-uncertain'] });
    expect((await stepOf(submission.enrolment))?.step).toBe('in-review');
  });

  it('A9: a case decided while nobody waited is not waited for', async () => {
    const { submission } = await submittedDossier(deps, {}, NOW);
    await open(submission, 'first');
    const decision = { outcome: 'approve', reasons: [], by: 'alice', at: NOW.toISOString() } as const;
    await deps.cases.decide(caseId(submission.enrolment, 1), decision);
    await expect(open(submission, 'second')).rejects.toMatchObject({ name: 'CaseDecided' });
  });

  it('A9: after 24 hours it is overdue, the alarm rings, and it is still undecided', async () => {
    const { submission } = await submittedDossier(deps, {}, NOW);
    const id = caseId(submission.enrolment, 1);
    await open(submission, 'first');
    await markOverdue(submission, NOW, deps);
    expect(deps.alarms).toContain(id);
    const found = await deps.cases.find(id);
    expect(found).toMatchObject({ status: 'overdue' });
    expect(found?.decision).toBeUndefined();
  });

  it('A9: the reviewer’s decision is concluded as recorded, at the level asked for', async () => {
    const { submission } = await submittedDossier(
      deps,
      { level: 'substantial', zone: [], ...someone() },
      NOW,
    );
    await examine(deps, submission, NOW);
    await open(submission, 'token');
    await expect(conclude(submission, NOW, deps)).rejects.toThrow('not decided');
    const decision = { outcome: 'approve', reasons: [], by: 'alice', at: NOW.toISOString() } as const;
    await deps.cases.decide(caseId(submission.enrolment, 1), decision);
    await conclude(submission, NOW, deps);
    const enrolment = await stepOf(submission.enrolment);
    expect(enrolment?.step).toBe('accepted');
    expect(await accountOf(enrolment?.accountId)).toMatchObject({ level: 'substantial' });
  });

  it('A8: a document shown only as text on the still counts as shown', async () => {
    const { submission, dossier } = await submittedDossier(deps, {}, NOW);
    const still = evidenceKey(submission.enrolment, dossier.enrolment.recording?.frames.document ?? '');
    deps.scene.texts.set(still, linesOf('nothing to see'));
    await examine(deps, submission, NOW);
    expect((await deps.files.load(submission))?.findings.faces?.documentInVideo).toBe(false);
    deps.scene.texts.set(still, linesOf('N° 12AB34567'));
    await compareFaces(submission, NOW, deps);
    expect((await deps.files.load(submission))?.findings.faces?.documentInVideo).toBe(true);
  });
});
