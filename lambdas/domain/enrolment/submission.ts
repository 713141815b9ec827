import { Refusal } from '../errors.ts';
import type { Dossier, Dossiers } from './dossier.ts';
import type { Verifications } from './verifications.ts';

/**
 * Starts the verification of a submitted enrolment unless that was done: the submission is recorded first, so whoever comes
 * next repairs a crash in between.
 */
export async function ensureStarted(
  dossier: Dossier,
  deps: { readonly dossiers: Dossiers; readonly verifications: Verifications },
  now: Date,
): Promise<Dossier> {
  const { id, step, attempt, startedAttempt } = dossier.enrolment;
  if (step !== 'submitted' || startedAttempt === attempt) return dossier;
  await deps.verifications.start({ enrolment: id, attempt });
  try {
    return await deps.dossiers.advance(dossier, { startedAttempt: attempt }, now);
  } catch (error) {
    // The machine was faster with its first findings: it runs, and that is all this note would say.
    if (!(error instanceof Refusal && error.code === 'enrolment-changed')) throw error;
    return (await deps.dossiers.load(id)) ?? dossier;
  }
}
