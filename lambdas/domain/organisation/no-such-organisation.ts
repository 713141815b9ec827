import { Refusal } from '../errors.ts';

export const noSuchOrganisation = (): Refusal =>
  new Refusal(
    'not-found',
    'no-such-organisation',
    'There is no admitted organisation with this number. Check the number, or ask its representative to register it.',
  );
