import type { MrzNames } from '../../mrz/names.ts';
import { matchMrzName, type NameMatch } from '../../pivot-identity/matches-mrz.ts';
import type { FieldComparer } from '../compared-sources.ts';
import { AGREES, CONTRADICTS, type PairVerdict, worst } from '../comparison.ts';
import { findPrintedName } from '../find-printed-name.ts';

const ZONE_VERDICTS: Readonly<Record<NameMatch, PairVerdict>> = {
  same: AGREES,
  'same-as-far-as-it-goes': { ...AGREES, note: 'zone-truncated' },
  'first-words': { verdict: 'differs', severity: 'minor', note: 'first-words-only' },
  different: CONTRADICTS,
};

function secondaryOf({ secondary }: MrzNames): string {
  return secondary.join(' ');
}

/** The birth name. A zone that holds the used name instead is a difference a person must look at. */
export const familyName: FieldComparer = ({ form, mrz, printed }) => {
  const { primary, secondary, truncated } = mrz.names;
  const cut = truncated && secondary.length === 0;
  const match = matchMrzName(form.family_name, primary, cut);
  const usedName =
    match === 'different' &&
    form.preferred_username !== undefined &&
    matchMrzName(form.preferred_username, primary, cut) !== 'different';
  const zone: PairVerdict = usedName
    ? { verdict: 'differs', severity: 'minor', note: 'used-name-in-zone' }
    : ZONE_VERDICTS[match];
  const paper = findPrintedName(form.family_name, printed);
  return {
    field: 'family_name',
    form: form.family_name,
    mrz: primary,
    ...(paper.verdict !== 'not-found' && { printed: paper.found ?? form.family_name }),
    ...worst([zone, paper]),
  };
};

/** All given names, in their order; the zone may end early where its field is full. */
export const givenName: FieldComparer = ({ form, mrz, printed }) => {
  const words = secondaryOf(mrz.names);
  const match = matchMrzName(form.given_name, words, mrz.names.truncated);
  const paper = findPrintedName(form.given_name, printed);
  return {
    field: 'given_name',
    form: form.given_name,
    mrz: words,
    ...(paper.verdict !== 'not-found' && { printed: paper.found ?? form.given_name }),
    ...worst([ZONE_VERDICTS[match], paper]),
  };
};

/** The used name stands in no zone, only in print. */
export const usedName: FieldComparer = ({ form: { preferred_username: name }, printed }) => {
  if (name === undefined) return undefined;
  const paper = findPrintedName(name, printed);
  return {
    field: 'preferred_username',
    form: name,
    ...(paper.verdict !== 'not-found' && { printed: paper.found ?? name }),
    ...worst([paper]),
  };
};
