import { ATELIER_LUMEN, VILLE_DE_LYON } from '../local/cast.ts';
import { LAPTOP_PASSWORD, LAPTOP_REVIEWERS } from '../local/seed.ts';
import { tellEnrolments } from './enrolments.ts';
import { judge } from './openssl.ts';
import type { People } from './people.ts';
import { once, type Stage } from './stage.ts';
import { careForAccount } from './stories/account.ts';
import { approve, askToAct, revokeAttribute, showAttribute } from './stories/attribute.ts';
import { certify, showCertificates } from './stories/certify.ts';
import { approveService, connectService, showProduction } from './stories/connect-service.ts';
import { issueCertificate } from './stories/employer.ts';
import { openBox, receiveLetter } from './stories/letter.ts';
import { move } from './stories/move.ts';
import { applyForNursery, askEmployer, readAnswer, signAndSend } from './stories/parent.ts';
import { signFile, verifyFile } from './stories/sign-file.ts';
import { answer, findApplication, showAttributes } from './stories/town-hall.ts';
import { townSystem } from './town-system.ts';

const PARTS = [
  'enrolments',
  'certificates',
  'file',
  'letter',
  'attribute',
  'nursery',
  'revocation',
  'move',
  'service',
  'account',
] as const;
export type Part = (typeof PARTS)[number];

/**
 * The parts asked for, in the order of the demo; all unless told.
 * @throws Error naming a part that is none
 */
export function wantedParts(only: string | undefined): readonly Part[] {
  if (only === undefined) return PARTS;
  const asked = only.split(',').map((name) => name.trim());
  const unknown = asked.filter((name) => !PARTS.some((part) => part === name));
  if (unknown.length > 0)
    throw new Error(`No part is called ${unknown.join(', ')}. There are ${PARTS.join(', ')}.`);
  return PARTS.filter((part) => asked.includes(part));
}

/** The parts of the demo in their order; each makes first what it needs and what was not made before. */
export function partsOf(stage: Stage, people: People): Readonly<Record<Part, () => Promise<void>>> {
  const { journal, origin } = stage;
  const { step } = journal;

  const certificate = async (): Promise<void> => {
    journal.story('Certificates');
    const camille = await people.actor('Camille');
    for (const kind of ['authentication', 'signature'] as const) {
      await step(`Camille takes the certificate "${kind}"`, () => certify(camille, kind, journal));
      people.note('Camille', kind);
    }
    await showCertificates(camille, journal);
  };

  const file = async (): Promise<void> => {
    journal.story('A file signed and verified');
    const camille = await people.certified('Camille', 'signature');
    const signed = await step('signed in the app', () => signFile(camille, journal));
    await step('verified by anybody', async () =>
      verifyFile(await people.browser(), origin, signed, journal),
    );
    await step('verified by OpenSSL', () => judge(origin, signed.signature, signed.content));
  };

  const letter = async (): Promise<void> => {
    journal.story('A registered letter');
    const camille = await people.actor('Camille');
    await step('Camille opens her box', () => openBox(camille, journal));
    const town = await townSystem(origin);
    await step('letter received', () => receiveLetter(camille, town, origin, journal));
  };

  const attribute = once(async () => {
    journal.story('An attribute by two signatures');
    await people.certified('Karim', 'authentication');
    const karim = await people.certified('Karim', 'signature');
    await step('Karim asks and signs', () => askToAct(karim, journal));
    await people.certified('Hélène', 'authentication');
    const helene = await people.actor('Hélène');
    await step('Hélène takes the corporate certificate', () =>
      certify(helene, 'corporate', journal, ATELIER_LUMEN.id),
    );
    await step('Hélène approves', () => approve(helene, journal));
    await showAttribute(karim, journal);
  });

  const nursery = once(async () => {
    await attribute();
    journal.story('A place in a nursery');
    await people.certified('Camille', 'authentication');
    const camille = await people.certified('Camille', 'signature');
    await step('Camille applies', () => applyForNursery(camille, journal));
    await step('Camille asks her employer', () => askEmployer(camille, journal));
    const karim = await people.actor('Karim');
    await step('Karim issues the certificate', () => issueCertificate(karim, journal));
    await step('Camille signs and sends', () => signAndSend(camille, journal));
    await people.certified('Olivier', 'authentication');
    const olivier = await people.certified('Olivier', 'official-seal', VILLE_DE_LYON.id);
    await step('Olivier finds it', () => findApplication(olivier, journal));
    await step('Olivier looks at the attributes', () =>
      showAttributes(olivier, 'The signer may do this', journal),
    );
    await step('Olivier answers', () => answer(olivier, journal));
    await step('Camille reads the answer', () => readAnswer(camille, journal));
  });

  const revocation = async (): Promise<void> => {
    await nursery();
    journal.story('An attribute is revoked');
    const [helene, olivier] = [await people.actor('Hélène'), await people.actor('Olivier')];
    await step('Hélène revokes', () => revokeAttribute(helene, journal));
    await step('“Show attributes” fails', () =>
      showAttributes(olivier, 'This document does not bind the organisation', journal),
    );
  };

  const moving = async (): Promise<void> => {
    journal.story('A move');
    await people.certified('Camille', 'authentication');
    const camille = await people.certified('Camille', 'signature');
    await step('Camille moves', () => move(camille, journal));
  };

  const service = async (): Promise<void> => {
    journal.story('A service of one’s own');
    const camille = await people.actor('Camille');
    await step('Camille connects it', () => connectService(camille, journal));
    const reviewer = { username: LAPTOP_REVIEWERS[0].username, password: LAPTOP_PASSWORD };
    await step('an operator approves it', async () =>
      approveService({ origin, browser: await people.browser(), journal, reviewer }),
    );
    await showProduction(camille, journal);
  };

  const account = async (): Promise<void> => {
    journal.story('An account cared for');
    const camille = await people.actor('Camille');
    await step('Camille changes address, number and code', () =>
      careForAccount(camille, stage.mailbox, journal),
    );
  };

  return {
    enrolments: () => tellEnrolments(stage),
    certificates: certificate,
    file,
    letter,
    attribute,
    nursery,
    revocation,
    move: moving,
    service,
    account,
  };
}
