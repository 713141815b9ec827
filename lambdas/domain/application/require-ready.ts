import { Refusal } from '../errors.ts';
import { type Dossier, problemsOfDossier } from './dossier.ts';

/** Nothing is missing and nothing wrong. @throws Refusal invalid `form-incorrect`, `documents-missing`; see also `document-altered` */
export function requireReady(dossier: Dossier, today: string): void {
  const fields = problemsOfDossier(dossier, today).filter(({ code }) => code !== 'document-altered');
  const ofForm = fields.filter(({ field }) => !field.startsWith('document:'));
  if (ofForm.length > 0) {
    throw new Refusal('invalid', 'form-incorrect', 'Some answers are missing or not possible.', {
      fields: ofForm,
    });
  }
  if (fields.length > 0) {
    throw new Refusal('conflict', 'documents-missing', 'A document that is needed has not come yet.', {
      fields,
    });
  }
}
