import type { Language } from '../../contracts/enrolment.ts';
import { checkSentence } from '../client-check/check-words.ts';
import { Refusal } from '../errors.ts';
import type { LastChecks } from './registration.ts';

/** @throws Refusal unprocessable `checks-failing` with each check that failed and why */
export function requireChecks({ results }: LastChecks, language: Language): void {
  const failed = results.filter(({ result }) => result === 'failed');
  if (failed.length === 0) return;
  throw new Refusal(
    'unprocessable',
    'checks-failing',
    `Not ready for production: ${failed.map((found) => checkSentence(found, 'en')).join(' ')}`,
    {
      fields: failed.map((found) => ({
        field: found.check,
        code: found.code,
        sentence: checkSentence(found, language),
      })),
      next: ['try-again'],
    },
  );
}
