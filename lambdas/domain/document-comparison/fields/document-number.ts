import type { FieldComparer } from '../compared-sources.ts';
import { AGREES, CONTRADICTS, NOT_PRINTED, type PairVerdict, worst } from '../comparison.ts';
import type { PrintedLine } from '../printed-text.ts';

function inPrint(number: string, printed: readonly PrintedLine[]): PairVerdict {
  return printed.some(({ words }) => words.join('').includes(number)) ? AGREES : NOT_PRINTED;
}

/** The number typed and the number printed against the zone's; spaces and signs do not count. */
export const documentNumber: FieldComparer = ({ documentNumber: typed = '', mrz, printed }) => {
  const number = mrz.documentNumber.replaceAll('<', '');
  const plain = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const paper = inPrint(number, printed);
  const form = plain === '' ? [] : [plain === number ? AGREES : CONTRADICTS];
  return {
    field: 'document_number',
    ...(plain !== '' && { form: plain }),
    mrz: mrz.documentNumber,
    ...(paper.verdict === 'agrees' && { printed: number }),
    ...worst([...form, paper]),
  };
};
