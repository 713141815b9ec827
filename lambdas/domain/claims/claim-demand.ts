import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import { type Json, requireObject } from './json-object.ts';

/** OIDC Core §5.5.1: what a claims request may say about one claim. */
export interface ClaimDemand {
  readonly essential?: boolean;
  readonly value?: Json;
  readonly values?: readonly Json[];
}

/** OIDC Core §5.5.1: `null`, or an object whose `values` is an array. */
export function parseDemand(value: Json | undefined, what: string): ClaimDemand {
  if (value === null || value === undefined) return {};
  const demand = requireObject(value, what);
  const { values } = demand;
  if (values !== undefined && !Array.isArray(values)) {
    throw new InvalidRequest('values in the claims parameter must be an array (OIDC Core 5.5.1).');
  }
  return {
    ...(demand.essential === true && { essential: true }),
    ...(demand.value !== undefined && { value: demand.value }),
    ...(values !== undefined && { values }),
  };
}

/** Whether a value is the one, or among those, a request limits a claim to. */
export function isWanted(actual: Json, { value, values }: ClaimDemand): boolean {
  const same = (wanted: Json): boolean => JSON.stringify(wanted) === JSON.stringify(actual);
  return (value === undefined || same(value)) && (values === undefined || values.some(same));
}
