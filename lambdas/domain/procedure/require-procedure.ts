import type { Procedure, RequiredDocument } from '../../contracts/procedures.ts';
import { Refusal } from '../errors.ts';

/** @throws Refusal not-found `no-such-procedure` */
export function requireProcedure(procedures: readonly Procedure[], id: string): Procedure {
  const found = procedures.find((procedure) => procedure.id === id);
  if (found === undefined) {
    throw new Refusal(
      'not-found',
      'no-such-procedure',
      'There is no such procedure here: choose one of the list.',
    );
  }
  return found;
}

/** @throws Refusal not-found `no-such-document` */
export function requireDocumentOf(procedure: Procedure, id: string): RequiredDocument {
  const found = procedure.documents.find((document) => document.id === id);
  if (found === undefined) {
    throw new Refusal('not-found', 'no-such-document', 'This procedure does not ask for such a document.');
  }
  return found;
}
