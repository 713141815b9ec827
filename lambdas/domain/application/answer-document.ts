import type { AnswerContent, Applicant } from '../../contracts/procedures.ts';
import { canonicalJson } from '../canonical-json/canonical-json.ts';
import { titleOf } from './application-document.ts';
import type { ApplicationInHand } from './authority-side.ts';

export interface Decision {
  readonly outcome: string;
  readonly text: string;
  /** `YYYY-MM-DD` */
  readonly decidedOn: string;
}

/**
 * The document that the authority seals: its decision on one signed application.
 * @returns canonical JSON, UTF-8: the very bytes to seal
 */
export function answerDocument(
  { application, procedure }: ApplicationInHand,
  { name, birthdate }: Applicant,
  decision: Decision,
): Uint8Array {
  const content: AnswerContent = {
    type: 'guichet/answer',
    application: application.id,
    digest: application.digest,
    procedure: titleOf(procedure, application),
    authority: { id: application.authorityId, name: application.authorityName },
    applicant: { name, birthdate },
    ...decision,
  };
  return canonicalJson(content);
}
