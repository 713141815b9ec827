import { InvalidRequest } from '../oauth-error/invalid-request.ts';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param what named in the error */
export function requireObject(value: unknown, what: string): JsonObject {
  if (!isJsonObject(value)) throw new InvalidRequest(`${what} must be a JSON object.`);
  return value;
}

/** How many objects and lists stand in each other; 0: none. */
export function depthOf(value: Json | undefined): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
