import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamo, fromItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { dynamoRegistrations } from '../../lambdas/adapters/aws/dynamo-registrations.ts';
import { dynamoReviewCases } from '../../lambdas/adapters/aws/dynamo-review-cases.ts';
import type { TableName } from '../../lambdas/authorities.ts';
import { DEFAULT_ENROLMENT, DEFAULT_VERIFICATION } from '../../lambdas/contracts/settings.ts';
import type { Account } from '../../lambdas/domain/account/account.ts';
import type { JudgedPicture, Recording } from '../../lambdas/domain/enrolment/enrolment.ts';
import { openVerificationFiles } from '../../lambdas/domain/enrolment/verification-file.ts';
import { evidenceKey } from '../../lambdas/domain/evidence/evidence.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { compareFaces } from '../../lambdas/tasks/compare-faces.ts';
import { readDocument } from '../../lambdas/tasks/read-document.ts';
import { dossierAt, ENROLMENT_TABLES, enrolmentDeps, FORM } from './enrolment.ts';
import { faceAt, jpegOf, linesOf, memoryEvidence, newScene, recognisersOf } from './evidence.ts';

export const VERIFICATION_TABLES: readonly TableName[] = [...ENROLMENT_TABLES, 'cases', 'accounts'];

/** What the examiner and the registrar are given, over real stores and keys, before a scene of the test's making. */
export function verificationDeps() {
  const deps = enrolmentDeps({
    ...DEFAULT_ENROLMENT,
    eligibility: { ...DEFAULT_ENROLMENT.eligibility, issuingStates: ['FRA', 'UTO'] },
  });
  const scene = newScene();
  const evidence = memoryEvidence();
  const alarms: string[] = [];
  return {
    ...deps,
    policy: DEFAULT_VERIFICATION,
    scene,
    evidence,
    ...recognisersOf(scene),
    files: openVerificationFiles(deps),
    cases: dynamoReviewCases('cases'),
    registrations: dynamoRegistrations({ accounts: 'accounts', handles: 'account-handles' }),
    alarms,
    alarm: (caseId: string) => {
      alarms.push(caseId);
    },
  };
}

export type VerificationDeps = ReturnType<typeof verificationDeps>;

const FRONT = [
  'PASSEPORT',
  'REPUBLIQUE FRANCAISE',
  'MARTIN',
  'Maëlys Gaëlle Marie',
  '13 07 1990',
  'F',
  '11 02 2030',
];
/** Check digit of Doc 9303-3 §4.9, written here once more so that tests do not lean on what they test. */
function checkDigit(text: string): string {
  const value = (sign: string): number => (sign === '<' ? 0 : Number.parseInt(sign, 36));
  const sum = [...text].reduce((total, sign, index) => total + value(sign) * ([7, 3, 1][index % 3] ?? 0), 0);
  return String(sum % 10);
}

/** TD3 zone of the same person as `FORM` with this document number of nine characters (Doc 9303-4 §4.2). */
export function passportZone(number: string): string[] {
  const withDigit = (field: string): string => field + checkDigit(field);
  const [document, birth, expiry] = [withDigit(number), withDigit('900713'), withDigit('300211')];
  const personal = withDigit('<'.repeat(14));
  const composite = checkDigit(document + birth + expiry + personal);
  return [
    'P<FRAMARTIN<<MAELYS<GAELLE<MARIE'.padEnd(44, '<'),
    `${document}FRA${birth}F${expiry}${personal}${composite}`,
  ];
}

export interface SubmittedPerson {
  readonly level?: 'low' | 'substantial';
  /** Another person stands before the camera. */
  readonly impostor?: boolean;
  readonly form?: Partial<typeof FORM>;
  readonly number?: string;
  readonly zone?: readonly string[];
  readonly attempt?: number;
}

/** A submitted dossier of a passport with its evidence in the scene. */
export async function submittedDossier(
  deps: VerificationDeps,
  person: SubmittedPerson = {},
  now = new Date(),
) {
  const {
    level = 'substantial',
    impostor = false,
    form = {},
    number = '12AB34567',
    zone = passportZone(number),
    attempt = 1,
  } = person;
  const front = `document-front-${randomness.id()}`;
  const picture: JudgedPicture = {
    side: 'front',
    upload: front,
    readable: front,
    legible: true,
    zoneRead: true,
    judgedAt: now.toISOString(),
  };
  const names = ['face-1', 'face-2', 'face-3', 'document'] as const;
  const frames = Object.fromEntries(
    names.map((name) => [name, `${name}-${randomness.id()}`]),
  ) as Recording['frames'];
  const recording: Recording = {
    attempt: 'attempt',
    digits: '407',
    video: `video-${randomness.id()}`,
    frames,
    confirmedAt: now.toISOString(),
  };
  const phone = `+336${randomness.digits(8)}`;
  const email = `${randomness.id().toLowerCase()}@example.org`;
  const made = await dossierAt(
    deps,
    {
      step: 'submitted',
      level,
      documentType: 'passport',
      pictures: [picture],
      recording,
      attempt,
      submittedAt: now.toISOString(),
      deadline: new Date(now.getTime() + 86_400_000).toISOString(),
      emailHandle: await deps.identify('email', email),
      phoneHandle: await deps.identify('phone', phone),
      letter: { id: randomness.id(), submittedAt: now.toISOString(), openedAt: now.toISOString() },
    },
    { form: { ...FORM, ...form }, email, phone },
    now,
  );
  setScene(deps, made.dossier.enrolment.id, front, frames, [...FRONT, number], zone, impostor);
  return { ...made, submission: { enrolment: made.dossier.enrolment.id, attempt }, phone, email };
}

function setScene(
  { scene, evidence }: VerificationDeps,
  id: string,
  front: string,
  frames: Recording['frames'],
  print: readonly string[],
  zone: readonly string[],
  impostor: boolean,
): void {
  const at = (upload: string): string => evidenceKey(id, upload);
  scene.texts.set(at(front), linesOf(...print, ...zone));
  scene.faces.set(at(front), [faceAt(0.05)]);
  scene.people.set(at(front), 'maelys');
  Object.entries(frames).forEach(([name, upload], index) => {
    evidence.objects.set(at(upload), Uint8Array.from([...jpegOf(640, 480), index]));
    scene.faces.set(at(upload), [faceAt(0.3 + index * 0.05, index * 6)]);
    scene.people.set(at(upload), impostor ? 'somebody else' : 'maelys');
    if (name === 'document') scene.texts.set(at(upload), linesOf(...print));
  });
}

/** The examiner's two tasks. */
export async function examine(
  deps: VerificationDeps,
  submission: { enrolment: string; attempt: number },
  now = new Date(),
) {
  await readDocument(submission, now, deps);
  await compareFaces(submission, now, deps);
}

export async function accountOf(id: string | undefined): Promise<Account | undefined> {
  if (id === undefined) return undefined;
  const { Item } = await dynamo().send(new GetItemCommand({ TableName: 'accounts', Key: { id: { S: id } } }));
  return Item && fromItem<Account>(Item);
}
