import type {
  Applicant,
  ApplicationContent,
  AttachedDocument,
  FormValues,
  Procedure,
} from '../../contracts/procedures.ts';
import { canonicalJson } from '../canonical-json/canonical-json.ts';
import type { Application } from './application.ts';

/**
 * The document that the applicant signs: everything that the authority decides on, the attached documents by their digests.
 * @returns canonical JSON, UTF-8: the very bytes to sign
 */
export function applicationDocument(
  application: Application,
  procedure: Procedure,
  parts: {
    readonly applicant: Applicant;
    readonly values: FormValues;
    readonly documents: readonly AttachedDocument[];
  },
): Uint8Array {
  const content: ApplicationContent = {
    type: 'guichet/application',
    application: application.id,
    procedure: titleOf(procedure, application),
    authority: { id: application.authorityId, name: application.authorityName },
    ...parts,
  };
  return canonicalJson(content);
}

/** How documents name the procedure they belong to. */
export const titleOf = (
  { id, version, title }: Procedure,
  { language }: Pick<Application, 'language'>,
): ApplicationContent['procedure'] => ({ id, version, title: title[language] });
