import type { Submission } from '../../contracts/verification.ts';
import { Refusal } from '../errors.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { Dossier, Dossiers } from './dossier.ts';
import type { Findings } from './findings.ts';

/** The dossier of one submission with what was found about it so far. */
export interface VerificationFile extends Dossier {
  readonly findings: Findings;
}

export interface VerificationFiles {
  /** Undefined when the submission is no longer the one to verify: decided, cancelled, or submitted again. */
  load(submission: Submission): Promise<VerificationFile | undefined>;
  /** The submission as a reviewer sees it, also after its decision; undefined when erased or submitted again. */
  review(submission: Submission): Promise<VerificationFile | undefined>;
  /** Adds findings; what another task found is kept. */
  add(file: VerificationFile, found: Omit<Findings, 'attempt'>, now: Date): Promise<void>;
}

const UNDER_VERIFICATION: ReadonlySet<string> = new Set(['submitted', 'in-review']);

export function openVerificationFiles(deps: {
  readonly dossiers: Dossiers;
  readonly personalData: PersonalData;
}): VerificationFiles {
  const { dossiers, personalData } = deps;

  const findingsOf = async ({ enrolment }: Dossier): Promise<Findings> => {
    const { id, wrappedKey, attempt, findings } = enrolment;
    if (findings === undefined) return { attempt };
    const found = await personalData.open<Findings>(id, wrappedKey, findings);
    return found.attempt === attempt ? found : { attempt };
  };

  const review = async ({ enrolment, attempt }: Submission): Promise<VerificationFile | undefined> => {
    const dossier = await dossiers.load(enrolment);
    if (dossier?.enrolment.attempt !== attempt) return undefined;
    return { ...dossier, findings: await findingsOf(dossier) };
  };

  const load = async (submission: Submission): Promise<VerificationFile | undefined> => {
    const file = await review(submission);
    return file !== undefined && UNDER_VERIFICATION.has(file.enrolment.step) ? file : undefined;
  };

  const add = async (file: VerificationFile, found: Omit<Findings, 'attempt'>, now: Date): Promise<void> => {
    const { id, wrappedKey } = file.enrolment;
    const findings = await personalData.seal(id, wrappedKey, { ...file.findings, ...found });
    await dossiers.advance(file, { findings }, now);
  };

  return {
    load,
    review,
    async add(file, found, now) {
      try {
        await add(file, found, now);
      } catch (error) {
        // The start of the machine is noted at about the same time as the first findings.
        if (!(error instanceof Refusal && error.code === 'enrolment-changed')) throw error;
        const current = await load({ enrolment: file.enrolment.id, attempt: file.enrolment.attempt });
        if (current !== undefined) await add(current, found, now);
      }
    },
  };
}
